cdef int *module_pointer

class module_pointer:
#     ^ error[cannot-convert]: cannot convert `object` to `int *`
    pass


def by_function():
    cdef int *p

    def p():
#       ^ error[cannot-convert]: cannot convert `object` to `int *`
        pass


def by_class():
    cdef int *p

    class p:
#         ^ error[cannot-convert]: cannot convert `object` to `int *`
        pass


def by_import():
    cdef int *p
    import os as p
#          ^ error[cannot-convert]: cannot convert `object` to `int *`
    from os import path as p
#                  ^ error[cannot-convert]: cannot convert `object` to `int *`


def by_targets(x):
    cdef int *p
    cdef int[3] a
    if (p := 3):
#            ^ error[cannot-convert]: cannot convert `int` to `int *`
        pass
    (a := x)
#    ^ error[not-allowed]: a C array is not allowed as the target of `:=`
    b, *p = x
#       ^ error[cannot-convert]: cannot convert `list` to `int *`
    b, p = x
#      ^ error[cannot-convert]: cannot convert `object` to `int *`
    for b, p in x:
#          ^ error[cannot-convert]: cannot convert `object` to `int *`
        pass
    for a in x:
#       ^ error[cannot-convert]: cannot convert `object` to `int[3]`
        pass
    with x as (b, p):
#                 ^ error[cannot-convert]: cannot convert `object` to `int *`
        pass
    try:
        pass
    except ValueError as p:
#   ^ error[cannot-convert]: cannot convert `object` to `int *`
        pass
    match x:
        case [b, *p]:
#                ^ error[cannot-convert]: cannot convert `object` to `int *`
            pass


cdef class Methods:
    def no_instance():
#       ^ error[no-self]: method `no_instance` has no parameter for the instance
        pass

    def __cinit__(self, int *p):
#                           ^ error[cannot-convert]: cannot convert `object` to `int *`
        pass

    def __init__():
#       ^ error[no-self]: method `__init__` has no parameter for the instance
        pass

    def __getbuffer__(self, int view, int flags):
#                           ^ error[cannot-convert]: cannot convert `Py_buffer *` to `int`
        pass

    @staticmethod
    def needs_none():
        pass


cdef int one(int x):
    return x


cdef int (*pointer)(int) = one


cdef void takes_void(void x):
#                    ^ error[void-value]: parameter of type `void`
    pass


def functions():
    return pointer + 1
#          ^ error[bad-operands]: operator `+` does not apply to `int (*)(int) except? -1` and `int`


def by_generic():
    cdef Holder h
    cdef int *p

    def h[T]():
#       ^ error[cannot-convert]: cannot convert `object` to `Holder`
        pass

    class p[T]:
#         ^ error[cannot-convert]: cannot convert `object` to `int *`
        pass

    type p = int
#        ^ error[cannot-convert]: cannot convert `object` to `int *`


def const_by_others(x):
    cdef const int c = 1
    import c
#          ^ error[assign-const]: assignment to `c`, which is const
    match x:
        case c:
#            ^ error[assign-const]: assignment to `c`, which is const
            pass

    def c():
#       ^ error[assign-const]: assignment to `c`, which is const
        pass


cdef struct Holder:
    int *inside

cdef Holder module_holder

def asked():
    hash(module_holder)
#        ^ error[cannot-convert]: cannot convert `Holder` to `object`
    isinstance(1, module_holder)
#                 ^ error[cannot-convert]: cannot convert `Holder` to `object`
