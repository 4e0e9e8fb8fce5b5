# Structs, unions and C tuples made of parts, and to and from Python objects.
cimport cython

cdef union Number:
    int n
    double x

cdef struct Signal:
    int n[3]
    Number value
    int default # a word of C


def unions(value):
    """
    >>> unions({'n': 3}), sorted(unions({'x': 2.5}))
    ({'n': 3, 'x': 1.5e-323}, ['n', 'x'])
    >>> unions({'n': 3, 'x': 1})
    Traceback (most recent call last):
    ValueError: More than one union attribute passed: 'n' and 'x'
    >>> unions({})
    Traceback (most recent call last):
    ValueError: No value specified for any of the union attributes (n, x)
    >>> unions(1)
    Traceback (most recent call last):
    TypeError: Expected a mapping, got int
    """
    cdef Number u = Number(x=0)
    u = value
    return u


def nested(items):
    """
    >>> nested([1, 2, 3])['n'], nested((4, 5, 6))['default']
    ([1, 2, 3], 7)
    >>> nested([1])
    Traceback (most recent call last):
    IndexError: not enough values found during array assignment, expected 3, got 1
    """
    cdef Signal made = Signal(items, Number(n=1), 7)
    cdef Signal listed = [[1, 2, 3], {'x': 1.0}, 5]
    assert listed.value.x == 1.0 and listed.n[2] == 3 and listed.default == 5
    return made


def from_dict(values):
    """
    >>> from_dict({'n': [1, 2, 3], 'value': {'n': 4}, 'default': 5})
    (3, 4, 5)
    >>> from_dict({'n': [1, 2, 3], 'default': 5})
    Traceback (most recent call last):
    ValueError: No value specified for struct attribute 'value'
    """
    cdef Signal signal = values
    return signal.n[2], signal.value.n, signal.default


cdef (int, double) halve((int, double) pair):
    return pair[0] // 2, pair[1] / 2


def ctuples(pair):
    """
    >>> ctuples((6, 5))
    ((9, 2.5), 3, 2.5, '(int, double)', (3, 2.5, 3, 2.5), True, True)
    >>> ctuples([1])
    Traceback (most recent call last):
    TypeError: Expected a sequence of size 2, got size 1
    >>> ctuples(1)
    Traceback (most recent call last):
    TypeError: Expected a sequence of size 2, got int
    """
    cdef (int, double) xy = pair
    xy = halve(xy)
    n, x = xy
    cdef (long, double) wide = xy
    wide[0] += 6
    return wide, n, x, cython.typeof(xy), xy + xy, xy == (3, 2.5), bool(xy)
