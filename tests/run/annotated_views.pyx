"""Memoryviews declared by annotations."""
import cython
from cython.view cimport array as cvarray
from typing import Optional


def annotated_view(v: cython.int[:]):
    """
    >>> annotated_view(memory(3))
    'int[:]'
    >>> annotated_view(None)
    Traceback (most recent call last):
    TypeError: Argument 'v' must not be None
    >>> annotated_view.__annotations__
    {'v': 'cython.int[:]'}
    """
    return cython.typeof(v)


def annotated_objects(v: object[::1] = None, w: Optional[object[:]] = None):
    """
    >>> annotated_objects()
    ('object[::1]', 'object[:]')
    >>> annotated_objects(memory(3))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'Python object' but got 'int'
    """
    return cython.typeof(v), cython.typeof(w)


def memory(n):
    return cvarray((n,), 4, 'i')
