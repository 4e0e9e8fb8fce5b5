"""None is one more value of a variable of an object type.

>>> a(D(), 1), a(D(), 0)
(('D', 7), ('D', None))
>>> b(1), b(0), c()
(('list object', 1), ('list object', None), 'D')
>>> kinds(1)
('str object', 'bytes object', 'Python object', 'Python object', 'dict object')
>>> pointer(D(), 1), pointer(D(), 0)
(False, True)
"""
cimport cython


cdef class D:
    cdef int n
    cdef int *p
    def __cinit__(self):
        self.n = 7
        self.p = &self.n


cdef D make():
    return D()


def a(D d, x):
    if x:
        found = d
    else:
        found = None
    return cython.typeof(found), None if found is None else found.n


def b(x):
    items = None
    if x:
        items = [1]
    return cython.typeof(items), items and items.pop()


def c():
    last = None
    for i in range(3):
        last = make()
    assert last.n == 7
    return cython.typeof(last)


def kinds(x):
    s = None
    if x:
        s = "abc"
    t = None
    t = b"x"
    u = None
    u = 1.5
    v = None
    w = {}
    w = None
    return tuple([cython.typeof(s), cython.typeof(t), cython.typeof(u), cython.typeof(v), cython.typeof(w)])


def pointer(D d, x):
    if x:
        held = d
        p = held.p
        q = <void *>held
    else:
        held = None
        p = q = NULL
    assert (p is NULL) == (q is NULL)
    return p is NULL
