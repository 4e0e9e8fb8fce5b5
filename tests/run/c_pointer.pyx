"""Pointers, C arrays, casts, addresses, sizeof, NULL."""
from libc.stdlib cimport malloc, free
from libc.string cimport strlen, memset


def arrays(int n):
    """
    >>> arrays(4)
    ([0, 1, 4, 9], 14, 9)
    >>> arrays(5)
    Traceback (most recent call last):
    ...
    IndexError: C array index out of range
    """
    cdef int[4] a
    cdef int i, s = 0
    for i in range(n):
        a[i] = i * i
    for i in range(4):
        s += a[i]
    return a, s, a[3]


def matrix():
    """
    >>> matrix()
    (5, [[1, 2, 3], [4, 5, 6]])
    """
    cdef int m[2][3]
    m = [[1, 2, 3], [4, 5, 6]]
    cdef int i, j
    out = []
    for i in range(2):
        out.append([m[i][j] for j in range(3)])
    return m[1][1], out


def assigned(xs):
    """
    >>> assigned([1, 2, 3]), assigned((4, 5, 6))
    (([1.0, 2.0, 3.0], [9.0, 9.0, 9.0]), ([4.0, 5.0, 6.0], [9.0, 9.0, 9.0]))
    >>> assigned([1])
    Traceback (most recent call last):
    ...
    IndexError: not enough values found during array assignment, expected 3, got 1
    """
    cdef double[3] a, b
    a[:] = xs
    b = a
    b[:] = [9, 9, 9]
    return a, b


def allocated(int n):
    """
    >>> allocated(5), allocated(0)
    (10, 0)
    """
    cdef int *p = NULL
    cdef int i, s = 0
    if n >= 0:
        p = <int *>malloc(<size_t>n * sizeof(int) + 1)
    if p == NULL:
        raise MemoryError()
    try:
        for i in range(n):
            p[i] = i
        for i in range(n):
            s += p[i]
        return s
    finally:
        free(p)


def arithmetic():
    """
    >>> arithmetic()
    (30, 10, 2, True, True, 20)
    """
    cdef int[3] a = [10, 20, 30]
    cdef int *p = a
    cdef int *q = p + 2
    cdef int *r = &a[1]
    return q[0], (q - 2)[0], q - p, q > p, p == &a[0], r[0]


def through_pointer(int n):
    """
    >>> through_pointer(5)
    (7, 7, True)
    """
    cdef int *p = &n
    p[0] += 2
    cdef int **pp = &p
    return n, pp[0][0], p is not NULL


def null_tests():
    """
    >>> null_tests()
    (True, False, 'null', True)
    """
    cdef char *p = NULL
    cdef void *v = NULL
    return p == NULL, bool(p), 'set' if p else 'null', v is NULL


def sizes():
    """
    >>> sizes()
    (1, 2, 4, 8, 8, 12, True)
    """
    cdef int[3] a
    cdef double x
    return sizeof(char), sizeof(short), sizeof(int), sizeof(x), sizeof(double), sizeof(a), sizeof(void *) == 8


def casts(int n):
    """
    >>> casts(-1)
    (4294967295, 255, -1.0, 255)
    """
    cdef unsigned char *bytes = <unsigned char *>&n
    return <unsigned int>n, <unsigned char>n, <double>n, bytes[3]


def char_pointer(bytes s):
    """
    >>> char_pointer(b'hello')
    (5, 104, b'hello', b'ell', b'llo')
    """
    cdef char *p = s
    return strlen(p), p[0], <bytes>p, p[1:4], <bytes>(p + 2)


def char_buffer():
    """
    >>> char_buffer()
    (b'xxx', 120)
    """
    cdef char[4] buf
    memset(buf, c'x', 3)
    buf[3] = 0
    return <bytes>buf, buf[0]


def object_pointer(x):
    """
    >>> object_pointer([1])
    [1]
    """
    cdef void *p = <void *>x
    return <object>p


def swap(int a, int b):
    """
    >>> swap(1, 2)
    (2, 1)
    """
    exchange(&a, &b)
    return a, b


cdef void exchange(int *a, int *b) noexcept nogil:
    a[0], b[0] = b[0], a[0]


cdef int[5] shared
shared[:] = [5, 4, 3, 2, 1]


def in_global(int i):
    """
    >>> in_global(1), in_global(4)
    (4, 1)
    >>> in_global(-1)
    Traceback (most recent call last):
    ...
    IndexError: C array index out of range
    """
    return shared[i]
