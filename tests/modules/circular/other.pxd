from ring cimport Box, Rec, total
cdef class Other:
    cdef Box box
    cdef Rec rec
cdef int do_it(Box b, Other o)
