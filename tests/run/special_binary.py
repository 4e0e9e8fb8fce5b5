"""Binary operators of instances of Python classes, met with themselves, with numbers and with others."""


class Vector:
    def __init__(self, x):
        self.x = x

    def __add__(self, other):
        if isinstance(other, str):
            return NotImplemented
        return Vector(self.x + (other.x if isinstance(other, Vector) else other))

    def __radd__(self, other):
        return "radd", other

    def __sub__(self, other):
        return NotImplemented if other == 0 else ("sub", other)

    def __mul__(self, other):
        return NotImplemented

    def __truediv__(self, other):
        raise ValueError("not this way")

    def __repr__(self):
        return "Vector(%r)" % self.x


class Longer(Vector):
    def __radd__(self, other):
        return "longer", other


class InPlace(Vector):
    def __iadd__(self, other):
        self.x += other
        return self


class Real(float):
    def __mul__(self, other):
        return NotImplemented

    def __add__(self, other):
        return "real", float(other)


class Items(list):
    def __add__(self, other):
        return NotImplemented


class Bare:
    pass


class Hidden:
    def __init__(self):
        self.__add__ = lambda other: "instance"


class NoAdd(Vector):
    __add__ = None


class Static:
    @staticmethod
    def __add__(other):
        return "static", other


def add(a, b):
    """
    >>> add(Vector(1), Vector(2)), add(Vector(1), 2), add(Vector(1), 2.5), add(1, Vector(2))
    (Vector(3), Vector(3), Vector(3.5), ('radd', 1))
    >>> add(Vector(1), Longer(2)), add(Longer(1), Longer(2)), add(Longer(1), Vector(2))
    (('longer', Vector(1)), Vector(3), Vector(3))
    >>> add(Real(1.5), 2.0), add(Real(1.5), Real(2)), add(2.0, Real(1.5))
    (('real', 2.0), ('real', 2.0), 3.5)
    >>> add(Items([1]), Items([2]))
    Traceback (most recent call last):
    ...
    TypeError: unsupported operand type(s) for +: 'Items' and 'Items'
    >>> add(Static(), 5)
    ('static', 5)
    >>> add(Vector(1), "x")
    Traceback (most recent call last):
    ...
    TypeError: unsupported operand type(s) for +: 'Vector' and 'str'
    >>> add(Bare(), Bare())
    Traceback (most recent call last):
    ...
    TypeError: unsupported operand type(s) for +: 'Bare' and 'Bare'
    >>> add(Hidden(), 1)
    Traceback (most recent call last):
    ...
    TypeError: unsupported operand type(s) for +: 'Hidden' and 'int'
    >>> add(NoAdd(1), 1)
    Traceback (most recent call last):
    ...
    TypeError: 'NoneType' object is not callable
    """
    return a + b


def others(a, b):
    """
    >>> others(Vector(1), Vector(2))
    (('sub', Vector(2)), "unsupported operand type(s) for *: 'Vector' and 'Vector'", 'not this way')
    >>> others(Vector(1), 0)
    ("unsupported operand type(s) for -: 'Vector' and 'int'", "unsupported operand type(s) for *: 'Vector' and 'int'", 'not this way')
    >>> others(Real(3.0), 1.5)
    (1.5, 4.5, 2.0)
    >>> others(Real(3.0), Real(1.5))
    (1.5, "unsupported operand type(s) for *: 'Real' and 'Real'", 2.0)
    """
    results = []
    for operation in (lambda: a - b, lambda: a * b, lambda: a / b):
        try:
            results.append(operation())
        except (TypeError, ValueError) as error:
            results.append(str(error))
    return tuple(results)


def in_place(a, b):
    """
    >>> in_place(Vector(1), 2)
    Vector(3)
    >>> v = InPlace(1)
    >>> in_place(v, 2) is v, v
    (True, Vector(3))
    >>> in_place(Bare(), 1)
    Traceback (most recent call last):
    ...
    TypeError: unsupported operand type(s) for +=: 'Bare' and 'int'
    >>> in_place(Vector(1), "x")
    Traceback (most recent call last):
    ...
    TypeError: unsupported operand type(s) for +=: 'Vector' and 'str'
    """
    a += b
    return a


def changed(n):
    """
    >>> changed(3)
    [Vector(2), 'new', 'newer']
    """
    class Local(Vector):
        pass

    seen = []
    for i in range(n):
        seen.append(Local(1) + 1)
        Local.__add__ = (lambda self, other: "new") if i == 0 else (lambda self, other: "newer")
    return seen


def numbers_on_the_way(v, a, b):
    """
    >>> numbers_on_the_way(Vector(1), 1000.5, 2.0)
    Vector(2002.0)
    """
    return v + a * b
