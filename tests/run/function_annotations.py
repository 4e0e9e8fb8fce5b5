# requires: python < 3.14
"""Annotations of functions, evaluated where the def statement stands.

>>> f.__annotations__
{'a': 'int', 'b': [1], 'args': 'str', 'k': 0.5, 'kw': None, 'return': 3}
>>> order
['default', 'a', 'result']
>>> g.__annotations__, (lambda: 0).__annotations__
({}, {})
>>> sorted(outer(5).__annotations__.items())
[('return', 5), ('z', 6)]
>>> f.__annotations__ is f.__annotations__
True
>>> f.__annotations__['new'] = 1; f.__annotations__['new']
1
>>> f.__code__.co_firstlineno == g.__code__.co_firstlineno - 8
True
"""
order = []


def note(what, value):
    order.append(what)
    return value


def same(x):
    return x


@same
@same
def f(a: 'int', b: [1] = [1], *args: 'str', k: 0.5 = 1.5, **kw: None) -> (1 + 2):
    return a




def g(x):
    return x


def h(a: note('a', 1), b=note('default', 2)) -> note('result', 3):
    return a


def outer(n):
    def inner(z: n + 1) -> n:
        return z
    return inner
