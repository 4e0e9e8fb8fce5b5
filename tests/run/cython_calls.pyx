"""What Cython does another way than the interpreter in its own files: `*args` that is the caller's tuple, methods that do not
bind as functions, dict displays, constant frozensets, duplicate keywords.

>>> args = (1, 2)
>>> same(only_star, args, {}), same(star_and_names, args, {'k': None}), same(with_first, args, {})
(True, True, False)
>>> same(guarded, args, {}), guarded.__kwdefaults__
(True, {'k': 3})
>>> same(only_star, args, {'k': 1})
Traceback (most recent call last):
TypeError: only_star() got an unexpected keyword argument 'k'
>>> same(C().star, args, {}), same(C().names, args, dict(a=1, b=2, c=3, d=4, e=5, f=6, g=7, h=8)), same(C().bound, args, {})
(True, True, False)
>>> C().names(1, 2, z=3), C().names(), C.star(C(), 5)
((1, 2), (), (5,))
>>> C().plain(1), C().plain(1, y=5), C().plain(*range(1, 3)), C().many(*range(9), k=2)
((1, 2), (1, 5), (1, 2), ((0, 1, 2, 3, 4, 5, 6, 7, 8), 2))
>>> C.star(1)  # doctest: +ELLIPSIS
Traceback (most recent call last):
TypeError: descriptor ...C' object...
>>> c = C()
>>> c.star.__self__ is c, c.star.__name__, c.star.__qualname__, c.star.__doc__, C.star.__doc__
(True, 'star', 'C.star', 'a star', 'a star')
>>> hasattr(c.star, '__func__'), hasattr(C.star, '__code__'), C.__dict__['star'] is C.star
(False, False, True)
>>> C.star
<method C.star>
>>> repr(c.star)  # doctest: +ELLIPSIS
'<built-in method star of ...C object at 0x...>'
>>> c.star == c.star, c.star != c.star, c.star == C().star, c.star == 1, hash(c.star) == hash(c.star), c.star == c.names
(True, False, False, False, True, False)
>>> c.star < c.star  # doctest: +ELLIPSIS
Traceback (most recent call last):
TypeError: ...
>>> c.star.__reduce__()[1] == (c, 'star')
True
>>> import inspect, weakref
>>> inspect.ismethoddescriptor(C.star), inspect.isfunction(C.star), inspect.ismethod(c.star)
(True, False, False)
>>> method = c.star
>>> weakref.ref(method)() is method
True
>>> C.make(1), C.of_class(2)
((1,), ('C', 2))
>>> P().star(1), P().sum(2), C().sum(3)
((1,), 12, 3)

>>> display([], 0)
(TypeError, [4])
>>> display(1, 0)
{1: None, 'b': None}
>>> display_two([])
(TypeError, [1])
>>> first_star([('x', 1)]), first_star({'x': 2})
({'x': 1, 'y': 2}, {'x': 2, 'y': 2})
>>> first_star(3)
Traceback (most recent call last):
TypeError: 'int' object is not iterable
>>> later_star([('x', 1)])
Traceback (most recent call last):
TypeError: 'list' object is not a mapping

>>> sets()
1
>>> mixed()
(frozenset({1}), frozenset({True}), frozenset({1, None, 'b'}), 4)
>>> empty()
1
>>> kept(frozenset([2]))
True

>>> twice({'a': 1})
Traceback (most recent call last):
TypeError: function() got multiple values for keyword argument 'a'
>>> twice({'b': 1})
{'a': 2, 'b': 1}
"""
cimport cython


def only_star(*args):
    return args


def star_and_names(*args, k, **more):
    return args


def with_first(x=None, *args):
    return args


def guarded(*args, k=3):
    return args


def same(f, args, keywords):
    return f(*args, **keywords) is args


cdef class C:
    @cython.binding(False)
    def star(self, *args):
        "a star"
        return args

    @cython.binding(False)
    def names(self, *args, **names):
        return args

    @cython.binding(False)
    def many(self, *args, k=1):
        return args, k

    @cython.binding(False)
    def plain(self, x, y=2):
        return x, y

    def bound(self, *args):
        return args

    @staticmethod
    @cython.binding(False)
    def make(*args):
        return args

    @classmethod
    @cython.binding(False)
    def of_class(cls, x):
        return cls.__name__, x

    @cython.binding(False)
    cpdef int sum(self, int x):
        return x


class P(C):
    def sum(self, x):
        return C.sum(self, x) + 10


def display(key, default):
    log = []
    try:
        return {key: default or None, 'b': log.append(4)}
    except TypeError:
        log.clear()
        try:
            {1: log.append(4), key: 2, 3: log.append(5)}
        except TypeError:
            return TypeErrorName(), log


def display_two(key):
    log = []
    try:
        {'a': log.append(1), key: 0, 'c': log.append(2)}
    except TypeError:
        return TypeErrorName(), log


class TypeErrorName:
    def __repr__(self):
        return 'TypeError'


def first_star(x):
    return {**x, 'y': 2}


def later_star(x):
    return {'y': 2, **x}


def sets():
    found = [frozenset((1, 2, 'a')), frozenset(['a', 2, 1, 1]), frozenset({2, 1, 'a'}), frozenset(frozenset((2, 'a', 1)))]
    return len(set(map(id, found)))


def mixed():
    one, true = frozenset((1, True)), frozenset((True, 1))
    some = frozenset((1, None, 'b', None))
    letters = frozenset(b'abca'), frozenset(b'cba')
    assert letters[0] is letters[1]
    return one, true, cython.cast(object, set(some) and Sorted(some)), len({id(one), id(true), id(some), id(letters[0])})


class Sorted:
    def __init__(self, items):
        self.items = items

    def __repr__(self):
        return 'frozenset({%s})' % ', '.join(sorted((repr(x) for x in self.items), key=lambda x: (x[0] != '1', x[0] == "'")))


def empty():
    found = [frozenset(), frozenset(()), frozenset([]), frozenset(''), frozenset([] * 3), frozenset(b'')]
    return len(set(map(id, found)))


def kept(x):
    return frozenset(x) is x


def twice(names):
    return dict(a=2, **names)
