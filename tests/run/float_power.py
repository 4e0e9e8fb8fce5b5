def f(x: float, y: float):
    """
    >>> f(-4.0, 0.5)
    (1.2246467991473532e-16+2j)
    >>> f(4.0, .5)
    2.0
    >>> f(0.0, -1.5)  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ZeroDivisionError: 0.0 cannot be raised to a negative power
    """
    return x ** y

def g(x: float, y: float):
    """
    >>> g(4.0, 0.5)
    (True, False, 1.0, '2.0', 0.0, False, -2.0)
    """
    z = x ** y
    return z < 3, z > 3.5, z // 2, str(z), z % 1, z == x, -z
def h(x: float):
    """
    >>> h(4.0)
    [2.0, 0.5, 5.0, True]
    """
    r = x ** 0.5
    t = [r, 1 / r, r + 3]
    t.append(r.is_integer())
    return t
