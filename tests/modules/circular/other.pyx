from ring cimport total, Box
cdef class Other:
    pass
cdef int do_it(Box b, Other o):
    return total(&o.rec) + 1
