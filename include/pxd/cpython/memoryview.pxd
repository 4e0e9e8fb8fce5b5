# cpython.memoryview. Source: Python/C API, "MemoryView objects".
from cpython.object cimport PyObject

cdef extern from "Python.h":
    object PyMemoryView_FromObject(object o)
    object PyMemoryView_FromMemory(char *block, Py_ssize_t size, int flags)
    object PyMemoryView_FromBuffer(Py_buffer *view)
    object PyMemoryView_GetContiguous(object o, int kind, char order)
    bint PyMemoryView_Check(object o)
    Py_buffer *PyMemoryView_GET_BUFFER(object view)
    PyObject *PyMemoryView_GET_BASE(object view)
