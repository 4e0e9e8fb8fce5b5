def run(int n):
    cdef int x
    out = []
    with nogil:
        x = n * 2
        with gil:
            out.append(x)
    return out
