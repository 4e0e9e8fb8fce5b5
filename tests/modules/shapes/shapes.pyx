# cython: embedsignature=True
cimport cython
from libc.string cimport strcpy
counter = 11
cdef class Shape:
    "A shape"
    def __cinit__(self, *args, **kw):
        self.n = len(args)
        self._area = 1.5
        print("Shape.__cinit__", args, sorted(kw))
    def __init__(self, name="?", **kw):
        self.name = name
    def __dealloc__(self):
        global counter
        counter -= 1
        print("dealloc", self.name)
    cpdef double area(self, double scale=2.0, bint neg=False):
        return self._area * scale * (-1 if neg else 1)
    cdef int bump(self, int by) except? -7:
        if by < 0:
            raise ValueError("neg %d" % by)
        self.n += by
        return self.n
    cdef void quiet(self) noexcept nogil:
        self.n += 100
    @staticmethod
    cdef Shape make(str name):
        return Shape(name)
    def call_quiet(self):
        with nogil:
            self.quiet()
        return self.n, self.twice()
    def call_bump(self, by):
        return self.bump(by)
    @property
    def half(self):
        "half doc"
        return self._area / 2
    @half.setter
    def half(self, v):
        self._area = v * 2
    @half.deleter
    def half(self):
        self._area = 0
    property old:
        "old doc"
        def __get__(self): return ("old", self.n)
        def __set__(self, v): self.n = v
        def __del__(self): self.n = -1
    @classmethod
    def clsm(cls, int x): return cls.__name__, x
    @staticmethod
    def stm(x, *, y=3): return x, y

cdef class Square(Shape):
    def __cinit__(self, name="sq", double side=2):
        self.side = side
        print("Square.__cinit__", side)
    cpdef double area(self, double scale=10.0, bint neg=True):
        return self.side ** 2 * scale * (-1 if neg else 1)
    cdef int bump(self, int by) except? -7:
        return Shape.bump(self, by) * 10
    cdef int only(self, int x):
        return x + self.n
    def call_only(self, x): return self.only(x)

cdef int apply(op_t op, int a, int b) except? -1 nogil:
    return op(a, b)
cdef int sub_(int a, int b) except? -1 nogil:
    if a < b:
        with gil:
            raise OverflowError((a, b))
    return a - b
def t_apply(a, b):
    return apply(sub_, a, b)
cdef Pt mk(int x, double y):
    cdef Pt p
    p.x = x; p.y = y
    strcpy(p.tag, b"tag")
    return p
def t_mk(): return mk(1, 2.5)
cpdef object opt(int a, b="B", double c=3.5):
    return a, b, c
cdef object defhook(object x):
    return ("defhook", x)
hook = defhook
def t_hook(x): return hook(x)
def poly(Shape s):
    return s.area(), s.area(3), s.area(3, True)
def get_counter(): return counter
def t_vs(): return vsum(3, 1, 2, 3), KK
def t_cur():
    global current
    current = Shape.make("cur")
    return current.name
def clear_cur():
    global current
    current = None
