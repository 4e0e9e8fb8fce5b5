"""Functions of the program with names that headers have, under a number too, or as a macro."""

cdef extern from *:
    """
    int open(const char *path, int flags, ...);
    int connect(int handle, const void *address, unsigned size);
    int bind(int handle, const void *address, unsigned size);
    static int reading2(int x) { return 20 + x; }
    static int reading3(int x) { return 30 + x; }
    #define reading reading2
    """
    int c_reading "reading"(int x)
    int c_other "reading3"(int x)


cdef int reading(int x):
    return c_reading(x) + c_other(x)


def open(x):
    """
    >>> open(1)
    52
    >>> open.__name__
    'open'
    """
    return reading(x)


cdef int connect(int x):
    return x + 1


cdef class Link:
    def send(self, x):
        """
        >>> Link().send(4)
        5
        >>> Link().bind(4)
        9
        """
        return connect(x)

    cpdef int bind(self, int x):
        return connect(x) + x
