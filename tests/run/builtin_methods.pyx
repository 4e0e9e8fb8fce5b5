"""Methods and operations of builtin types on typed variables, those that the runtime has a function of its own for:
each as it comes, and failing in every way (tests/fault).

>>> lists([5, 6, 7, 8], 1, [1])
([5, 8], 7, [5, 8, 1, 9], True, False, [8], (9, 1, 8, 5))
>>> dicts({"a": 1, "b": 2}, "a", [("z", 26)])
(1, 0, {'b': 2}, {'b': 2, 'z': 26}, ['b', 'z'], [2, 26], [('b', 2), ('z', 26)], {}, None)
>>> sets({1, 2, 3}, [3, 4])
(True, False, [1, 2, 3, 4, 9], [2, 3, 4, 9], 4, set())
>>> texts("a b,c b", "b")
(5, 2, ['a', 'b,c', 'b'], ['a ', ',c ', ''], ['a b,c b'], True, False, 'c', 98, 'a b,c b!', True)
>>> byte_strings(b"ab", b"cd")
(97, False, True, b'cb', b'\\x00\\x00', b'xy', True, 2, 97)
>>> numbers(7, 3, 2.5)
((2, 1), 343, 1, 7.0, '0b111', '0o7', '0x7', 3, 7, 2, False, 0.5, 6.25)
>>> kinds(3), kinds(True), kinds([]), kinds((1,)), kinds({1}), kinds(frozenset()), kinds(1j), kinds(b""), kinds(bytearray())
('int', 'bool', 'list', 'tuple', 'set', 'frozenset', 'complex', 'bytes', 'bytearray')
>>> consume([3, 1, 2])
(3, 1, 'none', [2], [0, 1], True, False, True, 'stopped')
>>> stars((1, 2, 3, 4))
(1, [2, 3], 4)
>>> stars((1,))
Traceback (most recent call last):
    ...
ValueError: need more than 1 value to unpack
>>> slices([1, 2, 3, 4, 5], 1, 3)
([2, 3], [1, 'x', 'y', 4, 5], [1, 4, 5], (2, 3), 'bc', b'bc')
>>> in_place([8, 2.0], 3)
[11, 5, 24, 8.0, 2, 2, 2, 10, 9, 64, 1]
>>> box = Box(); in_place_attribute(box, 3), box.x
(None, 22)
>>> compared(3, 3, 2.5), compared(2.5, 3, 2.5), compared("a", 3, 2.5)
([True, False, False, True, False, True], [False, True, True, False, True, True], [False, True, False, True])
>>> format_numbers(3.14159, 42)
'3.14 +3.1416e+00    42 00042 42'
>>> remainders(7.5, 2, 3 + 4j, 1 + 2j)
(1.5, 7.5, (1.5+2j), (0.5+1j), (-3+4j))
>>> characters("abcb", "b", b"xyz", 1)
(3, 'b', 97, 121, True, True)
>>> item_stores([0, 1, 2], 1, [5, 6], {"a": 1})
([0, 3, 2], [5, 3, [0, 3, 2]], {'a': 1})
"""
cimport cython


def lists(list items, Py_ssize_t at, more):
    cdef list copy = items[:]
    cdef list tail = [5, 8]
    del items[at]
    popped = items.pop(at)
    tail.extend(more)
    tail.append(9)
    last = items.pop
    rest = items[1:]
    turned = list(reversed(tail))
    return items, popped, tail, 6 in copy, 6 not in copy, rest, (turned[0], turned[1], turned[2], turned[3])


def dicts(dict items, key, pairs):
    cdef dict merged
    first = items.pop(key, None)
    second = items.pop(key, 0)
    items["gone"] = 1
    del items["gone"]
    copy = items.copy()
    merged = dict(items, **dict(pairs))
    merged.update(copy)
    names = [name for name in merged]
    values = [value for value in merged.values()]
    both = [(name, value) for name, value in merged.items()]
    empty = items.copy()
    empty.clear()
    return first, second, copy, merged, names, values, both, empty, items.get(key)


def sets(set items, more):
    inside, outside = 1 in items, 1 not in items
    items.update(more)
    items.add(9)
    everything = sorted(items)
    items.remove(1)
    items.discard(77)
    rest = sorted(items)
    size = len(items)
    items.pop()
    items.clear()
    return inside, outside, everything, rest, size, items


def texts(str text, str part):
    cdef str grown = text
    grown += "!"
    return (text.rfind(part, 0, 6) + 3, text.count(part), text.split(), text.split(part), text.splitlines(), text != part,
            text == part, text[4], ord(part), grown, bool(text))


def byte_strings(bytes one, bytes other):
    cdef bytearray changed = bytearray(other)
    changed[1] = one[1]
    return (one[0], one == other, one != other, bytes(changed), bytes(2), bytes([120, 121]), True if one else False,
            len(changed), ord(one[:1]))


def numbers(x, y, double d):
    cdef float f = d
    return (divmod(x, y), pow(x, y), pow(x, y, 2), float(x), bin(x), oct(x), hex(x), min(x, y), max(x, y), round(d),
            d.is_integer(), d % 2, d ** 2)


def kinds(x):
    if isinstance(x, bool):
        return "bool"
    if isinstance(x, int):
        return "int"
    if isinstance(x, list):
        return "list"
    if isinstance(x, tuple):
        return "tuple"
    if isinstance(x, set):
        return "set"
    if isinstance(x, frozenset):
        return "frozenset"
    if isinstance(x, complex):
        return "complex"
    if isinstance(x, bytes):
        return "bytes"
    return "bytearray" if isinstance(x, bytearray) else issubclass(type(x), object)


def consume(list items):
    iterator = iter(items)
    first, second = next(iterator), next(iterator, None)
    rest = list(iterator)
    none = next(iterator, "none")
    counter = [2]

    def count():
        counter[0] -= 1
        return 1 - counter[0]
    called = list(iter(count, 2))
    try:
        next(iterator)
    except StopIteration:
        stopped = "stopped"
    return first, second, none, rest, called, any(items), all([0, 1]), all(items), stopped


def stars(x):
    first, *rest, last = x
    return first, rest, last


def slices(items, i, Py_ssize_t j):
    cdef str text = "abcde"
    part = items[i:j]
    changed = items[:]
    changed[i:j] = ["x", "y"]
    less = items[:]
    del less[i:j]
    return part, changed, less, tuple(items)[1:j], text[1:j], b"abcde"[1:j]


def in_place(list box, int n):
    x, y = box
    out = []
    box[0] += n
    out.append(box[0])
    box[0] = x
    box[0] -= n
    out.append(box[0])
    box[0] = x
    box[0] *= n
    out.append(box[0])
    box[0] = 16
    box[0] /= y
    out.append(box[0])
    box[0] = x
    box[0] //= n
    out.append(box[0])
    box[0] = x
    box[0] %= n
    out.append(box[0])
    box[0] = 2
    box[0] &= n
    out.append(box[0])
    box[0] = x
    box[0] |= 2
    out.append(box[0])
    box[0] = 10
    box[0] ^= n
    out.append(box[0])
    box[0] = x
    box[0] <<= n
    out.append(box[0])
    box[0] = x
    box[0] >>= n
    out.append(box[0])
    return out


class Box:
    def __init__(self):
        self.x = 1


def in_place_attribute(box, y):
    box.x += y
    box.x *= y
    box.x -= 1
    box.x //= 1
    box.x %= 100
    box.x |= 16
    box.x ^= y
    box.x <<= 1
    box.x >>= 1
    box.x &= 31
    box.x -= y - 1


def compared(x, int n, double d):
    out = []
    result = x == n
    out.append(result)
    result = x != n
    out.append(result)
    if isinstance(x, str):
        result = x == d
        out.append(result)
        result = x != d
        out.append(result)
        return out
    result = x <= d
    out.append(result)
    result = x > d
    out.append(result)
    result = x < n
    out.append(result)
    result = x >= d
    out.append(result)
    return out


def format_numbers(double d, int n):
    return f"{d:.2f} {d:+.4e} {n:5d} {n:05d} {n}"


@cython.cdivision(True)
def remainders(double a, float b, double complex z, long double complex w):
    return a % b, b % 2 + a, z / 2, w / 2, w ** 2


def characters(str text, str part, bytes data, Py_ssize_t i):
    cdef Py_UCS4 c = text[0]
    return text.rfind(part), text[i], ord(text[0]), data[i], c in text, part in text


def item_stores(x, int i, list y, dict d):
    x[i] = 3
    y[i] = 3
    y.append(x)
    return x, y, {**d}
