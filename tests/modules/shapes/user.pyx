cimport shapes
from shapes cimport Shape, Square, Pt, U, Pk, mk, apply, incr, op_t, Pub, RED, GREEN, BLUE, Col, opt, P_B
cimport shapes as sh
cdef class Tri(Shape):
    cdef int bump(self, int by) except? -7:
        return 1000 + Shape.bump(self, by)
    cpdef double area(self, double scale=7.0, bint neg=False):
        return -1.0 * scale
cdef class Sub2(Square):
    cdef list items
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.items = [self]
    cpdef double area(self, double scale=0.5, bint neg=False, int extra=4):
        return Square.area(self, scale, neg) + extra
def use(Shape s):
    return s.bump(1), s.twice(), s.n, s.name, s.area(), s.area(2), s.area(2, True)
cdef int mul(int a, int b) except? -1 nogil:
    return a * b
def fp():
    cdef op_t o = mul
    return apply(o, 6, 7), apply(&mul, 2, 3), incr(3), incr(3, 10)
def structs():
    cdef Pt p = mk(3, 4.5)
    cdef U u
    u.f = 1.0
    cdef Pk k
    k.c = 65; k.i = 7
    p2 = <dict>p
    return p, sizeof(Pk), u.i, k, p.tag, sorted(p2)
def setvar(x):
    shapes.counter = x
    sh.current = Shape.make("fromuser")
    o = sh.current
    sh.current = None
    return o.name
def callopt(): return opt(1), opt(1, 2), opt(1, 2, 3)
def callhook(x): return shapes.hook(x)
cdef object myhook(object x): return ["mine", x]
def sethook(): shapes.hook = myhook
def iserr(Shape s):
    try:
        s.bump(-1)
    except ValueError as e:
        return str(e)
def none_err(Shape s): return s.bump(1)
