# cpython.weakref. Source: Python/C API, "Weak Reference Objects".
from cpython.object cimport PyObject

cdef extern from "Python.h":
    bint PyWeakref_Check(object o)
    bint PyWeakref_CheckRef(object o)
    bint PyWeakref_CheckProxy(object o)
    object PyWeakref_NewRef(object o, object callback)
    object PyWeakref_NewProxy(object o, object callback)
    PyObject *PyWeakref_GetObject(object reference) except NULL
    PyObject *PyWeakref_GET_OBJECT(object reference)

cdef extern from "Python.h":
    """
    #if PY_VERSION_HEX < 0x030d0000
    KR_UNUSED static inline int kr_PyWeakref_GetRef(PyObject *reference, PyObject **object)
    {
        PyObject *referent = PyWeakref_GetObject(reference);
        *object = referent && referent != Py_None ? Py_NewRef(referent) : NULL;
        return !referent ? -1 : *object != NULL;
    }
    #else
    #define kr_PyWeakref_GetRef PyWeakref_GetRef
    #endif
    """
    int PyWeakref_GetRef "kr_PyWeakref_GetRef"(object reference, PyObject **referent) except -1
