"""List, tuple, set and dict displays, with starred items."""


def plain(a, b):
    """
    >>> plain(1, 2)
    ([1, 2], (1, 2), [(1,), ()], {'a': 1, 2: 'b'})
    """
    return [a, b], (a, b), [(a,), ()], {'a': a, b: 'b'}


def sets(a, b):
    """
    >>> sets(1, 1), sets('x', 2) == {'x', 2, 3}
    ({1, 3}, True)
    """
    return {a, b, 3}


def stars(xs, ys):
    """
    >>> stars([1, 2], 'ab')
    ([1, 2, 0, 'a', 'b'], (0, 1, 2), ('a', 'b', 1, 2, 'end'))
    >>> stars((), {})
    ([0], (0,), ('end',))
    """
    return [*xs, 0, *ys], (0, *xs), (*ys, *xs, 'end')


def star_set(xs):
    """
    >>> sorted(star_set([3, 1, 3]))
    [0, 1, 3]
    """
    return {0, *xs}


def dict_stars(d, e):
    """
    >>> dict_stars({'a': 1}, {'a': 2, 'b': 3})
    ({'a': 2, 'x': 0, 'b': 3}, {'x': 0, 'a': 9})
    """
    return {**d, 'x': 0, **e}, {'x': 0, **d, 'a': 9}


def not_iterable(x):
    """
    >>> not_iterable(3)
    Traceback (most recent call last):
    ...
    TypeError: Value after * must be an iterable, not int
    """
    return [1, *x]


def not_mapping(x):
    """
    >>> not_mapping(3)
    Traceback (most recent call last):
    ...
    TypeError: 'int' object is not a mapping
    """
    return {**x}


def unhashable(x):
    """
    >>> unhashable([])  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    TypeError: unhashable type: 'list'
    """
    return {x: 1}


def fresh():
    """Each evaluation makes new objects, except for constant tuples.

    >>> fresh()
    ([], [1], {}, {'x': 1})
    """
    out = []
    for i in range(2):
        xs, d = [], {}
        out.append((list(xs), dict(d)))
        xs.append(1)
        d['x'] = 1
    assert out[0] == out[1]
    return out[0][0], xs, out[1][1], d


def constants():
    """
    >>> constants()
    ((1, 2.5, 'a', None, True, b'x', (3, ())), (-1, -2.5, 1j, Ellipsis))
    """
    return (1, 2.5, 'a', None, True, b'x', (3, ())), (-1, -2.5, 1j, ...)


def last_key_wins():
    """
    >>> last_key_wins()
    {'a': 2}
    """
    return {'a': 1, 'a': 2}


def stars_in_calls(items):
    """What is no iterable is told by the call when it is all of its arguments, else by their list.

    >>> stars_in_calls(1)
    stars() argument after * must be an iterable, not int
    Value after * must be an iterable, not int
    Value after * must be an iterable, not int
    Value after * must be an iterable, not int
    """
    def stars(*args):
        return args

    def based():
        class Based(*items):
            pass

    for call in (lambda: stars(*items), lambda: stars(1, *items), lambda: stars(*items, 2), based):
        try:
            call()
        except TypeError as error:
            print(str(error).split(".")[-1])
