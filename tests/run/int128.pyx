"""128-bit integers of the C compiler, by a typedef: conversions lose nothing."""
cimport cython

cdef extern from *:
    """
    __int128_t shifted(__int128_t value, int by);
    """
    ctypedef long long int128_t "__int128_t"
    ctypedef unsigned long long uint128_t "__uint128_t"
    int128_t shifted(int128_t value, int by)


def signed(x):
    """
    >>> [signed(x) == x for x in (0, 1, -1, 2**63, -2**63 - 1, 2**64, -2**64, 2**127 - 1, -2**127)]
    [True, True, True, True, True, True, True, True, True]
    >>> signed(2**127)
    Traceback (most recent call last):
    ...
    OverflowError: value too large to convert to __int128_t
    >>> signed(-2**127 - 1)
    Traceback (most recent call last):
    ...
    OverflowError: value too large to convert to __int128_t
    >>> signed(2**300)
    Traceback (most recent call last):
    ...
    OverflowError: value too large to convert to __int128_t
    >>> signed("1")
    Traceback (most recent call last):
    ...
    TypeError: an integer is required
    """
    cdef int128_t n = x
    return n


def unsigned(x):
    """
    >>> [unsigned(x) == x for x in (0, 1, 2**63, 2**64 - 1, 2**64, 2**127, 2**128 - 1)]
    [True, True, True, True, True, True, True]
    >>> unsigned(2**128)
    Traceback (most recent call last):
    ...
    OverflowError: value too large to convert to __uint128_t
    >>> unsigned(-1)
    Traceback (most recent call last):
    ...
    OverflowError: can't convert negative value to __uint128_t
    >>> unsigned(-2**200)
    Traceback (most recent call last):
    ...
    OverflowError: can't convert negative value to __uint128_t
    >>> class Number:
    ...     def __int__(self): return 2**100
    >>> unsigned(Number()) == 2**100
    True
    """
    cdef uint128_t n = x
    return n


def product(long long a, long long b):
    """
    >>> product(2**62, -2**62) == -2**124
    True
    """
    return <int128_t>a * b


@cython.cdivision(True)
def halves(x):
    """
    >>> halves(3 * 2**100 + 1) == (3 * 2**99, 1, True)
    True
    """
    cdef uint128_t n = x
    return n / 2, n % 2, n > 2**63


def total(items):
    """
    >>> total([2**100, 2**101, 1]) == 2**100 + 2**101 + 1
    True
    """
    cdef int128_t result = 0, item
    for item in items:
        result += item
    return result


def shift(x, int by):
    """
    >>> shift(3, 100) == 3 << 100
    True
    """
    return shifted(x, by)


def mixed(unsigned long long u, const int128_t big):
    """
    >>> mixed(2**62, 2**64 + 5)
    (True, True, True)
    """
    return u < big, u * big == 2**62 * <object>big, -u - big < 0


def floor_div(x, y):
    """
    >>> wide = [0, 1, -1, 2, -3, 7, 2**64, -2**64, 2**100 + 3, -2**100 - 3, 2**127 - 1, -2**127]
    >>> [(x, y) for x in wide for y in wide if y and (x, y) != (-2**127, -1) and floor_div(x, y) != (x // y, x % y, divmod(x, y))]
    []
    >>> floor_div(1, 0)
    Traceback (most recent call last):
    ...
    ZeroDivisionError: integer division or modulo by zero
    >>> floor_div(-2**127, -1)
    Traceback (most recent call last):
    ...
    OverflowError: value too large to perform division
    """
    cdef int128_t a = x, b = y
    return a // b, a % b, divmod(a, b)


def unsigned_div(x, y):
    """
    >>> unsigned_div(2**128 - 1, 3) == ((2**128 - 1) // 3, 0)
    True
    """
    cdef uint128_t a = x, b = y
    return a // b, a % b


@cython.cpow(True)
def powers(x, int by):
    """
    >>> powers(3, 70) == (3**70, 0, 3)
    True
    >>> powers(-2, 127) == (-2**127, -1, -2)
    True
    """
    cdef int128_t a = x
    return a ** by, a >> by, a << 0


def shifts(x, int by):
    """
    >>> shifts(3, 100) == (3 << 100, 0, 2**27)
    True
    >>> shifts(-5, 1) == (-10, -3, 2**126)
    True
    """
    cdef int128_t a = x
    cdef uint128_t one = 1
    return a << by, a >> by, (one << 127) >> by


def in_place(x, int by):
    """
    >>> in_place(2**100, 7) == ((2**100 // 7 % 1000) << 3) >> 1
    True
    """
    cdef int128_t a = x
    a //= by
    a %= 1000
    a <<= 3
    a >>= 1
    return a


@cython.overflowcheck(True)
def checked(x, y):
    """
    >>> checked(2**125, 3) == (2**125 + 3, 3 * 2**125)
    True
    >>> checked(2**127 - 1, 1)
    Traceback (most recent call last):
    ...
    OverflowError: value too large
    >>> checked(2**100, 2**30)
    Traceback (most recent call last):
    ...
    OverflowError: value too large
    """
    cdef int128_t a = x, b = y
    return a + b, a * b


def as_text(x):
    """
    >>> as_text(-2**70) == (str(-2**70), str(-2**70), "%30d" % -2**70, 2**70)
    True
    """
    cdef int128_t a = x
    return str(a), f"{a}", f"{a:30}", abs(a)


def least(x, y):
    """
    >>> least(5, 2**90) == (5, 2**90, 2**90)
    True
    """
    cdef int128_t a = x
    cdef long long b = 7
    cdef uint128_t c = y
    return min(a, b), max(b, c), (a if a > 100 else c)


def counted(x, y, z):
    """
    >>> counted(2**70, 2**70 + 5, 2) == ([2**70 + i for i in range(5)], [2**70, 2**70 + 2, 2**70 + 4], [2**70 + 4, 2**70 + 1])
    True
    """
    cdef int128_t i, a = x, b = y, step = z
    return [i for i in range(a, b)], [i for i in range(a, b, step)], [i for i in range(b - 1, a, -3)]


cdef class Fields:
    """
    >>> fields = Fields()
    >>> fields.at = -2**100
    >>> fields.at == -2**100, fields.count
    (True, 0)
    """
    cdef public int128_t at
    cdef readonly uint128_t count
