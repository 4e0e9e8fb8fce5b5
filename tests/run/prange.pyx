"""prange: reductions, last values, schedules, exits, errors, else."""
cimport cython
from cython.parallel cimport prange, parallel, threadid
from array import array


def sums(double[:] a):
    """
    >>> sums(array('d', range(1000)))
    (499500.0, 1000, 0.0)
    >>> sums(array('d'))
    (0.0, 0, 0.0)
    """
    cdef Py_ssize_t i
    cdef double s = 0
    cdef int n = 0
    cdef double p = 0
    for i in prange(a.shape[0], nogil=True):
        s += a[i]
        n += 1
        p *= 2
    return s, n, p


def starts_from_value(int n):
    """
    >>> starts_from_value(10)
    (145, -45, 1, 15)
    """
    cdef int i, s = 100, d = 0, a = -1, o = 0
    for i in prange(n, nogil=True):
        s += i
        d -= i
        a &= 1
        o |= i
    return s, d, a, o


def fills(int n):
    """
    >>> fills(5)
    [0, 1, 4, 9, 16]
    """
    a = array('i', [0] * n)
    cdef int[:] v = a
    cdef int i
    for i in prange(n, nogil=True):
        v[i] = i * i
    return list(a)


def last_values(int n):
    """
    >>> last_values(10)
    (9, 18)
    """
    cdef int i, x = -1
    for i in prange(n, nogil=True):
        x = 2 * i
    return i, x


def steps(int n):
    """
    >>> steps(10)
    (20, 25, 32, 6)
    """
    cdef int i, a = 0, b = 0, c = 0, d = 0, step = 4
    for i in prange(0, n, 2, nogil=True):
        a += i
    for i in prange(n - 1, 0, -2, nogil=True):
        b += i
    for i in prange(2, n - 1, nogil=True):
        c += i
    c -= 3
    for i in prange(1, n, step, nogil=True):
        d += i
    return a, b, c, d - 9


def schedules(int n, int chunk):
    """
    >>> schedules(100, 7)
    [4950, 4950, 4950, 4950, 4950, 4950, 4950]
    """
    cdef int i, a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0
    for i in prange(n, nogil=True, schedule='static'):
        a += i
    for i in prange(n, nogil=True, schedule='dynamic'):
        b += i
    for i in prange(n, nogil=True, schedule='guided'):
        c += i
    for i in prange(n, nogil=True, schedule='static', chunksize=chunk):
        d += i
    for i in prange(n, nogil=True, schedule='dynamic', chunksize=3, num_threads=2):
        e += i
    for i in prange(n, nogil=True, num_threads=chunk):
        f += i
    for i in prange(n, nogil=True, use_threads_if=n > 1000):
        g += i
    return [a, b, c, d, e, f, g]


def in_nogil(int n):
    """
    >>> in_nogil(4)
    6
    """
    cdef int i, s = 0
    with nogil:
        for i in prange(n):
            s += i
    return s


cdef int checked(int i, int bad) except -1 nogil:
    if i == bad:
        raise ValueError('bad item')
    return i


def errors(int n, int bad):
    """
    >>> errors(100, -1)
    4950
    >>> errors(100, 50)
    Traceback (most recent call last):
    ...
    ValueError: bad item
    """
    cdef int i, s = 0
    for i in prange(n, nogil=True):
        s += checked(i, bad)
    return s


def bounds(int[:] v, int n):
    """
    >>> bounds(array('i', [1, 2, 3]), 3)
    6
    >>> bounds(array('i', [1, 2, 3]), 4)
    Traceback (most recent call last):
    ...
    IndexError: Out of bounds on buffer access (axis 0)
    """
    cdef int i, s = 0
    for i in prange(n, nogil=True):
        s += v[i]
    return s


def continues(int n):
    """
    >>> continues(10)
    20
    """
    cdef int i, s = 0
    for i in prange(n, nogil=True):
        if i % 2:
            continue
        s += i
    return s


def breaks(int n, int at):
    """
    >>> breaks(100, 10), breaks(5, 10)
    ('broke', 'all')
    """
    cdef int i
    for i in prange(n, nogil=True, num_threads=2):
        if i == at:
            break
    else:
        return 'all'
    return 'broke'


def returns(int n, int at):
    """
    >>> returns(100, 42), returns(10, 42)
    (42, -1)
    """
    cdef int i
    with nogil:
        for i in prange(n, num_threads=2):
            if i == at:
                with gil:
                    return i
    return -1


def nested(int n):
    """
    >>> nested(10)
    2025
    """
    cdef int i, j, s = 0
    for i in prange(n, nogil=True):
        for j in prange(n):
            s += i * j
    return s


def inner_loop(double[:, ::1] a):
    """
    >>> inner_loop(memoryview(array('d', range(6))).cast('B').cast('d', (2, 3)))
    [3.0, 12.0]
    """
    out = array('d', [0] * a.shape[0])
    cdef double[:] v = out
    cdef Py_ssize_t i, j
    cdef double s
    for i in prange(a.shape[0], nogil=True):
        s = 0
        for j in range(a.shape[1]):
            s = s + a[i, j]
        v[i] = s
    return list(out)


def region(int n):
    """
    >>> region(100)
    (4950, 2)
    """
    cdef int i, s = 0, threads = 0
    with nogil, parallel(num_threads=2):
        for i in prange(n):
            s += i
    for i in prange(2, nogil=True, schedule='static', num_threads=2):
        threads += 1
    return s, threads


def thread_numbers(int n):
    """
    >>> thread_numbers(8)
    True
    """
    a = array('i', [-1] * n)
    cdef int[:] v = a
    cdef int i
    for i in prange(n, nogil=True, num_threads=2):
        v[i] = threadid()
    return set(a) <= {0, 1}


def break_in_region(int n):
    """
    >>> 0 <= break_in_region(50) < 50
    True
    """
    cdef int i, s = 0
    with nogil, parallel(num_threads=2):
        for i in prange(n):
            if i == 3:
                break
            s += 1
    return s


cdef int leave(int n) noexcept nogil:
    cdef int i
    for i in prange(n, num_threads=2):
        if i == 3:
            return 10 * i
    return -1


def return_from_loop(int n):
    """
    >>> return_from_loop(9), return_from_loop(2)
    (30, -1)
    """
    return leave(n)


def raises(int n):
    cdef int i
    for i in prange(n, nogil=True, num_threads=2):
        if i == 3:
            with gil:
                raise ValueError(i)


def entries_of_traceback():
    """One entry for the function, that of the line which raised.

    >>> entries_of_traceback()
    ['raises']
    """
    try:
        raises(5)
    except ValueError as error:
        entry, names = error.__traceback__.tb_next, []
        while entry:
            names.append(entry.tb_frame.f_code.co_name)
            entry = entry.tb_next
        return names


def kept_values(int n, int k):
    """
    >>> kept_values(100, 3), kept_values(100, 99), kept_values(0, 3)
    ((77, 2), (99, 2), (77, 5))
    """
    cdef int x, y = 5, i, j
    x = 77
    for i in prange(n, nogil=True):
        if i == k:
            x = i
        for j in range(3):
            y = j
    return x, y


def inferred(short start, short end, short step):
    """
    >>> inferred(-10, 5, 2)
    ('int', 'short')
    """
    for i in prange(start, end, step, nogil=True):
        pass
    for j in prange(end, nogil=True):
        pass
    return cython.typeof(i), cython.typeof(j)


def no_iterations(int n):
    """What is set in the loop stays as it was when it runs no time.

    >>> no_iterations(0), no_iterations(3)
    ((-1, 77), (4, 2))
    """
    cdef int i = 77, last = -1
    for i in prange(n, nogil=True):
        last = 2 * i
    return last, i
