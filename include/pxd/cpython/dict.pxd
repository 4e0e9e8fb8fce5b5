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

cdef extern from "Python.h":
    """
    #if PY_VERSION_HEX < 0x030d0000
    KR_UNUSED static inline int kr_PyDict_GetItemRef(PyObject *dict, PyObject *key, PyObject **result)
    {
        if (!PyDict_Check(dict)) {
            PyErr_BadInternalCall();
            *result = NULL;
            return -1;
        }
        *result = PyDict_GetItemWithError(dict, key);
        Py_XINCREF(*result);
        return *result ? 1 : PyErr_Occurred() ? -1 : 0;
    }
    KR_UNUSED static inline int kr_PyDict_GetItemStringRef(PyObject *dict, const char *name, PyObject **result)
    {
        PyObject *key = PyUnicode_FromString(name);
        *result = NULL;
        int found = key ? kr_PyDict_GetItemRef(dict, key, result) : -1;
        Py_XDECREF(key);
        return found;
    }
    KR_UNUSED static inline int kr_PyDict_SetDefaultRef(PyObject *dict, PyObject *key, PyObject *value, PyObject **result)
    {
        PyObject *found = NULL;
        int status = kr_PyDict_GetItemRef(dict, key, &found);
        if (status == 0) {
            status = PyDict_SetItem(dict, key, value);
            found = status < 0 ? NULL : Py_NewRef(value);
        }
        if (result)
            *result = found;
        else
            Py_XDECREF(found);
        return status;
    }
    #else
    #define kr_PyDict_GetItemRef PyDict_GetItemRef
    #define kr_PyDict_GetItemStringRef PyDict_GetItemStringRef
    #define kr_PyDict_SetDefaultRef PyDict_SetDefaultRef
    #endif
    """
    int PyDict_GetItemRef "kr_PyDict_GetItemRef"(object dict, object key, PyObject **result) except -1
    int PyDict_GetItemStringRef "kr_PyDict_GetItemStringRef"(object dict, const char *key, PyObject **result) except -1
    int PyDict_SetDefaultRef "kr_PyDict_SetDefaultRef"(object dict, object key, object value, PyObject **result) except -1
