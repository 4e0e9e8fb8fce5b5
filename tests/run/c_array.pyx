# C arrays and slices of C memory: filled from displays, memory and sequences, made lists of.
cimport cython

cdef enum:
    TWO = 2

ctypedef int[TWO] pair_t


def slices(int s, int e):
    """
    >>> slices(1, 4)
    [0, 7, 8, 9, 0]
    >>> slices(1, 5)
    Traceback (most recent call last):
    ValueError: Assignment to slice of wrong length, expected 3, got 4
    """
    cdef int[5] a = [0, 1, 2, 3, 0]
    a[s:e] = [7, 8, 9]
    return a


def pointer_to_items():
    """
    >>> pointer_to_items()
    ([3, 4, 5], (5, 4))
    """
    cdef int *p = [5, 4, 3]
    cdef int[3] a
    x, y = p[:2]
    a = p
    a[:] = (3, 4, 5)
    return a, (x, y)


def from_sequence(values):
    """
    >>> from_sequence((1, 2))
    [[1, 2], [3, 4]]
    >>> from_sequence((1, 2, 3))
    Traceback (most recent call last):
    IndexError: too many values found during array assignment, expected 2
    """
    cdef int[2][2] a
    a[0] = values
    a[1] = [3, 4]
    return a


def named_length():
    """
    >>> named_length()
    Traceback (most recent call last):
    ValueError: Assignment to slice of wrong length, expected 3, got 2
    """
    cdef pair_t d
    cdef int[3] v = [1, 2, 3]
    d = v
    return d


def loops(int n):
    """
    >>> loops(4)
    ([1.5, 2.5, 3.5], [4.5, 2.5], [0.5, 1.5, 2.5, 3.5])
    """
    cdef double[5] a = [0.5, 1.5, 2.5, 3.5, 4.5]
    cdef double *p = a
    cdef double *q
    return [x for x in p[1:n]], [x for x in p[n:1:-2]], [q[0] for q in a[:n]]


def text(bytes data, int n):
    """
    >>> text(b'abcdef', 2)
    (b'ab', b'abcdef', b'cdef', b'b', bytearray(b'abc'))
    """
    cdef char *p = data
    cdef bytes one = p[1]
    cdef bytearray some = p[:3]
    return p[:n], p[:None], p[n:], one, some


def kept_until_raised(values):
    """
    >>> kept_until_raised([1, 'x'])
    Traceback (most recent call last):
    TypeError: an integer is required
    """
    cdef int[2] a
    a[:] = values
    return a


def types():
    """
    >>> types()
    ('int [3]', 'int *')
    """
    cdef int[3] a
    cdef int *p = a
    return cython.typeof(a), cython.typeof(p)


def in_generator(int n):
    """
    >>> list(in_generator(3))
    [0, 2, 4]
    """
    cdef int[4] a = [0, 1, 2, 3]
    return (2 * x for x in a[:n])


def as_condition():
    """
    >>> as_condition()
    ['if', 'while', 'not']
    """
    cdef int[3] x
    seen = []
    if x:
        seen.append("if")
    while x:
        seen.append("while")
        break
    if not (not x):
        seen.append("not")
    return seen
