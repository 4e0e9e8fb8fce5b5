"""What is accepted and once gave C that no compiler takes, or no C at all.

>>> array = bytearray(b"abc")
>>> store_text(array)
Traceback (most recent call last):
    ...
TypeError: an integer is required
>>> use_before_set()
Traceback (most recent call last):
    ...
UnboundLocalError: local variable 'never' referenced before assignment
"""


cdef double[:] (*takes_view)(int[:, ::1])


def store_text(bytearray array):
    array[0] = ("x" or "")


def use_before_set():
    cdef object[int] never
    never[2] = 3
    x, never = use_before_set()


cdef enum Kind:
    FIRST


def unused_enum(Kind kind):
    """
    >>> unused_enum(0)
    """
    ""


def store_number(bytes[:] items):
    """
    >>> store_number([])
    Traceback (most recent call last):
        ...
    TypeError: a bytes-like object is required, not 'list'
    """
    items[0] = 3


def array_index(list items):
    """
    >>> array_index([1])
    Traceback (most recent call last):
        ...
    TypeError: list indices must be integers or slices, not list
    """
    cdef double[2] at = [1.5, 2.5]
    return items[at]


cdef int twice(int x):
    return 2 * x


def functions_as_values(x):
    """
    >>> functions_as_values(0)
    (True, 0, 6, False)
    """
    found = {}
    found[twice] = twice
    function = (x + 1 and twice) or x
    return callable(x or twice), x and twice, function(3), twice in found


def null_order(char *text):
    """
    >>> null_order(b"")
    True
    """
    return text > NULL


cdef double complex no_result() noexcept nogil:
    raise ValueError


def of_no_result():
    """
    >>> import sys; hook, sys.unraisablehook = sys.unraisablehook, lambda what: None
    >>> of_no_result()
    0j
    >>> sys.unraisablehook = hook
    """
    return no_result()


cdef class Holder:
    cdef str name


def store_other(Holder holder, flag):
    """
    >>> store_other(Holder(), False)
    'b'
    >>> store_other(Holder(), True)
    Traceback (most recent call last):
        ...
    TypeError: Expected str, got bool
    """
    holder.name = True if flag else "b"
    return holder.name


def cast_to_object(list items, x):
    """
    >>> cast_to_object([1], 2)
    ([1], 2, {'a': 1})
    """
    return <object?>items, <object?>x, <object?>{"a": 1}


ctypedef fused Number:
    int
    double


def generators_within(Number x):
    """
    >>> generators_within(1), generators_within(1.5)
    ([1, 2], [1.5, 3.0])
    """
    def steps(y):
        yield x
        yield x * y
    return list(steps(2))


def not_fused():
    """
    >>> not_fused()
    [0]
    """
    def steps(y):
        yield y
    return list(steps(0))


def text_to_float(char *text):
    """
    >>> text_to_float(b"1.5")
    1.5
    """
    return float(text)


def chain_of_numbers(double a, long double b, c):
    """
    >>> chain_of_numbers(2.5, 3.5, 9)
    (True, False, True, True)
    """
    return 1 < 2 < a < 4 < 5, a < 2 < 3, 2 < a < 3 < 4 < c, 1 < 2 < b < 4 < 5 < c


def function_or_object(x):
    """
    >>> [f(4) if callable(f) else f for f in function_or_object(0)]
    [8, 0, 0, 8, 1, 8]
    >>> [f(4) if callable(f) else f for f in function_or_object(1)]
    [8, 8, 1, 8, 8, 1]
    """
    return twice or x, (x + 0 and twice) or x, x and (twice or x) and x, x and twice or twice, (twice if x else 1), (x or twice)


def view_sum(double[:] view, limit):
    total = 0.0
    while limit:
        total = total + view
    return total
