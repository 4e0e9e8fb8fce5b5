"""Arithmetic whose intermediate results nobody sees: the same as in the interpreter, for whatever the operands are."""


class Spy:
    """Keeps what it meets."""

    def __init__(self):
        self.met = []

    def __add__(self, other):
        self.met.append(other)
        return self

    __radd__ = __mul__ = __rmul__ = __sub__ = __rsub__ = __truediv__ = __rtruediv__ = __add__
    __iadd__ = __pow__ = __rpow__ = __floordiv__ = __rfloordiv__ = __mod__ = __and__ = __rand__ = __add__

    def __lt__(self, other):
        self.met.append(other)
        return True

    __gt__ = __eq__ = __lt__

    def __getitem__(self, key):
        self.met.append(key)
        return key

    def __setitem__(self, key, value):
        self.met.append((key, value))


class Number(int):
    def __add__(self, other):
        return "added", other


def polynomial(a, b, c, x):
    """
    >>> polynomial(1.0, 2.0, 3.0, 2.0)
    11.0
    >>> polynomial(1, 2, 3, 2)
    11
    >>> polynomial(1, 2.5, 3, 2)
    12.0
    >>> polynomial(10 ** 9, 10 ** 9, 10 ** 9, 10 ** 9)
    1000000001000000001000000000
    >>> polynomial("a", "b", "c", 2)
    'aaaabbc'
    >>> polynomial(True, False, True, True)
    2
    """
    return a * x * x + b * x + c


def left_in_objects(spy, a, b):
    """
    >>> spy = Spy()
    >>> left_in_objects(spy, 1.5, 2.0) is spy
    True
    >>> spy.met
    [3.0, 3.5, 0.75, -0.5, 0.0, 3.0]
    >>> spy = Spy()
    >>> left_in_objects(spy, 15, 20) is spy
    True
    >>> spy.met
    [300, 35, 0.75, -5, 0, 300]
    """
    spy + a * b
    (a + b) * spy
    spy - a / b
    (a - b) / spy
    spy // (a // b)
    return (a * b) + spy


def left_in_comparisons(spy, a, b):
    """
    >>> spy = Spy()
    >>> left_in_comparisons(spy, 1.5, 2.0)
    4
    >>> spy.met
    [3.0, 3.5, -0.5, 0.75]
    >>> left_in_comparisons(2.75, 1.5, 2.0)
    2
    """
    count = 0
    if a * b < spy:
        count += 1
    if spy < a + b:
        count += 1
    if a - b == spy:
        count += 1
    if spy > a / b:
        count += 1
    return count


def left_in_keys(spy, a, b):
    """
    >>> spy = Spy()
    >>> left_in_keys(spy, 1, 2)
    (3, None)
    >>> spy.met
    [3, (-1, 'value')]
    >>> left_in_keys([5, 6, 7, 8], 1, 2)
    (8, 'value')
    >>> left_in_keys({3: 'three', -1: 0}, 1, 2)
    ('three', 'value')
    >>> d = {1000.5: 1}
    >>> try:
    ...     left_in_keys(d, 1000, 2000)
    ... except KeyError as error:
    ...     key = error.args[0]
    >>> key
    3000
    >>> left_in_keys("abcdef", 1, 2)
    Traceback (most recent call last):
    ...
    TypeError: 'str' object does not support item assignment
    >>> left_in_keys([5, 6], 1, 2)
    Traceback (most recent call last):
    ...
    IndexError: list index out of range
    """
    item = spy[a + b]
    spy[a - b] = "value"
    return item, None if isinstance(spy, Spy) else spy[a - b]


def dict_keys_stay(n):
    """
    >>> dict_keys_stay(300)
    [1000.5, 1001.5, 2000, 2001]
    """
    found = {}
    for i in range(2):
        f = 1000.5
        found[f + i] = 1
        k = 1000 + n - n
        found[k + 1000 + i] = 2
    return sorted(found)


def accumulate(n):
    """
    >>> accumulate(5)
    ([0.0, 1.5, 4.5, 9.0, 15.0], [0, 1000, 3000, 6000, 10000], 15.0, 10000)
    """
    floats, ints = [], []
    x, k = 0.0, 0
    for i in range(n):
        x = x + i * 1.5
        k = k + i * 1000
        floats.append(x)
        ints.append(k)
    return floats, ints, x, k


def keeps_what_others_hold(n):
    """
    >>> keeps_what_others_hold(3)
    (1000.5, 4004.0, [1000.5, 2001.5, 3002.5], 7000)
    """
    x = 1000.5 * n / n
    first = x
    seen = []
    for i in range(n):
        seen.append(x)
        y = x
        x = y + 1001.0 - (0.5 if i == 2 else 0) + (1 if i == 2 else 0)
    k = 1000 * n
    other = k
    k = k + 1000
    k += other
    return first, x + 0.0, seen, k


def swap(a, b):
    """
    >>> swap(1.5, 2.5)
    (4.0, -1.0, 2.5, 1.5)
    """
    x, y = a * 1.0, b * 1.0
    s, d = x + y, x - y
    x, y = y, x
    return s, d, x, y


def in_one_call(f, x):
    """
    >>> in_one_call(lambda *numbers: numbers, 1.5)
    (1.5, 2.5, 3.5)
    >>> in_one_call(lambda *numbers: numbers, 1000)
    (1000, 1001, 1002)
    """
    y = x * 1
    return f(y, y := y + 1, y := y + 1)


def small_ints_are_shared(n):
    """
    >>> small_ints_are_shared(1000)
    True
    """
    k = n + 1
    k = k - 1000
    return k is n - 999


def fails_and_keeps(x):
    """
    >>> fails_and_keeps(2.5)
    (7.5, 'division by zero')
    >>> fails_and_keeps(2)
    (6, 'division by zero')
    """
    y = x * 3
    try:
        y = y / (x - x)
    except ZeroDivisionError as error:
        return y, str(error).replace('float ', '')


def subclasses(a, b):
    """
    >>> subclasses(Number(3), 4)
    (('added', 4), 12, 7)
    """
    return a + b, a * b, b + a


def powers(x, y):
    """
    >>> powers(2.0, 3.0)
    (8.0, 4.0, 0.125, 64.0)
    >>> powers(2, 3)
    (8, 4, 0.125, 64)
    >>> powers(2, 3.0)
    (8.0, 4, 0.125, 64.0)
    >>> powers(-8.0, 0.5)[0].imag > 2.8
    True
    >>> powers(0.0, 1.0)  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    ZeroDivisionError: 0.0 cannot be raised to a negative power
    >>> powers(1e200, 2.0)
    Traceback (most recent call last):
    ...
    OverflowError: (34, 'Numerical result out of range')
    """
    return x ** y, x ** 2, x ** -y, (x ** y) ** 2


def integers(a, b):
    """
    >>> integers(100, 7)
    (14, 2, 4, 103, 99, 12800, 0, 100, 14.285714285714286)
    >>> integers(-100, 7)
    (-15, 5, 4, -97, -101, -12800, -1, -100, -14.285714285714286)
    >>> integers(2 ** 29, 30)[5] == 2 ** 59
    True
    >>> integers(1, 0)  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    ZeroDivisionError: integer division or modulo by zero
    >>> integers(1, -1)
    Traceback (most recent call last):
    ...
    ValueError: negative shift count
    >>> integers(1.5, 2)
    Traceback (most recent call last):
    ...
    TypeError: unsupported operand type(s) for &: 'float' and 'int'
    """
    return a // b, a % b, a & b, a | b, a ^ b, a << b, a >> b, a // b * b + a % b, a / b


def in_place(a, b):
    """
    >>> in_place(1000, 7)
    (1003, 1003, 142, 284)
    >>> in_place(1000.5, 0.5)
    Traceback (most recent call last):
    ...
    TypeError: unsupported operand type(s) for <<=: 'float' and 'int'
    """
    x = a
    x += b
    x -= 4
    first = x
    y = first
    y //= 7
    z = y - 1
    z <<= 1
    y |= 0
    return first, x, y - 1, z


def quotients(a, b):
    """
    >>> quotients(1, 3)
    (0.3333333333333333, 0.3333333333333333, 1.0)
    >>> quotients(2 ** 100, 3)
    (4.2255020007607644e+29, 4.2255020007607644e+29, 1.2676506002282294e+30)
    >>> quotients(1, 0)
    Traceback (most recent call last):
    ...
    ZeroDivisionError: division by zero
    >>> quotients(1.0, 0)  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    ZeroDivisionError: float division by zero
    """
    x = a
    x /= b
    return a / b, x, a / b * b


def items(values, n):
    """
    >>> items([1.5, 2.5, 3.5], 3)
    [0.0, 3.5, 7.0]
    >>> items([1, 2, 3], 3)
    [0, 3, 6]
    >>> items([1, 2], 3)
    Traceback (most recent call last):
    ...
    IndexError: list index out of range
    """
    for i in range(n):
        values[i] += values[i] * (i - 1)
        values[i] = values[i] * values[i] / values[i] if isinstance(values[i], float) and values[i] else values[i]
        values[i] += values[i] // 2 * (i == 1) if i < 2 else 0.0 * values[i] if isinstance(values[i], float) else 0
    return values


def in_place_with_constants(x):
    """
    >>> in_place_with_constants(1000)
    (4004, 1000)
    >>> in_place_with_constants(1000.5)
    Traceback (most recent call last):
    ...
    TypeError: unsupported operand type(s) for &=: 'float' and 'int'
    >>> in_place_with_constants(2 ** 70) == ((2 ** 70 + 1) * 4, 2 ** 70)
    True
    >>> spy = Spy()
    >>> in_place_with_constants(spy)
    Traceback (most recent call last):
    ...
    TypeError: unsupported operand type(s) for |=: 'Spy' and 'int'
    """
    y = x
    y += 3
    y -= 2
    y *= 4
    z = y
    z //= 4
    z &= -1
    z |= 0
    z ^= 0
    z <<= 3
    z >>= 3
    z -= 1
    z %= 2 ** 71
    return y, z


def lists_in_place(x):
    """
    >>> held = [1]
    >>> lists_in_place(held) is held, held
    (True, [1, 1, 1])
    """
    x *= 3
    return x


def counters(n):
    """
    >>> counters(4)
    ([0, 1000, 3000, 6000], 6000, 4)
    """
    seen, total, count = [], 0, 0
    for i in range(n):
        total += i * 1000
        seen.append(total)
        count += 1
    return seen, total, count
