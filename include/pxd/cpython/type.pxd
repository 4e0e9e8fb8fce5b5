# cpython.type. Source: Python/C API, "Type Objects".
from cpython.object cimport PyTypeObject

cdef extern from "Python.h":
    bint PyType_Check(object o)
    bint PyType_CheckExact(object o)
    void PyType_Modified(type t)
    bint PyType_HasFeature(object t, int feature)
    bint PyType_IsSubtype(type a, type b)
    object PyType_GenericAlloc(object t, Py_ssize_t items)
    object PyType_GenericNew(object t, object args, object kwargs)
