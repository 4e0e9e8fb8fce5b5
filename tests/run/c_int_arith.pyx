"""Arithmetic on C integers with Python's meaning."""
cimport cython


def floor_division(int a, int b):
    """
    >>> [floor_division(a, b) for a in (7, -7) for b in (2, -2)]
    [3, -4, -4, 3]
    >>> floor_division(1, 0)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ZeroDivisionError: ...division...by zero
    >>> floor_division(-2**31, -1)
    Traceback (most recent call last):
    ...
    OverflowError: value too large to perform division
    """
    return a // b


def modulo(long a, long b):
    """
    >>> [modulo(a, b) for a in (7, -7) for b in (2, -2, 7)]
    [1, -1, 0, 1, -1, 0]
    >>> modulo(1, 0)  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    ZeroDivisionError: integer division or modulo by zero
    >>> modulo(-2**63, -1)
    0
    """
    return a % b


def constant_divisor(int a):
    """
    >>> constant_divisor(-7), constant_divisor(7)
    ((-3, 2, -1, -7, 0), (2, 1, 0, 7, 0))
    """
    return a // 3, a % 3, a // 100, a // 1, a % 1


@cython.cdivision(True)
def c_division(int a, int b):
    """
    >>> [c_division(a, b) for a in (7, -7) for b in (2, -2)]
    [(3, 1), (-3, 1), (-3, -1), (3, -1)]
    """
    return a // b, a % b


def unsigned_division(unsigned int a, unsigned int b):
    """
    >>> unsigned_division(2**32 - 1, 10), unsigned_division(3, 5)
    ((429496729, 5), (0, 3))
    >>> unsigned_division(1, 0)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    ZeroDivisionError: ...division...by zero
    """
    return a // b, a % b


def true_division(int a, int b):
    """
    >>> true_division(7, 2), true_division(-1, 4), true_division(6, 3)
    (3.5, -0.25, 2.0)
    >>> true_division(1, 0)
    Traceback (most recent call last):
    ...
    ZeroDivisionError: division by zero
    """
    return a / b


def basic(int a, int b):
    """
    >>> basic(12, 10)
    (22, 2, 120, 8, 14, 6, -13, -12, 12)
    """
    return a + b, a - b, a * b, a & b, a | b, a ^ b, ~a, -a, +a


def shifts(long a, int n):
    """
    >>> shifts(5, 3), shifts(-5, 1), shifts(1, 0)
    ((40, 0, 4), (-10, -3, 4), (1, 1, 4))
    """
    return a << n, a >> n, 1 << 2


def mixed_widths(short a, int b, long c, unsigned char d):
    """
    >>> mixed_widths(1, 2, 3, 4)
    (3, 6, 10, -3, 12)
    """
    return a + b, a + b + c, a + b + c + d, a - d, c * d


def in_place(int n):
    """
    >>> in_place(17)
    [20, 15, 60, 8, 1, 16, 4, 20, 21, 17]
    """
    out = []
    cdef int x
    x = n; x += 3; out.append(x)
    x = n; x -= 2; out.append(x)
    x = 20; x *= 3; out.append(x)
    x = n; x //= 2; out.append(x)
    x = n; x %= 2; out.append(x)
    x = n; x &= 24; out.append(x)
    x = n; x >>= 2; out.append(x)
    x = 5; x <<= 2; out.append(x)
    x = n; x |= 4; out.append(x)
    x = 0; x ^= n; out.append(x)
    return out


def powers(int n):
    """
    >>> powers(3)
    (9, 27, 81.0, 0.125)
    """
    cdef int square = n ** 2
    cdef double x = 2
    return square, n * n * n, 3.0 ** 4, x ** -3


def precedence(int a, int b, int c):
    """
    >>> precedence(2, 3, 4)
    (14, 20, -8, 1)
    """
    return a + b * c, (a + b) * c, -a * c, a - b // c * 2 - 1


def abs_min_max(int a, int b):
    """
    >>> abs_min_max(-3, 2), abs_min_max(5, -7)
    ((3, -3, 2), (5, -7, 5))
    """
    return abs(a), min(a, b), max(a, b)


def object_and_c(x, int n):
    """
    >>> object_and_c(10, 3), object_and_c(2**80, 1)
    ((13, 7, 30, 3, True), (1208925819614629174706177, -1208925819614629174706175, 1208925819614629174706176, 1208925819614629174706176, True))
    >>> object_and_c('a', 3)
    Traceback (most recent call last):
    ...
    TypeError: can only concatenate str (not "int") to str
    """
    return x + n, x - n if x < 100 else n - x, x * n, x // n, n < x


def bint_values(bint b, int n):
    """
    >>> bint_values(True, 5), bint_values(0, 0), bint_values([1], 1)
    ((True, 6, False, True), (False, 0, True, False), (True, 2, False, True))
    """
    cdef bint t = n
    return b, b + n, not b, t


@cython.overflowcheck(True)
def checked(int a, int b):
    """
    >>> checked(3, 4), checked(-5, 3)
    ((7, -1, 12, 48), (-2, -8, -15, -40))
    >>> checked(2147483647, 1)
    Traceback (most recent call last):
    OverflowError: value too large
    """
    cdef int c = a
    c += b
    return c, a - b, a * b, a << b


@cython.overflowcheck(True)
def checked_size(size_t a, size_t b):
    """
    >>> checked_size(5, 3)
    2
    >>> checked_size(3, 5)
    Traceback (most recent call last):
    OverflowError: value too large
    """
    return a - b


def in_place_division(int a, int b):
    """
    >>> in_place_division(9, 4)
    2
    """
    a /= b
    return a


@cython.cdivision(True)
def c_division(int a, int b):
    """
    >>> c_division(-9, 4)
    (-2, -2, -1)
    """
    return a / b, a // b, a % b
