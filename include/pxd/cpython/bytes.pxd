# cpython.bytes. Source: Python/C API, "Bytes Objects". The characters belong to the object.
from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyBytes_Check(object o)
    bint PyBytes_CheckExact(object o)
    bytes PyBytes_FromString(const char *text)
    bytes PyBytes_FromStringAndSize(const char *text, Py_ssize_t size)
    bytes PyBytes_FromFormat(const char *format, ...)
    bytes PyBytes_FromObject(object o)
    Py_ssize_t PyBytes_Size(object o) except -1
    Py_ssize_t PyBytes_GET_SIZE(object o)
    char *PyBytes_AsString(object o) except NULL
    char *PyBytes_AS_STRING(object o)
    int PyBytes_AsStringAndSize(object o, char **text, Py_ssize_t *size) except -1
    void PyBytes_Concat(PyObject **left, object right)
    void PyBytes_ConcatAndDel(PyObject **left, object right)
    int _PyBytes_Resize(PyObject **bytes, Py_ssize_t size) except -1
