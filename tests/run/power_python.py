"""Powers in plain Python: an int of any size, a float or a complex number, as the operands have it."""


def powers(text, n):
    """
    >>> powers("abcde", 30)
    (100000, 0.001, 1000000000000000000000000000000, 4)
    """
    length = len(text)
    small = -3
    return 10**length, round(10**small, 10), 10**n, 2**len("ab")


def roots(x, y):
    """
    >>> roots(-8.0, 0.5).imag > 2.8, roots(9.0, 0.5)
    (True, 3.0)
    """
    return float(x) ** float(y)


def in_place(words):
    """
    >>> in_place(["a"] * 3), in_place([])
    (0.125, 1)
    """
    value = 2
    negative = -len(words)
    value **= negative
    return value


def squares(n):
    """
    >>> squares(4), squares(2**40)
    ([0, 1, 4, 9], 1208925819614629174706176)
    """
    if n > 100:
        return n**2
    return [i**2 for i in range(n)]
