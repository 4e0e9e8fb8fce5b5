"""Errors of calls of functions in Cython's own files, worded as Cython words them.

>>> two()
Traceback (most recent call last):
TypeError: two() takes exactly 2 positional arguments (0 given)
>>> two(1, 2, 3)
Traceback (most recent call last):
TypeError: two() takes exactly 2 positional arguments (3 given)
>>> optional(1, 2, 3)
Traceback (most recent call last):
TypeError: optional() takes at most 2 positional arguments (3 given)
>>> optional(k=3)
Traceback (most recent call last):
TypeError: optional() takes at least 1 positional argument (0 given)
>>> optional(1)
Traceback (most recent call last):
TypeError: optional() needs keyword-only argument k
>>> two(1, a=2)
Traceback (most recent call last):
TypeError: two() got multiple values for keyword argument 'a'
>>> two(1, z=2)
Traceback (most recent call last):
TypeError: two() got an unexpected keyword argument 'z'
>>> stars()
Traceback (most recent call last):
TypeError: stars() takes at least 1 positional argument (0 given)
"""


def two(a, b):
    return a, b


def optional(a, b=1, *, k):
    return a, b, k


def stars(a, *args):
    return a, args
