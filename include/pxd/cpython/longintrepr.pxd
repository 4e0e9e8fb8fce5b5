# cpython.longintrepr: the digits of an int, up to CPython 3.11.
cdef extern from "Python.h":
    """
    #if PY_VERSION_HEX < 0x030b00a1
    #include "longintrepr.h"
    #endif
    """
    ctypedef unsigned int digit
    ctypedef int sdigit

    ctypedef class builtins.py_long [object PyLongObject]:
        cdef digit *ob_digit

    py_long _PyLong_New(Py_ssize_t digits)
    const long PyLong_SHIFT
    const digit PyLong_BASE
    const digit PyLong_MASK
