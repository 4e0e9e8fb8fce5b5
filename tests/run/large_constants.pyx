"""
Constants that 32 bits do not hold are Python's, and so is the arithmetic with them; what a C variable keeps of it has to fit.

>>> times(10**12), times(2)
(3000000000000000000000, 6000000000)
>>> shifted(5), shifted(2**62)
(1099511627781, 4611687117939015680)
>>> grown(2**63 - 1)
(18446744073709551614, 46116860184273879035000000000, -922337204)
>>> overflows(1)
1099511628211
>>> overflows(2**60)
Traceback (most recent call last):
OverflowError: Python int too large to convert to C unsigned long
>>> masks(2**32 - 1, -9)
(4294967265, 1879048160, 3750763034362895570, 4294967287, 8589934583)
>>> masks(0, 7)
(0, 2415919104, 14695981039346656034, 7, 7)
>>> products(2**32 - 1, 2**32 - 1)
18446744065119617025
>>> suffixes(2**62)
(-9223372036854775808, -9223372036854775808)
>>> compares(5), compares(2**40)
((False, True), (True, False))
>>> without_gil(2**31, -1), without_gil(2**32 - 1, 0)
(2147483647, 0)
>>> divides(-7), divides(10**18)
((-1, 4999999993), (200000000, 0))
>>> in_place(12)
(12, 1099511627788, 1099511627796, 12)
"""


def times(long n):
    return n * 3000000000


def shifted(long n):
    return (1 << 40) + n


def grown(long n):
    return n + 9223372036854775807, n * 5000000000, -n // 10000000000


def overflows(unsigned long n):
    n *= 0x100000001b3
    return n


def masks(unsigned int h, long n):
    cdef unsigned long long wide = n
    cdef unsigned int first, second
    first = (h * 31) & 0xFFFFFFFF
    second = first
    second &= 0xFFFFFFF0
    second ^= 0x90000000
    wide ^= 0xcbf29ce484222325
    cdef long low = n & 0xFFFFFFFF
    return first, second, wide, low, n & 0x1FFFFFFFF


def products(long a, long b):
    return (a & 0xFFFFFFFF) * (b & 0xFFFFFFFF)


def suffixes(long n):
    return n * 2LL, n + 4611686018427387904L


def compares(long n):
    return n > 5000000000, n < 5000000000


cdef unsigned int mixed(unsigned int x, long y) noexcept nogil:
    cdef unsigned int low = y & 0xFFFFFFFF
    if x > 0xFFFFFFF0:
        return 0
    return (x + low) & 0xFFFFFFFF


def without_gil(x, y):
    return mixed(x, y)


def divides(long n):
    return n // 5000000000, n % 5000000000


def in_place(long n):
    cdef long a = n, b = n, c = n
    a &= 0x1FFFFFFFF
    b |= 1 << 40
    c -= 5
    c ^= 1099511627776
    c += 13
    return a, b, c, n
