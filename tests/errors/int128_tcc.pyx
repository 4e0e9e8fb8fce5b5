# flags: --cc tcc
cdef extern from *:
    ctypedef long long int128_t "__int128_t"

def third(x):
    cdef int128_t n = x
#                     ^ error[not-supported]: a 128-bit integer, which this C compiler has not,
    return n // 3
