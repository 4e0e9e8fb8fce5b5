from cpython.weakref cimport PyWeakref_GetRef, PyWeakref_NewRef
from cpython.object cimport PyObject
from cpython.ref cimport Py_XDECREF

cdef class Referent:
    cdef object __weakref__

def alive():
    """
    >>> alive()
    (1, True, 0)
    """
    cdef PyObject *got = NULL
    x = Referent()
    r = PyWeakref_NewRef(x, None)
    first = PyWeakref_GetRef(r, &got)
    same = <object>got is x
    Py_XDECREF(got)
    x = None
    return first, same, PyWeakref_GetRef(r, &got)
