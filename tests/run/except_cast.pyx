"""Exception values written as casts; types of several words over several lines."""


cdef int zero(int x) noexcept:
    return 0

ctypedef int (*function)(int)

cdef char *text(int x) except <char *>NULL:
    if not x:
        raise ValueError("no text")
    return "text"

cdef function chosen(int x) except <function>NULL:
    if not x:
        raise ValueError("no function")
    return zero

cdef unsigned long number(unsigned
                          long x, long  # of two words
                          long y) except <unsigned long>-1:
    if not x:
        raise ValueError("no number")
    return x + <unsigned long>y


def tried(x):
    """
    >>> tried(1)
    [b'text', 0, 3]
    >>> tried(0)
    ['no text', 'no function', 'no number']
    """
    found = []
    try:
        found.append(<bytes>text(x))
    except ValueError as error:
        found.append(str(error))
    try:
        found.append(chosen(x)(x))
    except ValueError as error:
        found.append(str(error))
    try:
        found.append(number(x, 2))
    except ValueError as error:
        found.append(str(error))
    return found


def wrapped(list a not None, unsigned
            int b, unsigned \
            char c):
    """
    >>> wrapped([1], 2, 3)
    6
    """
    return a[0] + b + c
