# cpython.bytearray. Source: Python/C API, "Byte Array Objects".
cdef extern from "Python.h":
    bint PyByteArray_Check(object o)
    bint PyByteArray_CheckExact(object o)
    bytearray PyByteArray_FromObject(object o)
    bytearray PyByteArray_FromStringAndSize(const char *text, Py_ssize_t size)
    bytearray PyByteArray_Concat(object a, object b)
    Py_ssize_t PyByteArray_Size(object o) except -1
    char *PyByteArray_AsString(object o) except NULL
    int PyByteArray_Resize(object o, Py_ssize_t size) except -1
    char *PyByteArray_AS_STRING(object o)
    Py_ssize_t PyByteArray_GET_SIZE(object o)
