"""Slices of builtin types take any iterable, whatever reading them would give."""


def stores(x):
    """
    >>> stores("ab")
    (bytearray(b'axyzc'), bytearray(b'\\x01\\x02'), [0, 5, 6, 'a', 'b'])
    """
    b = bytearray(b"abc")
    b[1:2] = b"xyz"
    c = bytearray(b"abc")
    c[:] = [1, 2]
    items = [1, 2, 3]
    items[0:0] = {0}
    items[1:2] = (5, 6)
    items[3:] = x
    return b, c, items
