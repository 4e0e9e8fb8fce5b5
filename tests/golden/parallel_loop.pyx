from cython.parallel cimport prange

cdef int check(double x) except -1 nogil:
    if x < 0:
        with gil:
            raise ValueError(x)
    return 0

def norm(double[::1] a):
    cdef Py_ssize_t i
    cdef double s = 0
    for i in prange(a.shape[0], nogil=True, schedule="static"):
        check(a[i])
        s += a[i] * a[i]
    return s
