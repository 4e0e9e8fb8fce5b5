"""Functions that are no methods: cython.binding(False).

>>> class C:
...     plain, bound = plain, bound
>>> C().plain(5), C.plain(6)
(5, 6)
>>> C().bound()[1:], C.bound(1)
((2,), (1, 2))
>>> plain.__name__, plain.__code__.co_varnames, plain.__code__.co_flags & 3
('plain', ('x',), 3)
>>> import inspect, weakref, pickle
>>> inspect.isfunction(plain), weakref.ref(plain)() is plain
(True, True)
"""
cimport cython


@cython.binding(False)
def plain(x):
    return x


def bound(x, y=2):
    return x, y
