"""Typed memoryviews of one dimension: elements, checks, attributes, assignment."""
cimport cython
from array import array


def total(double[:] a):
    """
    >>> total(array('d', [1, 2, 3.5])), total(array('d'))
    (6.5, 0.0)
    >>> total(array('i', [1]))
    Traceback (most recent call last):
    ...
    ValueError: Buffer dtype mismatch, expected 'double' but got 'int'
    >>> total(5)  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    TypeError: a bytes-like object is required, not 'int'
    """
    cdef double s = 0
    cdef Py_ssize_t i
    for i in range(a.shape[0]):
        s += a[i]
    return s


def items(int[:] a):
    """
    >>> items(array('i', [1, 2, 3]))
    ([1, 2, 3], 6, 3)
    """
    cdef int x, s = 0
    out = []
    for x in a:
        s += x
    for y in a:
        out.append(y)
    return out, s, len(a)


def get(long[:] a, Py_ssize_t i):
    """
    >>> a = array('l', [10, 20, 30])
    >>> get(a, 0), get(a, 2), get(a, -1), get(a, -3)
    (10, 30, 30, 10)
    >>> get(a, 3)
    Traceback (most recent call last):
    ...
    IndexError: Out of bounds on buffer access (axis 0)
    >>> get(a, -4)
    Traceback (most recent call last):
    ...
    IndexError: Out of bounds on buffer access (axis 0)
    """
    return a[i]


def put(int[::1] a, int i, int x):
    """
    >>> a = array('i', [1, 2, 3])
    >>> put(a, 1, 20); put(a, -1, 30); a
    array('i', [1, 20, 30])
    >>> put(a, 3, 0)
    Traceback (most recent call last):
    ...
    IndexError: Out of bounds on buffer access (axis 0)
    """
    a[i] = x


def in_place(double[:] a):
    """
    >>> a = array('d', [1, 2, 3])
    >>> in_place(a), a
    (None, array('d', [3.0, -1.0, 2.25]))
    """
    a[0] += 2
    a[1] -= 3
    a[2] *= 3
    a[2] /= 4


@cython.wraparound(False)
def no_wraparound(int[:] a, int i):
    """
    >>> no_wraparound(array('i', [1, 2]), 1)
    2
    >>> no_wraparound(array('i', [1, 2]), -1)
    Traceback (most recent call last):
    ...
    IndexError: Out of bounds on buffer access (axis 0)
    """
    return a[i]


@cython.boundscheck(False)
def no_boundscheck(int[:] a, int i):
    """
    >>> no_boundscheck(array('i', [1, 2]), -1)
    2
    """
    return a[i]


def unsigned_index(int[:] a, unsigned int i):
    """
    >>> unsigned_index(array('i', [1, 2]), 1)
    2
    >>> unsigned_index(array('i', [1, 2]), 2)
    Traceback (most recent call last):
    ...
    IndexError: Out of bounds on buffer access (axis 0)
    """
    return a[i]


def object_index(int[:] a, i):
    """
    >>> object_index(array('i', [1, 2]), True), object_index(array('i', [1, 2]), -2)
    (2, 1)
    """
    return a[i]


def read_only(const unsigned char[:] a):
    """
    >>> read_only(b'abc'), read_only(bytearray(b'a'))
    (294, 97)
    """
    cdef int s = 0
    for i in range(len(a)):
        s += a[i]
    return s


def needs_writable(unsigned char[:] a):
    """
    >>> needs_writable(bytearray(b'a'))
    97
    >>> needs_writable(b'a')  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    BufferError: Object is not writable.
    """
    return a[0]


def none_view(double[:] a=None):
    """
    >>> none_view(), none_view(array('d', [1]))
    (True, False)
    """
    return a is None


def not_none(double[:] a not None):
    """
    >>> not_none(array('d', [1, 2]))
    2
    >>> not_none(None)
    Traceback (most recent call last):
    ...
    TypeError: Argument 'a' must not be None
    """
    return len(a)


def unset():
    """
    >>> unset()
    Traceback (most recent call last):
    ...
    UnboundLocalError: local variable 'v' referenced before assignment
    """
    cdef double[:] v
    return v[0]


def none_is_set(int which):
    """A local that is None is not one that is unset.

    >>> none_is_set(0), none_is_set(1), none_is_set(2)
    ((0, 0), None, None)
    >>> none_is_set(3)
    Traceback (most recent call last):
    ...
    TypeError: 'NoneType' is not iterable
    """
    cdef double[:] v = None, w
    w = v
    if which == 0:
        return w.shape[0], len(v)
    if which == 1:
        return v[1:]
    if which == 2:
        return w.T
    for x in v:
        pass
    return [x for x in w]


def strided(int[:] a):
    """
    >>> m = memoryview(array('i', range(10)))
    >>> strided(m[::3]), strided(m[::-4])
    ([0, 3, 6, 9], [9, 5, 1])
    """
    return [a[i] for i in range(a.shape[0])]


def contiguous(int[::1] a):
    """
    >>> contiguous(array('i', [1, 2]))
    3
    >>> contiguous(memoryview(array('i', range(10)))[::3])
    Traceback (most recent call last):
    ...
    BufferError: memoryview: underlying buffer is not C-contiguous
    """
    return a[0] + a[1]


def attributes(short[:] a):
    """
    >>> attributes(array('h', [1, 2, 3]))
    (3, 2, 1, 2, 3, 6, (3,), (2,))
    """
    return a.shape[0], a.strides[0], a.ndim, a.itemsize, a.size, a.nbytes, a.shape, a.strides


def back_to_object(int[:] a):
    """
    >>> m = back_to_object(array('i', [1, 2, 3]))
    >>> m.tolist(), m.format, m.itemsize
    ([1, 2, 3], 'i', 4)
    >>> m[0] = 5; m.tolist()
    [5, 2, 3]
    """
    return memoryview(a)


cdef double sum_of(double[:] a) nogil:
    cdef double s = 0
    cdef Py_ssize_t i
    for i in range(a.shape[0]):
        s += a[i]
    return s


def passed_on(double[:] a):
    """
    >>> passed_on(array('d', [1, 2, 3]))
    (6.0, 5.0)
    """
    return sum_of(a), sum_of(a[1:])


def rebinding(double[:] a, double[:] b):
    """
    >>> rebinding(array('d', [1]), array('d', [2, 3]))
    (2.0, 1.0, 2)
    """
    cdef double[:] c = a
    a = b
    b = c
    return a[0], b[0], len(a)


cdef double[:] kept


def in_global(x):
    """
    >>> in_global(array('d', [7]))
    (7.0, 8.0)
    """
    global kept
    kept = x
    first = kept[0]
    kept[0] = 8
    return first, kept[0]
