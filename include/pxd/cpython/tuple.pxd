# cpython.tuple. Source: Python/C API, "Tuple Objects". PyTuple_GetItem gives a borrowed reference.
from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyTuple_Check(object o)
    bint PyTuple_CheckExact(object o)
    tuple PyTuple_New(Py_ssize_t size)
    tuple PyTuple_Pack(Py_ssize_t n, ...)
    Py_ssize_t PyTuple_Size(object o) except -1
    Py_ssize_t PyTuple_GET_SIZE(object o)
    PyObject *PyTuple_GetItem(object o, Py_ssize_t index) except NULL
    PyObject *PyTuple_GET_ITEM(object o, Py_ssize_t index)
    tuple PyTuple_GetSlice(object o, Py_ssize_t low, Py_ssize_t high)
    void PyTuple_SET_ITEM(object tuple, Py_ssize_t index, object item)
    int PyTuple_SetItem(object tuple, Py_ssize_t index, object item) except -1
    int _PyTuple_Resize(PyObject **tuple, Py_ssize_t size) except -1
