# C functions and pointers to them as Python objects; exception clauses of pointers.
from libc.math cimport sqrt

ctypedef double (*double_func)(double x) except? -1


cdef double halve(double x) except? -1:
    if x < 0:
        raise ValueError("negative")
    return x / 2


cdef object pair(int a, list b):
    return a, b


def direct():
    """
    >>> f, root, g = direct()
    >>> f(5.0), f(x=3), root(9), g(1, [2])
    (2.5, 1.5, 3.0, (1, [2]))
    >>> f(-1)
    Traceback (most recent call last):
    ValueError: negative
    >>> f.__doc__, g.__doc__, f.__name__
    ('wrap(x: float) -> float', "wrap(a: 'int', b: list)", 'wrap')
    >>> g('x', [])
    Traceback (most recent call last):
    TypeError: an integer is required
    """
    return halve, sqrt, pair


cdef double apply_twice(double_func f, double x) except? -1:
    return f(f(x))


def through_pointers(x):
    """
    >>> f, y = through_pointers(8)
    >>> y, f(3), [f(z) for z in (1, 2)]
    (2.0, 1.5, [0.5, 1.0])
    """
    cdef double_func f = halve
    return f, apply_twice(f, x)


cdef int minus_two(int bad) except -2:
    if bad:
        raise KeyError("bad")
    return 0


def looser_clause(bad):
    """
    >>> looser_clause(0)
    0
    >>> looser_clause(1)
    Traceback (most recent call last):
    KeyError: 'bad'
    """
    cdef int (*f)(int) except *
    f = minus_two
    return f(bad)


ctypedef int (*TakesTwo)(int a, int b)


cdef int minus(int a, int b):
    return a - b


def keywords_through_pointers():
    """
    >>> keywords_through_pointers()
    (3, 3, -3, 3)
    """
    cdef TakesTwo f = minus
    cdef int (*g)(int x, int y) = minus
    return f(b=2, a=5), f(5, b=2), g(y=5, x=2), g(x=5, y=2)


cpdef word_names(short, long, complex, x):
    """
    >>> word_names(short=1, long=2, complex=3, x=4)
    (1, 2, 3, 4)
    """
    return short, long, complex, x


cdef extern from *:
    int shadowed(int shadowed)


def shadowed(x):
    """A name of a header that the module gives to a function of its own.

    >>> shadowed(3)
    (3, 'shadowed')
    """
    return x, shadowed.__name__


def python2_names(name):
    """
    >>> import sys
    >>> python2_names('a' * 3)
    (True, True, 'none', 'A')
    """
    import string
    import sys
    return (intern(name) is sys.intern(name), reload(string) is string, getattr3(name, 'nope', 'none'), unichr(65))
