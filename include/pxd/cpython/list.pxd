# cpython.list. Source: Python/C API, "List Objects". PyList_GetItem gives a borrowed reference.
from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyList_Check(object o)
    bint PyList_CheckExact(object o)
    list PyList_New(Py_ssize_t size)
    Py_ssize_t PyList_Size(object o) except -1
    Py_ssize_t PyList_GET_SIZE(object o)
    PyObject *PyList_GetItem(object o, Py_ssize_t index) except NULL
    PyObject *PyList_GET_ITEM(object o, Py_ssize_t index)
    int PyList_Insert(object o, Py_ssize_t index, object item) except -1
    int PyList_Append(object o, object item) except -1
    list PyList_GetSlice(object o, Py_ssize_t low, Py_ssize_t high)
    int PyList_SetSlice(object o, Py_ssize_t low, Py_ssize_t high, object items) except -1
    int PyList_Sort(object o) except -1
    int PyList_Reverse(object o) except -1
    tuple PyList_AsTuple(object o)
    void PyList_SET_ITEM(object list, Py_ssize_t index, object item)
    int PyList_SetItem(object list, Py_ssize_t index, object item) except -1

cdef extern from "Python.h":
    """
    #if PY_VERSION_HEX < 0x030d0000
    KR_UNUSED static inline PyObject *kr_PyList_GetItemRef(PyObject *list, Py_ssize_t index)
    {
        PyObject *item = PyList_GetItem(list, index);
        Py_XINCREF(item);
        return item;
    }
    #define kr_PyList_Extend(list, items) PyList_SetSlice(list, PY_SSIZE_T_MAX, PY_SSIZE_T_MAX, items)
    #define kr_PyList_Clear(list) PyList_SetSlice(list, 0, PY_SSIZE_T_MAX, NULL)
    #else
    #define kr_PyList_GetItemRef PyList_GetItemRef
    #define kr_PyList_Extend PyList_Extend
    #define kr_PyList_Clear PyList_Clear
    #endif
    """
    object PyList_GetItemRef "kr_PyList_GetItemRef"(object list, Py_ssize_t index)
    int PyList_Extend "kr_PyList_Extend"(object list, object items) except -1
    int PyList_Clear "kr_PyList_Clear"(object list) except -1
