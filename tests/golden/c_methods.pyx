cdef class Shape:
    cdef readonly double width

    def __cinit__(self, double width=1):
        self.width = width

    cpdef double area(self) except -1:
        return self.width * self.width

cdef class Round(Shape):
    cpdef double area(self) except -1:
        return 3.14 * Shape.area(self)

def total(Shape a, Shape b not None):
    return a.area() + b.area()
