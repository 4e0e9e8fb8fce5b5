# cpython.fileobject. Source: Python/C API, "File Objects".
cdef extern from "Python.h":
    enum:
        Py_PRINT_RAW
    object PyFile_FromFd(int fd, const char *name, const char *mode, int buffering, const char *encoding,
                         const char *errors, const char *newline, bint close)
    object PyFile_GetLine(object file, int count)
    int PyFile_WriteObject(object o, object file, int flags) except? -1
    int PyFile_WriteString(const char *text, object file) except? -1
