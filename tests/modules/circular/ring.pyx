from ring cimport twice, Box
from other cimport Other, do_it
cdef extern from *:
    """
    #define FOUR 4
    """
    int FOUR
cdef int total(const Rec *r):
    return r.x
cdef number thrice(number x, int n):
    return 3 * x + n
cdef int mine(Box b, Other o):
    return total(&o.rec)
cdef class Box:
    def __init__(self):
        self.work = mine
        self.work = do_it
        self.link = Other()
        self.link.box = self
        self.link.rec.x = 3
    def go(self):
        return mine(self, self.link), twice(FOUR), total(&self.link.rec)
