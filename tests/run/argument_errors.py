"""Errors of calls, worded as the interpreter words them.

>>> def tell(call):
...     try: print(call())
...     except TypeError as error: print(error)
>>> tell(lambda: two())
two() missing 2 required positional arguments: 'a' and 'b'
>>> tell(lambda: two(b=1))
two() missing 1 required positional argument: 'a'
>>> tell(lambda: three())
three() missing 3 required positional arguments: 'a', 'b', and 'c'
>>> tell(lambda: two(1, 2, 3))
two() takes 2 positional arguments but 3 were given
>>> tell(lambda: none(1))
none() takes 0 positional arguments but 1 was given
>>> tell(lambda: none(x=1))
none() got an unexpected keyword argument 'x'
>>> tell(lambda: one(1, 2))
one() takes 1 positional argument but 2 were given
>>> tell(lambda: one(1, a=2))
one() got multiple values for argument 'a'
>>> tell(lambda: one(1, z=2))
one() got an unexpected keyword argument 'z'
>>> tell(lambda: optional(1, 2, 3, 4))
optional() takes from 1 to 3 positional arguments but 4 were given
>>> tell(lambda: optional(1, 2, 3, 4, k=1, m=2))
optional() takes from 1 to 3 positional arguments but 4 positional arguments (and 2 keyword-only arguments) were given
>>> tell(lambda: optional(1))
optional() missing 1 required keyword-only argument: 'k'
>>> tell(lambda: keywords())
keywords() missing 2 required keyword-only arguments: 'a' and 'b'
>>> tell(lambda: keywords(1))
keywords() takes 0 positional arguments but 1 was given
>>> tell(lambda: keywords(1, a=1))
keywords() takes 0 positional arguments but 1 positional argument (and 1 keyword-only argument) were given
>>> tell(lambda: posonly(a=1, b=2))
posonly() got some positional-only arguments passed as keyword arguments: 'a, b'
>>> tell(lambda: posonly(1))
posonly() missing 1 required positional argument: 'b'
>>> tell(lambda: posonly_kw(1, a=2))
(1, {'a': 2})
>>> tell(lambda: one(**{1: 2}))
keywords must be strings
>>> tell(lambda: outer()(1))
outer.<locals>.inner() takes 0 positional arguments but 1 was given
>>> tell(lambda: (lambda x: x)())
<lambda>.<locals>.<lambda>() missing 1 required positional argument: 'x'
>>> two.__qualname__ = 'Other.two'; tell(lambda: two())
Other.two() missing 2 required positional arguments: 'a' and 'b'
"""
import sys


def none():
    return 0


def one(a):
    return a


def two(a, b):
    return a, b


def three(a, b, c):
    return a, b, c


def optional(a, b=1, c=2, *, k, m=3):
    return a, b, c, k, m


def keywords(*, a, b):
    return a, b


def posonly(a, b, /):
    return a, b


def posonly_kw(a, /, **kwargs):
    return a, kwargs


def outer():
    def inner():
        return 1
    return inner


if sys.version_info < (3, 10):  # messages had the plain name
    __doc__ = '>>> 1 + 1\n2\n'
