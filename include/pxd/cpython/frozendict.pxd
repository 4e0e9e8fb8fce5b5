# cpython.frozendict: immutable dicts, from CPython 3.15 on.
cdef extern from "Python.h":
    bint PyFrozenDict_Check(object o)
    bint PyFrozenDict_CheckExact(object o)
    bint PyAnyDict_Check(object o)
    bint PyAnyDict_CheckExact(object o)
    object PyFrozenDict_New(object mapping)
