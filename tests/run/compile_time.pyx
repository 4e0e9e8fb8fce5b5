"""DEF, IF and include act while the source is read."""
DEF WIDTH = 2 ** 3
DEF NAMES = ("a", "b") + ("c",)
DEF LARGE = (1 << 64) - 1
DEF RAW = NAMES[1].encode("utf8")
DEF INFINITE = float("inf")
include "compile_time.pxi"


def constants():
    """
    >>> constants()
    (8, ('a', 'b', 'c'), 18446744073709551615, b'b', 'included', -7.5)
    """
    return WIDTH, NAMES, LARGE, RAW, FROM_FILE, -7.5


def typed():
    """
    >>> typed()
    (8, 18446744073709551615, 36)
    """
    cdef int[WIDTH] table
    cdef unsigned long long large = LARGE
    cdef int i, total = 0
    for i in range(WIDTH + 1):
        if i < WIDTH:
            table[i] = i
            total += table[i]
        else:
            total += WIDTH
    return wide(), large, total


def branch():
    """
    >>> branch()
    'b'
    """
    IF WIDTH > 8 or not NAMES:
        return no_such_name
    ELIF len(NAMES) == 3 and "b" in NAMES:
        return "b"
    ELSE:
        return other_name


def system():
    """
    >>> system() == __import__("os").uname().sysname
    True
    """
    return UNAME_SYSNAME


def infinite():
    """
    >>> infinite()
    inf
    """
    cdef double x = INFINITE
    return x
