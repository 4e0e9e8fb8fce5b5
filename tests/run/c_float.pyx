"""Arithmetic on C floats with Python's meaning, and the C math library."""
cimport cython
from libc.math cimport sqrt, sin, floor as c_floor, pow as c_pow


def basic(double a, double b):
    """
    >>> basic(7.5, 2)
    (9.5, 5.5, 15.0, 3.75, -7.5)
    """
    return a + b, a - b, a * b, a / b, -a


def floor_division(double a, double b):
    """
    >>> [floor_division(a, b) for a in (7, -7) for b in (2, -2)]
    [(3.0, 1.0), (-4.0, -1.0), (-4.0, 1.0), (3.0, -1.0)]
    """
    return a // b, a % b


def by_zero(double a, double b):
    """
    >>> by_zero(1, 0)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ZeroDivisionError: ...division...by zero
    >>> by_zero(1, 4)
    0.25
    """
    return a / b


def by_zero_kinds(double a):
    """
    >>> by_zero_kinds(0)
    ['ZeroDivisionError', 'ZeroDivisionError']
    """
    out = []
    try:
        1.0 // a
    except ZeroDivisionError as e:
        out.append(type(e).__name__)
    try:
        1.0 % a
    except ZeroDivisionError as e:
        out.append(type(e).__name__)
    return out


@cython.cdivision(True)
def c_by_zero(double a, double b):
    """
    >>> c_by_zero(1, 0), c_by_zero(-1, 0)
    (inf, -inf)
    """
    return a / b


def library(double x):
    """
    >>> library(2.25)
    (1.5, 2.0, 5.0625)
    >>> abs(sines(0.5) - 0.479425538604203) < 1e-15
    True
    """
    return sqrt(x), c_floor(x), c_pow(x, 2)


def sines(double x):
    return sin(x)


def powers(double x, int n):
    """
    >>> powers(1.5, 3), powers(-2.0, 2)
    ((3.375, 2.25, 1.5), (4.0, 4.0, -2.0))
    """
    return x ** n, x ** 2, x ** 1


def compares(double a, double b):
    """
    >>> compares(1, 2), compares(float('nan'), 1)
    ((True, True, False, False, False, True), (False, False, False, False, False, True))
    """
    return a < b, a <= b, a > b, a >= b, a == b, a != b


def mixed(double x, int n, y):
    """
    >>> mixed(0.5, 3, 2), mixed(0.5, 3, 2.5)
    ((3.5, 1.5, 2.5, 1.0, 6), (3.5, 1.5, 3.0, 1.25, 7.5))
    >>> mixed(0.5, 3, 'a')
    Traceback (most recent call last):
    ...
    TypeError: unsupported operand type(s) for +: 'float' and 'str'
    """
    return x + n, x * n, x + y, x * y, n * y


def accumulates(xs):
    """
    >>> accumulates([1, 2.5, True])
    (4.5, 2.5)
    >>> accumulates(['a'])
    Traceback (most recent call last):
    ...
    TypeError: unsupported operand type(s) for +: 'float' and 'str'
    """
    cdef double s = 0, p = 1
    for x in xs:
        s += x
        p *= x
    return s, p


def abs_min_max(double a, double b):
    """
    >>> abs_min_max(-1.5, 2)
    (1.5, -1.5, 2.0)
    """
    return abs(a), min(a, b), max(a, b)


def int_of(double x):
    """
    >>> int_of(3.7), int_of(-3.7), int_of(1e20)
    (3, -3, 100000000000000000000)
    >>> int_of(float('inf'))
    Traceback (most recent call last):
    ...
    OverflowError: cannot convert float infinity to integer
    """
    return int(x)


def truth(double x):
    """
    >>> truth(0.0), truth(-0.0), truth(0.5)
    ('no', 'no', 'yes')
    """
    return 'yes' if x else 'no'
