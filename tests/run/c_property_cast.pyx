"""The value of a C property under a cast to a pointer is the property's, not the address of its getter."""
from cpython.object cimport PyObject

cdef extern from *:
    """
    typedef PyComplexObject number_object;
    static inline double *number_parts(PyObject *number) { return &((PyComplexObject *)number)->cval.real; }
    """
    ctypedef struct PyComplexObject:
        pass
    double *number_parts(object number)
    ctypedef class builtins.complex [object PyComplexObject, check_size ignore]:
        @property
        cdef inline double *parts(self):
            return number_parts(self)


def first(complex number):
    """
    >>> first(2 + 3j)
    (2.0, 3.0, 2.0)
    """
    cdef double *given = <double *> number.parts
    return given[0], (<double *> (number.parts))[1], (<const double *> number.parts)[0]


def differs(complex number):
    """
    >>> differs(1 + 1j)
    True
    """
    return <void *> number.parts != <void *> number
