"""What `krait check samples/mistakes.pyx` shows: a race, and an object used without the GIL."""

from cython.parallel cimport prange


def total(double[::1] a, list log):
    cdef Py_ssize_t i
    for i in prange(a.shape[0], nogil=True):
        a[0] += a[i]
        log.append("done")
    return a[0]
