# cython: boundscheck=False, wraparound=False
"""Euclidean distances between all pairs of points."""

from cython.parallel cimport prange
from libc.math cimport sqrt


cdef void distances_from(const double[:, ::1] points, double[:, ::1] out, Py_ssize_t i) noexcept nogil:
    cdef Py_ssize_t j, k
    cdef double d, s
    for j in range(points.shape[0]):
        s = 0.0
        for k in range(points.shape[1]):
            d = points[i, k] - points[j, k]
            s += d * d
        out[i, j] = sqrt(s)


def pairwise(const double[:, ::1] points, double[:, ::1] out, int threads):
    """out[i, j] = |points[i] - points[j]|; points (n, dims), out (n, n)."""
    cdef Py_ssize_t i
    for i in prange(points.shape[0], nogil=True, schedule="static", num_threads=threads):
        distances_from(points, out, i)


def pairwise_rows(const double[:, ::1] points, double[:, ::1] out, Py_ssize_t start, Py_ssize_t step):
    """Every step-th row from start, with the GIL released: for Python threads."""
    cdef Py_ssize_t i
    with nogil:
        for i in range(start, points.shape[0], step):
            distances_from(points, out, i)
