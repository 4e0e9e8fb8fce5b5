def steps(int n, int step):
    cdef int i, s = 0
    for i in range(n - 1, -1, -1):
        s += i
    for i in range(0, n, step):
        s += i
    return s
