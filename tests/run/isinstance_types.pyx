"""
>>> [kinds(x) for x in (1, True, "a", b"b", 1.5, None, [], Base(), Derived())]
['int', 'int', 'text', 'text', 'float', 'other', 'other', 'base', 'base']
>>> class Sub(Base): pass
>>> kinds(Sub()), own(Sub()), own(Derived()), own(3)
('base', (True, False), (True, True), (False, False))
>>> class Claims:
...     __class__ = int
>>> python_types(3, int), python_types(3, (str, int)), python_types(True, ())
(True, True, False)
>>> starred(3, (int, str)), mixed(3.5, float), mixed("", float)
(True, True, True)
>>> once(3)
(True, False, [3])
"""


cdef class Base:
    pass


cdef class Derived(Base):
    pass


def kinds(x):
    if isinstance(x, int):
        return "int"
    if isinstance(x, (str, bytes)):
        return "text"
    if isinstance(x, (float, Base)):
        return "float" if type(x) is float else "base"
    return "other"


def own(x):
    return isinstance(x, Base), isinstance(x, Derived)


def python_types(x, types):
    return isinstance(x, types)


def starred(x, types):
    return isinstance(x, (*types, list))


def mixed(x, other):
    return isinstance(x, (str, other))


def noted(x, calls):
    calls.append(x)
    return x


def once(x):
    calls = []
    return isinstance(noted(x, calls), (str, int)), not isinstance(x, (int, float)), calls
