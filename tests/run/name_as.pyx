cdef struct dates:
    int hour, min, as
cdef int index(int* as, int i) noexcept nogil:
    return as[i] + as[0] * 2
def go(as):
    """
    >>> go(3)
    (4, 3, 12)
    """
    cdef dates d
    cdef int as_[2]
    d.min = d.as = 4
    as_[0] = as_[1] = d.as
    return d.as, as, index(as_, 1)
