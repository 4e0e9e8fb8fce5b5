# What real projects write that other tests do not.
cdef extern from *:
    """
    typedef struct { int length; int items[1]; } span;
    """
    ctypedef struct span:
        int length
        int items[1]
    ctypedef struct span:
        pass

from libc.stdlib cimport malloc, free
from libc.stdint cimport uintptr_t

cdef Py_ssize_t area(Py_ssize_t *shape):
    return shape[0] * shape[1]

def shapes(unsigned char[:, ::1] v):
    """
    >>> shapes(memoryview(bytearray(6)).cast("B", (2, 3)))
    (2, 3, 2, 3, 3, 6, 3, 0)
    """
    a, b = v.shape[:2]
    cdef Py_ssize_t c, d
    c, d = v.shape[:2]
    cdef Py_ssize_t e = v.strides[:1][0]
    return a, b, c, d, e, area(&v.shape[0]), (&v.shape[1])[0], v.shape[2]

def longer(int n):
    """
    >>> longer(4)
    [0, 1, 4, 9]
    """
    cdef span *s = <span *>malloc(sizeof(span) + n * sizeof(int))
    cdef int i
    for i in range(n):
        s.items[i] = i * i
    s.items[1] = 1
    try:
        return [s.items[i] for i in range(n)]
    finally:
        free(s)

cdef int seven() noexcept:
    return 7

ctypedef int (*getter)() noexcept

def address():
    return <uintptr_t><void *>seven

def by_address():
    """
    >>> by_address()
    7
    """
    cdef getter g = <getter><void *><uintptr_t>address()
    return g()
