# cpython.exc: errors of the interpreter. Source: Python/C API, "Exception Handling".
cdef extern from "Python.h":
    void PyErr_Clear()
    int PyErr_CheckSignals() except -1
    int PyErr_ExceptionMatches(object exception)
    int PyErr_GivenExceptionMatches(object given, object exception)
    void PyErr_SetNone(object exception)
    void PyErr_SetString(object exception, const char *message)
    void PyErr_SetObject(object exception, object value)
    int PyErr_WarnEx(object category, const char *message, Py_ssize_t stack_level) except -1
    void PyErr_WriteUnraisable(object where)
