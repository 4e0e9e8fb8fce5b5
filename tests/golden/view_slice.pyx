def parts(double[:, :] a, int i):
    cdef double[:] row = a[i], column = a[1:, 0]
    a[...] = 1
    row[::2] = column
    return row.shape[0], a.shape
