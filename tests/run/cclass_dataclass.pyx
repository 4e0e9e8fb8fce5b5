"""Extension types as dataclasses.

>>> Point(1, 2.5)
Point(x=1, y=2.5, tags=[])
>>> Point(1, 2.5) == Point(1, 2.5), Point(1, 2.5) == Point(1, 2.0), Point(1, 2.5) == (1, 2.5)
(True, False, False)
>>> p = Point(1, 2.5); p.tags.append(p); p
Point(x=1, y=2.5, tags=[...])
>>> Point(1, 2.5).tags
[]
>>> hash(p)
Traceback (most recent call last):
TypeError: unhashable type: 'cclass_dataclass.Point'
>>> Point()
Traceback (most recent call last):
TypeError: __init__() takes at least 1 positional argument (0 given)
>>> Point("a")
Traceback (most recent call last):
TypeError: an integer is required
>>> Point(1, 2.5, None)
Point(x=1, y=2.5, tags=None)
>>> Point.__match_args__
('x', 'y', 'tags')

>>> Version(1, 2) < Version(1, 3) <= Version(2, 0) > Version(0, 9) >= Version(0, 1)
True
>>> hash(Version(1, 2)) == hash((1, 2))
True
>>> Version(1, 2).major = 5
Traceback (most recent call last):
AttributeError: attribute 'major' of 'cclass_dataclass.Version' objects is not writable
>>> Version(1, 2) < 3
Traceback (most recent call last):
TypeError: '<' not supported between instances of 'cclass_dataclass.Version' and 'int'

>>> Scaled(3, factor=2).value, Scaled.limit
(6, 100)
>>> Scaled(3).shown, Scaled(3)
('value', Scaled(value=3))
>>> [f.name for f in dataclasses.fields(Point)], dataclasses.is_dataclass(p)
(['x', 'y', 'tags'], True)
>>> dataclasses.fields(Scaled)[0].type, dataclasses.fields(Scaled)[0].metadata["unit"]
('cython.int', 'm')
>>> dataclasses.asdict(Version(1, 2))
{'major': 1, 'minor': 2}
>>> dataclasses.replace(Version(1, 2), minor=7)
Version(major=1, minor=7)
"""
import cython
import dataclasses
from cython cimport dataclasses as cdc
from dataclasses import InitVar
from typing import ClassVar


@cdc.dataclass
cdef class Point:
    x: cython.int
    y: float = 0.5
    tags: list = cdc.field(default_factory=list)


@dataclasses.dataclass(frozen=True, order=True)
cdef class Version:
    cdef public int major
    cdef public int minor


units = {"unit": "m"}


@cdc.dataclass(eq=False)
cdef class Scaled:
    value: cython.int = cdc.field(metadata=units)
    factor: InitVar[int] = 1
    shown: str = cdc.field(default="val" + "ue", init=False, repr=False)
    limit: ClassVar[int] = 100
    cdef double hidden

    def __post_init__(self, factor):
        self.value *= factor
        self.hidden = 1


@cdc.dataclass(init=False, repr=False)
cdef class Own:
    """
    >>> Own(), Own() == Own()
    (own, True)
    """
    a: object = None

    def __repr__(self):
        return "own"
