def scan(int[:] a, int stop):
    cdef Py_ssize_t i = 0
    while i < a.shape[0] and a[i] != stop:
        i += 1
    return i
