"""Reductions with Python objects inside `with gil`.

>>> total(10, 3)
135
>>> product(5, 2)
3840
>>> total(3, 'a')
Traceback (most recent call last):
TypeError: unsupported operand type(s) for +=: 'int' and 'str'
"""
from cython.parallel import prange


def total(int n, x):
    cdef int i
    cdef long s = 0
    for i in prange(n, num_threads=3, nogil=True):
        with gil:
            s += i * x
    return s


def product(int n, x):
    cdef int i
    cdef long p = 1
    for i in prange(n, num_threads=2, nogil=True):
        with gil:
            p *= (i + 1) * x
    return p
