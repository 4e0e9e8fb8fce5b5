# cpython.descr. Source: Python/C API, "Descriptor Objects".
from cpython.object cimport PyTypeObject

cdef extern from "Python.h":
    object PyWrapper_New(object descriptor, object instance)
    bint PyDescr_IsData(object o)
