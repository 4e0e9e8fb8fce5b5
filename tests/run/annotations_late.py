# requires: python >= 3.14
# grows: never
"""Annotations are evaluated when somebody asks for them (PEP 649), in the formats of annotationlib.

>>> show(early)
{'a': 'Later', 'args': 'str', 'k': 'List[int]', 'kw': 'None', 'return': 'early'}
{'a': <class 'Later'>, 'args': 'str', 'k': typing.List[int], 'kw': None, 'return': <function early>}
>>> early.__annotations__ is early.__annotations__, list(early.__annotations__)
(True, ['a', 'args', 'k', 'kw', 'return'])
>>> early.__annotate__(3)
Traceback (most recent call last):
NotImplementedError
>>> early.__annotate__.__qualname__, str(inspect.signature(early.__annotate__)), early.__annotate__.__code__.co_firstlineno
('early.__annotate__', '(format, /)', 53)
>>> (lambda: 0).__annotations__, plain.__annotations__, plain.__annotate__
({}, {}, None)
>>> sys.modules[__name__].__annotations__ == {'x': int, 'y': Later, 'z': str}
True
>>> sorted(sys.modules[__name__].__annotate__(1)), __conditional_annotations__ == {0, 1, 2}
(['x', 'y', 'z'], True)
"""
import annotationlib
import functools
import inspect
import re
import sys
from dataclasses import dataclass, field
from typing import Dict, List, NamedTuple, TypedDict

order = []


def clean(value):
    text = re.sub(r", owner=<[^>]*>|, is_class=True| at 0x[0-9a-f]+", "", repr(value))
    return text.replace(__name__ + ".", "")


def show(what):
    print(annotationlib.get_annotations(what, format=annotationlib.Format.STRING))
    print(clean(annotationlib.get_annotations(what, format=annotationlib.Format.FORWARDREF)))


x: int = 1
y: Later
if x:
    z: str
else:
    missing: float
(w): order.append("not evaluated")
order[:0]: order.append("nor this")


def early(a: Later, *args: 'str', k: List[int] = 1, **kw: None) -> early:
    return a


def never(a: Nowhere, b: List[Nowhere | int]):
    """
    >>> show(never)
    {'a': 'Nowhere', 'b': 'List[Nowhere | int]'}
    {'a': ForwardRef('Nowhere'), 'b': typing.List[ForwardRef('Nowhere | int')]}
    >>> never.__annotations__
    Traceback (most recent call last):
    NameError: name 'Nowhere' is not defined
    """


def plain(a):
    return a


class Later:
    pass


class C:
    """
    >>> show(C)
    {'a': 'n', '_C__p': 'Dict[str, C]', 'c': 'str', 'd': 'float', 'e': 'int'}
    {'a': <class 'int'>, '_C__p': typing.Dict[str, C], 'c': 'str', 'e': <class 'int'>}
    >>> list(C.__annotations__), C.__annotate__.__qualname__, "__classdictcell__" in vars(C)
    (['a', '_C__p', 'c', 'e'], 'C.__annotate__', False)
    >>> C.method.__annotations__ == {"_C__q": int, "r": C.D, "return": C}
    True
    >>> C.D.deep.__annotations__ == {"a": C}
    True
    >>> C.n = str; C.again.__annotations__["a"]
    <class 'str'>
    """
    n = int
    a: n
    __p: Dict[str, C]
    if x:
        c: "str"
    else:
        d: float
    e: int = 3

    def method(self, __q: n, r: D) -> C:
        pass

    def again(self, a: n):
        pass

    class D:
        def deep(self, a: C):
            pass


def outer(T, n):
    """
    >>> inner, cls = outer(3, int)
    >>> inner.__annotations__
    {'a': 7, 'b': typing.List[int], 'c': [0, 1, 2], 'd': (7, 1)}
    >>> cls.__annotations__, cls.method.__annotations__
    ({'x': 7, 'n': 5}, {'a': 5, 'b': 7})
    >>> annotationlib.get_annotations(inner, format=annotationlib.Format.STRING)["b"]
    'List[n]'
    """
    def inner(a: T, b: List[n], c: [n for n in range(3)], d: (lambda i: (T, i))(1)):
        pass

    class K:
        x: T
        n: n
        n = 5

        def method(self, a: n, b: T):
            pass

    T = 7
    return inner, K


class Methods:
    """
    >>> f, g, K = Methods().make(str)
    >>> f.__annotations__, g.__annotations__["a"] is g, K.__annotations__, K.method.__annotations__
    ({'a': <class 'int'>}, True, {'x': <class 'int'>}, {'_K__p': <class 'str'>})
    """
    def make(self, n):
        def f(a: int):
            pass

        def g(a: g):
            pass

        class K:
            x: int

            def method(self, __p: n):
                pass
        return f, g, K


def recursive(n):
    """
    >>> f = recursive(2)
    >>> f.__annotations__["a"] is f
    True
    """
    def f(a: f):
        return n
    return f


def generic[T: (int, str)](x: T, y: List[T], z: generic) -> T:
    """
    >>> show(generic)
    {'x': 'T', 'y': 'List[T]', 'z': 'generic', 'return': 'T'}
    {'x': T, 'y': typing.List[T], 'z': <function generic>, 'return': T}
    >>> generic.__annotations__['x'] is generic.__type_params__[0]
    True
    """


class Generic[T]:
    """
    >>> show(Generic)
    {'x': 'T', 'y': 'Q'}
    {'x': T, 'y': 1}
    >>> Generic.method.__annotations__
    {'a': T, 'b': U, 'c': %sGeneric[T], 'd': 1}
    """
    x: T
    y: Q

    def method[U](self, a: T, b: U, c: Generic[T], d: Q):
        pass

    Q = 1


Generic.__doc__ %= __name__ + "."


@dataclass
class Data:
    """
    >>> Data(1), Data.__dataclass_fields__["a"].type.__forward_arg__
    (Data(a=1, b=[]), 'Undefined')
    """
    a: Undefined
    b: list[Data] = field(default_factory=list)


class Pair(NamedTuple):
    """
    >>> Pair(1), annotationlib.get_annotations(Pair, format=annotationlib.Format.STRING)
    (Pair(a=1, b=3), {'a': 'Undefined', 'b': 'int'})
    """
    a: Undefined
    b: int = 3


class Options(TypedDict):
    """
    >>> show(Options)
    {'a': 'Undefined'}
    {'a': ForwardRef('Undefined')}
    """
    a: Undefined


def wrapping():
    """
    >>> wrapping()
    ({'a': <class 'int'>}, '(a: int)')
    """
    def wrapped(a: int):
        pass

    @functools.wraps(wrapped)
    def wrapper(*args):
        pass
    return wrapper.__annotations__, str(inspect.signature(wrapper))


def setting():
    """
    >>> setting()
    __annotate__ must be callable or None
    __annotate__ cannot be deleted
    __annotate__ returned non-dict of type 'int'
    {'set': 1}
    ({'of': 'function'}, {}, None, {'b': 2}, None)
    """
    def f(a: int):
        pass
    for wrong in (3, None):
        try:
            if wrong:
                f.__annotate__ = wrong
            else:
                del f.__annotate__
        except TypeError as error:
            print(error)
    f.__annotate__ = lambda format: 3
    try:
        f.__annotations__
    except TypeError as error:
        print(error)
    f.__annotations__ = {"set": 1}
    print(f.__annotations__)
    f.__annotate__ = lambda format: {"of": "function"}
    first = f.__annotations__
    f.__annotate__ = None
    f.__annotations__ = None
    second, third = f.__annotations__, f.__annotate__
    f.__annotations__ = {"b": 2}
    return first, second, third, f.__annotations__, f.__annotate__
