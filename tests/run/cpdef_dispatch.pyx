"""
C code calls what Python code has put in the place of a cpdef method, and the method itself otherwise.

>>> call(Plain(), 1), call(Child(), 1), call(Inherits(), 1)
(2, 11, 2)
>>> call(WithDef(), 1)
101

>>> class Sub(Plain):
...     pass
>>> sub = Sub()
>>> [call(sub, 1) for _ in range(3)]
[2, 2, 2]
>>> Sub.step = lambda self, x: x * 50
>>> [call(sub, 1) for _ in range(3)]
[50, 50, 50]
>>> sub.step = lambda x: x * 60
>>> [call(sub, 1) for _ in range(3)]
[60, 60, 60]
>>> del sub.step, Sub.step
>>> [call(sub, 1) for _ in range(3)]
[2, 2, 2]
>>> sub.other = 3
>>> call(sub, 1)
2
>>> class Deep(Sub):
...     def step(self, x):
...         return Plain.step(self, x) + 1000
>>> call(Deep(), 1)
1002
>>> class Slotted(Plain):
...     __slots__ = ("step",)
>>> slotted = Slotted()
>>> call(slotted, 1)  # doctest: +IGNORE_EXCEPTION_DETAIL
Traceback (most recent call last):
AttributeError: step
>>> slotted.step = lambda x: -x
>>> call(slotted, 1)
-1
>>> class Fails(Plain):
...     def step(self, x):
...         raise KeyError(x)
>>> call(Fails(), 1)
Traceback (most recent call last):
KeyError: 1

>>> open_ = Open()
>>> call_open(open_)
'own'
>>> open_.name = lambda: 'instance'
>>> call_open(open_)
'instance'
>>> del open_.name
>>> call_open(open_)
'own'

>>> without_gil(Plain(), 5), without_gil(Child(), 5)
(7, 25)
>>> class Slow(Plain):
...     def grow(self, x):
...         return x + 100
>>> without_gil(Slow(), 5)
205
"""


cdef class Plain:
    cpdef int step(self, int x) except? -1:
        return x + 1

    cpdef int grow(self, int x) except? -1 nogil:
        return x + 1


cdef class Child(Plain):
    cpdef int step(self, int x) except? -1:
        return x + 10

    cpdef int grow(self, int x) except? -1 nogil:
        return x + 10


cdef class Inherits(Plain):
    pass


cdef class WithDef(Plain):
    def step(self, x):
        return x + 100


cdef class Open:
    cdef dict __dict__

    cpdef name(self):
        return "own"


def call(Plain p, int x):
    return p.step(x)


def call_open(Open o):
    return o.name()


def without_gil(Plain p, int x):
    with nogil:
        x = p.grow(x)
        x = p.grow(x)
    return x
