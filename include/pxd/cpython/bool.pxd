# cpython.bool. Source: Python/C API, "Boolean Objects".
ctypedef bool bool

cdef extern from "Python.h":
    bint PyBool_Check(object o)
    object PyBool_FromLong(long value)
