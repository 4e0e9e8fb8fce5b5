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
    struct _inittab:
        const char *name
    PyObject *PyImport_AddModule(const char *name) except NULL
    object PyImport_ExecCodeModule(const char *name, object code)
    int PyImport_ExtendInittab(_inittab *table) except -1
    long PyImport_GetMagicNumber()
    PyObject *PyImport_GetModuleDict()
    bint PyImport_ImportFrozenModule(const char *name) except -1
    object PyImport_ImportModuleEx(const char *name, object globals, object locals, object names)
    object PyImport_ImportModuleLevel(const char *name, object globals, object locals, object names, int level)
    int PyModule_AddIntConstant(object module, const char *name, long value) except -1
    int PyModule_AddStringConstant(object module, const char *name, const char *value) except -1
    int PyModule_AddObject(object module, const char *name, object value) except -1
    const char *PyModule_GetFilename(object module) except NULL
    object PyModule_GetFilenameObject(object module)
    const char *PyModule_GetName(object module) except NULL
    void *PyModule_GetState(object module)
    object PyModule_New(const char *name)
