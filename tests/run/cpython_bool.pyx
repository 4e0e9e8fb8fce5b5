"""The type bool of module cpython is called as Python's is.

>>> made(3), made("")
((False, True, True), (False, False, True))
>>> tested(True), tested(None)
(True, False)
>>> tested(1)
Traceback (most recent call last):
TypeError: Argument 'b' has incorrect type (expected bool, got int)
"""
from cpython cimport bool


def made(x):
    cdef bool d = bool(5)
    return bool(), bool(x), d


def tested(bool b):
    return isinstance(b, bool)
