"""Generators over C variables: numbers, structs, arrays, pointers, memoryviews live in the frame."""
from libc.math cimport sqrt


cdef struct Point:
    int x
    double y


def roots(int n):
    """
    >>> list(roots(5))
    [0.0, 1.0, 1.4142135623730951, 1.7320508075688772, 2.0]
    >>> roots('x')
    Traceback (most recent call last):
    TypeError: an integer is required
    """
    cdef int i
    for i in range(n):
        yield sqrt(i)


def counts(int start, int stop, int step):
    """
    >>> list(counts(0, 10, 3)), list(counts(5, 0, -2))
    ([0, 3, 6, 9], [5, 3, 1])
    """
    cdef int i
    for i in range(start, stop, step):
        yield i


def changing(int n):
    """The bound and the index of a range are its own.

    >>> list(changing(4))
    [(0, 0), (1, 99), (2, 100), (3, 101)]
    """
    cdef int i, last = 0
    for i in range(n):
        yield i, last
        n = 100
        i += 99
        last = i


def structs():
    """
    >>> list(structs())
    [(1, 0.5), (2, 1.0), (3, 2.0)]
    """
    cdef Point p
    p.x = 1
    p.y = 0.5
    while p.x < 4:
        yield p.x, p.y
        p.x += 1
        p.y *= 2


def arrays(int n):
    """
    >>> list(arrays(4))
    [0, 1, 4, 9, 14]
    """
    cdef int squares[10]
    cdef int i, total = 0
    for i in range(n):
        squares[i] = i * i
    for i in range(n):
        yield squares[i]
        total += squares[i]
    yield total


def pointers(double x):
    """
    >>> list(pointers(2))
    [2.0, 4.0, 8.0]
    """
    cdef double *p = &x
    cdef int i
    for i in range(3):
        yield p[0]
        p[0] *= 2


def views(double[:] a, double factor):
    """
    >>> import array
    >>> data = array.array('d', [1, 2, 3])
    >>> g = views(data, 2)
    >>> next(g), next(g)
    (1.0, 2.0)
    >>> data[2] = 10
    >>> next(g), list(data), list(g)
    (10.0, [2.0, 4.0, 10.0], [26.0])
    >>> data.append(5)
    """
    cdef Py_ssize_t i
    cdef double total = 0
    for i in range(a.shape[0]):
        yield a[i]
        a[i] = a[i] * factor
    for i in range(a.shape[0]):
        total += a[i]
    yield total


def rows(int[:, :] a):
    """
    >>> m = memoryview(bytearray(16)).cast('i', [2, 2])
    >>> for row in rows(m): row[1] = 7
    >>> m.tolist()
    [[0, 7], [0, 7]]
    """
    cdef int[:] row
    for i in range(a.shape[0]):
        row = a[i]
        yield row


def across(double[:] a, int i):
    """What an expression has computed before a yield is there behind it.

    >>> import array
    >>> data = array.array('d', [1, 2, 3])
    >>> g = across(data, 1)
    >>> next(g), g.send(10), list(data)
    ('v', 12.0, [1.0, 12.0, 3.0])
    >>> list(g)
    [13.0]
    """
    cdef double x = a[i] + <double>(yield 'v')
    a[i] = x
    yield x
    yield x + a[0]


def typed_list(list xs, dict d):
    """
    >>> list(typed_list([3, 4], {'a': 1}))
    [(3, 'a'), (4, 'a')]
    """
    cdef str key
    for x in xs:
        for key in d:
            yield x, key


def expressions(int n):
    """
    >>> list(expressions(3)), sum(expressions(4))
    ([0.0, 0.5, 1.0], 3.0)
    """
    cdef double half = 0.5
    return (i * half for i in range(n))


def slices(int n):
    """
    >>> list(slices(3))
    [0, 1, 4]
    """
    cdef int squares[10]
    cdef int i
    for i in range(10):
        squares[i] = i * i
    return (x for x in squares[:n])


def unpacked(pairs):
    """
    >>> list(unpacked([(1, 'a'), (2, 'b')]))
    [3, 'a', 4, 'b']
    """
    cdef long i
    for i, c in pairs:
        yield i + 2
        yield c
