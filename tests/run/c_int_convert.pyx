"""Python integers to C integers of every width, and back."""


def as_char(signed char x):
    """
    >>> as_char(127), as_char(-128)
    (127, -128)
    >>> as_char(128)
    Traceback (most recent call last):
    ...
    OverflowError: value too large to convert to signed char
    """
    return x


def as_uchar(unsigned char x):
    """
    >>> as_uchar(255)
    255
    >>> as_uchar(-1)
    Traceback (most recent call last):
    ...
    OverflowError: can't convert negative value to unsigned char
    """
    return x


def as_short(short x, unsigned short y):
    """
    >>> as_short(-2**15, 2**16 - 1)
    (-32768, 65535)
    """
    return x, y


def as_any(int a=0, unsigned short b=0, long long c=0, size_t d=0, Py_ssize_t e=0):
    """What no C integer holds has the interpreter's texts.

    >>> as_any(a=2**63)
    Traceback (most recent call last):
    ...
    OverflowError: Python int too large to convert to C long
    >>> as_any(c=-2**63 - 1)
    Traceback (most recent call last):
    ...
    OverflowError: Python int too large to convert to C long
    >>> as_any(b=2**16)
    Traceback (most recent call last):
    ...
    OverflowError: value too large to convert to unsigned short
    >>> as_any(b=2**64)
    Traceback (most recent call last):
    ...
    OverflowError: Python int too large to convert to C unsigned long
    >>> as_any(d=2**64)
    Traceback (most recent call last):
    ...
    OverflowError: Python int too large to convert to C unsigned long
    >>> as_any(e=2**63)
    Traceback (most recent call last):
    ...
    OverflowError: Python int too large to convert to C ssize_t
    """
    return a, b, c, d, e


def as_int(int x, unsigned int y):
    """
    >>> as_int(-2**31, 2**32 - 1)
    (-2147483648, 4294967295)
    >>> as_int(2**31, 0)
    Traceback (most recent call last):
    ...
    OverflowError: value too large to convert to int
    >>> as_int('a', 0)
    Traceback (most recent call last):
    ...
    TypeError: an integer is required
    """
    return x, y


def as_long(long x, unsigned long y):
    """
    >>> as_long(-2**63, 2**64 - 1)
    (-9223372036854775808, 18446744073709551615)
    """
    return x, y


def as_long_long(long long x, unsigned long long y):
    """
    >>> as_long_long(2**63 - 1, 0)
    (9223372036854775807, 0)
    """
    return x, y


def as_sizes(Py_ssize_t x, size_t y):
    """
    >>> as_sizes(-5, 7)
    (-5, 7)
    """
    return x, y


def refused(f, x):
    """
    >>> refused(as_long, 2**63), refused(as_sizes, 1.5), refused(as_long, None), refused(as_sizes, 'x')
    ('OverflowError', 'TypeError', 'TypeError', 'TypeError')
    """
    try:
        f(x, 0)
    except (OverflowError, TypeError) as e:
        return type(e).__name__


def index_is_asked(int n):
    """
    >>> class I:
    ...     def __index__(self): return 42
    >>> index_is_asked(I()), index_is_asked(True)
    (42, 1)
    """
    return n


def floats(float x, double y):
    """
    >>> floats(0.5, 0.1), floats(1, 2), floats(True, 2**60)
    ((0.5, 0.1), (1.0, 2.0), (1.0, 1.152921504606847e+18))
    >>> floats('a', 1)
    Traceback (most recent call last):
    ...
    TypeError: must be real number, not str
    """
    return x, y


def single_precision(float x):
    """
    >>> single_precision(0.1) == 0.1, round(single_precision(0.1), 6)
    (False, 0.1)
    """
    return x


def truth(bint b):
    """
    >>> truth(5), truth([]), truth('a'), truth(None), truth(0.0)
    (True, False, True, False, False)
    """
    return b


def assignments(x):
    """
    >>> assignments(300)
    (300, 300, 300.0, True)
    >>> assignments(2**40)
    Traceback (most recent call last):
    ...
    OverflowError: value too large to convert to int
    """
    cdef long a = x
    cdef int b = x
    cdef double c = x
    cdef bint d = x
    return a, b, c, d


def between_c_types(int n):
    """
    >>> between_c_types(65)
    (65, 65.0, 65, True, 65)
    """
    cdef long a = n
    cdef double b = n
    cdef short c = n
    cdef bint d = n
    cdef unsigned int e = n
    return a, b, c, d, e


def casts(double x):
    """
    >>> casts(3.99), casts(-3.99)
    ((3, 3, 3.99, True), (-3, -3, -3.99, True))
    """
    return <int>x, <long>x, <double>x, <bint>1


def narrowing(int n):
    """
    >>> narrowing(300), narrowing(-1)
    ((44, 44), (255, -1))
    """
    return <unsigned char>n, <signed char>n


def literals():
    """
    >>> literals()
    (255, 511, 5, 18446744073709551615, 9223372036854775807, -9223372036854775808, 100000000000000000000)
    """
    cdef unsigned long u = 0xffffffffffffffff
    cdef long m = 0x7fffffffffffffff
    return 0xff, 0o777, 0b101, u, m, -9223372036854775808, 100000000000000000000


cpdef enum Level:
    LOW = 1


def int_is_pythons(int x, unsigned long long y, bint b):
    """int() of a C integer is Python's, and does not overflow; where C wants one it stays in C.

    >>> int_is_pythons(2**31 - 1, 2**64 - 1, True)
    (4294967294, 36893488147419103230, 1, 1, <class 'int'>, 2147483647)
    """
    cdef int back
    with nogil:
        back = int(x)
    return int(x) + x, int(y) + y, int(b), int(LOW), type(int(LOW)), back
