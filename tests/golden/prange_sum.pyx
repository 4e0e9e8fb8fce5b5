from cython.parallel cimport prange


def total(double[::1] a, int n):
    cdef Py_ssize_t i
    cdef double s = 0
    for i in prange(a.shape[0], nogil=True, schedule='static', num_threads=n):
        s += a[i]
    return s
