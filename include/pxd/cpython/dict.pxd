# cpython.dict. Source: Python/C API, "Dictionary Objects". What the look-ups give is borrowed.
from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyDict_Check(object o)
    bint PyDict_CheckExact(object o)
    dict PyDict_New()
    void PyDict_Clear(object o)
    bint PyDict_Contains(object o, object key) except -1
    dict PyDict_Copy(object o)
    int PyDict_SetItem(object o, object key, object value) except -1
    int PyDict_SetItemString(object o, const char *key, object value) except -1
    int PyDict_DelItem(object o, object key) except -1
    int PyDict_DelItemString(object o, const char *key) except -1
    PyObject *PyDict_GetItem(object o, object key)
    PyObject *PyDict_GetItemWithError(object o, object key) except? NULL
    PyObject *PyDict_GetItemString(object o, const char *key)
    PyObject *PyDict_SetDefault(object o, object key, object value) except NULL
    list PyDict_Items(object o)
    list PyDict_Keys(object o)
    list PyDict_Values(object o)
    Py_ssize_t PyDict_Size(object o) except -1
    bint PyDict_Next(object o, Py_ssize_t *position, PyObject **key, PyObject **value)
    int PyDict_Merge(object o, object other, bint override) except -1
    int PyDict_Update(object o, object other) except -1
    object PyDictProxy_New(object mapping)
    int PyDict_MergeFromSeq2(object dict, object pairs, bint override) except -1
