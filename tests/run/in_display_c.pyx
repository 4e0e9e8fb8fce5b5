"""`x in (a, b)` of C values compares them in C, without the GIL.

>>> run(1, 2, 'a', B, 255, -1, True)
(175, True, 2, True, True, True, False, True, False)
>>> run(7, 2.5, '\u20ac', C, 10, 10, False)
(52, False, 4, False, False, False, False, False, False)
>>> run(0, 1.5, 'x', A, 97, 0, False)
(74, False, 6, False, False, False, False, False, True)
"""
cdef enum E:
    EA = 1
    EB = 5
    EC = 9
A, B, C = EA, EB, EC

cdef int n = 0


cdef int called(int v):
    global n
    n += 1
    return v


def run(int x, double d, Py_UCS4 c, int e0, unsigned char b, signed char sc, bint q):
    cdef int r = 0
    cdef E e = <E>e0
    with nogil:
        r = ((x in (1, 2, 3)) + 2 * (d in [1.5, 2]) + 4 * (c in 'a\xe9\u20ac') + 8 * (e in (EA, EB)) +
             16 * (b in b'\n\xff') + 32 * (sc in b'\n\xff') + 64 * (x not in {1, 7}) + 128 * (q in (True,)))
    return (r, x in (called(1), called(2)), n, c in ('a', 'b'), x in (1.0,), x in (1, None), x in (),
            x == 1 in (True, False), b in (b'a', b'b'))
