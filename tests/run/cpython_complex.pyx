"""cpython.complex: the type with its C value, and Py_complex."""
from cpython.complex cimport complex, Py_complex, PyComplex_AsCComplex, PyComplex_FromCComplex


def parts(complex c):
    """
    >>> parts(1+2j)
    (1.0, 2.0, 1.0, 2.0)
    >>> parts(3)
    Traceback (most recent call last):
    ...
    TypeError: Argument 'c' has incorrect type (expected complex, got int)
    """
    cdef Py_complex value = c.cval
    return value.real, value.imag, c.real, c.imag


def through_pointer():
    """
    >>> through_pointer()
    (10+20j)
    """
    cdef complex c = complex(1.0, 2.0)
    value = &c.cval
    value.real, value.imag = 10, 20
    return c


def assigned(x):
    """
    >>> assigned(2j)
    (0.0, 5.0)
    """
    cdef complex c = x + 0.0
    c.cval.imag = 5
    return c.real, c.imag


def arithmetic(complex a, double complex b):
    """
    >>> arithmetic(3+4j, 1j)
    ((3+5j), (3-4j), 5.0, True, (-4+3j))
    """
    cdef double complex of_object = a
    cdef complex product = of_object * b
    return a + b, a.conjugate(), abs(a), isinstance(product, complex), product


def structs(x):
    """
    >>> structs(1+2j)
    (2+2j)
    """
    cdef Py_complex value = PyComplex_AsCComplex(x)
    value.real += 1
    return PyComplex_FromCComplex(value)
