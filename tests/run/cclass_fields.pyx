"""Attributes of extension types: C arrays, private names, properties of extern types."""


cdef class Arrays:
    """
    >>> a = Arrays()
    >>> a.xs, a.rows
    ([0, 0, 0], [[0.0, 0.0], [0.0, 0.0]])
    >>> a.xs = (1, 2, 3); a.xs
    [1, 2, 3]
    >>> a.rows = [[1, 2], [3, 4]]; a.rows
    [[1.0, 2.0], [3.0, 4.0]]
    >>> a.xs = [1]
    Traceback (most recent call last):
    IndexError: not enough values found during array assignment, expected 3, got 1
    >>> a.fixed = [1]
    Traceback (most recent call last):
    AttributeError: attribute 'fixed' of 'cclass_fields.Arrays' objects is not writable
    """
    cdef public int[3] xs
    cdef public double[2][2] rows
    cdef readonly char[4] fixed


cdef int __secret():
    return 42


cdef class Private:
    """
    >>> p = Private()
    >>> p._Private__x, p.both()
    (1, (1, 2, 42))
    >>> hasattr(p, "__x")
    False
    >>> other(p)
    2
    """
    cdef public int __x

    def __init__(self):
        self.__x = 1

    cdef int __two(self):
        return 2

    def both(self):
        return self.__x, self.__two(), __secret()


def other(Private p):
    return p._Private__two()


cdef extern from *:
    ctypedef class builtins.Exception [object PyObject, check_size ignore]:
        @property
        cdef inline first(self):
            return (<object>self).args[0]

        @first.setter
        cdef inline int first(self, value) except -1:
            (<object>self).args = (value,)
            return 0


def set_first(value):
    """
    >>> set_first(3)
    Exception(4)
    """
    e = Exception()
    e.first = value
    e.first += 1
    return e


def caught(ValueError e):
    """
    >>> caught(ValueError(1))
    (1,)
    >>> caught(KeyError(1))
    Traceback (most recent call last):
    TypeError: Argument 'e' has incorrect type (expected ValueError, got KeyError)
    """
    cdef ValueError same = e
    return same.args


def keyword(__x):
    return __x


class Caller:
    """
    >>> Caller().call()
    5
    """
    def call(self):
        return keyword(__x=5)


cdef class Secret:
    """
    >>> Peeks(Secret(3)).sum(), peek(Secret(4))
    (6, 4)
    """
    cdef int __value

    def __init__(self, value):
        self.__value = value

    cdef int __twice(self):
        return 2 * self.__value


cdef class Peeks:
    cdef Secret other

    def __init__(self, Secret other):
        self.other = other

    def sum(self):
        self.other.__value += 0
        return self.other.__twice()


def peek(Secret s):
    """A private attribute is the class's that declares it, wherever it is named."""
    return s.__value
