"""List, set and dict comprehensions; their variables are their own."""


def squares(n):
    """
    >>> squares(5)
    [0, 1, 4, 9, 16]
    """
    return [i * i for i in range(n)]


def filtered(xs):
    """
    >>> filtered([3, 0, 'a', '', None, 5])
    [3, 'a', 5]
    """
    return [x for x in xs if x]


def two_tests(n):
    """
    >>> two_tests(20)
    [0, 6, 12, 18]
    """
    return [i for i in range(n) if i % 2 == 0 if i % 3 == 0]


def nested(n):
    """
    >>> nested(3)
    [(0, 0), (1, 0), (1, 1), (2, 0), (2, 1), (2, 2)]
    """
    return [(i, j) for i in range(n) for j in range(i + 1)]


def inner(n):
    """
    >>> inner(3)
    [[0, 0, 0], [0, 1, 2], [0, 2, 4]]
    """
    return [[i * j for j in range(n)] for i in range(n)]


def sets_and_dicts(words):
    """
    >>> sets_and_dicts(['a', 'bb', 'cc'])
    ([1, 2], {'a': 1, 'bb': 2, 'cc': 2})
    """
    return sorted({len(w) for w in words}), {w: len(w) for w in words}


def own_variable():
    """
    >>> own_variable()
    ([0, 1, 2], 'outer')
    """
    x = 'outer'
    ys = [x for x in range(3)]
    return ys, x


def unpacking(pairs):
    """
    >>> unpacking([(1, 'a'), (2, 'b')])
    ({'a': 1, 'b': 2}, ['1a', '2b'])
    """
    return {v: k for k, v in pairs}, [str(k) + v for (k, v) in pairs]


def walrus(xs):
    """
    >>> walrus([1, 5, 2])
    ([10, 4], 4)
    """
    ys = [y for x in xs if (y := x * 2) > 2]
    return [max(ys), min(ys)], y


def fails(xs):
    """
    >>> fails([1, 0])
    Traceback (most recent call last):
    ...
    ZeroDivisionError: division by zero
    """
    return [1 / x for x in xs]


def with_conditional(xs):
    """
    >>> with_conditional([1, -2, 3])
    ['+', '-', '+']
    """
    return ['+' if x > 0 else '-' for x in xs]


def over_strings(s):
    """
    >>> over_strings('abc')
    (['a', 'b', 'c'], [97, 98, 99])
    """
    return [c for c in s], [b for b in s.encode()]


module_level = [i for i in range(4)]
i = 'kept'


def at_module_level():
    """
    >>> at_module_level()
    ([0, 1, 2, 3], 'kept')
    """
    return module_level, i
