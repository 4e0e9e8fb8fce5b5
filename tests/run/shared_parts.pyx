"""What shared_user.pyx cimports: a class with a table of methods, functions, a variable, an enum.

>>> Shape(2).name(), Shape(3).name('!'), half(3), Colour.RED == 1
('shape', 'shape!', 1.5, True)
>>> Shape('x')
Traceback (most recent call last):
TypeError: must be real number, not str
>>> half(-1)
Traceback (most recent call last):
ValueError: -1.0
"""

scale = 2.0

cdef class Shape:
    def __init__(self, width):
        self.width = width
        self.log = []

    cdef double area(self) except -1:
        if self.width < 0:
            raise ValueError('width')
        return self.width * scale

    cpdef name(self, extra=''):
        self.log.append(extra)
        return 'shape' + extra

cdef int twice(int n) except? -1:
    if n == 13:
        raise KeyError(n)
    return 2 * n

cdef object joined(list parts, sep=','):
    return sep.join(parts)

cpdef double half(double x) except? -1:
    if x < 0:
        raise ValueError(x)
    return x / 2
