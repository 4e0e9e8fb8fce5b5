"""The GIL: released in blocks and functions, taken again where objects are needed."""
from array import array


cdef double norm(double[:] a) nogil:
    cdef double s = 0
    cdef Py_ssize_t i
    for i in range(a.shape[0]):
        s += a[i] * a[i]
    return s


def block(double[:] a):
    """
    >>> block(array('d', [3, 4]))
    25.0
    """
    cdef double s
    with nogil:
        s = norm(a)
    return s


def exits(int n):
    """
    >>> [exits(n) for n in range(4)]
    ['return', 'break 3', 'continue 6', 'end 10']
    """
    cdef int i, s = 0
    for i in range(5):
        with nogil:
            if n == 0:
                with gil:
                    return 'return'
            if n == 1 and i == 3:
                break
            if n == 2 and i == 4:
                continue
            s += i
    else:
        return '%s %d' % ('continue' if n == 2 else 'end', s)
    return 'break %d' % s


cdef int checked(int n) except -1 nogil:
    if n < 0:
        raise ValueError('negative')
    return n + 1


cdef int with_gil_function(int n) except? -1 with gil:
    xs = [n, n]
    return len(xs) * n


def errors(int n):
    """
    >>> errors(4)
    (5, 8)
    >>> errors(-1)
    Traceback (most recent call last):
    ...
    ValueError: negative
    """
    cdef int r, s
    with nogil:
        r = checked(n)
        s = with_gil_function(n)
    return r, s


def caught_outside(int n):
    """
    >>> caught_outside(-1), caught_outside(1)
    ('negative', 2)
    """
    cdef int r
    try:
        with nogil:
            r = checked(n)
    except ValueError as e:
        return str(e)
    return r


def bounds(int[:] a, int i):
    """
    >>> bounds(array('i', [1, 2]), 1)
    2
    >>> bounds(array('i', [1, 2]), 2)
    Traceback (most recent call last):
    ...
    IndexError: Out of bounds on buffer access (axis 0)
    """
    cdef int x
    with nogil:
        x = a[i]
    return x


def division(int a, int b):
    """
    >>> division(7, 2)
    3
    >>> division(7, 0)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ZeroDivisionError: ...division...by zero
    """
    cdef int x
    with nogil:
        x = a // b
    return x


def gil_inside(int n):
    """
    >>> gil_inside(3)
    [0, 2, 4]
    """
    cdef int i, x
    out = []
    with nogil:
        for i in range(n):
            x = 2 * i
            with gil:
                out.append(x)
    return out


def asserts(int n):
    """
    >>> asserts(1)
    1
    >>> asserts(-1)
    Traceback (most recent call last):
    ...
    AssertionError: n is negative
    """
    with nogil:
        assert n >= 0, 'n is negative'
    return n


def finally_inside(int n):
    """
    >>> finally_inside(1), finally_inside(-1)
    ([2, 'released'], ['negative', 'released'])
    """
    cdef int r = 0
    out = []
    try:
        with nogil:
            try:
                r = checked(n)
            finally:
                n = 100
        out.append(r)
    except ValueError as e:
        out.append(str(e))
    if n == 100:
        out.append('released')
    return out


def slices(double[:] a):
    """
    >>> slices(array('d', [1, 2, 3]))
    13.0
    """
    cdef double s
    with nogil:
        s = norm(a[1:])
    return s
