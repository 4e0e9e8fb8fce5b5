"""Constants at the edges of 64 bits, and beyond them.

>>> in_64_bits()
(-9223372036854775808, 9223372036854775807, 9223372036854775807, -9223372036854775808)
>>> beyond() == (2**63, -2**63 - 1, 2**64, 2**100, -2**100, 2**63 + 1)
True
>>> rounding()
(-4, 1, -4, -1, 3, -1)
>>> defined() == (-2**63, 2**63, 2**64 - 1, -4, 1, 2**100 // 2**60)
True
>>> enum_edges()
(-2147483648, 2147483647, 1)
>>> shifts()
(0, -1, 0, 0)
>>> powers()
(1, -1, 1, 0)
"""

DEF LOW = -1 << 63
DEF HIGH = 1 << 63
DEF ALL = (1 << 64) - 1
DEF DOWN = -7 // 2
DEF REST = -7 % 2
DEF WIDE = 2 ** 100 // 2 ** 60


def in_64_bits():
    cdef long long low = -1 << 63, high = (1 << 63) - 1
    return low, high, -1 - (-1 << 63), -2 ** 63


def beyond():
    return 1 << 63, (-1 << 63) - 1, 1 << 64, 2 ** 100, -(2 ** 100), 1 - (-1 << 63)


def rounding():
    return -7 // 2, -7 % 2, 7 // -2, 7 % -2, -7 // -2, -7 % -2


def defined():
    return LOW, HIGH, ALL, DOWN, REST, WIDE


cdef enum Edge:
    SMALL = -1 << 31
    LARGE = (1 << 31) - 1
    SUM = SMALL + LARGE + 2


def enum_edges():
    return <int>SMALL, <int>LARGE, <int>SUM


def shifts():
    return 1 >> 200, -1 >> 200, 0 << 200, (1 << 62) >> 100


def powers():
    return (-1) ** 100, (-1) ** 101, 0 ** 0, 0 ** 5


ctypedef const int const_int


cdef struct Cell:
    int a


cdef class Row:
    cdef Cell[2] cells

    def either(self, bint first):
        """
        >>> Row().either(True), Row().either(False)
        (0, 0)
        """
        return (self.cells or self.cells)[0].a if first else (self.cells if first else self.cells)[1].a


cdef keep_argument(const int x, const_int y):
    def inner():
        return x, y
    return inner


def captured(int n):
    """
    >>> captured(3)
    (3, 4, 5, 6)
    """
    cdef const_int x = n + 2
    cdef const int y = n + 3
    def inner():
        return x, y
    return keep_argument(n, n + 1)() + inner()


def volatile_value(int n):
    """
    >>> volatile_value(0), volatile_value(7)
    (5, 7)
    """
    cdef volatile int x = n
    cdef volatile int five = 5
    return x or five


ctypedef int (*unary)(int)


cdef int twice(int x):
    return 2 * x


def const_pointer_as_object():
    """
    >>> const_pointer_as_object()(4)
    8
    """
    cdef unary functions[1]
    functions[0] = twice
    cdef const unary *shared = functions
    return shared[0]
