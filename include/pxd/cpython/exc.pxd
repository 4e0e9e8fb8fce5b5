# cpython.exc: errors of the interpreter. Source: Python/C API, "Exception Handling".
from cpython.object cimport PyObject

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
    void PyErr_Print()
    PyObject *PyErr_Occurred()
    void PyErr_Fetch(PyObject **type, PyObject **value, PyObject **traceback)
    void PyErr_NormalizeException(PyObject **type, PyObject **value, PyObject **traceback)
    void PyErr_Restore(PyObject *type, PyObject *value, PyObject *traceback)
    PyObject *PyErr_GetRaisedException()
    void PyErr_SetRaisedException(PyObject *exception)
    PyObject *PyErr_GetHandledException()
    void PyErr_SetHandledException(PyObject *exception)
    void PyErr_GetExcInfo(PyObject **type, PyObject **value, PyObject **traceback)
    void PyErr_SetExcInfo(PyObject *type, PyObject *value, PyObject *traceback)
    PyObject *PyErr_Format(object exception, const char *template, ...) except NULL
    int PyErr_BadArgument() except 0
    void PyErr_BadInternalCall()
    PyObject *PyErr_NoMemory() except NULL
    PyObject *PyErr_SetFromErrno(object exception) except NULL
    PyObject *PyErr_SetFromErrnoWithFilename(object exception, const char *path) except NULL
    PyObject *PyErr_SetFromErrnoWithFilenameObject(object exception, object path) except NULL
    PyObject *PyErr_SetFromWindowsErr(int code) except NULL
    PyObject *PyErr_SetFromWindowsErrWithFilename(int code, const char *path) except NULL
    PyObject *PyErr_SetExcFromWindowsErr(object exception, int code) except NULL
    PyObject *PyErr_SetExcFromWindowsErrWithFilename(object exception, int code, const char *path) except NULL
    int PyErr_WarnExplicit(object category, const char *message, const char *path, int line,
                           const char *module, object registry) except -1
    int PyErr_WarnFormat(object category, Py_ssize_t stack_level, const char *template, ...) except -1
    void PyErr_SetInterrupt()
    int PyErr_SetInterruptEx(int signal)
    object PyErr_NewException(const char *name, object base, object namespace)
    object PyErr_NewExceptionWithDoc(const char *name, const char *doc, object base, object namespace)
    int Py_EnterRecursiveCall(const char *where) except -1
    void Py_LeaveRecursiveCall()
