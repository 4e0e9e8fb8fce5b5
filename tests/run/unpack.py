"""Unpacking to several targets: nested, starred, from anything iterable."""


def two(x):
    """
    >>> two((1, 2)), two([1, 2]), two('ab'), two(iter((3, 4))), two({1: 2, 3: 4})
    ((1, 2), (1, 2), ('a', 'b'), (3, 4), (1, 3))
    """
    a, b = x
    return a, b


def too_many(x):
    """
    >>> too_many((1, 2, 3))  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    ValueError: too many values to unpack (expected 2)
    >>> too_many([1])
    Traceback (most recent call last):
    ...
    ValueError: not enough values to unpack (expected 2, got 1)
    >>> too_many(iter([]))
    Traceback (most recent call last):
    ...
    ValueError: not enough values to unpack (expected 2, got 0)
    >>> too_many(5)
    Traceback (most recent call last):
    ...
    TypeError: cannot unpack non-iterable int object
    """
    a, b = x
    return a


def nested(x):
    """
    >>> nested((1, (2, [3, 4])))
    (1, 2, 3, 4)
    """
    a, (b, [c, d]) = x
    return a, b, c, d


def starred(x):
    """
    >>> starred([1, 2, 3, 4])
    ((1, [2, 3, 4]), ([1, 2, 3], 4), (1, [2, 3], 4))
    >>> starred('ab')
    (('a', ['b']), (['a'], 'b'), ('a', [], 'b'))
    >>> starred([1])
    Traceback (most recent call last):
    ...
    ValueError: not enough values to unpack (expected at least 2, got 1)
    """
    a, *b = x
    *c, d = x
    e, *f, g = x
    return (a, b), (c, d), (e, f, g)


def displays(x, y):
    """
    >>> displays(1, 2)
    (2, 1, 1, [2, 1])
    """
    a, b = y, x
    c, *d = x, y, x
    return a, b, c, d


def into_places(d, xs):
    """
    >>> d = {}; xs = [0, 0]
    >>> into_places(d, xs), d, xs
    (None, {'k': 1}, [0, [2, 3]])
    """
    d['k'], *xs[1] = 1, 2, 3
    del xs[1][2:]


def swap_three(a, b, c):
    """
    >>> swap_three(1, 2, 3)
    (2, 3, 1)
    """
    a, b, c = b, c, a
    return a, b, c


def in_for(pairs):
    """
    >>> in_for([(1, (2, 3)), (4, (5, 6))])
    [6, 15]
    """
    out = []
    for a, (b, c) in pairs:
        out.append(a + b + c)
    return out


def starred_in_for(rows):
    """
    >>> starred_in_for(['abc', [1]])
    [('a', ['b', 'c']), (1, [])]
    """
    return [(a, b) for a, *b in rows]


def chain():
    """
    >>> chain()
    (1, 2, (1, 2), True)
    """
    x = a, b = 1, 2
    p = q = []
    return a, b, x, p is q


def empty(x):
    """
    >>> empty(())
    'ok'
    >>> empty((1,))  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    ValueError: too many values to unpack (expected 0)
    """
    () = x
    return 'ok'
