"""Generator expressions that are objects: evaluated lazily, with a scope of their own."""
import types


def squares(xs):
    """
    >>> g = squares([1, 2, 3])
    >>> next(g), list(g), isinstance(g, types.GeneratorType), g.__name__, g.__qualname__
    (1, [4, 9], True, '<genexpr>', 'squares.<locals>.<genexpr>')
    >>> squares(3)
    Traceback (most recent call last):
    TypeError: 'int' object is not iterable
    """
    return (x * x for x in xs)


def lazy():
    """The first iterator is made at once, everything else later.

    >>> lazy()
    (['start'], [0, 10, 11], ['start', 'inner', 'inner'])
    """
    log = []

    def note(name, value):
        log.append(name)
        return value
    g = (i * k + j for i in note('start', range(2)) for j in note('inner', range(i + 1)) if True)
    before = list(log)
    k = 10
    return before, list(g), log


def own_scope(x):
    """
    >>> own_scope('kept')
    ([0, 1], 'kept')
    """
    g = (x for x in range(2))
    return list(g), x


def nested():
    """
    >>> [list(g) for g in nested()]
    [[0, 0], [0, 1]]
    >>> [list(g) for g in list(nested())]
    [[0, 1], [0, 1]]
    """
    return ((x * y for y in range(2)) for x in range(2))


def conditions(xs, low):
    """
    >>> list(conditions([1, 5, 2, 7], 2))
    [5, 7]
    >>> tuple(conditions([], 2)), set(conditions([3], 2))
    ((), {3})
    """
    return (x for x in xs if x > low if x % 2)


def typed(n):
    """
    >>> sorted(typed(4), reverse=True), dict((i, str(i)) for i in typed(2))
    ([9, 4, 1, 0], {0: '0', 1: '1'})
    """
    return (i * i for i in range(n))


def walrus(xs):
    """
    >>> walrus([1, 2, 3])
    ([2, 4, 6], 6)
    """
    last = None
    g = (last := x * 2 for x in xs)
    return list(g), last


def sent():
    """
    >>> g = sent()
    >>> next(g), g.send('ignored'), g.close(), list(g)
    (0, 1, None, [])
    >>> g = sent()
    >>> next(g), g.throw(ValueError('thrown'))
    Traceback (most recent call last):
    ValueError: thrown
    """
    return (x for x in range(5))


def in_class():
    """
    >>> in_class()
    [1, 2]
    """
    class C:
        xs = [1, 2]
        ys = list(x for x in xs)
    return C.ys


module_level = (c + c for c in 'ab')


def at_module_level():
    """
    >>> list(module_level), module_level.__qualname__
    (['aa', 'bb'], '<genexpr>')
    """
