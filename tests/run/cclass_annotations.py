"""Annotated class attributes of an extension type run its body; it keeps no __annotations__.

>>> C.shared, C().get()
(5, 0)
"""
import cython
import typing


@cython.cclass
class C:
    shared: typing.ClassVar[int] = 5
    value: cython.int

    def __init__(self):
        self.value = 0

    def get(self):
        return self.value
