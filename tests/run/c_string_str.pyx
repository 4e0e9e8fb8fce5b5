# cython: c_string_type=str, c_string_encoding=utf8
# C strings that are str to Python, and str objects as C strings.


def both_ways(char *text):
    """
    >>> both_ways('gr\\xfcn')
    ('gr\\xfcn', 5)
    >>> both_ways(b'abc')
    ('abc', 3)
    >>> both_ways(1)
    Traceback (most recent call last):
    TypeError: expected bytes, int found
    """
    return text, len(text)


def parts(char *text, int n):
    """
    >>> parts('abcdef', 2)
    ('ab', b'ab', 'cdef', bytearray(b'ab'))
    """
    cdef bytearray some = text[:n]
    return text[:n], <bytes>text[:n], text[n:], some
