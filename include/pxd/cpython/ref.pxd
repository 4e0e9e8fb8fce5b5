# cpython.ref: references. Source: Python/C API, "Reference Counting". PyObject * is a reference that the
# compiler does not count; <object>p and <PyObject *>o go from one to the other.
from cpython.object cimport PyObject, PyTypeObject, Py_TYPE

cdef extern from "Python.h":
    void Py_INCREF(object o)
    void Py_XINCREF(PyObject *o)
    void Py_DECREF(object o)
    void Py_XDECREF(PyObject *o)
    void Py_CLEAR(PyObject *o)
    Py_ssize_t Py_REFCNT(object o)
