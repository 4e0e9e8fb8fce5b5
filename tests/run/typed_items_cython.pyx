"""What declared types of items and numbers do: types that are inferred, conversions, errors.

>>> kinds([1], {'a': 2.0}, (1, 'x'), (1, 2), {'s'})
['list[int object] object', 'dict[str object,double] object', 'tuple[int object,str object] object', \
'tuple[int object,...] object', 'set[str object] object', 'int object', 'str object', 'int object', 'str object']
>>> members({'a': 2})
['int object', 'tuple[str object,int object] object', 'dict_keys[str object] object', 'dict_items[tuple[str object,int object] object] object']
>>> c_items([[7]])
('int', 7)
>>> texts(['a', None])
['a', None]
>>> texts(['a', 1])
Traceback (most recent call last):
TypeError: Expected str, got int
>>> number(True), number(2.5), number(Index())
(1, 2, 7)
>>> number('1')
Traceback (most recent call last):
TypeError: Argument 'n' has incorrect type (expected int, got str)
>>> number(None)
Traceback (most recent call last):
TypeError: Argument 'n' has incorrect type (expected int, got NoneType)
>>> maybe(None), maybe(True), local(True), local(None), complex_number(1)
(None, 1, 1, None, (1+0j))
>>> local([])
Traceback (most recent call last):
TypeError: Expected int, got list
>>> next_of(3)
Traceback (most recent call last):
TypeError: int object is not an iterator
>>> next_of(iter(()))
Traceback (most recent call last):
StopIteration
"""
cimport cython
from cython cimport typeof


class Index:
    def __index__(self):
        return 7


def kinds(a: list[int], b: dict[str, float], c: tuple[int, str], d: tuple[int, ...], e: set[str]):
    found = [typeof(a), typeof(b), typeof(c), typeof(d), typeof(e)]
    for x in a:
        found.append(typeof(x))
    for y in b:
        found.append(typeof(y))
    found.append(typeof(c[0]))
    found.append(typeof(c[1]))
    return found


def members(d: dict[str, int]):
    keys = d.keys()
    items = d.items()
    value = d.get('a')
    pair = d.popitem()
    return [typeof(value), typeof(pair), typeof(keys), typeof(items)]


def c_items(xs: list[list[cython.int]]):
    x = xs.pop().pop()
    return typeof(x), x


def texts(xs: list[str]):
    return [x for x in xs]


def number(n: int):
    return n


def maybe(n: int | None):
    return n


def local(v):
    n: int = v
    return n


def complex_number(z: complex):
    return z


def next_of(x):
    return next(x)
