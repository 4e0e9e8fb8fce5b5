"""Functions with fused types: dispatch, indexing, pruned branches, defaults, inner functions.

>>> half(3), half(2.5)
((1, 'int'), (1.25, 'double'))
>>> half["double"](3), half[float](3)
Traceback (most recent call last):
KeyError: 'float'
>>> half["double"](3)
(1.5, 'double')
>>> half("x")
Traceback (most recent call last):
TypeError: No matching signature found
>>> half()
Traceback (most recent call last):
TypeError: Expected at least 1 argument, got 0
>>> sorted(half.__signatures__), half.__name__
(['double', 'int'], 'half')

>>> mixed("ab"), mixed(3), mixed(2.0, y=7), mixed[str, int]("q", 1)
(('AB', 'long'), (6, 'long'), (4.0, 'long'), ('Q', 'int'))
>>> mixed([])
Traceback (most recent call last):
TypeError: Function call with ambiguous argument types

>>> import array
>>> total(array.array("d", [1, 2.5])), total(array.array("f", [1, 2]))
(('double[:]', 3.5), ('float[:]', 3.0))

>>> nested(4)(5), nested("a")("b")
((4, 5, 'int'), ('a', 'b', 'str object'))
>>> calls()
(6.0, 4.0, 10.0, 5, 21.0)
>>> keeps(1) is keeps(2.0), keeps(3)
(True, [])
"""
cimport cython

ctypedef fused number:
    int
    double

ctypedef fused value:
    int
    double
    str


def half(number x):
    if number is int:
        return x // 2, cython.typeof(x)
    else:
        return x / 2, cython.typeof(x)


cpdef mixed(value x, cython.integral y=3):
    if value is str:
        return x.upper(), cython.typeof(y)
    elif value in number and not (value is str):
        return x * 2, cython.typeof(y)


def total(cython.floating[:] items):
    cdef cython.floating sum = 0
    for i in range(items.shape[0]):
        sum += items[i]
    return cython.typeof(items), sum


def nested(value x):
    def inner(value y):
        return x, y, cython.typeof(y)
    return inner


cdef cython.floating scale(cython.floating x, cython.floating by=2.0):
    return x * by if cython.floating is double else 2 * x


cdef cython.floating triple(cython.floating x):
    return 3 * x


cdef int size_of(number *p):
    return sizeof(number) if sizeof(p[0]) == sizeof(number) else 0


def calls():
    cdef float f = 3
    cdef int i = 4
    cdef double d = 4
    cdef double (*p)(double) except? -1 = triple
    return scale(f), scale(2.0), scale[double](2, 5), size_of(&i) + 1, p(7)


def keeps(number x, kept=[]):
    return kept


cdef int ignores(int (*f)(int)):
    """A parameter that is not used and points to a function."""
    return 1


ctypedef fused real_or_complex:
    float
    complex


cdef extern from *:
    int __Pyx_CyFunction_Check(object)


def kind_of_complex(real_or_complex x):
    """
    >>> kind_of_complex(1j), kind_of_complex(1.5), is_function(kind_of_complex), is_function(len)
    (('double complex', 1j), ('float', 1.5), True, False)
    """
    return cython.typeof(x), x


def is_function(f):
    return bool(__Pyx_CyFunction_Check(f) and __Pyx_CyFunction_Check(is_function))


cdef class Shape:
    pass


ctypedef Shape Outline

ctypedef fused shape_or_int:
    Outline
    int


def kind_of_shape(shape_or_int x, Outline y):
    """
    >>> kind_of_shape(Shape(), Shape()), kind_of_shape(1, Shape())
    (('Outline', 'Outline'), ('int', 'Outline'))
    """
    return cython.typeof(x), cython.typeof(y)


def code_of(cython.floating x):
    """
    >>> code_of.__code__ is code_of['float'].__code__, code_of.__code__ is code_of.__code__, code_of.__code__.co_name
    (False, True, 'code_of')
    """


cpdef str kind_of(value x):
    return cython.typeof(x)


cdef int sized(cython.floating x, number y):
    return sizeof(x) * 100 + sizeof(y)


def by_text():
    """
    >>> by_text()
    ('int', 'double', 'str object', 804, 408)
    """
    return kind_of['int'](3), kind_of['double'](3), kind_of['str']('x'), sized['double', 'int'](1, 2), sized['float', 'double'](1, 2)


ctypedef fused signed_first:
    long
    unsigned long

ctypedef fused unsigned_first:
    unsigned long
    long

ctypedef fused widths:
    short
    unsigned int
    int
    unsigned char


def of_equal_width(signed_first x, unsigned_first y, widths z):
    """Wide ones are tried first, those of one width as they are declared.

    >>> of_equal_width(-1, 1, 2)
    ('long', 'unsigned long', 'unsigned int')
    """
    return cython.typeof(x), cython.typeof(y), cython.typeof(z)
