"""Items of bytes in loops are C characters, beside which b'x' is one, too."""
cimport cython


def kinds(bytes data, bytearray more, object any_):
    """
    >>> kinds(b'abc', bytearray(b'ab'), b'ab')
    [('unsigned char', True, True, 97), ('unsigned char', True, False, 97), ('Python object', False, True, 97), ('Python object', False, False, 97)]
    """
    found = []
    for a in data:
        found.append((cython.typeof(a), a == b'a', a in b'ad', a))
        break
    for b in more:
        found.append((cython.typeof(b), b == b'a', b in b'bd', b))
        break
    for i, c in enumerate(data[:2]):
        found.append((cython.typeof(c), c == b'a', c in b'ad', c))
        break
    for d in any_:
        found.append((cython.typeof(d), d == b'a', d in [b'a'], d))
        break
    return found


def digits(bytes data):
    """
    >>> digits(b'a1b22')
    (3, [97, 98], {50: 1, 49: 1})
    >>> digits(None)
    Traceback (most recent call last):
    TypeError: 'NoneType' object is not iterable
    """
    count = 0
    for c in data:
        if b'0' <= c <= b'9':
            count += 1
    return count, [c for c in data if c in (b'a', b'b')], {c: 1 for c in reversed(data) if c not in b'ab'}


def in_arithmetic(bytes data):
    """
    >>> in_arithmetic(bytes([255, 254]))
    [(301050863282939882373120, 256), (299870271662222471069696, 255)]
    """
    return [(c << 70, c + 1) for c in data]


def by_index(bytes data, bytearray more, Py_ssize_t i, object any_):
    """
    >>> by_index(b'ab', bytearray(b'xa'), 1, b'a')
    [True, True, True, False, True, False, 97]
    """
    return [data[0] == b'a', data[i] != b'a', b'a' == more[i], any_[0] == b'a', data[:1] == b'a', data[i] == b'ab', data[0]]
