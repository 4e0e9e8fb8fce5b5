# cpython.iterator. Source: Python/C API, "Iterator Protocol".
from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyIter_Check(object o)
    PyObject *PyIter_Next(object o) except? NULL
