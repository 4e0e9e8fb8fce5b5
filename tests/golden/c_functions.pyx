cdef int half(int n, bint up=False) except? -1:
    if n < 0:
        raise ValueError(n)
    return n // 2 + up

cpdef double mean(double a, double b) noexcept nogil:
    return (a + b) / 2

ctypedef double (*Pair)(double, double) noexcept nogil

cdef double twice(Pair pair, double x) noexcept nogil:
    return pair(pair(x, 1), 2)

def run(int n):
    return twice(mean, half(n)) + half(n, True)
