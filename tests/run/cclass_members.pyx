"""Public attributes that are C numbers, read and set by their place: every type, its range, what is refused.

>>> n = Numbers()
>>> for name in ('flag', 'c', 'sc', 'uc', 's', 'us', 'i', 'ui', 'l', 'ul', 'll', 'ull', 'ss', 'st', 'h', 'pd'):
...     setattr(n, name, 1)
...     print(name, getattr(n, name), *limits(n, name))
flag True False False
c 1 -128 127
sc 1 -128 127
uc 1 0 255
s 1 -32768 32767
us 1 0 65535
i 1 -2147483648 2147483647
ui 1 0 4294967295
l 1 -9223372036854775808 9223372036854775807
ul 1 0 18446744073709551615
ll 1 -9223372036854775808 9223372036854775807
ull 1 0 18446744073709551615
ss 1 -9223372036854775808 9223372036854775807
st 1 0 18446744073709551615
h 1 -9223372036854775808 9223372036854775807
pd 1 -9223372036854775808 9223372036854775807
>>> n.f = 0.5; n.d = 1e300; n.ld = 2; n.f, n.d, n.ld
(0.5, 1e+300, 2.0)
>>> n.d = -1; n.i = -1; n.d, n.i
(-1.0, -1)
>>> n.flag = []; n.flag
False
>>> n.i = 'x'
Traceback (most recent call last):
TypeError: an integer is required
>>> n.d = 'x'
Traceback (most recent call last):
TypeError: must be real number, not str
>>> class Odd:
...     def __bool__(self): raise KeyError('odd')
>>> n.flag = Odd()
Traceback (most recent call last):
KeyError: 'odd'
>>> n.i, n.d, n.flag
(-1, -1.0, False)
>>> del n.i
Traceback (most recent call last):
NotImplementedError: __del__
>>> n.fixed
7
>>> n.fixed = 3
Traceback (most recent call last):
AttributeError: attribute 'fixed' of 'cclass_members.Numbers' objects is not writable
>>> n.sum()
6
"""

ctypedef short small


cdef class Numbers:
    cdef public bint flag
    cdef public char c
    cdef public signed char sc
    cdef public unsigned char uc
    cdef public short s
    cdef public unsigned short us
    cdef public int i
    cdef public unsigned int ui
    cdef public long l
    cdef public unsigned long ul
    cdef public long long ll
    cdef public unsigned long long ull
    cdef public Py_ssize_t ss
    cdef public size_t st
    cdef public Py_hash_t h
    cdef public ptrdiff_t pd
    cdef public float f
    cdef public double d
    cdef public long double ld
    cdef public small typed
    cdef readonly int fixed

    def __init__(self):
        self.fixed = 7

    def sum(self):
        self.i = 1
        self.typed = 5
        return self.i + self.typed


def limits(numbers, name):
    """The smallest and the largest value that an attribute takes."""
    def takes(value):
        try:
            setattr(numbers, name, value)
        except OverflowError:
            return False
        return getattr(numbers, name) == value
    if name == 'flag':
        return takes(-5), takes(5)
    ends = [0, 0]
    for bits in range(66):
        if takes(-2 ** bits):
            ends[0] = -2 ** bits
        if takes(2 ** bits - 1):
            ends[1] = 2 ** bits - 1
    return ends
