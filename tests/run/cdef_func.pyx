"""cdef and cpdef functions: C arguments and results, exceptions, defaults, keywords."""


cdef int add(int a, int b):
    return a + b


cdef double scale(double x, double by=2.0):
    return x * by


cdef object describe(x, y=None, z='z'):
    return x, y, z


cpdef long twice(long n):
    """
    >>> twice(21)
    42
    >>> twice(n=4)
    8
    >>> twice('a')
    Traceback (most recent call last):
    ...
    TypeError: an integer is required
    """
    return 2 * n


cpdef str join(a, str sep='-', b='b'):
    """
    >>> join('a'), join('a', '+'), join('a', b='c'), join(sep='*', a='x')
    ('a-b', 'a+b', 'a-c', 'x*b')
    """
    return a + sep + b


def calls(int n):
    """
    >>> calls(3)
    (7, 6.0, 9.0, (3, None, 'z'), (3, 4, 'z'), (3, 1, 2), 6, 'p-q')
    """
    return (add(n, 4), scale(n), scale(n, by=3), describe(n), describe(n, 4), describe(n, z=2, y=1), twice(n),
            join('p', b='q'))


cdef int fails(int n) except -1:
    if n < 0:
        raise ValueError('negative')
    return n


cdef int may_fail(int n) except? -1:
    if n < -1:
        raise ValueError('very negative')
    return n


cdef void no_value(int n) except *:
    if n < 0:
        raise ValueError('no value')


cdef int implicit(int n):
    if n < 0:
        raise ValueError('implicit')
    return -1


def exceptions(int n):
    """
    >>> exceptions(1), exceptions(-1), exceptions(-2)
    ((1, 1, 'fine', -1), ('negative', -1, 'no value', 'implicit'), ('negative', 'very negative', 'no value', 'implicit'))
    """
    out = []
    try:
        out.append(fails(n))
    except ValueError as e:
        out.append(str(e))
    try:
        out.append(may_fail(n))
    except ValueError as e:
        out.append(str(e))
    try:
        no_value(n)
        out.append('fine')
    except ValueError as e:
        out.append(str(e))
    try:
        out.append(implicit(n))
    except ValueError as e:
        out.append(str(e))
    return tuple(out)


cdef int swallows(int n) noexcept:
    if n:
        raise ValueError('not seen')
    return 5


def unraisable(int n):
    """The exception of a noexcept function goes to sys.unraisablehook.

    >>> import sys
    >>> seen = []
    >>> hook, sys.unraisablehook = sys.unraisablehook, lambda u: seen.append(u.exc_type.__name__)
    >>> unraisable(0), unraisable(1)
    (5, 0)
    >>> sys.unraisablehook = hook
    >>> seen
    ['ValueError']
    """
    return swallows(n)


cdef int factorial(int n):
    return 1 if n < 2 else n * factorial(n - 1)


cdef bint is_even(int n):
    return True if n == 0 else is_odd(n - 1)


cdef bint is_odd(int n):
    return False if n == 0 else is_even(n - 1)


def recursion(int n):
    """
    >>> recursion(5)
    (120, False, True)
    """
    return factorial(n), is_even(n), is_odd(n)


cdef reassigns(x, list xs):
    x = [x]
    xs = xs + x
    return xs


def arguments_are_borrowed(x, xs):
    """
    >>> arguments_are_borrowed('a', ['b'])
    (['b', 'a'], 'a', ['b'])
    """
    return reassigns(x, xs), x, xs


cdef void changes(int *p, double[2] a):
    p[0] += 1
    a[1] = 9


def by_pointer(int n):
    """
    >>> by_pointer(3)
    (4, [1.0, 9.0])
    """
    cdef double[2] a = [1, 2]
    changes(&n, a)
    return n, a


def evaluation_order(log):
    """
    >>> log = []
    >>> evaluation_order(log), log
    ((1, 2, 3), ['z', 'x', 'y'])
    """
    return describe(z=note(log, 'z', 3), x=note(log, 'x', 1), y=note(log, 'y', 2))


cdef note(log, name, value):
    log.append(name)
    return value


cdef inline int with_inline(int n) nogil:
    return n + 1


ctypedef int (*binary)(int, int)


cdef int apply(binary f, int a, int b) except? -1:
    return f(a, b)


cdef int subtract(int a, int b):
    return a - b


def function_pointers(int a, int b):
    """
    >>> function_pointers(7, 3)
    (10, 4, 8, 10)
    """
    cdef binary f = add
    cdef binary[2] table
    table[0] = subtract
    table[1] = &add
    return apply(f, a, b), apply(subtract, a, b), with_inline(a), table[1](a, b)


cdef double same(double x) noexcept:
    return x


cdef double opposite(double x) noexcept:
    return -x


def chosen_function(cond):
    """
    >>> chosen_function(True), chosen_function(False)
    (2.0, -2.0)
    """
    return (same if cond else opposite)(2.0)


cdef const int constant = 3


cdef int read_constant(const int *p):
    return p[0]


def const_of_module():
    """
    >>> const_of_module()
    6
    """
    return read_constant(&constant) + constant
