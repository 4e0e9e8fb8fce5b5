"""The numbers of enumerate() and searches among constants.

>>> last([5, 6]), last(())
((1, 6), None)
>>> from_(['a'], 10), sums([1, 2, 3]), rebound([1, 2])
([(10, 'a')], [0, 1, 4], [100, 100])
>>> unset([])                             # doctest: +ELLIPSIS
Traceback (most recent call last):
UnboundLocalError: ...
>>> objects([7, 8])
[(0, 'int', 1), (1, 'int', 1)]
>>> comps(['a', 'b'])
({0: 'a', 1: 'b'}, [(0, 'a'), (1, 'b')], [10, 11], True)
>>> large([1])
[1267650600228229401496703205376]
>>> deleted([1])
'gone'
>>> captured(['x', 'y'])
[1, 1]
>>> among('b', 2.0), among(3, frozenset([1])), among(None, True)
((True, False, False, True, True), (False, True, False, False, True), (False, False, True, True, True))
>>> among([], 1)
Traceback (most recent call last):
TypeError: unhashable type: 'list'
>>> chained(1), negated('x'), negated('q')
((True, False), False, True)
>>> text('añ€😀', 'ñ'), text('', 'a'), texts(['ab', 'é'])
((1, 4, '😀'), (0, 0, None), ['a', 'b', 'é'])
"""


def last(items):
    found = None
    for i, x in enumerate(items):
        found = i, x
    return found


def from_(items, start):
    return [(i, x) for i, x in enumerate(items, start)]


def sums(items):
    return [i * i for i, x in enumerate(items)]


def rebound(items):
    found = []
    for i, x in enumerate(items):
        i = 100
        found.append(i)
    return found


def unset(items):
    for i, x in enumerate(items):
        pass
    return i


def objects(items):
    found = []
    for i, x in enumerate(items):
        found.append((i, type(i).__name__, (i | 1).bit_length()))
    return found


def comps(items):
    return ({i: x for i, x in enumerate(items)}, list((i, x) for i, x in enumerate(items)),
            [i + 10 for i, x in enumerate(items)], any(i == 1 for i, x in enumerate(items)))


def large(items):
    return [i for i, x in enumerate(items, 1267650600228229401496703205376)]


def deleted(items):
    for i, x in enumerate(items):
        del i
    try:
        return i
    except UnboundLocalError:
        return 'gone'


def captured(items):
    functions = []
    for i, x in enumerate(items):
        functions.append(lambda: i)
    return [f() for f in functions]


def among(x, y):
    return x in {'a', 'b'}, x in (1, 2, 3), x in [None, ()], y in (True, 2), y in [2, 1, frozenset([1])]


def chained(x):
    return x in [1, 2] == [1, 2], x in [1, 2] is [1, 2]


def negated(x):
    return x not in {'x', 'y', 1}


def text(s, wanted):
    count = n = 0
    c = None
    for c in s:
        n += 1
        if c == wanted:
            count += 1
    return count, n, c


def texts(items):
    return [c for s in items for c in str(s)]
