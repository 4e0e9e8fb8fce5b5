# cpython.frozendict: immutable dicts, from CPython 3.15 on.
cdef extern from "Python.h":
    """
    #if PY_VERSION_HEX < 0x030f0000
    #define PyFrozenDict_Check(o) PyDict_Check(o) /* before, a dict stands for it */
    #define PyFrozenDict_CheckExact(o) PyDict_CheckExact(o)
    #define PyAnyDict_Check(o) PyDict_Check(o)
    #define PyAnyDict_CheckExact(o) PyDict_CheckExact(o)
    #define PyFrozenDict_New(mapping) PyDict_Copy(mapping)
    #define kr_PyFrozenDict_NewEmpty() PyDict_New()
    #else
    #define kr_PyFrozenDict_NewEmpty() PyFrozenDict_New(NULL)
    #endif
    """
    bint PyFrozenDict_Check(object o)
    bint PyFrozenDict_CheckExact(object o)
    bint PyAnyDict_Check(object o)
    bint PyAnyDict_CheckExact(object o)
    object PyFrozenDict_New(object mapping)
    object PyFrozenDict_NewEmpty "kr_PyFrozenDict_NewEmpty"()
