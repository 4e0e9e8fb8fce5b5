"""Optional arguments of C methods: the method that is called knows its own, whoever calls it.

>>> poly(Shape()), poly(Square()), poly(Wide())
((2.0, 3.0, -3.0), (-160.0, -48.0, -48.0), (38.0, 54.0, -42.0))
>>> exact(Wide())
(38.0, 39.0, 16.0, -45.0)
>>> class Python(Square):
...     def area(self, *args): print(args); return 0.5
>>> poly(Python())
(10.0, True)
(3.0, True)
(3.0, True)
(0.5, 0.5, 0.5)
>>> list_of(Shape()), list_of(Square())
((1, 'shape'), (1, 'square'))
>>> fails(Shape(), 2), fails(Square(), 2)
(4, 7)
>>> fails(Shape(), -1)
Traceback (most recent call last):
ValueError: -1
>>> Wide().area(1), Wide().area(extra=1), Square().area()
(22.0, 33.0, -160.0)
"""
cdef class Shape:
    cpdef double area(self, double scale=2.0, bint neg=False):
        return scale * (-1 if neg else 1)

    cdef tuple listed(self, n=1, text="shape"):
        return n, text

    cdef int fail(self, int by) except -1:
        if by < 0:
            raise ValueError(by)
        return 2 * by


cdef class Square(Shape):
    cpdef double area(self, double scale=10.0, bint neg=True):
        return 16 * scale * (-1 if neg else 1)

    cdef tuple listed(self, n=1, text=("square")):
        return n, text

    cdef int fail(self, int by, int more=3) except -1:
        return 2 * by + more


cdef class Wide(Square):
    cpdef double area(self, double scale=2.0, bint neg=False, int extra=6):
        return Square.area(self, scale, neg) + extra

    cdef int area_1(self):
        return 5


def poly(Shape s):
    return s.area(), s.area(3), s.area(3, True)


def exact(Wide w):
    return w.area(), w.area(2, False, 7), w.area(neg=True, extra=48), w.area(3, True) - 3


def list_of(Shape s):
    return s.listed()


def fails(Shape s, int by):
    return s.fail(by)
