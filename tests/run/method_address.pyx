"""C methods as pointers; defs that set C variables; names of builtins from any cimport; literals that become C strings.

>>> pointers(A()), pointers(B())
((2, 3, 4, 5), (101, 102, 103, 104))
>>> _twice(3), _late(2), 'double_it' in globals()
(6, ('late', 2), False)
>>> texts(True), texts(None), texts(0)
((1, b'ab', b'localhost', 110), (0, b'cde', b'localhost', 110), (0, b'f', b'localhost', 110))
>>> printed(b"abc", 2.5)
b'abc 2.5 1'
>>> absolute(-3)
3
>>> same_object([])
True
"""
from libc.math cimport abs
from libc.stdio cimport snprintf
from cpython.object cimport PyObject

ctypedef int (*plain)(object, int)
ctypedef int (*method)(A, int)


cdef class A:
    cdef int f(self, int x):
        return x + 1


cdef class B(A):
    cdef int f(self, int x):
        return x + 100


def pointers(A a):
    cdef method m = &a.f
    cdef void *p = <void *>a.f
    cdef method q = <method>a.f
    cdef plain r = <plain>&a.f
    return m(a, 1), (<method>p)(a, 2), q(a, 3), r(a, 4)


cdef object double_it
def decorate(f):
    return lambda x: f(x)


@decorate
def double_it(y):
    return y * 2


cdef object late_f
try:
    from types import NoSuch as late_f
except ImportError:
    def late_f(x):
        return ("late", x)


def _twice(x): return double_it(x)
def _late(x): return late_f(x)




def texts(c):
    cdef char x = b'\x01' if c is True else b'\x00'
    cdef const char *p = "ab" if c else "cde" if c is None else "f"
    cdef char *q = <char *>'localhost'
    cdef unsigned char *u = <unsigned char *>"nil"
    return x, p, q, u[0]


def printed(bytes b, x):
    cdef char[40] buf
    fl = 2.5
    yes = x == 2.5
    snprintf(buf, 40, "%s %g %d", b, fl, <bint>yes)
    return buf


def absolute(x):
    return abs(x)


def same_object(x):
    return <void *>(<PyObject>x) == <void *>x
