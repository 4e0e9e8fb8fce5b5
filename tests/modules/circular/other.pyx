from ring cimport total, Box, thrice
cdef class Other:
    pass
cdef int do_it(Box b, Other o):
    return total(&o.rec) + 1

def threes():
    return thrice(2, 1), thrice(0.5, 0), thrice[double](1, 1)
