"""Slices of objects: reading, writing, deleting; bounds of any kind."""


def get(x, a, b):
    """
    >>> get([0, 1, 2, 3, 4], 1, 3), get('abcde', -3, -1), get((1, 2, 3), None, 2), get(b'abc', 1, 100)
    ([1, 2], 'cd', (1, 2), b'bc')
    >>> get([1, 2], 1.5, 2)
    Traceback (most recent call last):
    ...
    TypeError: slice indices must be integers or None or have an __index__ method
    """
    return x[a:b]


def constants(x):
    """
    >>> constants('abcdef')
    ['bc', 'ab', 'cdef', 'f', 'abcde', 'abcdef', '']
    >>> constants([1, 2, 3])
    [[2, 3], [1, 2], [3], [3], [1, 2], [1, 2, 3], []]
    """
    return [x[1:3], x[:2], x[2:], x[-1:], x[:-1], x[:], x[3:1]]


def steps(x, n):
    """
    >>> steps('abcdef', 2)
    ('ace', 'fedcba', 'bdf', 'fd')
    """
    return x[::n], x[::-1], x[1::n], x[:1:-n]


def put(x, v):
    """
    >>> put([0, 1, 2, 3], 'ab')
    ([0, 'a', 'b', 3], [0, 'a', 'b', 3, 9])
    """
    x[1:3] = v
    y = x[:]
    y[len(y):] = [9]
    return x, y


def put_step(x):
    """
    >>> put_step([0, 1, 2, 3])
    ['a', 1, 'b', 3]
    >>> put_step([0])
    Traceback (most recent call last):
    ...
    ValueError: attempt to assign sequence of size 2 to extended slice of size 1
    """
    x[::2] = 'ab'
    return x


def remove(x, n):
    """
    >>> remove([0, 1, 2, 3, 4, 5], 2)
    [2, 4]
    """
    del x[:n]
    del x[1::2]
    return x


def with_ints(x):
    """
    >>> with_ints(list(range(6)))
    [[0], [0, 1], [1, 2, 3], [4, 5]]
    """
    out = []
    for i in range(1, 3):
        out.append(x[:i])
    i = 1
    out.append(x[i:i + 3])
    out.append(x[-2:])
    return out


def custom(x):
    """
    >>> class X:
    ...     def __getitem__(self, key): return key
    >>> custom(X())
    (slice(1, None, None), slice(None, 2, None), slice(None, None, None), slice(1, 2, -1))
    """
    return x[1:], x[:2], x[:], x[1:2:-1]


def augmented(x):
    """
    >>> augmented([1, 2, 3])
    [1, 2, 3, 0, 0]
    """
    x[1:] += [0, 0]
    return x


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


def cut(x, a, b):
    """
    >>> for x in ([0, 1, 2, 3, 4], (0, 1, 2, 3, 4), "01234", b"01234"):
    ...     print(cut(x, 1, 3), cut(x, -2, None), cut(x, None, -1), cut(x, True, 10**30), cut(x, -10**30, Index(2)), cut(x, 4, 1))
    [1, 2] [3, 4] [0, 1, 2, 3] [1, 2, 3, 4] [0, 1] []
    (1, 2) (3, 4) (0, 1, 2, 3) (1, 2, 3, 4) (0, 1) ()
    12 34 0123 1234 01 
    b'12' b'34' b'0123' b'1234' b'01' b''
    >>> cut([1], "a", 2)
    Traceback (most recent call last):
        ...
    TypeError: slice indices must be integers or None or have an __index__ method
    """
    return x[a:b]


def steps(x, a, b, c):
    """
    >>> x = [0, 1, 2, 3, 4]
    >>> steps(x, None, None, -1), steps(x, 3, None, -2), steps(x, -1, 0, -3), steps(x, None, None, 2), steps(x, 1, 99, 3)
    ([4, 3, 2, 1, 0], [3, 1], [4, 1], [0, 2, 4], [1, 4])
    >>> steps(x, 99, -99, -4), steps(x, 0, 5, None), steps("abcd", None, None, -1), steps(x, 0, 2, 10**30), steps(x, 4, 0, 1)
    ([4, 0], [0, 1, 2, 3, 4], 'dcba', [0], [])
    >>> steps(x, 0, 1, 0)
    Traceback (most recent call last):
        ...
    ValueError: slice step cannot be zero
    """
    return x[a:b:c]


def put(x, a, b, value):
    """
    >>> put([0, 1, 2, 3], 1, None, "ab"), put([0, 1, 2, 3], None, -1, []), put([0, 1], 5, 9, (7,)), put([0, 1, 2], 2, 0, [9])
    ([0, 'a', 'b'], [3], [0, 1, 7], [0, 1, 9, 2])
    >>> try:
    ...     put([1], 0, 1, 2)
    ... except TypeError as e: # worded differently by free-threaded interpreters
    ...     "assign" in str(e) and "iterable" in str(e)
    True
    >>> put((1,), 0, 1, [2])
    Traceback (most recent call last):
        ...
    TypeError: 'tuple' object does not support item assignment
    """
    x[a:b] = value
    del x[len(x):a]
    return x
