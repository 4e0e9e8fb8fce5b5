# Packed structs have no gaps.

cdef struct Loose:
    char a
    double b

cdef packed struct Tight:
    char a
    double b


def sizes():
    """
    >>> sizes()
    (16, 9, {'a': 1, 'b': 2.5})
    """
    cdef Tight t
    t.a = 1
    t.b = 2.5
    return sizeof(Loose), sizeof(Tight), t
