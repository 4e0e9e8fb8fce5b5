# What real projects write that other tests do not.
cdef extern from *:
    """
    typedef struct { int length; int items[1]; } span;
    """
    ctypedef struct span:
        int length
        int items[1]
    ctypedef struct span:
        pass

from libc.stdlib cimport malloc, free
from libc.stdint cimport uintptr_t

cdef Py_ssize_t area(Py_ssize_t *shape):
    return shape[0] * shape[1]

def shapes(unsigned char[:, ::1] v):
    """
    >>> shapes(memoryview(bytearray(6)).cast("B", (2, 3)))
    (2, 3, 2, 3, 3, 6, 3, 0)
    """
    a, b = v.shape[:2]
    cdef Py_ssize_t c, d
    c, d = v.shape[:2]
    cdef Py_ssize_t e = v.strides[:1][0]
    return a, b, c, d, e, area(&v.shape[0]), (&v.shape[1])[0], v.shape[2]

def longer(int n):
    """
    >>> longer(4)
    [0, 1, 4, 9]
    """
    cdef span *s = <span *>malloc(sizeof(span) + n * sizeof(int))
    cdef int i
    for i in range(n):
        s.items[i] = i * i
    s.items[1] = 1
    try:
        return [s.items[i] for i in range(n)]
    finally:
        free(s)

cdef int seven() noexcept:
    return 7

ctypedef int (*getter)() noexcept

def address():
    return <uintptr_t><void *>seven

def by_address():
    """
    >>> by_address()
    7
    """
    cdef getter g = <getter><void *><uintptr_t>address()
    return g()

cdef inline int two_digits(const char *chars, int pos) noexcept nogil:
    return (chars[pos] - ord("0")) * 10 + (chars[pos + 1] - ord(b"0"))

def digits(bytes text):
    """
    >>> digits(b"x42")
    42
    """
    return two_digits(text, 1)

cdef inline long down(long first, long n) noexcept nogil:
    cdef long i, s = 0
    for i in reversed(range(first, n)):
        s = s * 10 + i
    return s

def counted_down(long first, long n):
    """
    >>> counted_down(2, 6), counted_down(3, 3), counted_down(-2, 1)
    (5432, 0, -12)
    """
    return down(first, n)

def reversed_ranges(int n):
    """
    >>> reversed_ranges(4)
    ([3, 2, 1, 0], [3, 0], [3, 2, 1], 0)
    """
    cdef int i
    cdef unsigned int u = 7
    return ([i for i in reversed(range(n))], [i for i in reversed(range(0, n, 3))],
            [i for i in reversed(range(1, n))], [u for u in reversed(range(<unsigned int>1))][0])

cdef unsigned char goes_left(unsigned char missing, unsigned char value, int bin) noexcept nogil:
    return (
        (missing and value == bin) or (bin < 3 and missing)
    )

def lefts():
    """
    >>> lefts()
    [1, 7, 0, 0, True]
    """
    cdef unsigned char seven = 7
    return [goes_left(7, 9, 9), goes_left(7, 9, 2), goes_left(7, 9, 8), goes_left(0, 9, 9), seven and seven == 7]

cdef double view_sum(const double[:] v) except? -1 nogil:
    if v is None:
        return 4
    return v[0]

cdef double with_default(int a, const double[:] v=None) noexcept nogil:
    return a if v is None else v[0]

cdef double no_views() noexcept nogil:
    return view_sum(None) + with_default(3)

def none_without_gil():
    """
    >>> none_without_gil()
    7.0
    """
    return no_views()

cdef double[::1] checked_view(x) except *:
    return x

def of_checked(x):
    """
    >>> from array import array
    >>> of_checked(array("d", [1.5]))
    1.5
    >>> of_checked(3)
    Traceback (most recent call last):
    TypeError: a bytes-like object is required, not 'int'
    """
    return checked_view(x)[0]

ctypedef fused inexact:
    double
    float complex

cdef inexact turned(inexact x) noexcept nogil:
    return x.conjugate()

def conjugates():
    """
    >>> conjugates()
    (1.5, (1-2j))
    """
    return turned(1.5), turned(<float complex>(1+2j))

cdef extern from *:
    """
    typedef double fn_t(double, int *);
    static double run_it(fn_t *f) { int three = 3; return f(1.5, &three); }
    static int is_null(PyObject *x) { return x == NULL; }
    """
    ctypedef double fn_t(double x, int *distr)
    double run_it(fn_t *f)
    bint is_null(object x)

cdef double mine(double x, const int *n) noexcept nogil:
    return x * n[0]

def callback():
    """
    >>> callback()
    (4.5, True, False)
    """
    return run_it(mine), is_null(<object>NULL), is_null(None)


ctypedef fused rows:
    object[int, ndim=1]
    object[double, ndim=1]

def first_item(rows x):
    """
    >>> from array import array
    >>> first_item(array("i", [1, 2])), first_item(array("d", [1, 2]))
    (1, 1.0)
    """
    return x[0]

ctypedef fused small:
    unsigned char
    unsigned short

cdef inline small larger(small a, small b) noexcept nogil:
    return a if a >= b else b

def widths(small x, double y, Py_ssize_t n):
    """
    >>> widths["unsigned char"](3, 0.5, 257), widths["unsigned short"](3, 0.5, 257)
    ((3, 0.5), (257, 0.5))
    """
    if y is None:
        y = x.missing()
    return larger(n, x), y

from libc.stdlib cimport calloc

def fill_complex(double x):
    """
    >>> fill_complex(2.5)
    [(2.5+0j), (2.5+0j)]
    """
    cdef double complex *memory = <double complex *>calloc(2, sizeof(double complex))
    cdef double complex[:] v = <double complex[:2]>memory
    v[:] = x
    try:
        return [memory[0], memory[1]]
    finally:
        free(memory)

cdef Py_ssize_t rows_of(unsigned char[:, ::1] v) noexcept nogil:
    cdef Py_ssize_t a, b
    a, b = v.shape[:2]
    return a * 10 + b + (<int *>v.shape)[0]

def shapes_without_gil(unsigned char[:, ::1] v):
    """
    >>> shapes_without_gil(memoryview(bytearray(6)).cast("B", (2, 3)))
    25
    """
    return rows_of(v)

cdef double taken(const double x):
    return x

def chosen(double y, const double[:] v=None):
    """
    >>> chosen(1.5)
    1.5
    """
    return taken(x=y if v is None else v[0])

def annotated(x: double[:], y: double):
    """
    >>> annotated(1, "y")
    (1, 'y')
    """
    return x, y
