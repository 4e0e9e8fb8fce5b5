"""Characters: char, Py_UCS4, literals of one character, str and bytes as C."""
cimport cython


def ucs4(Py_UCS4 c):
    """
    >>> ucs4('a'), ucs4('é')
    (('a', 97, True, True), ('é', 233, False, True))
    >>> ucs4('ab')  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    ValueError: only single character unicode strings can be converted to Py_UCS4
    """
    return c, ord(c), c == 'a', c != 'b'


def literal():
    """
    >>> literal()
    (97, 'x', True, 10)
    """
    cdef char c = b'a'
    cdef Py_UCS4 u = 'x'
    cdef unsigned char d = c'\n'
    return c, u, c == c'a', d


def classify(str s):
    """
    >>> classify('aB1 é')
    'lUdsl'
    """
    out = ''
    cdef Py_UCS4 c
    for c in s:
        if c.isdigit():
            out += 'd'
        elif c.isupper():
            out += 'U'
        elif c.isalpha():
            out += 'l'
        elif c == ' ':
            out += 's'
    return out


def count(str s, Py_UCS4 wanted):
    """
    >>> count('banana', 'a'), count('', 'x')
    (3, 0)
    """
    cdef int n = 0
    for c in s:
        if c == wanted:
            n += 1
    return n


def in_string(Py_UCS4 c):
    """
    >>> in_string('e'), in_string('x')
    ((True, False), (False, True))
    """
    return c in 'aeiou', c not in 'aeiou'


def ranges(Py_UCS4 c):
    """
    >>> ranges('f'), ranges('Z')
    (('lower', 5), ('other', -7))
    """
    return 'lower' if 'a' <= c <= 'z' else 'other', ord(c) - ord('a')


def index(str s, bytes b, int i):
    """
    >>> index('héy', b'abc', 1), index('héy', b'abc', -1)
    (('é', 98), ('y', 99))
    >>> index('', b'a', 0)
    Traceback (most recent call last):
    ...
    IndexError: string index out of range
    """
    return s[i], b[i]


def build(list codes):
    """
    >>> build([104, 105])
    'hi'
    """
    out = ''
    for code in codes:
        out += chr(code)
    return out


def bytes_sum(const unsigned char[:] data):
    """
    >>> bytes_sum(b'abc')
    294
    """
    cdef long total = 0
    for c in data:
        total += c
    return total


def arithmetic(Py_UCS4 a, Py_UCS4 b, int n):
    """
    >>> arithmetic('x', 'y', 3)
    ('xy', 'xxx', 'x-y', 'x!')
    >>> minus('x', 1)
    Traceback (most recent call last):
    ...
    TypeError: unsupported operand type(s) for -: 'str' and 'int'
    """
    return a + b, a * n, a + '-' + b, '%c!' % a


def minus(Py_UCS4 a, int n):
    return a - n


def tests_of_characters(s):
    """
    >>> tests_of_characters('a1 ²Z')
    ['a', '1', ' ', '²', 'Z']
    """
    cdef Py_UCS4 c
    return [c for c in <str>s if (c.isalpha() and c.islower()) or c.isdecimal() or c.isspace() or
            (c.isnumeric() and c.isdigit() and not c.isdecimal()) or (c.isalnum() and c.isupper())]


def test_of_no_character(bytes b):
    """A character that is none, as bytes in a char become: no test fails.

    >>> test_of_no_character('³'.encode())
    (False, False)
    """
    cdef char *p = b
    cdef Py_UCS4 c = p[0]
    with nogil:
        r = c.isspace()
    return r, c.isdigit()


def length_of_arrays():
    """len() of an array of characters is that of the text in it, as for a pointer.

    >>> length_of_arrays()
    (2, 1, 4, 2)
    """
    cdef char a[5]
    cdef unsigned char b[4]
    cdef short c[4]
    cdef char d[2][8]
    a = b'ab\0\0\0'
    b = [65, 0, 66, 0]
    return len(a), len(b), len(c), len(d)


@cython.boundscheck(False)
@cython.wraparound(False)
def char_at(str s, Py_ssize_t i):
    """
    >>> char_at('ab\u20ac', 2), char_at('abc', 0)
    ('\u20ac', 'a')
    """
    cdef Py_UCS4 c = s[i]
    return c
