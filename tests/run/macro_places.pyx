# Macros that assign to an argument: items of C memory stand in the call as they are, whatever else is called there.
cdef extern from *:
    """
    static int macro_next(void) { static int n = 40; return ++n; }
    #define MACRO_STORE(place, value) ((place) = (value) * 2)
    #define MACRO_SWAP(a, b) do { int kept = (a); (a) = (b); (b) = kept; } while (0)
    """
    void MACRO_STORE(...)
    void MACRO_SWAP(...)
    int macro_next() except -1


def store(int n):
    """
    >>> store(1)
    [0, 82, 0]
    """
    cdef int[3] items = [0, 0, 0]
    MACRO_STORE(items[n], macro_next())
    return items


def store_through(int n):
    """
    >>> store_through(2)
    [0, 0, 14]
    """
    cdef int[3] items = [0, 0, 0]
    cdef int *p = items
    MACRO_STORE(p[n], n + 5)
    return items


def swap():
    """
    >>> swap()
    [2, 1]
    """
    cdef int[2] items = [1, 2]
    MACRO_SWAP(items[0], items[1])
    return items


cdef const int later
later = 20


def const_later():
    """
    >>> const_later()
    20
    """
    return later
