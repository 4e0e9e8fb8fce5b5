# Values of an enum: its items only, others are cast; they have no attributes, an item's name on them included.
cdef enum E:
    A
    B

cdef enum Other:
    C

cdef E same(E e):
    return e

def assigned(int i, o):
    cdef E e = i
    #          ^ error[cannot-convert]: cannot convert `int` to `E`
    e = C
    #   ^ error[cannot-convert]: cannot convert `Other` to `E`
    e = A | B
    #   ^ error[cannot-convert]: cannot convert `int` to `E`
    same(1)
    #    ^ error[cannot-convert]: cannot convert `int` to `E`
    e = o
    e |= B
    # ^ error[cannot-convert]: cannot convert `int` to `E`
    e = <E>i
    i = e
    return e == i, e + 1

cdef E returned():
    return 0
    #      ^ error[cannot-convert]: cannot convert `int` to `E`

def attributes(E e):
    e.real
    # ^ error[no-attribute]: `E` has no attribute `real`
    return e.A
    #        ^ error[no-attribute]: `E` has no attribute `A`
