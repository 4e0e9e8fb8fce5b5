"""Items of texts and bytes whose types are declared in Python's own syntax, where errors are worded as the interpreter's.

>>> of_str('a\xe9\u20ac\U0001f600', 1), of_str('abc', -1), of_str('\u20acx', 0)
(('\xe9', '\xe9!', 233, True), ('c', 'c!', 99, False), ('\u20ac', '\u20ac!', 8364, False))
>>> of_str('abc', 3)
Traceback (most recent call last):
IndexError: string index out of range
>>> of_bytes(b'ab~', 2), of_bytes(b'ab', -2)
((126, 126, 64), (97, 97, 49))
>>> of_bytes(b'', 0)
Traceback (most recent call last):
IndexError: index out of range
>>> places(['x', 'y'], 'z', 0), places({0: 'k'}, 'abc', -1)
((['xz', 'y'], 'z'), ({0: 'kc'}, 'c'))
>>> stored('ab', b'ab', 0)
Traceback (most recent call last):
TypeError: 'bytes' object does not support item assignment
>>> stored('ab', b'ab', 2)
Traceback (most recent call last):
IndexError: string index out of range
>>> codes('a'), codes(b'{'), codes(bytearray(b'!')), codes('\U0001f600')
(97, 123, 33, 128512)
>>> codes('ab')
Traceback (most recent call last):
TypeError: ord() expected a character, but string of length 2 found
>>> codes(7)
Traceback (most recent call last):
TypeError: ord() expected string of length 1, but int found
>>> inferred(5)
('5', 'a', 49, 'b')
>>> power(2, 10, 1000), power(-2, 3, 5), power(True, 2, 7)
(24, 2, 1)
>>> power(2, -1, 4)
Traceback (most recent call last):
ValueError: base is not invertible for the given modulus
>>> power('a', 1, 2)  # doctest: +ELLIPSIS
Traceback (most recent call last):
TypeError: unsupported operand type(s) for ...pow(): 'str', 'int', 'int'
>>> same([1]), empty(3), empty(0)
((True, False), ('', 'x'), ('x', ''))
"""
import cython


@cython.locals(s=str, i=cython.Py_ssize_t)
def of_str(s, i):
    char = s[i]
    s[i]
    return char, s[i] + '!', ord(s[i]), s[i] in '\xe9\xea'


@cython.locals(b=bytes, i=cython.int)
def of_bytes(b, i):
    x = b[i]
    return x, b[i], b[i] // 2 + 1


@cython.locals(s=str, i=cython.int)
def places(target, s, i):
    n = 0
    target[n] += s[i]
    return target, s[i]


@cython.locals(s=str, b=bytes, i=cython.int)
def stored(s, b, i):
    try:
        s[i] += '!'
    except TypeError as error:
        b[i] += 1
    return s


def codes(x):
    return ord(x)


def inferred(n):
    s = 'ab' + str(n)
    b = b'12'
    return s[2], s[0], b[0], 'abc'[1]


def power(x, y, z):
    return pow(x, y, z)


def same(x):
    y = x
    return id(x) == id(y), id(x) == id([x])


def empty(n):
    return (str(), 'x') if n else ('x', str())
