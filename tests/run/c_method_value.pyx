# C methods that are not called: functions of their class, methods of an instance.

cdef class Box:
    cdef int x

    def __init__(self, x):
        self.x = x

    cdef int add(self, int y) except? -1:
        return self.x + y

    cdef int twice(self):
        return 2 * self.x

    @staticmethod
    cdef int plus(int a, int b):
        return a + b


cdef class Other(Box):
    cdef int add(self, int y) except? -1:
        return 100 + y


def unbound():
    """
    >>> f = unbound()
    >>> f(Box(1), 2), f(Other(1), 2), f(self=Box(3), y=4)
    (3, 3, 7)
    >>> f(None, 1)
    Traceback (most recent call last):
    AttributeError: 'NoneType' object has no attribute 'add'
    >>> f(1, 1)
    Traceback (most recent call last):
    TypeError: descriptor requires a 'c_method_value.Box' object but received a 'int'
    """
    return Box.add


def bound(Box b):
    """
    >>> f, g = bound(Box(1))
    >>> f(2), g(), f.__self__.__class__.__name__
    (3, 2, 'Box')
    >>> f, g = bound(Other(1))
    >>> f(2), g()
    (102, 2)
    >>> bound(None)
    Traceback (most recent call last):
    AttributeError: 'NoneType' object has no attribute 'add'
    """
    return b.add, b.twice


def static(Box b):
    """
    >>> [f(3, 4) for f in static(Box(1))]
    [7, 7]
    """
    return Box.plus, b.plus


def pointer(Box b):
    """
    >>> pointer(Box(1)), pointer(Other(1))
    (4, 4)
    """
    cdef int (*f)(Box self, int y) except? -1 = Box.add
    return f(b, y=3)
