"""Names that stand for several things.

>>> name_of(3)
b'int'
>>> Names([1], 2).both()
([1], 2)
"""
from cpython.object cimport Py_TYPE


cdef extern from *:
    ctypedef struct PyTypeObject:
        const char *tp_name


def name_of(x):
    cdef PyTypeObject *type = Py_TYPE(x)
    return type.tp_name


cdef class Names:
    cdef list
    cdef list other

    def __init__(self, list a, b):
        self.other = a
        self.list = b

    def both(self):
        return self.other, self.list


cimport cython


cdef extern from *:
    ctypedef struct ClearType "PyTypeObject":
        void *tp_clear


@cython.no_gc_clear
cdef class Kept:
    """
    >>> clears(Kept()), clears(Cleared())
    (False, True)
    """
    cdef object held


cdef class Cleared(Kept):
    cdef object more


def clears(x):
    return (<ClearType *><void *>Py_TYPE(x)).tp_clear is not NULL
