"""`x in pointer[a:b:c]` looks at the items in C memory one by one."""
from libc.stdlib cimport malloc, free


def doubles(x, int a, int b):
    """
    >>> doubles(4, 0, 6), doubles(4.0, 5, 6), doubles(None, 0, 6), doubles(3, 0, 0)
    ((True, False, True), (False, True, False), (False, True, False), (False, True, False))
    >>> doubles(5, 0, 6)
    (True, False, False)
    >>> class Two:
    ...     def __eq__(self, other): return other == 2
    >>> doubles(Two(), 0, 6), doubles(Two(), 3, 6)
    ((True, False, True), (False, True, False))
    >>> class Bad:
    ...     def __eq__(self, other): raise ValueError("compared")
    >>> doubles(Bad(), 0, 6)
    Traceback (most recent call last):
    ...
    ValueError: compared
    """
    cdef double *items = <double *>malloc(6 * sizeof(double))
    try:
        for i in range(6):
            items[i] = i
        return x in items[a:b], x not in items[a:b], x in items[a:b:2]
    finally:
        free(items)


def pointers(x, y, z):
    """
    >>> pointers("a", "b", "c")
    (True, False, True, False)
    """
    cdef void *items[3]
    cdef void *first = <void *>x
    cdef void *second = <void *>y
    items[0], items[1], items[2] = first, second, <void *>z
    return first in items[:3:2], second in items[:3:2], second in items[2:0:-1], first not in items[:3]


cdef bint has(const int *items, int n, int x) noexcept nogil:
    return x in items[:n] and x in items[n - 1:0:-1]


def ints(int x):
    """
    >>> [ints(x) for x in range(4)]
    [(False, False), (False, False), (True, True), (True, False)]
    """
    cdef int[4] items = [1, 2, 3, 3]
    cdef bint found
    with nogil:
        found = has(items, 4, x)
    return found, (x in items[1:2] if found else False)


def negative_bounds():
    """
    >>> negative_bounds()
    ([3, 4], [1, 2, 3])
    """
    cdef int[4] items = [1, 2, 3, 4]
    return [x for x in items[-2:]], [x for x in items[:-1]]
