# cpython.conversion. Source: Python/C API, "String conversion and formatting".
cdef extern from "Python.h":
    enum:
        Py_DTSF_SIGN
        Py_DTSF_ADD_DOT_0
        Py_DTSF_ALT
        Py_DTST_FINITE
        Py_DTST_INFINITE
        Py_DTST_NAN
    int PyOS_snprintf(char *buffer, size_t size, const char *template, ...)
    int PyOS_stricmp(const char *left, const char *right)
    int PyOS_strnicmp(const char *left, const char *right, Py_ssize_t size)
    double PyOS_string_to_double(const char *text, char **end, object overflow) except? -1.0
    char *PyOS_double_to_string(double value, char code, int precision, int flags, int *kind) except NULL
