"""Objects whose memory is read or written without the GIL: characters, bytes, complex numbers; C numbers in divmod."""
cimport cython


def char_of(str text, int index):
    """
    >>> char_of("abc", 0), char_of("abc", -1)
    ('a', 'c')
    >>> char_of("abc", 100)
    Traceback (most recent call last):
    IndexError: string index out of range
    >>> char_of(None, 0)
    Traceback (most recent call last):
    TypeError: 'NoneType' object is not subscriptable
    """
    with nogil:
        c = text[index]
    return c


def byte_of(bytearray array, int index):
    """
    >>> byte_of(bytearray(b'abc'), 1), byte_of(bytearray(b'abc'), -3)
    (98, 97)
    >>> byte_of(bytearray(), 0)
    Traceback (most recent call last):
    IndexError: bytearray index out of range
    """
    with nogil:
        b = array[index]
    return b


def set_bytes(bytearray array, int value):
    """
    >>> set_bytes(bytearray(b'abcd'), 65)
    bytearray(b'xAAd')
    >>> set_bytes(bytearray(b'abcd'), 256)
    Traceback (most recent call last):
    ValueError: byte must be in range(0, 256)
    >>> set_bytes(bytearray(b'a'), 1)
    Traceback (most recent call last):
    IndexError: bytearray index out of range
    """
    with nogil:
        array[0] = 'x'
        array[1] = value
        array[2] = value
    return array


def set_objects(bytearray array, value):
    """
    >>> set_objects(bytearray(b'ab'), 99)
    bytearray(b'cd')
    >>> set_objects(bytearray(b'ab'), -1)
    Traceback (most recent call last):
    OverflowError: can't convert negative value to unsigned char
    >>> cython_types(bytearray(b'abc'))
    ('unsigned char', 'int')
    """
    array[0] = value
    array[1] += 2
    return array


def cython_types(bytearray array):
    b = array[0]
    return cython.typeof(b), cython.typeof(array[0])


cdef double size_of(complex z) nogil:
    return abs(z)


def complex_size(complex z):
    """
    >>> complex_size(3+4j)
    (5.0, 5.0)
    >>> complex_size(None)
    Traceback (most recent call last):
    TypeError: bad operand type for abs(): 'NoneType'
    """
    return abs(z), size_of(z)


def quotients(long a, int b):
    """
    >>> quotients(10, 3), quotients(-10, 3), quotients(10, -3)
    ((3, 1), (-4, 2), (-4, -2))
    >>> quotients(1, 0)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ZeroDivisionError: ...division...by zero
    """
    with nogil:
        q, r = divmod(a, b)
    return q, r


@cython.cdivision(True)
def quotients_of_floats(double a, int b):
    """
    >>> quotients_of_floats(7.5, 2), quotients_of_floats(-7.5, 2)
    ((3.0, 1.5), (-4.0, 0.5))
    >>> cython_tuple(7, 2)
    ((3, 1), '(int, int)')
    """
    return divmod(a, b)


def cython_tuple(int a, int b):
    both = divmod(a, b)
    return both, cython.typeof(both)


@cython.overflowcheck(True)
def checked_abs(int a):
    """
    >>> checked_abs(-3)
    3
    >>> checked_abs(-2**31)
    Traceback (most recent call last):
    OverflowError: value too large
    """
    return abs(a)


ctypedef fused number_or_object:
    int
    double
    object


def without_gil_if_c(number_or_object x):
    """
    >>> without_gil_if_c["int"](1), without_gil_if_c["double"](1.5), without_gil_if_c[object](2)
    (2, 2.5, 3)
    """
    cdef number_or_object y = x
    with nogil(number_or_object is not object):
        y = y + 1
    return y
