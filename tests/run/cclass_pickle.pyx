"""Extension types are pickled by their attributes.

>>> import pickle, copy
>>> def again(x): return pickle.loads(pickle.dumps(x))
>>> again(Point(1, 2.5, "p"))
Point(1, 2.5, 'p', [1, 2, 3])
>>> again(Derived(1, 2.5, "p", True))
Point(1, 2.5, 'p', [1, 2, 3]) True
>>> copy.copy(Point(1, 2.5, None))
Point(1, 2.5, None, [1, 2, 3])
>>> p = Holder(); p.held = p
>>> again(p).held.held.held is not p
True
>>> class Sub(Point): __module__ = "cclass_pickle"
>>> globals_of()["Sub"] = Sub
>>> s = Sub(1, 0.0, "s"); s.extra = [1]
>>> again(s).extra
[1]
>>> Point(1, 2.5, "p").__reduce__()[1:]
((<class 'cclass_pickle.Point'>, 157423742, None), (1, 'p', [1, 2, 3], 2.5))
>>> Point(1, 2.5, "p").__setstate__((1, 2, [1, 2, 3], 2.5))
Traceback (most recent call last):
TypeError: Expected str, got int
>>> Point(1, 2.5, "p").__setstate__((1,))
Traceback (most recent call last):
TypeError: cclass_pickle.Point.__setstate__: a tuple of 4 items is needed
>>> __pyx_unpickle_Point(Point, 1, None)
Traceback (most recent call last):
_pickle.PickleError: Incompatible checksums (0x1 vs (0x962187e, 0x96098cd, 0x593cd8f) = (n name row x))
>>> pickle.dumps(Pointer())
Traceback (most recent call last):
TypeError: self.p cannot be converted to a Python object for pickling
>>> pickle.dumps(Made())
Traceback (most recent call last):
TypeError: no default __reduce__ due to non-trivial __cinit__
>>> pickle.dumps(Never()) # doctest: +ELLIPSIS
Traceback (most recent call last):
TypeError: ...
>>> again(Reduced(5)).value
5
"""
cimport cython


def globals_of():
    return globals()


cdef class Point:
    cdef public int n
    cdef double x
    cdef readonly str name
    cdef int[3] row

    def __init__(self, n, x, name):
        self.n = n
        self.x = x
        self.name = name
        self.row = [1, 2, 3]

    def __repr__(self):
        return "Point(%r, %r, %r, %r)" % (self.n, self.x, self.name, self.row)


cdef class Derived(Point):
    cdef bint flag

    def __init__(self, n, x, name, flag):
        Point.__init__(self, n, x, name)
        self.flag = flag

    def __repr__(self):
        return "%s %r" % (Point.__repr__(self), self.flag)


cdef class Holder:
    cdef public object held


cdef class Pointer:
    cdef int *p


cdef class Made:
    cdef int n
    def __cinit__(self):
        self.n = 1


@cython.auto_pickle(False)
cdef class Never:
    cdef int n


cdef class Reduced:
    cdef public int value
    def __init__(self, value):
        self.value = value
    def __reduce__(self):
        return Reduced, (self.value,)
