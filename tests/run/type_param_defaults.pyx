# requires: python >= 3.13
# grows: outer
"""Defaults of type parameters are evaluated when they are asked for.

>>> [(str(p), p.__default__) for p in C.__type_params__]
[('T', <class 'bool'>), ('P', [<class 'int'>, <class 'str'>])]
>>> [p.__default__ for p in D.__type_params__ + E.__type_params__]
[*tuple[int], tuple[int]]
>>> X.__type_params__[0].__default__ is C, X.__value__
(True, dict[str, T])
"""


def same[T = int](x: T) -> T:
    """
    >>> same(3), same.__type_params__[0].__default__, same.__type_params__[0].has_default()
    (3, <class 'int'>, True)
    """
    return x


missing = 1


def forget():
    global missing
    missing = 2
    del missing


def late[T, U: int = missing]():
    """
    >>> late.__type_params__[0].has_default(), late.__type_params__[1].__bound__
    (False, <class 'int'>)
    >>> forget()
    >>> late.__type_params__[1].__default__
    Traceback (most recent call last):
    NameError: name 'missing' is not defined
    """


class C[T: int = bool, **P = [int, str]]:
    pass


class D[*Ts = *tuple[int]]:
    pass


class E[*Ts = tuple[int]]:
    pass


type X[T = C] = dict[str, T]


def outer(n):
    """
    >>> outer(3).__type_params__[0].__default__
    3
    """
    def inner[T = n]():
        pass
    return inner
