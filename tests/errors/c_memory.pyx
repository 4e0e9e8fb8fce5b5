cdef union Mixed:
    char *text
    int n

def assign(int[:] view):
    cdef int[3] a
    cdef int *p
    cdef Mixed u
    cdef (int, int) pair
    a = [1, 2]
    #   ^ error[unpack-count]: 2 values for 3 targets
    p = [1, 2]
    #   ^ error[not-allowed]: a list as a pointer is not allowed outside of the declaration of the variable
    p[:] = a
    a[1:] = a
    #       ^ error[unpack-count]: 3 values for 2 targets
    pair = (1, 2, 3)
    #      ^ error[unpack-count]: 3 values for 2 targets
    pair[2] = 1
    #    ^ error[index-range]: index 2 is out of range for `(int, int)`
    return u
    #      ^ error[cannot-convert]: cannot convert `Mixed` to `object`

def call():
    cdef Mixed u = Mixed(text=b"x", n=1)
    #              ^ error[arg-count]: `Mixed` takes at most 1 argument, 2 given


def stars():
    cdef int *a, b
#                ^ warning[shared-star]: `a` is a pointer, `b` beside it is not; the star belongs to one name
    cdef int *c, *d
    cdef int e, *f
    return (a is NULL, b, c is NULL, d is NULL, e, f is NULL)


cdef struct Inside:
    int a
    Inside again
#          ^ error[recursive-type]: field `again` contains `Inside` again; make it a pointer


cdef struct Around:
    Around[2]* items
#              ^ error[recursive-type]: field `items` contains `Around` again; make it a pointer


cdef struct Left:
    Right[2] right
#            ^ error[recursive-type]: field `right` contains `Left` again; make it a pointer


cdef struct Right:
    Left left


cdef struct Linked:
    Linked *next


cdef struct Opaque

cdef struct HasOpaque:
    Opaque field
#          ^ error[incomplete-type]: `Opaque` is declared but never defined


ctypedef int Three[3]


cdef Three returns_array():
#    ^ error[bad-result]: function returns `Three`; it can return a pointer
    pass


cdef char never_so_large() except 300:
#                                 ^ error[bad-except-value]: exception value does not fit the result type `char`
    return 1


def incomplete(long n):
    cdef Opaque *p = NULL
    p[0] = p[1]
#   ^ error[incomplete-type]: `Opaque` is declared but never defined
#          ^ error[incomplete-type]: `Opaque` is declared but never defined
    return p + 1 is NULL
#          ^ error[incomplete-type]: `Opaque` is declared but never defined


def too_large():
    cdef int[0x7fffffffffffffff] a
#            ^ error[bad-array-size]: array size is too large
    cdef int[1 << 30][1 << 30] b
#            ^ error[bad-array-size]: array size is too large
