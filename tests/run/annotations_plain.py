"""In a file that has nothing of Cython's, annotations are what they are in the interpreter: they declare no types.

>>> text(None), text(3), text(Name('x')), number('no'), floating(3), floating([])
('None', '3', 'x', 'nono', 3, [])
>>> class Meta(type): pass
>>> kind(Meta('C', (), {})), kind(7)
('C', 7)
>>> local(), Holder(1).items, Holder.limit
(['a', 'b'], 1, 'none')
"""
from typing import List, Optional


class Name(str):
    pass


def text(value: str) -> str:
    return str(value)


def number(value: int, times: Optional[int] = 2) -> int:
    return value * times


def floating(value: float) -> float:
    return value


def kind(cls: type):
    return getattr(cls, '__name__', cls)


def local():
    items: List[int] = None
    items = ['a']
    more: tuple = items + ['b']
    return more


class Holder:
    limit: int = 'none'

    def __init__(self, items: list) -> None:
        self.items: dict = items
