# cython: boundscheck=False, cdivision=True
"""Directives: of the module, of functions, of with blocks."""
cimport cython
from array import array


def module_directives(int a, int b):
    """
    >>> module_directives(-7, 2)
    (-3, -1)
    """
    return a // b, a % b


@cython.cdivision(False)
def of_function(int a, int b):
    """
    >>> of_function(-7, 2)
    (-4, 1)
    >>> of_function(1, 0)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ZeroDivisionError: ...division...by zero
    """
    return a // b, a % b


def of_block(int a, int b):
    """
    >>> of_block(-7, 2)
    (-3, -4, -3)
    """
    first = a // b
    with cython.cdivision(False):
        second = a // b
    return first, second, a // b


@cython.boundscheck(True)
def checked(int[:] v, int i):
    """
    >>> checked(array('i', [1, 2]), 1)
    2
    >>> checked(array('i', [1, 2]), 2)
    Traceback (most recent call last):
    ...
    IndexError: Out of bounds on buffer access (axis 0)
    """
    return v[i]


def wraparound_stays(int[:] v, list xs, str s):
    """
    >>> wraparound_stays(array('i', [1, 2]), [3, 4], 'ab')
    (2, 4, 'b')
    """
    cdef int i = -1
    return v[i], xs[i], s[i]


@cython.wraparound(False)
def nothing_checked(int[:] v, list xs, tuple t, int i):
    """
    >>> nothing_checked(array('i', [1, 2]), [3, 4], (5, 6), 1)
    (2, 4, 6, [3, 'x'])
    """
    old = xs[i]
    xs[i] = 'x'
    return v[i], old, t[i], xs


def several(int[:] v, int i, int b):
    """
    >>> several(array('i', [1, 2]), -1, 2)
    (2, -1)
    """
    with cython.boundscheck(True), cython.wraparound(True):
        x = v[i]
    return x, -3 // b


@cython.warn(undeclared=True)
def by_keyword():
    """
    >>> by_keyword()
    1
    """
    return 1
