"""Names of the program beside those of the headers it includes.

>>> from_errno() == __import__('errno').ENOENT
True
>>> labs(-3)
3
>>> getter(3)
(3, 'setter')
>>> Holder(5).double_it()
10
>>> apply_late(7)
21
"""
import errno
from libc.errno cimport EPERM

cdef extern from "<stdlib.h>":
    long c_labs "labs"(long x)

ENOENT = errno.ENOENT


def from_errno():
    """A macro of a header that is included."""
    assert EPERM != ENOENT
    return ENOENT


def labs(x):
    """The name of a C function that the module declares by another."""
    return c_labs(x)


def setter():
    """A type of Python.h."""
    return "setter"


def getter(x):
    return x, setter()


cdef class Times:
    cdef int factor

    def __init__(self, factor):
        self.factor = factor

    def __call__(self, x):
        return self.factor * x


cdef class Holder:
    """A field of a class is read, then called."""
    cdef Times times
    cdef int value

    def __init__(self, value):
        self.times = Times(2)
        self.value = value

    def double_it(self):
        return self.times(self.value)


ctypedef unsigned long long late
ctypedef late (*late_function)(late)


cdef late triple(late x) noexcept:
    return 3 * x


def apply_late(x):
    """A pointer to a function of typedefs."""
    cdef late_function f = triple
    return f(x)
