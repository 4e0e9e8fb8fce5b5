"""The later cimport of a name counts."""
from first cimport *
from second cimport which
from cpython.object cimport PyObject


cdef extern from "Python.h":
    void Py_XINCREF(PyObject *)
    void Py_XDECREF(PyObject *)


def kept(value):
    cdef PyObject *pointer = <PyObject *> value
    Py_XINCREF(pointer)
    Py_XDECREF(pointer)
    return which(), PyObject_IsTrue(value)
