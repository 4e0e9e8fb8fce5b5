"""An attribute of a value of an enum is that of the integer, also when an item is called like it.

>>> parts(5)
(5, 0)
>>> item(5)
Traceback (most recent call last):
AttributeError: 'int' object has no attribute 'A'
"""

cdef enum E:
    A
    real


def parts(E e):
    return e.real, e.imag


def item(E e):
    return e.A
