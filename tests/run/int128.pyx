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
