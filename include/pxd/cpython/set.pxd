# cpython.set. Source: Python/C API, "Set Objects".
cdef extern from "Python.h":
    bint PyAnySet_Check(object o)
    bint PyAnySet_CheckExact(object o)
    bint PyFrozenSet_CheckExact(object o)
    set PySet_New(object items)
    frozenset PyFrozenSet_New(object items)
    Py_ssize_t PySet_Size(object o) except -1
    Py_ssize_t PySet_GET_SIZE(object o)
    bint PySet_Contains(object o, object key) except -1
    int PySet_Add(object o, object key) except -1
    bint PySet_Discard(object o, object key) except -1
    object PySet_Pop(object o)
    int PySet_Clear(object o) except -1
    bint PySet_Check(object o)
    bint PyFrozenSet_Check(object o)
