# grows: outer
"""Type parameters of functions and classes, with what module typing of the interpreter has."""


def same[T](x: T) -> T:
    """
    >>> same(3), same.__type_params__[0].__name__, same.__qualname__, same.__annotations__["x"]
    (3, 'T', 'same', 'T')
    """
    return x


def bounds[T: int, U: (str, bytes)](x, y="q"):
    """
    >>> T, U = bounds.__type_params__
    >>> T.__bound__, T.__constraints__, U.__constraints__
    (<class 'int'>, (), (<class 'str'>, <class 'bytes'>))
    >>> bounds(1)[0] is T, bounds(1)[1]
    (True, 'q')
    """
    def inner():
        return T
    return inner(), y


def mark(function):
    function.marked = True
    return function


@mark
def decorated[T](a, b=[1]):
    """
    >>> decorated.marked, decorated.__defaults__, decorated.__name__
    (True, ([1],), 'decorated')
    """
    return a


class Box[T]:
    """
    >>> Box.__type_params__[0].__name__, Box.__qualname__, len(Box.__orig_bases__)
    ('T', 'Box', 1)
    >>> Box().method(1) == (Box.__type_params__[0], Box.method.__type_params__[0], 1)
    True
    >>> Box.method.__qualname__, Box().cls(), Box.default(), Box.Inner.__qualname__
    ('Box.method', 'Box', 7, 'Box.Inner')
    """
    seven = 7

    def method[V](self, v):
        return T, V, v

    def cls(self):
        return __class__.__name__

    @staticmethod
    def default[Q](x=seven):
        return x

    class Inner[W]:
        pass


class Sub[T](Box[T]):
    """
    >>> [base.__name__ for base in Sub.__bases__]
    ['Box', 'Generic']
    """


def outer(n):
    """
    >>> f, K = outer(5)
    >>> f(1), K().get(), f.__qualname__
    (5, 5, 'outer.<locals>.local')
    """
    def local[T](x):
        return n

    class K[T]:
        def get(self):
            return n

    return local, K


class Private[__T]:
    """
    >>> T, U = Private.__type_params__[0], Private.method.__type_params__[0]
    >>> T.__name__, U.__name__, Private().method() == (T, U), Private.param is T
    ('__T', '__U', True, True)
    """
    param = __T

    def method[__U](self):
        return __T, __U
