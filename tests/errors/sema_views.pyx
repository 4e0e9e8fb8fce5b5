def shapes(double[:, ::1] m, double[:] v, const double[:] c):
    m[0, 0, 0]
    # ^ error[index-count]: 3 indices for a memoryview of 2 dimensions
    m[1.5, 0]
    # ^ error[bad-index]: index has type `double`, not an integer
    m[..., ...]
    # ^ error[index-count]: 2 indices
    v["a"]
    # ^ error[bad-index]: index has type `str`
    v.shpe
    # ^ error[no-attribute]: `double[:]` has no attribute `shpe`
    # ^ note: did you mean `shape`?
    c[0] = 1
    # ^ error[assign-const]: assignment to `const double`
    c[:] = 0
    # ^ error[assign-const]: assignment to `const double`
    v.shape = (1,)
    # ^ error[not-assignable]: an attribute of a memoryview cannot be assigned to
    return v + 1
    #      ^ error[bad-operands]: operator `+` does not apply to `double[:]` and `int`

def layouts(double[:, ::1] m, double[:, :] s):
    cdef double[::1] row = m[0]
    cdef double[::1] column = m[:, 0]
    #                         ^ error[cannot-convert]: cannot convert `double[:]` to `double[::1]`
    cdef double[:, ::1] rows = m[1:3]
    cdef double[:, ::1] block = m[:, 1:3]
    #                           ^ error[cannot-convert]: cannot convert `double[:, :]` to `double[:, ::1]`
    cdef float[:, :] other = m
    #                        ^ error[cannot-convert]: cannot convert `double[:, ::1]` to `float[:, :]`
    cdef double[::1, :] turned = m.T
    m = s
    #   ^ error[cannot-convert]: cannot convert `double[:, :]` to `double[:, ::1]`
    s = m
    m = m.copy()
    return row

def declared(double[::1, ::1] a, double[:, ::1, :] b, double[::2] c, int[:, :, :, :, :, :, :, :, :] d):
    # @38 error[bad-view-contig]: `::1`
    # @38 error[bad-view-contig]: `::1`
    # @38 error[bad-view-axis]: memoryview axis is neither
    # @38 error[bad-view-ndim]: memoryview has 9 dimensions, more than 8
    pass

def poisoned_by_itself(double[:] view, limit):
    total = other = 0.0
    while limit:
        total, other = total * other + view, 2.0 * total
    total = 1.0 + view
#           ^ error[bad-operands]: operator `+` does not apply to `double` and `double[:]`
