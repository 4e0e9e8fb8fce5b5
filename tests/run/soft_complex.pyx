"""Powers of C doubles: complex when Python's are, in C numbers (directive cpow)."""
import cython


def power(double a, double b):
    """
    >>> power(4, 0.5)
    ('soft double complex', 2.0)
    >>> kind, value = power(-4, 0.5)
    >>> abs(value - 2j) < 1e-15
    True
    >>> power(0, -0.5)  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ZeroDivisionError: 0.0 cannot be raised to a negative power
    >>> power(1e300, 2.5)
    Traceback (most recent call last):
    OverflowError: (34, 'Numerical result out of range')
    """
    c = a ** b
    return cython.typeof(c), c


@cython.cpow(True)
def power_of_c(double a, double b):
    """
    >>> power_of_c(-4, 0.5)
    ('double', True)
    """
    c = a ** b
    return cython.typeof(c), c != c


def direct(double a, double b):
    """
    >>> direct(-4, 0.5), direct(4, 0.5)
    ((True, True), (False, False))
    """
    cdef double c = a ** b
    a **= b
    return c != c, a != a


@cython.cpow(False)
def strict(double a, double b):
    """
    >>> strict(4, 0.5)
    2.0
    >>> strict(-4, 0.5)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    TypeError: Cannot convert 'complex' with non-zero imaginary component to 'double' ...
    """
    cdef double c
    with nogil:
        c = a ** b
    return c


def real_ones(double a, int n, unsigned int u):
    """
    >>> real_ones(2, 3, 4)
    ['double', 'double', 'double', 'double', 'double', 'long', 'double']
    """
    return [cython.typeof(a ** n), cython.typeof(a ** 2.0), cython.typeof(a ** -2.0), cython.typeof(2.0 ** a),
            cython.typeof(u ** a), cython.typeof(n ** 5), cython.typeof(n ** n)]


def mixed(double a, double b, o):
    """
    >>> mixed(4, 0.5, 1)
    (True, False, True, 1.0, 0.0, 3.0, -2.0, (2+0j), 2.0, 'soft double complex')
    """
    c = a ** b
    cdef double complex z = c
    d = c
    d += 1
    return c < 3, c > 2.5, bool(c), c // 2, c % 1, c + o, -c, z, abs(c), cython.typeof(d)
