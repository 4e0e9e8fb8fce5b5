# cpython.type. Source: Python/C API, "Type Objects".
from cpython.object cimport PyTypeObject

cdef extern from *:
    ctypedef class builtins.type [object PyTypeObject]:
        pass

cdef extern from "Python.h":
    enum:
        Py_mp_ass_subscript
        Py_mp_length
        Py_mp_subscript
        Py_nb_add
        Py_sq_ass_item
        Py_sq_concat
        Py_sq_contains
        Py_sq_item
        Py_sq_length
        Py_tp_alloc
        Py_tp_call
        Py_tp_dealloc
        Py_tp_doc
        Py_tp_free
        Py_tp_hash
        Py_tp_init
        Py_tp_iter
        Py_tp_new
        Py_tp_repr
        Py_tp_str
    void *PyType_GetSlot(type t, int slot) except? NULL
    bint PyType_Check(object o)
    bint PyType_CheckExact(object o)
    void PyType_Modified(type t)
    bint PyType_HasFeature(object t, int feature)
    bint PyType_IsSubtype(type a, type b)
    object PyType_GenericAlloc(object t, Py_ssize_t items)
    object PyType_GenericNew(object t, object args, object kwargs)
    bint PyType_IS_GC(object t)
    int PyType_Ready(type t) except -1
