"""Pure Python mode: functions, declarations and types by `import cython`."""
import cython
from cython import declare as dec
import cython as cy

if not cython.compiled:
    from math import sqrt as only_in_python

Pair = cython.struct(a=cython.int, b=cython.double)
Number = cython.typedef(cython.long)


@cython.cfunc
@cython.inline
@cython.exceptval(-1, check=True)
def half(n: cython.int) -> cython.int:
    if n < 0:
        raise ValueError(n)
    return n // 2


@cy.ccall
@cy.returns(cy.double)
@cy.locals(x=cy.double, y=cy.double)
def scale(x):
    """
    >>> scale(3)
    4.5
    """
    y = 1.5
    return x * y


@cython.cfunc
@cython.nogil
def first(p: cython.pointer[cython.int]) -> cython.int:
    return p[0]


def calls(n):
    """
    >>> calls(9)
    (4, 9)
    >>> calls(-9)
    Traceback (most recent call last):
    ValueError: -9
    """
    c: cython.int = n
    return half(n), first(cython.address(c))


def declares(n):
    """
    >>> declares(7)
    (7, 7, 3.5, 14)
    """
    i = cython.declare(cython.int, n)
    p = dec(cython.p_int, cython.address(i))
    if n > 1:
        pair = cython.declare(Pair)
        cython.declare(k=Number, m=cython.int)
        pair.a = n
        pair.b = 3.5
    table = cython.declare(cython.int[3])
    table[0] = i
    k = 2 * n
    return p[0], table[0] * pair.a // n, pair.b, k


def casts(x):
    """
    >>> casts(2.75)
    (2, True, True)
    """
    return (cython.cast(cython.int, cython.cast(cython.double, x)),
            cython.cast(list, [1], typecheck=True) == [1],
            cython.sizeof(cython.longlong) == 8)


def compiled_away():
    """
    >>> compiled_away()
    True
    """
    if cython.compiled:
        return "only_in_python" not in globals()
    else:
        return only_in_python(4) == 2


with cython.cfunc:
    def grouped(a: cython.int) -> cython.double:
        return a / 2


def uses_group():
    """
    >>> uses_group()
    1.5
    """
    return grouped(3)
