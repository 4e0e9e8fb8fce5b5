from libc.math cimport sqrt


def run(const double[:, ::1] points, double[:, ::1] out):
    cdef Py_ssize_t i, j, k
    cdef double d, s
    for i in range(points.shape[0]):
        for j in range(points.shape[0]):
            s = 0.0
            for k in range(points.shape[1]):
                d = points[i, k] - points[j, k]
                s += d * d
            out[i, j] = sqrt(s)
    return out[0, 1]
