ctypedef fused number:
    int
    double
cdef struct Rec:
    int x
cdef int total(const Rec *r)
cdef class Box
from other cimport Other
cdef number thrice(number x, int n)
cdef inline number twice(number x):
    return 2 * x
cdef class Box:
    cdef Other link
    cdef int (*work)(Box, Other)
