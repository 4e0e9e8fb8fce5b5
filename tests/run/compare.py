"""Comparisons: chained, identity, membership, rich results."""

log = []


def say(x):
    log.append(x)
    return x


def chained(a, b, c):
    """
    >>> chained(1, 2, 3), log[:]
    (True, [1, 2, 3])
    >>> del log[:]; chained(2, 1, 3), log[:]
    (False, [2, 1])
    >>> del log[:]; chained('a', 'a', 'b')
    True
    """
    return say(a) <= say(b) < say(c)


def in_if(a, b, c):
    """
    >>> in_if(1, 2, 3), in_if(1, 5, 3), in_if(5, 6, 6)
    ('inside', 'outside', 'inside')
    """
    if a < b <= c:
        return 'inside'
    return 'outside'


def all_operators(a, b):
    """
    >>> all_operators(1, 2)
    [True, True, False, False, False, True]
    >>> all_operators(2.5, 2.5)
    [False, True, False, True, True, False]
    >>> all_operators('b', 'a')
    [False, False, True, True, False, True]
    >>> all_operators(1, 'a')
    Traceback (most recent call last):
    ...
    TypeError: '<' not supported between instances of 'int' and 'str'
    """
    return [a < b, a <= b, a > b, a >= b, a == b, a != b]


def with_constant(x):
    """
    >>> with_constant(5), with_constant(4.5), with_constant(10**30)
    ([False, False, True, True], [True, False, False, True], [False, False, True, True])
    """
    return [x < 5, x == 5.0 and x != 5, x >= 5, 3 < x]


def identity(a, b):
    """
    >>> x = []
    >>> identity(x, x), identity(x, []), identity(None, None)
    ((True, False, False), (False, True, False), (True, False, True))
    """
    return a is b, a is not b, a is None


def membership(x, xs):
    """
    >>> membership(1, [1, 2]), membership('k', {'k': 1}), membership('b', 'abc'), membership(3, {1, 2})
    ((True, False), (True, False), (True, False), (False, True))
    >>> membership(1, 5)  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    TypeError: argument of type 'int' is not iterable
    """
    return x in xs, x not in xs


def in_literals(x):
    """
    >>> [in_literals(x) for x in (1, 'a', None, 2.0, 7)]
    [True, True, True, True, False]
    """
    return x in (1, 2, 'a', None)


def rich_result(a, b):
    """A comparison may give anything; a chain asks for its truth in the middle only.

    >>> class V:
    ...     def __init__(self, n): self.n = n
    ...     def __lt__(self, other): return ('lt', self.n, other.n)
    ...     def __eq__(self, other): return []
    >>> rich_result(V(1), V(2))
    (('lt', 1, 2), [], ('lt', 2, 1))
    """
    return a < b, a == b, a < b < a


def not_equal_none(x):
    """
    >>> not_equal_none(None), not_equal_none(0)
    ((True, False), (False, True))
    """
    return x == None, x != None


def nan():
    """
    >>> nan()
    [False, True, False, False]
    """
    n = float('nan')
    return [n == n, n != n, n < n, n >= n]


def char_in(c, text):
    """
    >>> [char_in(c, text) for c in ("a", "é", "z", "", "ab", "\\u0394", "\\0") for text in ("abé", "", "\\u0394a", "\\0")]
    [True, False, True, False, True, False, False, False, False, False, False, False, True, True, True, True, \
True, False, False, False, False, False, True, False, False, False, False, True]
    >>> char_in(1, "abc")
    Traceback (most recent call last):
        ...
    TypeError: 'in <string>' requires string as left operand, not int
    """
    return c in text


def order(a, b):
    """
    >>> [order(a, b) for a, b in (("a", "b"), ("b", "a"), ("a", "a"), ("a", "ab"), ("é", "z"), ("\\u0394", "é"), ("", "a"))]
    [(1, 1, 0, 0), (0, 0, 1, 1), (0, 1, 0, 1), (1, 1, 0, 0), (0, 0, 1, 1), (0, 0, 1, 1), (1, 1, 0, 0)]
    """
    return 1 if a < b else 0, 1 if a <= b else 0, 1 if a > b else 0, 1 if a >= b else 0
