"""Declarations of our own pxd files, functions with a body in them, extern functions that Python sees."""
cimport cython.operator
from cython.operator cimport dereference as deref, preincrement as inc
from cpython.time cimport monotonic_ns
from cpython.dict cimport PyDict_GetItemRef
from cpython.ref cimport PyObject, Py_XDECREF
from libc.string cimport strcmp
from posix.unistd cimport getpid, _SC_PAGESIZE, sysconf
cimport posix.stat

cdef extern from *:
    """
    static int kr_test_add(int a, int b) { return a + b; }
    """
    cpdef int add "kr_test_add"(int a, int b)


def operators(int x):
    """
    >>> operators(3)
    (3, 4, 4, 5, 4)
    """
    cdef int *p = &x
    return deref(p), inc(x), cython.operator.postincrement(x), x, cython.operator.predecrement(x)


def system():
    """
    >>> import os
    >>> system() == (os.getpid(), os.sysconf("SC_PAGESIZE"), True, True)
    True
    """
    return (getpid(), sysconf(_SC_PAGESIZE), strcmp(s2="b", s1="a") < 0, monotonic_ns() > 0)


def item(d, key):
    """
    >>> item({1: "x"}, 1), item({1: "x"}, 2)
    ('x', None)
    >>> add(2, b=3)
    5
    """
    cdef PyObject *found = NULL
    if PyDict_GetItemRef(d, key, &found):
        result = <object>found
        Py_XDECREF(found)
        return result
    return None
