cdef struct Point:
    double x
    double y

cdef enum Color:
    RED
    GREEN

cdef int take_int(int n):
    return n

def literals():
    cdef char a = b"x"
    cdef char b = b"xy"
    #             ^ error[char-literal]: string of length 2 where one `char` is expected
    cdef int c = "12"
    #            ^ error[char-literal]: string of length 2 where one `int` is expected
    cdef char *d = "text"
    cdef char *e = "t€xt"
    #              ^ error[cannot-convert]: cannot convert `str` to `char *`
    #              ^ note: a bytes literal is written b'...'
    cdef unsigned char f = 300
    #                      ^ warning[int-range]: integer 300 does not fit `unsigned char`
    cdef Py_UCS4 g = 'x'
    cdef Py_UCS4 h = b'x'
    #                ^ error[cannot-convert]: cannot convert `bytes` to `Py_UCS4`
    take_int("12")
    #        ^ error[char-literal]: string of length 2 where one `int` is expected
    take_int(None)
    #        ^ error[cannot-convert]: cannot convert `None` to `int`

def numbers(double x, object o):
    cdef int n
    n = x
    #   ^ error[cannot-convert]: cannot convert `double` to `int`
    n = n / 2
    #   ^ error[cannot-convert]: cannot convert `double` to `int`
    n = o
    n += 1.5
    # ^ error[cannot-convert]: cannot convert `double` to `int`
    n = n @ n
    #   ^ error[bad-operands]: operator `@` does not apply to `int` and `int`
    return x << 1
    #      ^ error[bad-operands]: operator `<<` does not apply to `double` and `int`

def fields(list xs):
    cdef Point p = Point(1, 2)
    cdef Point *q = &p
    p.z = 1
    # ^ error[no-field]: `Point` has no field `z`
    q.xx = 2
    # ^ error[no-field]: `Point` has no field `xx`
    # ^ note: did you mean `x`?
    if p:
    #  ^ error[no-truth]: `Point` has no truth value
        pass
    xs = {}
    #    ^ error[cannot-convert]: cannot convert `dict` to `list`
    return Color.BLUE
    #            ^ error[no-attribute]: `Color` has no attribute `BLUE`

def constants():
    cdef const int limit = 3
    cdef int[3] items = [1, 2, 3]
    cdef const char *text = b"abc"
    limit = 4
    # ^ error[assign-const]: assignment to `limit`, which is const
    text[0] = b"x"
    # ^ error[assign-const]: assignment to `const char`
    items = [1, 2]
    #       ^ error[unpack-count]: 2 values for 3 targets
    return items[3]
    #            ^ error[index-range]: index 3 is out of range for `int[3]`

def pointers(double *p):
    #        ^ error[cannot-convert]: cannot convert `object` to `double *`
    cdef int a = 1, b = 2
    cdef int *q = &a
    q = &b + 1.5
    #   ^ error[bad-operands]: operator `+` does not apply to `int *` and `double`
    q = a
    #   ^ error[cannot-convert]: cannot convert `int` to `int *`
    if q == a:
    #    ^ error[bad-operands]: operator `==` does not apply to `int *` and `int`
        pass
    return &p, &(a + b), q
    #           ^ error[no-address]: this expression has no address
    #                    ^ error[cannot-convert]: cannot convert `int *` to `object`

def borrowed(bytes a, bytes b):
    cdef char *p = a
    p = a + b
    #   ^ error[unsafe-pointer]: pointer into a temporary object
    p = GLOBAL
    #   ^ warning[global-pointer]: pointer into a global variable
    p = (<bytes>a)[1:]
    #   ^ error[unsafe-pointer]: pointer into a temporary object
    return a

GLOBAL = b"abc"

cdef int nothing():
    return
    # ^ error[return-nothing]: `return` without a value in a function that returns `int`

cdef void something():
    return 1
    #      ^ error[return-from-void]: `return` with a value

def unpacking():
    a, b = 1, 2, 3
    #      ^ error[unpack-count]: 3 values for 2 targets
    for x in 5:
    #        ^ error[not-iterable]: `int` cannot be iterated over
        pass
    x = something()
    #   ^ error[void-value]: expression of type `void`
    return a + b


def unpacking():
    a, *b = []
#           ^ error[unpack-count]: 0 values for at least 1 target
    *(a, b), c = (1, 2)
#                ^ error[unpack-count]: 2 values for 3 targets
    a, b = (1,)
#          ^ error[unpack-count]: 1 value for 2 targets

cdef (int, int *) with_pointer

def pointers_in_tuple():
    with_pointer << with_pointer
#   ^ error[bad-operands]: operator `<<` does not apply to `(int, int *)` and `(int, int *)`
