"""Operators on Python objects, plain and in place."""


def binary(a, b):
    """
    >>> binary(7, 2)
    [9, 5, 14, 3.5, 3, 1, 49, 28, 1, 2, 7, 5]
    >>> binary(-7, 2)
    [-5, -9, -14, -3.5, -4, 1, 49, -28, -2, 0, -5, -5]
    >>> binary(2**70, 3)[:5]
    [1180591620717411303427, 1180591620717411303421, 3541774862152233910272, 3.935305402391371e+20, 393530540239137101141]
    """
    return [a + b, a - b, a * b, a / b, a // b, a % b, a ** b, a << b, a >> b, a & b, a | b, a ^ b]


def unary(a):
    """
    >>> unary(5)
    (-5, 5, -6, False)
    >>> unary(0)
    (0, 0, -1, True)
    """
    return -a, +a, ~a, not a


def with_constants(x):
    """
    >>> with_constants(10)
    (11, 9, 20, 5.0, 5, 0, 11, -9, 100, 0.1)
    >>> with_constants(2.5)
    (3.5, 1.5, 5.0, 1.25, 1.0, 0.5, 3.5, -1.5, 6.25, 0.4)
    >>> with_constants('a')
    Traceback (most recent call last):
    ...
    TypeError: can only concatenate str (not "int") to str
    """
    return x + 1, x - 1, x * 2, x / 2, x // 2, x % 2, 1 + x, 1 - x, x ** 2, 1 / x


def in_place(x):
    """
    >>> in_place(10)
    [11, 9, 30, 2.5, 3, 1, 81]
    """
    out = []
    a = x; a += 1; out.append(a)
    a = x; a -= 1; out.append(a)
    a = x; a *= 3; out.append(a)
    a = x; a /= 4; out.append(a)
    a = x; a //= 3; out.append(a)
    a = x; a %= 3; out.append(a)
    a = 3; a **= 4; out.append(a)
    return out


def in_place_bits(x):
    """
    >>> in_place_bits(12)
    [48, 3, 8, 13, 5]
    """
    out = []
    a = x; a <<= 2; out.append(a)
    a = x; a >>= 2; out.append(a)
    a = x; a &= 9; out.append(a)
    a = x; a |= 9; out.append(a)
    a = x; a ^= 9; out.append(a)
    return out


def list_in_place(xs):
    """In place addition changes the list that others see.

    >>> a = [1]
    >>> list_in_place(a) is a, a
    (True, [1, 2, 3, 1, 2, 3])
    """
    xs += [2, 3]
    xs *= 2
    return xs


def matmul(a, b):
    """
    >>> class M:
    ...     def __matmul__(self, other): return 'matmul'
    ...     def __imatmul__(self, other): return 'imatmul'
    >>> matmul(M(), 1)
    ('matmul', 'imatmul')
    """
    c = a
    c @= b
    return a @ b, c


def big(n):
    """
    >>> big(3)
    170141183460469231731687303715884105731
    """
    return n + 170141183460469231731687303715884105728


def zero(n):
    """
    >>> zero(0)
    ['ZeroDivisionError', 'ZeroDivisionError', 'ZeroDivisionError']
    """
    out = []
    try:
        1 / n
    except ZeroDivisionError as e:
        out.append(type(e).__name__)
    try:
        1 // n
    except ZeroDivisionError as e:
        out.append(type(e).__name__)
    try:
        1 % n
    except ZeroDivisionError as e:
        out.append(type(e).__name__)
    return out


def not_supported(a, b):
    """
    >>> not_supported([], {})
    Traceback (most recent call last):
    ...
    TypeError: unsupported operand type(s) for -: 'list' and 'dict'
    """
    return a - b


def reflected(a, b):
    """
    >>> class R:
    ...     def __radd__(self, other): return ('radd', other)
    ...     def __rsub__(self, other): return ('rsub', other)
    >>> reflected(1, R())
    (('radd', 1), ('rsub', 5))
    """
    return a + b, 5 - b
