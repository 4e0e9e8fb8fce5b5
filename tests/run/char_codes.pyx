"""Characters above 127 are C's: `char` is signed on most machines, and b'\\xff' is one."""


def same(bytes text):
    """
    >>> same(b'\\xff'), same(b'\\xfe'), same(b'a')
    ((True, True, False, True), (False, False, True, True), (False, False, True, False))
    """
    cdef const char *p = text
    cdef char c = p[0]
    return p[0] == b'\xff', b'\xff' == c, c != b'\xff', c in b'\xfe\xff'


def text_mark(bytes text):
    """
    >>> text_mark(b'\\xff\\xfe\\0\\0'), text_mark(b'\\xff\\xfe')
    (True, False)
    """
    cdef const char *p = text
    return len(text) >= 4 and p[0] == b'\xff' and p[1] == b'\xfe' and p[2] == 0 and p[3] == c'\0'


def kept():
    """
    >>> kept()
    (255, True, True, True)
    """
    cdef unsigned char u = b'\xff'
    cdef char c = b'\xff'
    cdef int i = b'\xff'
    cdef long l = c'\xff'
    return u, i == c, l == c, (<unsigned char> c) == u


def wider(unsigned char u):
    """
    As in C: an unsigned char is never below zero.

    >>> [wider(97), wider(98)]
    [(True, True), (False, True)]
    """
    return u == b'a', u in b'ab'
