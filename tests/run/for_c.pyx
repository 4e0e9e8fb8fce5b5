"""Loops over C memory: arrays, pointers, for-from, characters."""


def over_array():
    """
    >>> over_array()
    (10, [1, 2, 3, 4])
    """
    cdef int[4] a = [1, 2, 3, 4]
    cdef int x, s = 0
    out = []
    for x in a:
        s += x
    for y in a:
        out.append(y)
    return s, out


def over_pointer(int n):
    """
    >>> over_pointer(3), over_pointer(0)
    ([10, 20, 30], [])
    """
    cdef int[4] a
    cdef int i, x
    cdef int *p = a
    for i in range(4):
        a[i] = (i + 1) * 10
    return [x for x in p[:n]]


def over_part():
    """
    >>> over_part()
    [2.5, 3.5]
    """
    cdef double[4] a = [1.5, 2.5, 3.5, 4.5]
    out = []
    for x in a[1:3]:
        out.append(x)
    return out


def for_from(int n):
    """
    >>> for_from(4)
    ([0, 1, 2, 3], [1, 2, 3, 4], [4, 3, 2, 1], [0, 2], 4)
    """
    cdef int i
    a, b, c, d = [], [], [], []
    for i from 0 <= i < n by 2:
        d.append(i)
    for i from 0 < i <= n:
        b.append(i)
    for i from n >= i > 0:
        c.append(i)
    for i from 0 <= i < n:
        a.append(i)
    return a, b, c, d, i


def for_from_exits(int n):
    """
    >>> for_from_exits(10), for_from_exits(3)
    (([0, 1, 3], False), ([0, 1], True))
    """
    cdef int i
    out = []
    ended = False
    for i from 0 <= i < n:
        if i == 2:
            continue
        if i == 4:
            break
        out.append(i)
    else:
        ended = True
    return out, ended


def over_bytes(bytes s):
    """
    >>> over_bytes(b'az'), over_bytes(b'')
    (([97, 122], 219), ([], 0))
    >>> over_bytes(None)
    Traceback (most recent call last):
    ...
    TypeError: 'NoneType' object is not iterable
    """
    cdef int total = 0
    cdef unsigned char c
    out = []
    for x in s:
        out.append(x)
    for c in s:
        total += c
    return out, total


def over_str(str s):
    """
    >>> over_str('aé€'), over_str('')
    ((['a', 'é', '€'], 1, 8694), ([], 0, 0))
    """
    cdef Py_UCS4 c
    cdef int ascii = 0
    cdef long total = 0
    out = []
    for x in s:
        out.append(x)
    for c in s:
        if c < 128:
            ascii += 1
        total += ord(c)
    return out, ascii, total


def over_typed(list xs, tuple t, dict d):
    """
    >>> over_typed([1, 2], (3,), {4: 5})
    [1, 2, 3, 4]
    >>> over_typed(None, (), {})
    Traceback (most recent call last):
    ...
    TypeError: 'NoneType' object is not iterable
    """
    out = []
    for x in xs:
        out.append(x)
    for x in t:
        out.append(x)
    for x in d:
        out.append(x)
    return out


def from_into_objects(a, b, double step):
    """
    >>> from_into_objects(0, 2, .5)
    ([0.0, 0.5, 1.0, 1.5], 2.0, [3, 2, 1], 0)
    """
    cdef object x, n
    first, second = [], []
    for x from a <= x < b by step:
        first.append(x)
    for n from 3 >= n > a:
        second.append(n)
    return first, x, second, n


def from_in_comprehensions(int n, range):
    """
    >>> from_in_comprehensions(3, None)
    ([0, 1, 2], [1, 2, 3], [3, 1], {2: 4}, [(0, 1), (0, 2), (1, 2)], 6)
    """
    return ([i for i from 0 <= i < n], [i for i from 0 < i <= n], [i for i from n >= i > 0 by 2],
            {i: i * i for i from 1 < i < n}, [(i, j) for i from 0 <= i < n for j from i < j < n],
            sum(i for i from 0 < i <= n))


def numbered_into_c(items):
    """What enumerate() counts is an object to a C variable of another kind.

    >>> numbered_into_c("ab")
    Traceback (most recent call last):
    ...
    TypeError: Expected a sequence of size 2, got int
    """
    cdef (int, int) pair
    for pair, item in enumerate(items):
        print(pair, item)
