/* refs_tcc.h: reference counting as expressions, for tcc; included by compat.h in place of CPython's inline
 * functions. Each argument is evaluated several times: it must be a name or a pure expression. Objects with
 * the sign bit of the low half of the count set are immortal (3.12 and 3.13) and left alone.
 */
#ifndef KR_REFS_TCC_H
#define KR_REFS_TCC_H

#undef Py_INCREF
#undef Py_DECREF
#undef Py_XINCREF
#undef Py_XDECREF
#undef Py_NewRef
#undef Py_XNewRef

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
#define Py_NewRef(o) kr_new_ref_tcc((PyObject *)(o))
#define Py_XNewRef(o) kr_xnew_ref_tcc((PyObject *)(o))

static inline PyObject *kr_new_ref_tcc(PyObject *object)
{
    Py_INCREF(object);
    return object;
}

static inline PyObject *kr_xnew_ref_tcc(PyObject *object)
{
    Py_XINCREF(object);
    return object;
}

#endif
