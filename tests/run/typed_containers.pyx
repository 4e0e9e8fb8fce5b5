"""list, dict, tuple, set, str, bytes as types: checks, None, operations."""
cimport cython


def of_type(list xs, dict d, tuple t, str s, bytes b, set e):
    """
    >>> of_type([], {}, (), '', b'', set())
    (0, 0, 0, 0, 0, 0)
    >>> of_type((), {}, (), '', b'', set())
    Traceback (most recent call last):
    ...
    TypeError: Argument 'xs' has incorrect type (expected list, got tuple)
    >>> of_type([], {}, (), b'', b'', set())
    Traceback (most recent call last):
    ...
    TypeError: Argument 's' has incorrect type (expected str, got bytes)
    """
    return len(xs), len(d), len(t), len(s), len(b), len(e)


def not_none(list xs not None):
    """
    >>> not_none([1])
    1
    >>> not_none(None)
    Traceback (most recent call last):
    ...
    TypeError: Argument 'xs' has incorrect type (expected list, got NoneType)
    """
    return xs[0]


def none_errors(list xs, dict d, str s):
    """
    >>> none_errors(None, None, None)
    ["object of type 'NoneType' has no len()", "'NoneType' object is not subscriptable", "'NoneType' object is not iterable", "'NoneType' object has no attribute 'append'", "'NoneType' object has no attribute 'get'", "'NoneType' object has no attribute 'upper'", "'NoneType' object does not support item assignment"]
    """
    out = []
    try:
        len(xs)
    except TypeError as e:
        out.append(str(e))
    try:
        xs[0]
    except TypeError as e:
        out.append(str(e))
    try:
        for x in xs:
            pass
    except TypeError as e:
        out.append(str(e))
    try:
        xs.append(1)
    except AttributeError as e:
        out.append(str(e))
    try:
        d.get(1)
    except AttributeError as e:
        out.append(str(e))
    try:
        s.upper()
    except AttributeError as e:
        out.append(str(e))
    try:
        d['k'] = 1
    except TypeError as e:
        out.append(str(e))
    return out


def assignment(x):
    """
    >>> assignment([1])
    [1]
    >>> assignment((1,))  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    TypeError: Expected list, got tuple
    >>> assignment(None)
    """
    cdef list xs = x
    return xs


def list_methods(list xs):
    """
    >>> list_methods([3, 1])
    ([3, 1, 2, 5, 6], 6, [0, 1, 2, 3, 5], 2, 1, [5, 3, 2, 1, 0], [])
    """
    xs.append(2)
    xs.extend([5, 6])
    a = xs[:]
    b = xs.pop()
    xs.insert(0, 0)
    xs.sort()
    c = xs.copy()
    d = xs.index(2)
    e = xs.count(3)
    xs.reverse()
    f = list(xs)
    xs.clear()
    return a, b, c, d, e, f, xs


def list_operators(list a, list b):
    """
    >>> list_operators([1], [2, 3])
    ([1, 2, 3], [1, 1], [2, 3, 2, 3], True, False, True, True)
    """
    return a + b, a * 2, 2 * b, 2 in b, 1 in b, a < b, a == [1]


def list_items(list xs, int i):
    """
    >>> list_items([1, 2, 3], 1), list_items([1, 2, 3], -1)
    ((2, [1, 'x', 3]), (3, [1, 2, 'x']))
    >>> list_items([1], 5)
    Traceback (most recent call last):
    ...
    IndexError: list index out of range
    """
    old = xs[i]
    xs[i] = 'x'
    return old, xs


def dict_methods(dict d):
    """
    >>> dict_methods({'a': 1})
    (1, None, 7, 5, ['a', 'b'], [1, 5], [('a', 1), ('b', 5)], 1, {'b': 6}, True, False)
    """
    get, none, default = d.get('a'), d.get('x'), d.get('x', 7)
    new = d.setdefault('b', 5)
    keys, values, items = sorted(d.keys()), sorted(d.values()), sorted(d.items())
    popped = d.pop('a')
    d.update({'b': 6})
    return get, none, default, new, keys, values, items, popped, d, 'b' in d, 'a' in d


def counts(str s):
    """
    >>> counts('abca')
    {'a': 2, 'b': 1, 'c': 1}
    """
    cdef dict d = {}
    for c in s:
        d[c] = d.get(c, 0) + 1
    return d


def tuples(tuple t, int i):
    """
    >>> tuples((1, 2), 1)
    (2, (1, 2, 9), (1, 2, 1, 2), 2, True)
    """
    return t[i], t + (9,), t * 2, len(t), 2 in t


def strings(str s, str t):
    """
    >>> strings('Ab', 'c')
    ('Abc', 'AbAb', 'AB', 'ab', True, False, ['A', 'b'], 'A-b', 'xb', 1, True, b'Ab')
    """
    return (s + t, s * 2, s.upper(), s.lower(), s.startswith('A'), s.endswith('A'), list(s), '-'.join(s),
            s.replace('A', 'x'), s.find('b'), 'b' in s, s.encode())


def bytes_ops(bytes b):
    """
    >>> bytes_ops(b'abc')
    (97, 99, b'bc', b'abcx', 3, 'abc', True, [97, 98, 99])
    """
    return b[0], b[-1], b[1:], b + b'x', len(b), b.decode(), 98 in b, list(b)


def sets(set s):
    """
    >>> sets({1, 2})
    (True, [1, 2, 3], [2, 3], 2)
    """
    s.add(3)
    has = 1 in s
    first = sorted(s)
    s.discard(1)
    s.discard(99)
    return has, first, sorted(s), len(s)


def local_types(int n):
    """
    >>> local_types(3)
    ([0, 1, 2], {0: 0, 1: 1, 2: 4}, (3, 'x'))
    """
    xs = []
    d = {}
    for i in range(n):
        xs.append(i)
        d[i] = i * i
    t = (n, 'x')
    return xs, d, t


@cython.allow_none_for_extension_args(False)
def none_refused(list xs, list ys=None):
    """
    >>> none_refused([1]), none_refused([1], [2]), none_refused([1], None)
    (1, 2, 1)
    >>> none_refused(None)
    Traceback (most recent call last):
    ...
    TypeError: Argument 'xs' has incorrect type (expected list, got NoneType)
    """
    return len(xs) if ys is None else len(xs) + len(ys)
