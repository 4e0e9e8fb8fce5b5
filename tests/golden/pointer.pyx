cdef int sum(int *p, int n):
    cdef int i, s = 0
    cdef int[3] a = [1, 2, 3]
    for i in range(n):
        s += p[i] + a[i]
    return s + (&a[1])[0]
