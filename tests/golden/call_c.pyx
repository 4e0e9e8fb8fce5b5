cdef int scale(int x, int by=2, int plus=0) except -1:
    return x * by + plus


cpdef long twice(long n):
    return 2 * n


def calls(int n):
    return scale(n), scale(n, plus=1), twice(n)
