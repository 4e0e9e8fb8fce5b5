"""Variables with a buffer, `object[T, ndim=N]`, and array.array from C.

>>> from array import array
>>> a = array("i", [1, 2, 3, 4])
>>> items(a, 2)
(3, array('i', [3, 4]), array('i', [1, 2, 3, 4]))
>>> square(memoryview(a).cast("B").cast("i", (2, 2)), 1, 9), a
((9, 5), array('i', [1, 5, 3, 9]))
>>> items(a, 7)
Traceback (most recent call last):
IndexError: Out of bounds on buffer access (axis 0)
>>> items(array("d", [1]), 0)
Traceback (most recent call last):
ValueError: Buffer dtype mismatch, expected 'int' but got 'double'
>>> first(None)
Traceback (most recent call last):
TypeError: 'NoneType' object is not subscriptable
>>> unsigned(array("i", [-1]))
4294967295
>>> fused(array("d", [1, 2])), fused(array("f", [1, 3]))
(('double', 2.0), ('float', 3.0))
>>> halves(array("i", [6, 7]))
array('i', [3, 7])

>>> copies(array("f", [1, 2, 3]))
(array('f', [0.0, 0.0, 0.0]), array('f', [1.0, 2.5, 3.0]), 2.5, 5)
>>> extends(array("i", [1]), array("i", [2, 3])), extends(array("i", [1]), array("b", [2]))
Traceback (most recent call last):
TypeError: can only extend with array of same kind
>>> Exporter(b"abc").first(), exported(Exporter(b"xyz"))
(97, (120, 3, True))
"""
cimport cython
from cpython cimport array
import array


def items(object[int] buf, int i):
    return buf[i], buf[i:], buf


def square(x, int i, v):
    cdef object[int, ndim=2, mode="c"] b = x
    b[i, i] = v
    b[0, 1] += 3
    try:
        b = "no"
    except TypeError:
        pass
    return b[i, i], b[0, 1]


def first(x):
    cdef object[int] b = x
    return b[0]


def unsigned(object[unsigned int, cast=True] b):
    with nogil:
        n = b[0]
    return n


def fused(object[cython.floating] a):
    return cython.typeof(a[0]), a[1]


@cython.cdivision(True)
def halves(object[int] a):
    a[0] /= 2
    return a


def copies(array.array a):
    cdef array.array zeros = array.clone(a, len(a), True)
    cdef array.array b = array.copy(a)
    with nogil:
        b.data.as_floats[1] = 2.5
    array.resize(a, 5)
    return zeros, b, b[1], len(a)


def extends(array.array a, array.array b):
    array.extend(a, b)
    return a


cdef class Exporter:
    cdef bytes text
    cdef Py_ssize_t len

    def __init__(self, text):
        self.text = text
        self.len = len(text)

    def __getbuffer__(self, Py_buffer *info, int flags):
        info.buf = <char *>self.text
        info.obj = self
        info.len = self.len
        info.itemsize = 1
        info.readonly = 1
        info.ndim = 1
        info.format = "B"
        info.shape = &self.len
        info.strides = &info.itemsize
        info.suboffsets = NULL

    def first(self):
        cdef const unsigned char[:] v = self
        return v[0]


def exported(x):
    cdef const unsigned char[:] v = x
    return v[0], v.shape[0], v.base is x
