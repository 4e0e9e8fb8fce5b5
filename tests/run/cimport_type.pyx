"""The class `type` of a .pxd: its size is known in process, too."""

from cpython.object cimport Py_TYPE
from cpython.type cimport PyType_GetSlot, Py_tp_new


def has_new(obj):
    """
    >>> class C: pass
    >>> has_new(C())
    True
    """
    return PyType_GetSlot(<type>Py_TYPE(obj), Py_tp_new) is not NULL
