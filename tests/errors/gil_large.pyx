cdef long times(long n) noexcept nogil:
    return n * 5000000000
#          ^ error[needs-gil]: operator `*` on Python objects needs the GIL
#          ^ note: `times` is declared nogil here
#          ^ note: take the GIL around it: `with gil:`
#          ^ note: a constant that 32 bits do not hold is a Python int; with the suffix `LL` it is one of C

cdef long times_in_c(long n) noexcept nogil:
    return n * 5000000000LL + (n & 0xFFFFFFFFLL)
