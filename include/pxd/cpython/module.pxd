# cpython.module. Source: Python/C API, "Importing Modules", "Module Objects".
from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyModule_Check(object o)
    bint PyModule_CheckExact(object o)
    object PyModule_NewObject(object name)
    PyObject *PyModule_GetDict(object module)
    object PyModule_GetNameObject(object module)
    object PyImport_ImportModule(const char *name)
    object PyImport_Import(object name)
    object PyImport_ReloadModule(object module)
