cpdef enum Colour:
    RED = 1
    GREEN = 2

cdef class Shape:
    cdef public double width
    cdef object log
    cdef double area(self) except -1
    cpdef name(self, extra=*)

cdef double scale
cdef int twice(int n) except? -1
cdef object joined(list parts, sep=*)
cpdef double half(double x) except? -1
