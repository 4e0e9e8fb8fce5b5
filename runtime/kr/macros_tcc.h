/* macros_tcc.h: what runs most often in generated code, as macros, for tcc, which never inlines a function; included by
 * compat.h in place of CPython's inline functions. An argument may be evaluated several times: it must be a name or a
 * pure expression. Objects with the sign bit of the low half of the count set are immortal (3.12
 * and 3.13) and left alone. Free-threaded builds count in functions of the interpreter.
 */
#ifndef KR_MACROS_TCC_H
#define KR_MACROS_TCC_H

#undef Py_INCREF
#undef Py_DECREF
#undef Py_XINCREF
#undef Py_XDECREF
#undef Py_NewRef
#undef Py_XNewRef
#undef Py_TYPE
#undef Py_SIZE
#undef PyList_GET_SIZE
#undef PyList_GET_ITEM
#undef PyTuple_GET_SIZE
#undef PyTuple_GET_ITEM
#undef PyBytes_GET_SIZE
#undef PyBytes_AS_STRING
#undef PyFloat_AS_DOUBLE
#undef PyFloat_CheckExact
#undef PyLong_CheckExact
#undef PyType_Check
#undef PyType_CheckExact
#undef PyObject_TypeCheck
#undef Py_IS_TYPE

#if KR_FREE_THREADED /* counts of two kinds, one of them atomic: CPython's own functions */
#undef PyDict_GET_SIZE
#undef PySet_GET_SIZE
#define PyDict_GET_SIZE(o) (((PyDictObject *)(o))->ma_used)
#define PySet_GET_SIZE(o) (((PySetObject *)(o))->used)
#define Py_INCREF(o) Py_IncRef((PyObject *)(o))
#define Py_DECREF(o) Py_DecRef((PyObject *)(o))
#define Py_XINCREF(o) Py_IncRef((PyObject *)(o))
#define Py_XDECREF(o) Py_DecRef((PyObject *)(o))
#else
#define KR_REFCNT(o) (((PyObject *)(o))->ob_refcnt)
#if KR_PY(12)
#define Py_INCREF(o) ((int)KR_REFCNT(o) < 0 ? (void)0 : (void)KR_REFCNT(o)++)
#define Py_DECREF(o)                                                                               \
    ((int)KR_REFCNT(o) < 0 || --KR_REFCNT(o) ? (void)0 : _Py_Dealloc((PyObject *)(o)))
#else
#define Py_INCREF(o) ((void)KR_REFCNT(o)++)
#define Py_DECREF(o) (--KR_REFCNT(o) ? (void)0 : _Py_Dealloc((PyObject *)(o)))
#endif
#define Py_XINCREF(o) ((o) ? Py_INCREF(o) : (void)0)
#define Py_XDECREF(o) ((o) ? Py_DECREF(o) : (void)0)
#endif
#define Py_NewRef(o) ({ PyObject *kr_new = (PyObject *)(o); Py_INCREF(kr_new); kr_new; })
#define Py_XNewRef(o) ({ PyObject *kr_new = (PyObject *)(o); Py_XINCREF(kr_new); kr_new; })

#define Py_TYPE(o) (((PyObject *)(o))->ob_type)
#define Py_SIZE(o) (((PyVarObject *)(o))->ob_size)
#define PyFloat_CheckExact(o) (Py_TYPE(o) == &PyFloat_Type)
#define PyLong_CheckExact(o) (Py_TYPE(o) == &PyLong_Type)
/* The headers' own are functions that use Py_TYPE above its definition in the prelude. */
#define PyType_Check(o) ((Py_TYPE(o)->tp_flags & Py_TPFLAGS_TYPE_SUBCLASS) != 0)
#define Py_IS_TYPE(o, type) (Py_TYPE(o) == (type))
#define PyType_CheckExact(o) (Py_TYPE(o) == &PyType_Type)
#define PyObject_TypeCheck(o, type) (Py_TYPE(o) == (type) || PyType_IsSubtype(Py_TYPE(o), (type)))
#define PyFloat_AS_DOUBLE(o) (((PyFloatObject *)(o))->ob_fval)
#define PyList_GET_SIZE(o) Py_SIZE(o)
#define PyList_GET_ITEM(o, i) (((PyListObject *)(o))->ob_item[i])
#define PyTuple_GET_SIZE(o) Py_SIZE(o)
#define PyTuple_GET_ITEM(o, i) (((PyTupleObject *)(o))->ob_item[i])
#define PyBytes_GET_SIZE(o) Py_SIZE(o)
#define PyBytes_AS_STRING(o) (((PyBytesObject *)(o))->ob_sval)

#endif
