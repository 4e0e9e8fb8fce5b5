"""What else stands in the body of an extension type; several bases; bases of the interpreter.

>>> Body.a, Body.b, Body.twice(4), Body.named()
(1, 3, 8, 'Body')
>>> x = Body()
>>> x.method(), x.alias(), x.sq, list(x.gen()), x.closure()()
(1, 1, 9, [5, 6], 5)
>>> Body.__doc__, Body.method.__name__, Body.method.__qualname__
('Things in a body.', 'method', 'Body.method')
>>> Body.a = 2  # doctest: +ELLIPSIS
Traceback (most recent call last):
TypeError: ...type 'cclass_body.Body'
"""

cimport cython


cdef class Body:
    """Things in a body."""
    a = 1
    if a:
        b = a + 2
    cdef int n

    def __cinit__(self):
        self.n = 5

    def method(self, y=a):
        return y

    alias = method
    sq = property(lambda self: 9)

    @staticmethod
    def twice(x):
        return 2 * x

    @classmethod
    def named(cls):
        return cls.__name__

    def gen(self):
        yield self.n
        yield self.n + 1

    def closure(self):
        return lambda: self.n

    def __init__(self):
        """Doc of init."""

    def base(self):
        return super().__repr__()[:6]


def docs():
    """
    >>> docs()
    ('Doc of init.', '<cclas')
    """
    return Body.__init__.__doc__, Body().base()


class Plain:
    __slots__ = ()

    def plain(self):
        return "plain"


cdef class Lists(list):
    cdef public int extra

    def total(self):
        return len(self) + self.extra


cdef class Both(Lists, Plain):
    pass


cdef class Int(int):
    def twice(self):
        return 2 * int(self)


cdef class Error(ValueError):
    cdef readonly int code

    def __init__(self, code):
        super().__init__("code %d" % code)
        self.code = code


def bases():
    """
    >>> bases()
    (5, 'plain', 7, 14, 3, 'code 3', [[1], 1])
    >>> class Sub(Both):
    ...     pass
    >>> s = Sub([1]); s.extra = 4; s.attr = s
    >>> s.total(), s.plain()
    (5, 'plain')
    >>> del s; import gc; _ = gc.collect()
    """
    cdef Lists xs = Lists([1, 2, 3])
    xs.extra = 2
    both = Both([1, 2])
    both.extra = 5
    try:
        raise Error(3)
    except ValueError as error:
        code, text = error.code, str(error)
    return xs.total(), both.plain(), both.total(), Int(7).twice(), code, text, [Lists([1]), Both([1])[0]]


@cython.final
cdef class Final:
    cdef int n

    cdef int get(self):
        return self.n + 1

    @staticmethod
    cdef int static(int x):
        return x * 3


cdef class Node:
    cdef public Node next
    cdef public object value
    cdef dict __dict__
    cdef object __weakref__

    @cython.final
    cdef Node last(self):
        cdef Node node = self
        while node.next is not None:
            node = node.next
        return node


def nodes():
    """
    >>> nodes()
    (1, 6, 3, 'free', True, True)
    """
    import gc, weakref
    cdef Node a = Node()
    a.next = Node()
    a.next.value = 3
    a.free = "free"
    last = a.last().value
    free = a.free
    ref = weakref.ref(a)
    alive = ref() is a
    a.next.next = a
    del a
    gc.collect()
    return Final().get(), Final.static(2), last, free, alive, ref() is None


cdef struct pair:
    int a
    double b


cdef class Memory:
    cdef public pair p
    cdef int items[4]
    cdef pair *q
    cdef double[:] view

    def __cinit__(self):
        self.q = &self.p
        self.items[2] = 7

    def use(self, double[:] view):
        self.view = view
        self.view[1] += 1
        self.q.a = 4
        self.p.b = 2.5
        return self.items[2], self.p, self.view[1], self.q.a

    def unset(self):
        return self.view[0]


def memory():
    """
    >>> import array
    >>> data = array.array("d", [1, 2, 3])
    >>> m = Memory()
    >>> m.use(data), m.p, data[1]
    ((7, {'a': 4, 'b': 2.5}, 3.0, 4), {'a': 4, 'b': 2.5}, 3.0)
    >>> m.p = {'a': 1, 'b': 2}
    >>> m.p
    {'a': 1, 'b': 2.0}
    >>> Memory().unset()
    Traceback (most recent call last):
    AttributeError: Memoryview is not initialized
    """


cdef class Getter:
    def __getattr__(self, name):
        if name == "missing":
            raise AttributeError(name)
        return "got " + name

    def __setattr__(self, name, value):
        log.append((name, value))

    def __delattr__(self, name):
        log.append(name)

    def __setitem__(self, key, value):
        log.append((key, value))

    def __delitem__(self, key):
        log.append(key)

    def __call__(self, *args, **kwargs):
        return args, kwargs

    def __contains__(self, x):
        return x == 3

    def __pow__(self, other, modulo):
        return other, modulo

    def __iadd__(self, other):
        log.append(other)
        return self


log = []


def hooks():
    """
    >>> hooks()
    ('got x', ((1,), {'k': 2}), True, False, (2, None), (2, 5), [('y', 1), 'y', ('k', 'v'), 'k', 9])
    >>> Getter().missing
    Traceback (most recent call last):
    AttributeError: missing
    """
    del log[:]
    g = Getter()
    (<object>g).y = 1
    del (<object>g).y
    g["k"] = "v"
    del g["k"]
    h = g
    g += 9
    assert g is h
    seen = log[:]
    del log[:]
    return (<object>g).x, g(1, k=2), 3 in g, 4 in g, g ** 2, pow(g, 2, 5), seen
