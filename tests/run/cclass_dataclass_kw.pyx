# requires: python >= 3.10
"""Extension types as dataclasses: fields by keyword only.

>>> Named(1, name="n")
Named(x=1, y=0.5, tags=[], name='n')
>>> Named(1, 2.0, [], "n")
Traceback (most recent call last):
TypeError: __init__() takes at most 3 positional arguments (4 given)
"""
import cython
from cython cimport dataclasses as cdc
from dataclasses import KW_ONLY


@cdc.dataclass
cdef class Point:
    x: cython.int
    y: float = 0.5
    tags: list = cdc.field(default_factory=list)


@cdc.dataclass
cdef class Named(Point):
    _: KW_ONLY
    name: str
