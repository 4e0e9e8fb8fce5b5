"""The directive cdivision_warnings: a RuntimeWarning where C and Python divide differently."""
cimport cython
import warnings


def caught(function, *args):
    """The result, and the warnings it came with: file, line and text."""
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        result = function(*args)
    return result, [(w.category.__name__, w.filename, w.lineno, str(w.message)) for w in seen]


@cython.cdivision(True)
@cython.cdivision_warnings(True)
def c_mod(int a, int b):
    """
    >>> caught(c_mod, 17, 10), caught(c_mod, -17, -10)
    ((7, []), (-7, []))
    >>> caught(c_mod, -17, 10)
    (-7, [('RuntimeWarning', 'cdivision_warnings.pyx', 23, 'division with oppositely signed operands, C and Python semantics differ')])
    """
    return a % b


@cython.cdivision(True)
@cython.cdivision_warnings(True)
def c_div(int a, int b):
    """
    >>> caught(c_div, 17, -10)
    (-1, [('RuntimeWarning', 'cdivision_warnings.pyx', 33, 'division with oppositely signed operands, C and Python semantics differ')])
    """
    return a // b


def off(int a, int b):
    """
    >>> caught(off, -17, 10)
    (-1, [])
    """
    with cython.cdivision(True):
        return a // b


@cython.cdivision_warnings(True)
def unsigned_or_true(unsigned int a, unsigned int b, double c, double d):
    """
    >>> caught(unsigned_or_true, 7, 2, -1, 2)
    ((3, 1, -0.5), [])
    """
    return a // b, a % b, c / d


@cython.cdivision_warnings(True)
def of_floats(double a, double b):
    """
    >>> result, seen = caught(of_floats, -7, 2)
    >>> result, len(seen)
    ((-4.0, 1.0), 2)
    """
    return a // b, a % b


cdef int verbose(int x):
    print(f"verbose({x})")
    return x


def show(message, *args):
    print(message)


@cython.cdivision(False)
@cython.cdivision_warnings(True)
def in_order(int a, int b, int c, int d):
    """
    >>> saved = warnings.showwarning
    >>> warnings.showwarning = show
    >>> in_order(-150, 20, 19, -7)
    verbose(20)
    division with oppositely signed operands, C and Python semantics differ
    verbose(19)
    division with oppositely signed operands, C and Python semantics differ
    -2
    >>> warnings.showwarning = saved
    """
    return (a // verbose(b)) % (verbose(c) // d)


@cython.cdivision_warnings(True)
def as_error(long a, long b):
    """
    >>> with warnings.catch_warnings():
    ...     warnings.simplefilter("error")
    ...     as_error(-3, 2)
    Traceback (most recent call last):
    ...
    RuntimeWarning: division with oppositely signed operands, C and Python semantics differ
    """
    return a // b


@cython.cdivision_warnings(True)
cdef long without_gil(long a, long b) except? -1 nogil:
    a //= b
    return a


def in_place(long a, long b):
    """
    >>> result, seen = caught(in_place, -6, 4)
    >>> result, len(seen)
    (-2, 1)
    """
    cdef long q
    with nogil:
        q = without_gil(a, b)
    return q
