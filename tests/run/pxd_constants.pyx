"""Constants and slots that the declarations of CPython give.

>>> flags()
(True, True, False)
>>> kinds("abc"), kinds("\u20ac"), kinds("\U0001f600")
((True, False, False), (False, True, False), (False, False, True))
>>> events()
(0, 2, 3)
"""
from cpython.object cimport (PyTypeObject, Py_TPFLAGS_BASETYPE, Py_TPFLAGS_HAVE_GC, Py_TPFLAGS_LONG_SUBCLASS,
                             Py_TPFLAGS_DEFAULT)
from cpython.pystate cimport PyTrace_CALL, PyTrace_LINE, PyTrace_RETURN
from cpython.unicode cimport PyUnicode_KIND, PyUnicode_1BYTE_KIND, PyUnicode_2BYTE_KIND, PyUnicode_4BYTE_KIND


cdef class Node:
    cdef object next


def flags():
    cdef PyTypeObject *type = <PyTypeObject *>Node
    return ((type.tp_flags & Py_TPFLAGS_BASETYPE) != 0 and type.tp_traverse is not NULL and type.tp_free is not NULL,
            (type.tp_flags & Py_TPFLAGS_HAVE_GC) != 0 and type.tp_clear is not NULL,
            (type.tp_flags & Py_TPFLAGS_LONG_SUBCLASS) != 0 or Py_TPFLAGS_DEFAULT == 1)


def kinds(text):
    kind = PyUnicode_KIND(text)
    return kind == PyUnicode_1BYTE_KIND, kind == PyUnicode_2BYTE_KIND, kind == PyUnicode_4BYTE_KIND


def events():
    return PyTrace_CALL, PyTrace_LINE, PyTrace_RETURN

