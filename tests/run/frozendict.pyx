"""frozendict of the language: dict in interpreters that have none.

>>> import sys
>>> make({1: 2}) == {1: 2}, type(make({})).__name__ == ('dict' if sys.version_info < (3, 15) else 'frozendict')
(True, True)
>>> inside(1), inside(5)
(True, False)
>>> in_dict(1, None)
Traceback (most recent call last):
TypeError: 'NoneType' object is not iterable
"""


def make(d):
    return frozendict(d)


def inside(key):
    cdef frozendict d = frozendict({1: 1})
    return key in d


def in_dict(key, dict d):
    return key in d
