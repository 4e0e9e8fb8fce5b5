"""Names of the program beside those of the headers it includes.

>>> from_os() == __import__('os').O_RDONLY
True
>>> getter(3)
(3, 'setter')
>>> Holder(5).double_it()
10
>>> apply_late(7)
21
"""
import os
from posix.fcntl cimport O_WRONLY

cdef extern from "<fcntl.h>":
    int posix_open "open"(const char *path, int flags)

O_RDONLY = os.O_RDONLY


def from_os():
    """A macro of a header that is included."""
    assert O_WRONLY != O_RDONLY
    return O_RDONLY


def open(path):
    """The name of a C function that the module declares by another."""
    return posix_open(path, O_WRONLY)


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
