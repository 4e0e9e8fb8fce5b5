# requires: python < 3.14
"""Annotations of variables: evaluated in modules and classes, behind the assignment; never in functions."""
import sys
from dataclasses import dataclass, field
from typing import ClassVar, Dict, List, NamedTuple

order = []


def note(value):
    order.append(value)
    return value


x: int = 3
y: "str"
z: Dict[str, int] = {}
(w): int = 4
order_of: note("annotation") = note("value")
z["k"]: note(int) = 5
sys.setrecursionlimit: note("not stored")


class A:
    """
    >>> sorted(A.__annotations__)
    ['_A__c', 'a', 'b', 'd']
    >>> A.__annotations__["b"], A.__annotations__["_A__c"], hasattr(A, "a"), A.e
    (typing.List[int], 'A', False, 4)
    """
    a: int
    b: List[int] = [1]
    __c: "A" = None
    if x:
        d: float
    (e): int = 4

    def f(self, q):
        v: nowhere = q
        self.attribute: nowhere = v
        return v


def of_module():
    """
    >>> of_module()
    (['x', 'y', 'z', 'order_of'], <class 'int'>, 'str')
    >>> order
    ['value', 'annotation', <class 'int'>, 'not stored']
    >>> A().f(2), z
    (2, {'k': 5})
    """
    names = [name for name in __annotations__ if name != "missing"]
    return names, __annotations__["x"], __annotations__["y"]


@dataclass(order=True)
class Point:
    """
    >>> Point(1), Point(1) < Point(2), Point(1, 5) == Point(1), Point.__match_args__ if hasattr(Point, "__match_args__") else ('x', 'y', 'zs')
    (Point(x=1, y=5, zs=[]), True, True, ('x', 'y', 'zs'))
    """
    x: int
    y: int = 5
    zs: List[int] = field(default_factory=list)
    kind: ClassVar[str] = "point"

    @property
    def total(self):
        return self.x + self.y


class Pair(NamedTuple):
    a: int
    b: str = "b"

    def both(self):
        """
        >>> Pair(1), Pair(1).both(), Pair._fields
        (Pair(a=1, b='b'), (1, 'b'), ('a', 'b'))
        """
        return self.a, self.b


def unknown():
    """
    >>> unknown()
    "name 'nowhere' is not defined"
    """
    try:
        class C:
            first = 1
            second: nowhere = 2
    except NameError as error:
        return str(error)
