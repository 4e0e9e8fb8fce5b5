"""Annotations of containers and numbers: what comes out of them has their type; numbers are converted.

>>> names({'b': 1, 'a': 2})
['a', 'b', '1', '2']
>>> total([1, 2, 3]), total([])
(6, 0)
>>> last([[1.5], [2.5]])
2.5
>>> pair({'a': 1})
('a', 1)
>>> first((3, 'x'))
(3, 'x')
>>> every((1, 2)), optional(None), optional((1.0,))
([1, 2], None, (1.0,))
>>> older({1: 2.5}, [3], {'a'})
[1, 2.5, 3, 'a']
>>> got({'a': 2}, 'a'), got({'a': 2}, 'b')
(2, None)
>>> list(walk([1, 2])), [n for n in upper({'x'})]
([2, 3], ['X'])
>>> step(iter([1]), 5)
[1, 5]
>>> step(3, 5)                                            # doctest: +ELLIPSIS
Traceback (most recent call last):
TypeError: ...int... object is not an iterator
"""
from typing import Dict, List, Set as SetOf
import typing


def names(d: dict[str, int]):
    found = []
    for key in d:
        found.append(key)
    for number in d.values():
        found.append(str(number))
    return sorted(found, key=lambda s: (s.isdigit(), s))


def total(xs: list[int]):
    n = 0
    for x in xs:
        n += x
    return n


def last(xs: list[list[float]]):
    return xs.copy().pop().pop()


def pair(d: dict[str, int]):
    item = d.popitem()
    return item


def first(t: tuple[int, str]):
    n = t[0]
    s = t[1]
    return n, s


def every(t: tuple[int, ...]):
    return [x for x in t]


def optional(t: typing.Optional[tuple[float]]):
    return t


def older(d: Dict[int, float], xs: List[int], s: SetOf[str]):
    return [*d.keys(), *d.values(), xs.pop(), s.pop()]


def got(d: dict[str, int], key):
    value = d.get(key)
    return value


def walk(xs: list[int]):
    for x in xs:
        yield x + 1


def upper(s: set[str]):
    return (c.upper() for c in s)


def step(it, otherwise):
    return [next(it, otherwise), next(it, otherwise)]
