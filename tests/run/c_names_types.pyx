"""Names of the program that are words or macros of C, of its headers, or of the generated text: as types,
fields, attributes, C methods, functions, C functions, module variables.

>>> types()
(1, 2, 3, 4)
>>> fields()
(1, 2, 3, 4, 5)
>>> made()
{'case': 1, 'errno': 2, 'stat': 3, '__init': 4, 'static_assert': 5}
>>> a = Attributes()
>>> a.switch, a.stdin, a.I, a.PyObject
(1, 2, 3, None)
>>> a.call()
(10, 20, 30)
>>> offsetof(1), alignas(2), module(3), method_def(4)
(1, 2, 3, 4)
>>> c_functions()
(6, 7, 8)
>>> variables()
(2, 3, 4)
>>> by_pointer()
12
>>> default().m()
1
>>> register(5)
5
"""

ctypedef int case

cdef struct goto:
    int a

cdef union stat:
    int a
    double b

cdef enum do:
    en_do = 4


def types():
    cdef case x = 1
    cdef goto y
    cdef stat z
    cdef do w = en_do
    y.a = 2
    z.a = 3
    return x, y.a, z.a, w


cdef struct Words:
    int case
    int errno
    int stat
    int __init
    int static_assert


cdef Words words(int n):
    cdef Words w
    w.case = n
    w.errno = n + 1
    w.stat = n + 2
    w.__init = n + 3
    w.static_assert = n + 4
    return w


def fields():
    cdef Words w = words(1)
    return w.case, w.errno, w.stat, w.__init, w.static_assert


def made():
    return words(1)


cdef class Attributes:
    cdef public int switch, stdin, I
    cdef public object PyObject

    def __init__(self):
        self.switch, self.stdin, self.I = 1, 2, 3

    cdef int assert_(self):
        return 10

    cdef int isnan(self):
        return 20

    cpdef int static_assert(self):
        return 30

    def call(self):
        return self.assert_(), self.isnan(), self.static_assert()


class default:
    case = 1

    def m(self, extern=1):
        return self.case * extern


cdef class register_:
    pass


def offsetof(x):
    return x


def alignas(x):
    return x


def module(x):
    return x


def method_def(x):
    return x


def register(int static):
    return static


cdef int typeof(int x) except -1:
    return x + 1


cdef int module_exec(int x) except -1:
    return x + 2


cdef int unix(int x) except -1:
    return x + 3


def c_functions():
    return typeof(5), module_exec(5), unix(5)


cdef int volatile_ = 1
cdef int NAN = 2
M_PI = 3


def variables():
    global volatile_, NAN, M_PI
    volatile_ += 1
    NAN += 1
    M_PI += 1
    return volatile_, NAN, M_PI


ctypedef int (*signbit)(int isinf)


cdef int twice(int x):
    return 2 * x


def by_pointer():
    cdef signbit isinf = twice
    return isinf(6)
