"""Extension types: attributes, methods, properties, C methods and their overrides.

>>> p = Point(3, 4)
>>> p.x, p.y, p.norm2(), len(p), p[5]
(3.0, 4, 25.0, 4, 10)
>>> p.y = 3
Traceback (most recent call last):
AttributeError: attribute 'y' of 'cclass_basic.Point' objects is not writable
>>> p.items, p.note
(None, None)
>>> p.items = [1]
>>> p.items = 3
Traceback (most recent call last):
TypeError: Expected list, got int
>>> p.items
[1]
>>> del p.note; p.note
>>> del p.x
Traceback (most recent call last):
NotImplementedError: __del__
>>> p.secret
Traceback (most recent call last):
AttributeError: 'cclass_basic.Point' object has no attribute 'secret'
>>> p.double_x
6.0
>>> p.double_x = 10
>>> p.x, p.old
(5.0, 'old 5.0')
>>> Point()
Traceback (most recent call last):
TypeError: __init__() takes at least 1 positional argument (0 given)
>>> Point(y=1, x=2).y
1
"""


cdef class Point:
    """A point."""
    cdef public double x
    cdef readonly int y
    cdef public list items
    cdef public object note
    cdef object secret

    def __init__(self, x, int y=3):
        self.x = x
        self.y = y
        self.secret = [x, y]

    cdef double square(self, double v):
        return v * v

    def norm2(self):
        return self.square(self.x) + self.square(self.y)

    cpdef double scaled(self, double by):
        return self.norm() * by

    cdef double norm(self):
        return self.x + self.y

    def __len__(self):
        return self.y

    def __getitem__(self, int i):
        return 2 * i

    @property
    def double_x(self):
        return self.x * 2

    @double_x.setter
    def double_x(self, double value):
        self.x = value / 2

    property old:
        def __get__(self):
            return "old %s" % self.x


cdef class Circle(Point):
    cdef double norm(self):
        return 100


def overrides():
    """
    >>> overrides()
    (14.0, 200.0, 7.0)
    >>> class Python(Point):
    ...     def scaled(self, by):
    ...         return 7
    >>> call_scaled(Python(1), 2), Point.scaled(Python(1, 1), 2)
    (7.0, 4.0)
    """
    cdef Point p = Point(3, 4)
    cdef Point c = Circle(1)
    return p.scaled(2), c.scaled(2), Point.scaled(p, 1)


def call_scaled(Point p, by):
    """
    >>> call_scaled(3, 2)
    Traceback (most recent call last):
    TypeError: Argument 'p' has incorrect type (expected cclass_basic.Point, got int)
    >>> call_scaled(None, 2)
    Traceback (most recent call last):
    AttributeError: 'NoneType' object has no attribute 'scaled'
    >>> Point.norm2(3)
    Traceback (most recent call last):
    TypeError: descriptor requires a 'cclass_basic.Point' object but received a 'int'
    """
    return p.scaled(by)


log = []


cdef class Life:
    cdef str name
    cdef Life other

    def __cinit__(self, name, *args):
        log.append("cinit %s" % name)
        self.name = name

    def __dealloc__(self):
        log.append("dealloc %s" % self.name)

    def pair(self, Life other):
        self.other = other
        other.other = self


def life():
    """
    >>> life()
    ['cinit a', 'cinit b', 'dealloc b', 'dealloc a', 'cinit c', 'cinit d', 'dealloc c', 'dealloc d']
    """
    import gc
    del log[:]
    a = Life("a")
    Life("b", 1)
    del a
    c = Life("c")
    c.pair(Life("d"))
    del c
    gc.collect()
    return log[:6] + sorted(log[6:])


cdef class Number:
    cdef int n

    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        return "add" if isinstance(other, (int, Number)) else NotImplemented

    def __radd__(self, other):
        return "radd"

    def __eq__(self, other):
        return self.n == (<Number?>other).n

    def __lt__(self, Number other):
        return self.n < other.n

    def __hash__(self):
        return self.n

    def __bool__(self):
        return self.n != 0


def numbers():
    """
    >>> numbers()
    ('add', 'radd', 'add', True, False, True, False, False, -2)
    >>> Number(1) == 1
    Traceback (most recent call last):
    TypeError: Cannot convert int to cclass_basic.Number
    >>> Number(1) + "x"
    Traceback (most recent call last):
    TypeError: unsupported operand type(s) for +: 'cclass_basic.Number' and 'str'
    >>> Number(1) <= Number(2)
    Traceback (most recent call last):
    TypeError: '<=' not supported between instances of 'cclass_basic.Number' and 'cclass_basic.Number'
    """
    one, two = Number(1), Number(2)
    return (one + 1, 1 + one, one + two, one == Number(1), one != Number(1), one < two, one > two,
            bool(Number(0)), hash(Number(-1)))
