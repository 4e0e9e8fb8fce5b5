"""What extension types show of their special methods.

>>> p = Ops()
>>> p + p, p.__add__(1), p.__radd__(1), p.__rsub__(1)
('add', 'add', 'radd', 'rsub')
>>> p ** 2
'pow 2'
>>> pow(p, 2, 3)
Traceback (most recent call last):
TypeError: cclass_slots.Ops.__pow__() takes 3 arguments but 2 were given
>>> Items([1, 2]) == [1, 2], Items([1, 2]) != [1, 2]
(False, False)
>>> Named() != Named()
'base says ne'
>>> Generic[int]
('Generic', <class 'int'>)
>>> Sub.__new__(Sub).log
['Base', 'Sub']
>>> Base.__new__(Sub)
Traceback (most recent call last):
TypeError: cclass_slots.Base.__new__(cclass_slots.Sub) is not safe, use cclass_slots.Sub.__new__()
>>> box = DelItem()
>>> box[3] = 4
set 3 4
>>> del box[5]
del 5
>>> Plain() < Plain(), Plain() <= Plain(), Plain() >= Plain()
(False, True, True)
"""
from functools import total_ordering as ordered
cimport cython


cdef class Ops:
    def __add__(self, other):
        return "add"
    def __radd__(self, other):
        return "radd"
    def __rsub__(self, other):
        return "rsub"
    def __pow__(self, other):
        return "pow %s" % other


cdef class Items(list):
    def __eq__(self, other):
        return False


cdef class Differs:
    def __ne__(self, other):
        return "base says ne"


cdef class Named(Differs):
    def __eq__(self, other):
        return True


cdef class Generic:
    def __class_getitem__(cls, item):
        return cls.__name__, item


cdef class Base:
    cdef public list log
    def __cinit__(self):
        self.log = ["Base"]


cdef class Sub(Base):
    cdef object more
    def __cinit__(self):
        self.log.append("Sub")


@cython.collection_type("sequence")
cdef class SetItem:
    def __setitem__(self, Py_ssize_t i, value):
        print("set", i, value)


cdef class DelItem(SetItem):
    def __delitem__(self, i):
        print("del", i)


@ordered
cdef class Plain:
    def __eq__(self, other):
        return True
    def __lt__(self, other):
        return False


cdef class Kinds:
    """
    >>> Kinds.made()
    'type object'
    >>> Kinds().one()
    Traceback (most recent call last):
    TypeError: one() takes exactly 1 positional argument (0 given)
    >>> Kinds().one(1, 2)
    Traceback (most recent call last):
    TypeError: one() takes exactly 1 positional argument (2 given)
    >>> Kinds().short(1)
    1
    >>> Kinds().short(x=1)
    Traceback (most recent call last):
    TypeError: short() takes no keyword arguments
    >>> Kinds().unbound()
    'Kinds'
    """
    @classmethod
    def made(cls):
        return cython.typeof(cls)
    def one(self, x):
        return x
    @cython.always_allow_keywords(False)
    def short(self, x):
        return x
    @cython.binding(False)
    def unbound(self):
        return type(self).__name__


cdef class Chain:
    """
    >>> build(100000)
    """
    cdef object next
    def __cinit__(self, next):
        self.next = next


@cython.trashcan(True)
cdef class Safe(Chain):
    pass


@cython.trashcan(False)
cdef class Unsafe(Safe):
    pass


def build(int n):
    cdef int i
    x = None
    for i in range(n):
        x = Safe(x)
    x = None
    for i in range(100):
        x = Unsafe(x)
