"""C values beside objects: arrays, foreign integers, characters, annotations of C functions."""
import cython

cdef extern from *:
    """
    typedef unsigned char FarByte;
    typedef long long FarWide;
    """
    ctypedef int FarByte
    ctypedef int FarWide


def far_byte(FarByte x):
    """
    >>> far_byte(255)
    255
    >>> far_byte(256)
    Traceback (most recent call last):
    OverflowError: value too large to convert to FarByte
    >>> far_byte(-1)
    Traceback (most recent call last):
    OverflowError: can't convert negative value to FarByte
    """
    return x


def far_wide(FarWide x):
    """
    >>> far_wide(-2**63) == -2**63
    True
    """
    return x


def cut_off():
    """
    >>> cut_off()
    (255, 127, 32767, 65535)
    """
    return <FarByte>-1, <FarByte>((<FarByte>-1) >> 1), <short>((<unsigned short>-1) >> 1), <unsigned short>-1


def arrays(other):
    """
    >>> arrays([1, 2, 3])
    (True, True, True, (1, 2, 3), [1, 2, 3])
    >>> arrays([1, 2])
    (False, True, False, (1, 2, 3), [1, 2, 3])
    """
    cdef int[3] a = [1, 2, 3]
    return a == other, a is not None, other == a, <tuple>a, <object>a


def fill(items):
    """
    >>> fill(iter([1, 2]))
    [1, 2]
    >>> fill([1])
    Traceback (most recent call last):
    IndexError: not enough values found during array assignment, expected 2, got 1
    >>> fill((1, 2, 3))
    Traceback (most recent call last):
    IndexError: too many values found during array assignment, expected 2
    """
    cdef int[2] a = items
    return a


def codes():
    """
    >>> codes()
    ([9731, 120], [97, 98], b'ab', 2)
    """
    cdef short[2] wide = '\u2603x'
    cdef unsigned int[2] more
    cdef char[3] text = b'ab\0'
    cdef short *p = 'xy'
    more[:] = [97, 98]
    return wide, more, text, p[1] - p[0] + 1


@cython.locals(a=(int, int), b=(cython.long, cython.float))
def pairs(x, y):
    """
    >>> pairs(1, 2)
    ('(int, int)', '(long, float)', (1, 2), (1, 2.0))
    """
    a = (x, y)
    b = (x, y)
    return cython.typeof(a), cython.typeof(b), a, b


cpdef annotated(a: list, b: int = 2, c: Optional[tuple] = None):
    """
    >>> annotated([])
    ('list object', 'int object', 'tuple object')
    >>> annotated(None)
    Traceback (most recent call last):
    TypeError: Argument 'a' has incorrect type (expected list, got NoneType)
    >>> annotated([], 1, [])
    Traceback (most recent call last):
    TypeError: Argument 'c' has incorrect type (expected tuple, got list)
    """
    return cython.typeof(a), cython.typeof(b), cython.typeof(c)


def stricter(d: dict):
    """
    >>> class Sub(dict): pass
    >>> stricter(Sub())  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    TypeError: Argument 'd' has incorrect type (expected dict, got ...Sub): Cython is deliberately stricter ...
    """
    return d


def unpack_typed(it):
    """
    >>> unpack_typed([1, 2, 'x'])
    (0, 0, 0)
    >>> unpack_typed([1, 2, 3])
    (1, 2, 3)
    """
    cdef int a = 0, b = 0, c = 0
    try:
        a, b, c = it
    except TypeError:
        pass
    return a, b, c


def between(int c):
    """
    >>> between(ord('x')), between(ord('A'))
    (True, False)
    """
    return 'a' < 'b' < c < 'y' < 'z'


def texts(bytes b, int i, x):
    """
    >>> texts(b'abc', 5, 'c')
    Traceback (most recent call last):
    IndexError: string index out of range
    >>> texts(b'abc', 1, 'c')
    (98, 99, b'abc', 'abc')
    >>> texts(b'abc', 1, 'ccc')  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ValueError: only single character unicode strings ...
    """
    cdef const char *encoding = 'utf-8'
    return <char>b[i], ord(x), 'abc'.encode(b'ascii', b'strict'), b.decode(encoding)


ctypedef struct Point:
    int x


cpdef Point move(Point p):
    """
    >>> move(dict(x=1))
    {'x': 2}
    >>> move(None)
    Traceback (most recent call last):
    TypeError: Expected a mapping, got NoneType
    """
    p.x += 1
    return p


cdef class WithNote:
    """
    >>> WithNote.note
    1.5
    """
    note: cython.float = 1.5


def over_literal():
    """
    >>> over_literal()
    ('Py_UCS4', 'c')
    """
    for c in 'abc':
        pass
    return cython.typeof(c), c


def optional_float(price: Optional[float] = 3, *, n: {'ctype': 'unsigned long'} = 4):
    """
    >>> optional_float()
    ('float object', 'unsigned long', 3.0)
    >>> optional_float(2)
    ('float object', 'unsigned long', 2.0)
    >>> optional_float(None)
    ('float object', 'unsigned long', None)
    >>> optional_float(1j)
    Traceback (most recent call last):
    TypeError: Argument 'price' has incorrect type (expected float, got complex)
    """
    return cython.typeof(price), cython.typeof(n), price


def as_tuple() -> tuple:
    """
    >>> as_tuple()
    (1, 2)
    """
    cdef int[2] a = [1, 2]
    return a


@cython.annotation_typing(False)
cdef class Untyped:
    """
    >>> Untyped().kinds()
    ('Python object', 'Python object')
    """
    x: float

    def kinds(self, y: float = 0):
        return cython.typeof(self.x), cython.typeof(y)


def old_character(Py_UNICODE c):
    """
    >>> old_character('x')
    ('Py_UNICODE', 'x', 120)
    >>> old_character('xy')
    Traceback (most recent call last):
    ValueError: only single character unicode strings can be converted to Py_UNICODE, got length 2
    """
    return cython.typeof(c), c, <int>c


import typing
from typing import List as Many


cdef class WithClassVar:
    """
    >>> WithClassVar.limit
    5
    """
    cdef typing.ClassVar[int] limit
    limit = 5


def typed_containers():
    """
    >>> typed_containers()
    ('dict[int,float] object', 'list[int] object', 'tuple object')
    """
    cdef typing.Dict[int, float] d = {}
    cdef Many[int] l = []
    cdef tuple t = ()
    return cython.typeof(d), cython.typeof(l), cython.typeof(t)
