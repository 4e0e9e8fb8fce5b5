# uses: shared_parts
"""What another module defines in C: functions, a variable, a class and its methods, an enum, all taken over at import.

>>> functions(4)
(8, 'a,b', 'a-b', 2.0)
>>> functions(13)
Traceback (most recent call last):
KeyError: 13
>>> functions(-2)
Traceback (most recent call last):
ValueError: -2.0
>>> from shared_parts import Shape
>>> area(Shape(2)), area(Square(3)), area(Square(-3))
(4.0, 9.0, 9.0)
>>> area(Shape(-1))
Traceback (most recent call last):
ValueError: width
>>> area(None)
Traceback (most recent call last):
AttributeError: 'NoneType' object has no attribute 'area'
>>> area(5)
Traceback (most recent call last):
TypeError: Argument 'shape' has incorrect type (expected shared_parts.Shape, got int)
>>> Square(2).name(), Square(2).name('?'), Shape.name(Square(1), '!'), isinstance(Square(1), Shape)
('square of shape', 'square of shape?', 'shape!', True)
>>> set_scale(4.0), area(Shape(2)), set_scale(2.0)
(2.0, 8.0, 4.0)
>>> colours()
(1, 'GREEN', True, ['RED', 'GREEN'])
"""
cimport shared_parts
from shared_parts cimport Colour, joined, Shape, twice


cdef class Square(Shape):
    cdef double area(self) except -1:
        return self.width ** 2

    cpdef name(self, extra=''):
        return 'square of ' + Shape.name(self, extra)


def functions(int n):
    return twice(n), joined(['a', 'b']), joined(['a', 'b'], '-'), shared_parts.half(n)


def area(Shape shape):
    return shape.area()


def set_scale(double value):
    old = shared_parts.scale
    shared_parts.scale = value
    return old


def colours():
    cdef Colour green = Colour.GREEN
    return int(Colour.RED), Colour(green).name, Colour.GREEN == green, [colour.name for colour in Colour]
