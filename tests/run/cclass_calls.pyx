"""Instances made by calling the class: arguments in an array, by keyword, from Python's subclasses, by __new__.

>>> P(1, 2), P(y=5, x=4), P(3), P(*(7,), **{'y': 8})
(P(1, 2), P(4, 5), P(3, 0), P(7, 8))
>>> P()
Traceback (most recent call last):
TypeError: __init__() takes at least 1 positional argument (0 given)
>>> P(1, x=2)
Traceback (most recent call last):
TypeError: __init__() got multiple values for keyword argument 'x'
>>> P(1, z=2)
Traceback (most recent call last):
TypeError: __init__() got an unexpected keyword argument 'z'
>>> P(1, 'a')
Traceback (most recent call last):
TypeError: an integer is required
>>> K(1, kind=2).all(), K(1, **{'kind': 3}).all()
((1, 2, 'd'), (1, 3, 'd'))
>>> K(1)
Traceback (most recent call last):
TypeError: __init__() needs keyword-only argument kind

Bases begin, each with its own __cinit__; then one __init__.
>>> del log[:]
>>> Lower(1, k=2).seen, log
((1,), [('upper', (1,), {'k': 2}, None), ('lower', (1,), {'k': 2}, 'upper'), ('init', 1, 2)])

Subclasses of Python's have their own say.
>>> class Own(P):
...     def __new__(cls, *args):
...         self = P.__new__(cls)
...         self.made = args
...         return self
...     def __init__(self, a):
...         super().__init__(a, a + 1)
>>> own = Own(5); own, own.made
(P(5, 6), (5,))
>>> class Plain(P): pass
>>> Plain(1, y=2), type(Plain(1)).__name__
(P(1, 2), 'Plain')
>>> class Meta(type):
...     def __call__(cls, *args): return 'meta', args
>>> class WithMeta(P, metaclass=Meta): pass
>>> WithMeta(1, 2)
('meta', (1, 2))
>>> import abc
>>> class Abstract(P, abc.ABC):
...     @abc.abstractmethod
...     def f(self): pass
>>> Abstract(1)                             # doctest: +ELLIPSIS
Traceback (most recent call last):
TypeError: Can't instantiate abstract class Abstract ...

Without __init__ and __cinit__ arguments are not looked at, as ever.
>>> type(Bare(1, 2, a=3)).__name__
'Bare'
>>> Failing(1)
Traceback (most recent call last):
ValueError: 1
>>> gone, gone.pop()
([], 1)
>>> Deep()                                  # doctest: +ELLIPSIS
Traceback (most recent call last):
RecursionError: maximum recursion depth exceeded...
>>> new_ones()
(None, None, [('upper', (), {}, None), ('lower', (), {}, 'upper'), ('upper', (1, 2), {}, None), ('lower', (1, 2), {}, 'upper')])
>>> P.__new__(int)                          # doctest: +ELLIPSIS
Traceback (most recent call last):
TypeError: ...
>>> in_module()
(P(1, 2), P(3, 4), 12)
>>> Caller()(1, b=2), Caller()(*[1], **dict(b=3)), Caller().__call__(4)
((1, 2), (1, 3), (4, 0))
>>> sorted(map(repr, map(P, (1, 2), (3, 4))))
['P(1, 3)', 'P(2, 4)']
"""
log = []
gone = []


cdef class P:
    cdef public int x, y
    cdef object item

    def __init__(self, int x, int y=0):
        self.x, self.y = x, y

    def __repr__(self):
        return f'P({self.x}, {self.y})'


cdef class K:
    cdef object a, kind, d

    def __init__(self, a, *, kind, d='d'):
        self.a, self.kind, self.d = a, kind, d

    def all(self):
        return self.a, self.kind, self.d


cdef class Upper:
    cdef object name
    cdef public tuple seen

    def __cinit__(self, *args, **kwargs):
        log.append(('upper', args, kwargs, self.name))
        self.name = 'upper'
        self.seen = args


cdef class Lower(Upper):
    cdef object own

    def __cinit__(self, *args, **kwargs):
        log.append(('lower', args, kwargs, self.name))
        assert self.own is None

    def __init__(self, a, k=None):
        log.append(('init', a, k))


cdef class Bare:
    cdef int x


cdef class Failing:
    cdef object x, __weakref__

    def __init__(self, x):
        self.x = x
        raise ValueError(x)

    def __dealloc__(self):
        gone.append(self.x)


cdef class Deep:
    def __init__(self):
        Deep()


cdef class Caller:
    def __call__(self, a, b=0):
        return a, b


def new_ones():
    del log[:]
    cdef P p = P.__new__(P)
    cdef Lower a = Lower.__new__(Lower)
    b = Lower.__new__(Lower, 1, 2)
    return p.item, a.own, log


def in_module():
    total = 0
    for i in range(3):
        total += P(i, y=i).x + P(y=i, x=i + 1).y * 2 + (<P>P.__new__(P)).x
    return P(1, 2), P(y=4, x=3), total + 3
