"""Subscripts of objects: reading, writing, deleting; indices of any kind."""


def get(x, i):
    """
    >>> get([1, 2, 3], 0), get([1, 2, 3], -1), get((1, 2), 1), get('abc', -2), get(b'abc', 1)
    (1, 3, 2, 'b', 98)
    >>> get({'k': 'v'}, 'k'), get({0: 'zero'}, 0)
    ('v', 'zero')
    >>> get([1], 1)
    Traceback (most recent call last):
    ...
    IndexError: list index out of range
    >>> get({}, 'k')
    Traceback (most recent call last):
    ...
    KeyError: 'k'
    >>> get(5, 0)
    Traceback (most recent call last):
    ...
    TypeError: 'int' object is not subscriptable
    >>> get([1], 'a')
    Traceback (most recent call last):
    ...
    TypeError: list indices must be integers or slices, not str
    """
    return x[i]


def constant(x):
    """
    >>> constant('abc'), constant([1, 2]), constant({0: 'z', -1: 'm'})
    (('a', 'c'), (1, 2), ('z', 'm'))
    """
    return x[0], x[-1]


def put(x, i, v):
    """
    >>> put([1, 2, 3], -1, 'x'), put({}, 'k', 1), put(bytearray(b'ab'), 0, 65)
    ([1, 2, 'x'], {'k': 1}, bytearray(b'Ab'))
    >>> put((1,), 0, 2)
    Traceback (most recent call last):
    ...
    TypeError: 'tuple' object does not support item assignment
    >>> put([], 0, 1)
    Traceback (most recent call last):
    ...
    IndexError: list assignment index out of range
    """
    x[i] = v
    return x


def remove(x, i):
    """
    >>> remove([1, 2, 3], 1), remove({1: 2, 3: 4}, 1)
    ([1, 3], {3: 4})
    >>> remove({}, 1)
    Traceback (most recent call last):
    ...
    KeyError: 1
    """
    del x[i]
    return x


def augmented(x, i):
    """
    >>> augmented([1, 2], 1), augmented({'a': 5}, 'a')
    ([1, 12], {'a': 15})
    """
    x[i] += 10
    return x


def several(x, i, j):
    """
    >>> class X:
    ...     def __getitem__(self, key): return key
    >>> several(X(), 1, 2)
    ((1, 2), (1, slice(None, 2, None)), Ellipsis, (slice(1, 2, 3), Ellipsis))
    """
    return x[i, j], x[i, :j], x[...], x[1:2:3, ...]


def computed(x, n):
    """
    >>> computed([5, 6, 7, 8], 2)
    (8, 6, 5)
    """
    return x[n + 1], x[n - 1], x[n // 3]


def loop(x):
    """
    >>> loop([1, 2, 3]), loop('abc'), loop((1,))
    ([3, 2, 1], ['c', 'b', 'a'], [1])
    """
    out = []
    i = len(x) - 1
    while i >= 0:
        out.append(x[i])
        i -= 1
    return out


def big_index(x):
    """
    >>> big_index([1])
    'IndexError'
    """
    try:
        return x[10**30]
    except IndexError as e:
        return type(e).__name__
