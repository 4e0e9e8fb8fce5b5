"""Ways out of parallel loops and regions, and what is seen behind them: returns, Python variables, captured ones."""
from cython.parallel cimport prange, parallel
cimport openmp


def return_object(int n, int k):
    """
    >>> return_object(10, 4), return_object(4, 10), return_object(0, 0)
    ([4], 'else', 'else')
    """
    cdef int i
    for i in prange(n, nogil=True):
        if i == k:
            with gil:
                return [i]
    else:
        return 'else'


def return_from_region(int n):
    """
    >>> return_from_region(10)
    45
    """
    cdef int i, s = 0
    for i in prange(n, nogil=True):
        s += i
    with nogil, parallel(num_threads=3):
        with gil:
            return s


def return_from_inner_loop(int n, int k):
    """
    >>> return_from_inner_loop(100, 7), return_from_inner_loop(100, 200)
    ('7', 'none')
    """
    cdef int i
    with nogil, parallel(num_threads=3):
        for i in prange(n, schedule='dynamic'):
            if i == k:
                with gil:
                    return str(i)
    return 'none'


cdef int found(int n, int k) noexcept nogil:
    cdef int i
    with parallel(num_threads=3):
        for i in prange(n):
            if i == k:
                return i + 1
    return -7


def return_number(int n, int k):
    """
    >>> return_number(10, 5), return_number(10, 11)
    (6, -7)
    """
    return found(n, k)


def last_object(int n):
    """
    >>> last_object(100)
    ([99], (1, 2), '98', 4950)
    """
    cdef int i, s = 0, step = 7
    obj = None
    for i in prange(n, nogil=True, num_threads=3):
        with gil:
            obj = [i]
            s += obj[0]
    first = obj
    for i in prange(n, 0, -3, nogil=True, num_threads=3):
        with gil:
            obj = (i,)
            if i > 2:
                continue
            obj += (2,)
    second = obj
    for i in prange(0, n, step, nogil=True, num_threads=3):
        with gil:
            text = str(i)
    return first, second, text, s


def sum_of_typed_objects(int n):
    """
    >>> sum_of_typed_objects(10)
    (9, 45)
    """
    cdef int i, s = 0
    for i in prange(n, nogil=True, num_threads=3):
        with gil:
            obj = i
            s += obj
    return obj in range(n) and obj, s


def unset_object(int n):
    """
    >>> unset_object(3)
    '2'
    >>> unset_object(0)
    Traceback (most recent call last):
    UnboundLocalError: local variable 'text' referenced before assignment
    """
    cdef int i
    for i in prange(n, nogil=True):
        with gil:
            text = str(i)
    return text


def value_from_before(int n):
    """
    >>> value_from_before(5), value_from_before(6)
    ('start', 'end')
    """
    cdef int i
    text = 'start'
    for i in prange(n, nogil=True):
        with gil:
            if i == 5:
                text = 'end'
            else:
                text.upper()
    return text


def region_from_before(int change):
    """
    >>> region_from_before(0), region_from_before(1)
    (0, 1)
    """
    cdef object o = 10.0
    cdef int bad = 0, x = 5
    cdef int *p = &bad
    with nogil, parallel(num_threads=3):
        if change:
            with gil:
                o = 0
                x = 3
        with gil:
            if o != 10 or x != 5:
                p[0] = 1
    return bad


def captured(int n):
    """
    >>> captured(10)
    ((9, 45), 9, 45)
    """
    cdef int x = 3, s = 0

    def inner():
        nonlocal x, s
        for x in prange(n, nogil=True):
            s += x
        return x, s

    return inner(), x, s


cdef void failing(int i) except * nogil:
    if i < 0:
        with gil:
            raise ValueError(i)


cdef int with_or_without_gil(int n) except -1 nogil:
    cdef int i
    for i in prange(n, num_threads=3):
        failing(i)
    return n


def called_with_gil(int n):
    """
    >>> called_with_gil(1000)
    1000
    """
    return with_or_without_gil(n)


def threads_of_openmp():
    """
    >>> threads_of_openmp()
    True
    """
    cdef openmp.omp_lock_t lock
    openmp.omp_init_lock(&lock)
    openmp.omp_set_lock(&lock)
    openmp.omp_unset_lock(&lock)
    openmp.omp_destroy_lock(&lock)
    return openmp.omp_get_max_threads() > 0


def raises_through_finally(int n):
    """
    >>> raises_through_finally(10)
    ('propagated', True)
    """
    cdef int i
    seen = []
    try:
        with nogil, parallel(num_threads=3):
            try:
                for i in prange(n):
                    with gil:
                        raise ValueError("propagated")
            finally:
                with gil:
                    seen.append(i)
    except ValueError as error:
        return error.args[0], len(seen) > 0
