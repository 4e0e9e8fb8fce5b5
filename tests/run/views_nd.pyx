"""Typed memoryviews of two and three dimensions, and slices of them."""
cimport cython
from array import array


def view2(n, m):
    return memoryview(array('d', range(n * m))).cast('B').cast('d', (n, m))


def view3(a, b, c):
    return memoryview(array('i', range(a * b * c))).cast('B').cast('i', (a, b, c))


def total(double[:, :] a):
    """
    >>> total(view2(3, 4)), total(view2(1, 1))
    (66.0, 0.0)
    >>> total(array('d', [1]))
    Traceback (most recent call last):
    ...
    ValueError: Buffer has wrong number of dimensions (expected 2, got 1)
    """
    cdef double s = 0
    cdef Py_ssize_t i, j
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            s += a[i, j]
    return s


def get(double[:, ::1] a, int i, int j):
    """
    >>> v = view2(2, 3)
    >>> get(v, 0, 0), get(v, 1, 2), get(v, -1, -1), get(v, -2, 1)
    (0.0, 5.0, 5.0, 1.0)
    >>> get(v, 0, 3)
    Traceback (most recent call last):
    ...
    IndexError: Out of bounds on buffer access (axis 1)
    >>> get(v, 2, 0)
    Traceback (most recent call last):
    ...
    IndexError: Out of bounds on buffer access (axis 0)
    """
    return a[i, j]


def put(double[:, :] a, int i, int j, double x):
    """
    >>> v = view2(2, 2)
    >>> put(v, 1, 0, 9); v.tolist()
    [[0.0, 1.0], [9.0, 3.0]]
    """
    a[i, j] = x
    a[0, 0] += a[i, j] - 9


def three(int[:, :, :] a, int[:, :, ::1] b):
    """
    >>> three(view3(2, 3, 4), view3(2, 3, 4))
    ((2, 3, 4), 23, 23, 12, 276)
    """
    cdef int s = 0
    cdef Py_ssize_t i, j, k
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            for k in range(a.shape[2]):
                s += b[i, j, k]
    return a.shape, a[1, 2, 3], b[-1, -1, -1], a[1, 0, 0], s


def rows(double[:, :] a):
    """
    >>> rows(view2(3, 2))
    ([[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]], [2.0, 3.0], [1.0, 3.0, 5.0])
    """
    cdef double[:] row = a[1], column = a[:, 1]
    out = []
    for i in range(a.shape[0]):
        out.append(listed(a[i]))
    return out, listed(row), listed(column)


cdef list listed(double[:] v):
    return [v[i] for i in range(v.shape[0])]


def slices(double[:] a):
    """
    >>> slices(array('d', range(6)))
    ([1.0, 2.0], [0.0, 1.0], [4.0, 5.0], [0.0, 2.0, 4.0], [5.0, 4.0, 3.0, 2.0, 1.0, 0.0], [], [5.0, 3.0])
    """
    return (listed(a[1:3]), listed(a[:2]), listed(a[-2:]), listed(a[::2]), listed(a[::-1]), listed(a[4:2]),
            listed(a[:2:-2]))


def slice_bounds(double[:] a, start, stop, step):
    """
    >>> a = array('d', range(5))
    >>> [slice_bounds(a, *t) for t in ((0, 99, 1), (-99, 2, 1), (3, -99, -1), (4, 0, -3))]
    [[0.0, 1.0, 2.0, 3.0, 4.0], [0.0, 1.0], [3.0, 2.0, 1.0, 0.0], [4.0, 1.0]]
    >>> slice_bounds(a, 0, 1, 0)  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    ValueError: slice step cannot be zero
    """
    cdef Py_ssize_t i = start, j = stop, k = step
    return listed(a[i:j:k])


def blocks(double[:, :] a):
    """
    >>> blocks(view2(3, 3))
    ([[4.0, 5.0], [7.0, 8.0]], [[0.0, 2.0], [6.0, 8.0]], (1, 3), [8.0, 7.0, 6.0], (3, 1, 3))
    """
    cdef double[:, :] corner = a[1:, 1:]
    cdef double[:, :] sparse = a[::2, ::2]
    cdef double[:, :] one = a[2:]
    cdef double[:] backwards = a[2, ::-1]
    cdef double[:, :, :] more = a[:, None, :]
    return [listed(corner[0]), listed(corner[1])], [listed(sparse[0]), listed(sparse[1])], one.shape, \
        listed(backwards), more.shape


def ellipsis(int[:, :, :] a):
    """
    >>> ellipsis(view3(2, 2, 2))
    ((2, 2), 5, (2, 2, 2), 6)
    """
    cdef int[:, :] last = a[..., 1]
    cdef int[:, :, :] every = a[...]
    cdef int[:, :] first = a[1, ...]
    return last.shape, last[1, 0], every.shape, first[1, 0]


def index_out_of_range(double[:, :] a, int i):
    """
    >>> index_out_of_range(view2(2, 2), 5)  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    IndexError: Index out of bounds (axis 0)
    """
    return listed(a[i])


def fill(double[:, :] a, double x):
    """
    >>> v = view2(2, 3)
    >>> fill(v, 7), v.tolist()
    (None, [[1.0, 7.0, 1.0], [1.0, 7.0, 0.5]])
    """
    a[...] = 1
    a[:, 1] = x
    a[1, 2:] = 0.5


def copy(double[:] a, double[:] b):
    """
    >>> a, b = array('d', range(4)), array('d', range(10, 14))
    >>> copy(a, b); a, b
    (array('d', [12.0, 13.0, 0.0, 1.0]), array('d', [10.0, 11.0, 12.0, 13.0]))
    >>> copy(a, array('d', [1]))  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    ValueError: got differing extents in dimension 0 (got 2 and 1)
    """
    a[2:] = a[:2]
    a[:2] = b[2:]


def overlapping(int[:] a):
    """
    >>> a = array('i', range(6)); overlapping(a); a
    array('i', [0, 0, 1, 2, 3, 4])
    """
    a[1:] = a[:5]


def for_rows(double[:, :] a):
    """
    >>> for_rows(view2(2, 3))
    [3.0, 12.0]
    """
    cdef double[:] row
    out = []
    for row in a:
        out.append(sum(listed(row)))
    return out


@cython.boundscheck(False)
@cython.wraparound(False)
def unchecked(double[:, ::1] a, double[:, ::1] b, double[:, ::1] c):
    """
    >>> c = view2(2, 2)
    >>> unchecked(view2(2, 3), view2(3, 2), c), c.tolist()
    (None, [[10.0, 13.0], [28.0, 40.0]])
    """
    cdef Py_ssize_t i, j, k
    cdef double s
    for i in range(a.shape[0]):
        for j in range(b.shape[1]):
            s = 0
            for k in range(a.shape[1]):
                s += a[i, k] * b[k, j]
            c[i, j] = s


def dimensions(int[:, :, :] a):
    """
    >>> dimensions(view3(2, 3, 4))
    [2, 3, 4, 24]
    """
    return [a.shape[i] for i in range(3)] + [a.size]
