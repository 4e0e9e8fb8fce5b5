# Methods with fused types: C methods with a place in the table for each specialisation, cpdef methods that Python
# overrides, def methods; chosen by arguments, by index, by a base class's name.
cimport cython

ctypedef fused number:
    int
    double


cdef class Base:
    """
    >>> Base().show(1), Base().show(1.5), Base().show['double'](1)
    (('Base', 'int'), ('Base', 'double'), ('Base', 'double'))
    >>> Base.show(Base(), 2.0), Base.show['int'](Base(), 2)
    (('Base', 'double'), ('Base', 'int'))
    >>> Base().plain(2), Base().plain(2.5), Base().plain['double'](2)
    (5, 6.0, 5.0)
    >>> Base().plain(2, by=3), Base.plain(Base(), 2.5, 3)
    (7, 8.0)
    >>> Base.fixed(3), Base().fixed['int'](3)
    (6, 6)
    >>> Base.of_class(3)
    ('Base', 'int')
    """
    cdef int times

    def __cinit__(self):
        self.times = 2

    cdef number scale(self, number x):
        return x * self.times

    cdef number _private(self, number x, number y=3):
        return x + y

    cpdef show(self, number x):
        return "Base", cython.typeof(x)

    def plain(self, number x, number by=1):
        return x * self.times + by

    @staticmethod
    def fixed(number x):
        return 2 * x

    @classmethod
    def of_class(cls, number x):
        return cls.__name__, cython.typeof(x)


cdef class Derived(Base):
    """
    >>> Derived().show(1), Derived().show(1.5)
    (('Derived', 'int'), ('Derived', 'double'))
    """
    cdef number scale(self, number x):
        return 10 * Base.scale(self, x)

    cpdef show(self, number x):
        return "Derived", cython.typeof(x)


@cython.final
cdef class Final(Base):
    cdef kind(self, cython.integral x):
        return cython.typeof(x), x


class Python(Base):
    """
    >>> show_both(Python())
    [('Python', 1), ('Python', 2.5), ('Python', 3.0)]
    """
    def show(self, x):
        return "Python", x


def show_both(Base obj):
    """
    >>> show_both(Base())
    [('Base', 'int'), ('Base', 'double'), ('Base', 'double')]
    >>> show_both(Derived())
    [('Derived', 'int'), ('Derived', 'double'), ('Derived', 'double')]
    """
    return [obj.show(<int>1), obj.show(2.5), obj.show[double](3)]


def scales(Base obj, int i, double d):
    """
    >>> scales(Base(), 3, 1.5)
    (6, 3.0, 8.0, 3.0)
    >>> scales(Derived(), 3, 1.5)
    (60, 30.0, 80.0, 3.0)
    """
    return obj.scale(i), obj.scale(d), obj.scale[double](4), Base.scale[double](obj, d)


def private(Base obj, double d):
    """
    >>> private(Base(), 1.5)
    (4.5, 3.5, 5)
    """
    return obj._private(d), obj._private(d, 2), obj._private(<int>2)


def by_index(Final obj, x, wide):
    """
    >>> by_index(Final(), 1, False), by_index(Final(), 2, True)
    (('short', 1), ('long', 2))
    """
    return obj.kind[long](x) if wide else obj.kind[short](x)


def refuses_none(Base obj):
    """
    >>> refuses_none(None)
    Traceback (most recent call last):
    AttributeError: 'NoneType' object has no attribute 'scale'
    """
    return obj.scale(1.5)


class Plain:
    """
    >>> Plain().twice(3), Plain().twice(1.5), Plain().twice['double'](3), Plain.twice(None, 4)
    (6, 3.0, 6.0, 8)
    """
    def twice(self, number x):
        return 2 * x
