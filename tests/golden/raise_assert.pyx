def check(x, int n):
    assert n > 0, x
    raise ValueError(x) from None


cdef int checked(int n) except -1 nogil:
    if n < 0:
        raise ValueError
    return n
