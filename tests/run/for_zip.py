"""Loops over zip() and range() of objects run on the iterators inside, as long as the names stand for the builtins.

>>> pairs([1, 2, 3], 'ab')
([(1, 'a'), (2, 'b')], 3)
>>> triples([1, 2], (3, 4), {5: 6, 7: 8})
[(1, 3, 5), (2, 4, 7)]
>>> pairs([], [1]), pairs(iter([1, 2]), (x * x for x in range(9)))
(([], None), ([(1, 0), (2, 1)], None))
>>> pairs(5, [])
Traceback (most recent call last):
TypeError: 'int' object is not iterable
>>> order()
['x0', 'y0', 'x1', 'y1', 'x2', 'y2', 'x3', 'y3', 'x4']
>>> fails(3)
[0, 1, 'ValueError']
>>> comprehensions([1, 2, 3], [4, 5, 6]) == ([5, 7, 9], {1: 4, 2: 5, 3: 6}, {4, 10, 18}, [-3, -3, -3])
True
>>> nested([[1, 2], [3, 4]], [[5, 6], [7, 8]])
70
>>> targets([1, 2], [3, 4])
([2, 4], 'else')
>>> wrong_count([1], [2])
Traceback (most recent call last):
ValueError: not enough values to unpack (expected 3, got 2)
>>> starred([1, 2], [3, 4])
[(1, [3]), (2, [4])]
>>> list(generated('ab', 'cd'))
['ac', 'bd']
>>> strict([1], [])
'ValueError'
>>> leaving([1, 2, 3, 4], [4, 3, 2, 1])
(3, 2)

The name stands for something else.

>>> from unittest.mock import patch
>>> with patch('builtins.zip', lambda x, y: [(1, 2), (3, 4)]): summed()
[3, 7]
>>> with patch('builtins.zip', lambda x, y: iter([(1, 2), [3, 4], 'ab'])): summed()
[3, 7, 'ab']
>>> with patch('builtins.zip', lambda x, y: [(1, 2, 3)]): summed()  # doctest: +ELLIPSIS
Traceback (most recent call last):
ValueError: too many values to unpack (expected 2...)
>>> with patch('builtins.zip', lambda x, y: [(1, 2), 3]): summed()
Traceback (most recent call last):
TypeError: cannot unpack non-iterable int object
>>> with patch('builtins.zip', lambda x, y: 5): summed()
Traceback (most recent call last):
TypeError: 'int' object is not iterable
>>> used = zip('abc', 'def')
>>> with patch('builtins.zip', lambda x, y: used): summed()
['ad', 'be', 'cf']
>>> list(used)
[]

Ranges of objects.

>>> ranges(4)
([0, 1, 2, 3], [1, 3], [3, 2, 1], [])
>>> ranges(True), ranges(-3)
(([0], [], [], []), ([], [], [], []))
>>> big(2 ** 70)
[1180591620717411303424, 1180591620717411303425]
>>> edge(2 ** 63 - 1)
[9223372036854775805, 9223372036854775806]
>>> ranges('a')
Traceback (most recent call last):
TypeError: 'str' object cannot be interpreted as an integer
>>> no_step(3, 0)
Traceback (most recent call last):
ValueError: range() arg 3 must not be zero
>>> with patch('builtins.range', lambda n: 'xyz'[:n]): counted(2)
['x', 'y']
"""
def pairs(x, y):
    found = []
    for a, b in zip(x, y):
        found.append((a, b))
    return found, x[len(found)] if hasattr(x, '__getitem__') and len(x) > len(found) else None


def triples(x, y, z):
    found = []
    for a, b, c in zip(x, y, z):
        found.append((a, b, c))
    return found


class Source:
    def __init__(self, name, seen, count):
        self.name, self.seen, self.count = name, seen, count

    def __iter__(self):
        for i in range(self.count):
            self.seen.append('%s%d' % (self.name, i))
            yield i
        self.seen.append('%s%d' % (self.name, self.count))


def order():
    seen = []
    for a, b in zip(Source('x', seen, 4), Source('y', seen, 9)):
        pass
    return seen


def failing(n):
    for i in range(n):
        yield i
        if i == 1:
            raise ValueError(i)


def fails(n):
    seen = []
    try:
        for a, b in zip(range(n), failing(n)):
            seen.append(a)
    except ValueError as error:
        seen.append(type(error).__name__)
    return seen


def comprehensions(x, y):
    return ([a + b for a, b in zip(x, y)], {a: b for a, b in zip(x, y)}, {a * b for a, b in zip(x, y)},
            list(a - b for a, b in zip(x, y)))


def nested(x, y):
    total = 0
    for a, b in zip(x, y):
        for c, d in zip(a, b):
            total += c * d
    return total


class Holder:
    pass


def targets(x, y):
    found, holder = [0, 0], Holder()
    for holder.value, found[1] in zip(x, y):
        found[0] = holder.value
    else:
        return found, 'else'


def wrong_count(x, y):
    for a, b, c in zip(x, y):
        pass


def starred(x, y):
    found = []
    for a, *b in zip(x, y):
        found.append((a, b))
    return found


def generated(x, y):
    for a, b in zip(x, y):
        yield a + b


def strict(x, y):
    try:
        for a, b in zip(x, y, strict=True):
            pass
    except (ValueError, TypeError):  # TypeError: before Python 3.10
        return 'ValueError'


def leaving(x, y):
    for a, b in zip(x, y):
        if a < b:
            continue
        break
    return a, b


def summed():
    found = []
    for a, b in zip([1], [2]):
        found.append(a + b)
    return found


def ranges(n):
    return [i for i in range(n)], [i for i in range(1, n, 2)], [i for i in range(n - 1, 0, -1)], [i for i in range(n, n)]


def big(n):
    found = []
    for i in range(n, n + 2):
        found.append(i)
    return found


def edge(n):
    found = []
    for i in range(n - 2, n):
        found.append(i)
    return found


def no_step(n, step):
    for i in range(0, n, step):
        pass


def counted(n):
    found = []
    for c in range(n):
        found.append(c)
    return found
