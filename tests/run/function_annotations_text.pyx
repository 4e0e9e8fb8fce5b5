"""Annotations in Cython's own files are texts.

>>> f.__annotations__
{'a': 'int', 'b': 'unknown[name]', 'return': '1 + 2'}
>>> outer().__annotations__
{'x': "'text'", 'return': 'f(1)'}
"""


def f(a: int, b: unknown[name] = None) -> 1+2:
    return a


def outer():
    def inner(x: 'text') -> f(1):
        return x
    return inner
