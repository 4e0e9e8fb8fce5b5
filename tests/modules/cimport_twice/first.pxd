cdef extern from "Python.h":
    ctypedef void PyObject
    int PyObject_IsTrue(object)


cdef inline int which():
    return 1
