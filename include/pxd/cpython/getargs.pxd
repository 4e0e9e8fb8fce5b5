# cpython.getargs. Source: Python/C API, "Parsing arguments and building values".
cdef extern from "Python.h":
    bint PyArg_ParseTuple(object args, const char *format, ...) except 0
    bint PyArg_ParseTupleAndKeywords(object args, object keywords, const char *format, char **names, ...) except 0
    bint PyArg_Parse(object args, const char *format, ...) except 0
    bint PyArg_UnpackTuple(object args, const char *name, Py_ssize_t least, Py_ssize_t most, ...) except 0
    object Py_BuildValue(const char *format, ...)
