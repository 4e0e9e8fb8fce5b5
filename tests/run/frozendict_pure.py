"""A Python file that imports cython knows frozendict, as Cython's own files do.

>>> made({1: 2})
True
"""
import cython


def made(d):
    return not cython.compiled or frozendict(d) == d
