"""Memoryviews that inner functions use.

>>> from array import array
>>> a = array('d', [1, 2, 3])
>>> total = reader(a)
>>> total(), total()
(6.0, 6.0)
>>> a[0] = 11; total()
16.0
>>> add, get = pair(array('i', [1, 2]))
>>> add(10); get()
[11, 12]
>>> other = array('i', [5]); get(other); other.append(1)
Traceback (most recent call last):
BufferError: cannot resize an array that is exporting buffers
>>> get(array('i', [7])); other.append(1); add(1); get()
[8]
>>> unset()()
Traceback (most recent call last):
AttributeError: Memoryview is not initialized
>>> field = Holder(a)
>>> b = array('d', [1]); field.set(b); field.set(a); b.append(2); field.first()
11.0
"""


def reader(double[:] v):
    def total():
        cdef double s = 0
        for i in range(v.shape[0]):
            s += v[i]
        return s
    return total


def pair(v):
    cdef int[:] view = v

    def add(int n):
        for i in range(view.shape[0]):
            view[i] += n

    def get(new=None):
        nonlocal view
        if new is not None:
            view = new
            return None
        return list(view)
    return add, get


def unset():
    cdef int[:] v
    return lambda: v[0]


cdef class Holder:
    cdef double[:] v

    def __init__(self, v):
        self.v = v

    def set(self, v):
        self.v = v

    def first(self):
        return self.v[0]
