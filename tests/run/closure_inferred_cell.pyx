"""A cell that is set from outside to what its variable cannot be.

>>> wrong()
Traceback (most recent call last):
TypeError: Expected str, got int
>>> kinds()
('str object', 'list object', 'Python object')
"""
from cython cimport typeof


def wrong():
    s = 'x'

    def inner():
        return s.upper()
    inner.__closure__[0].cell_contents = 5
    return inner()


def kinds():
    s, xs, any = 'x', [], 'x'
    s = 'y'

    def inner():
        nonlocal any
        any = 1
        return s, xs
    return typeof(s), typeof(xs), typeof(any)
