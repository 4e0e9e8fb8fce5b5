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


@cython.cfunc
def pair_of(n: cython.int) -> tuple[cython.int, cython.double]:
    return (n, n / 2)


@cython.cclass
class Counted:
    """
    >>> Counted().calls()
    (2, (3, 1.5))
    """
    @classmethod
    @cython.cfunc
    def of_class(cls, n: cython.long) -> cython.long:
        return n + 1

    def calls(self):
        return self.of_class(1), pair_of(3)


@cython.cfunc
@cython.locals(text="const unsigned char *", n="unsigned long")
def first_byte(data: bytes):
    text = data
    n = text[0]
    return n


def c_words():
    """
    >>> c_words()
    97
    """
    return first_byte(b'abc')
