"""Annotations of what def functions return, and of parameters as texts, are types where Cython takes them for such.

>>> as_str("x"), as_str(None)
('x', None)
>>> as_str(b"x")
Traceback (most recent call last):
TypeError: Expected str, got bytes
>>> as_int(2.5), as_int(True), as_int(None)
(2, 1, None)
>>> as_int("x")
Traceback (most recent call last):
TypeError: Expected int, got str
>>> halved(5), length_of(3)
(2, 3)
>>> number_as_text(3)
Traceback (most recent call last):
TypeError: Expected str, got int
>>> as_point(Point()) is None, as_point(None)
(False, None)
>>> as_point(5)
Traceback (most recent call last):
TypeError: Cannot convert int to annotated_results.Point
>>> as_list([1]), as_list(None), maybe_list(None)
([1], None, None)
>>> as_list((1,))
Traceback (most recent call last):
TypeError: Expected list, got tuple
>>> maybe_list({})
Traceback (most recent call last):
TypeError: Expected list, got dict
>>> import asyncio; asyncio.run(later("x"))
Traceback (most recent call last):
TypeError: Expected list, got str

What is no type of objects is not looked at, nor are methods that slots call, properties and generators.

>>> as_double("x"), as_c_int("x"), as_complex("x"), unknown("x")
('x', 'x', 'x', 'x')
>>> p = Point(); p.size, p[0], list(items(1))
('size', 'item', [1])
>>> p.plain()
Traceback (most recent call last):
TypeError: Expected list, got str

Texts are names of types or nothing; module typing's names mean the builtin types.

>>> by_name([]), by_name((1,))
Traceback (most recent call last):
TypeError: Argument 'x' has incorrect type (expected list, got tuple)
>>> by_name(None)
Traceback (most recent call last):
TypeError: Argument 'x' has incorrect type (expected list, got NoneType)
>>> by_text((1,)), inner_text(None), typed(dict())
('Python object', 'Point', 'dict object')
>>> inner_text(5)
Traceback (most recent call last):
TypeError: Argument 'x' has incorrect type (expected annotated_results.Point, got int)
>>> typed([])
Traceback (most recent call last):
TypeError: Argument 'x' has incorrect type (expected dict, got list)
>>> optional_float(), optional_float(1), optional_float(None)
(None, 1.0, None)
>>> optional_float("x")
Traceback (most recent call last):
TypeError: Argument 'x' has incorrect type (expected float, got str)
"""
cimport cython
from typing import Dict, List, Optional


cdef class Point:
    @property
    def size(self) -> list:
        return "size"

    def __getitem__(self, i) -> list:
        return "item"

    def plain(self) -> list:
        text = "plain" if self else None
        return <object>text


def as_str(x) -> str:
    return x


def as_int(x) -> int:
    return x


def halved(double x) -> int:
    return x / 2


def length_of(int x) -> int:
    return x


def number_as_text(int x) -> str:
    return x


def as_point(x) -> Point:
    return x


def as_list(x) -> "list":
    def inner() -> List[int]:
        return x
    return inner()


def maybe_list(x) -> Optional[list]:
    return x


async def later(x) -> list:
    return x


def as_double(x) -> float:
    return x


def as_c_int(x) -> cython.int:
    return x


def as_complex(x) -> complex:
    return x


def unknown(x) -> NoSuchType:
    return x


def items(x) -> list:
    yield x


def by_name(x: "list"):
    return x


def by_text(x: "Optional[list]"):
    return cython.typeof(x)


def inner_text(x: Optional["Point"]):
    return cython.typeof(x)


def typed(x: Dict):
    return cython.typeof(x)


def optional_float(x: float = None):
    return x
