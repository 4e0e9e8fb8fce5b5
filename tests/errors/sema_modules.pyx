cimport cython
import cython.cimports.libc
#      ^ error[pure-cimport]: write `from cython.cimports.x import
cimport no_such_module
#       ^ error[not-found-cimport]: no declarations found for cimported module `no_such_module`
from . cimport nor_this
# ^ error[not-found-cimport]: no declarations found for cimported module `.`
from libc.math cimport no_such_function
#                      ^ error[no-cimport-name]: module `libc.math` declares no name

ctypedef int private_t
cdef public int shown(private_t x):
#               ^ error[private-type]: private type `private_t` in a public C function
    return x

cdef struct Forward
ctypedef struct Forward:
#               ^ error[redeclared]: `Forward` is already declared
    int i

cdef struct Open:
    int items[]
    #   ^ error[not-constant]: array size is not a constant

cdef const const int twice_const
#          ^ error[syntax]: `const` stands here twice

def rest(values):
    cdef int b
    a, *b = values
    #   ^ error[cannot-convert]: cannot convert `list` to `int`
    return a, b

cdef class Promised
#          ^ error[class-undefined]: extension type `Promised` is declared but not defined

cdef class Special:
    cdef __cinit__(self):
    #    ^ error[special-c]: special method `__cinit__` is declared with `def`
        pass
    cdef int method(int self):
    #               ^ error[bad-self]: the instance a method is called for is no `int`
        return 1
    def __init_subclass__(cls):
    # ^ error[not-allowed]: `__init_subclass__` is not allowed in an extension type
        pass

cpdef outer():
#    ^ error[not-allowed]: an inner function is not allowed in a cpdef function
    def inner():
        pass

def keys(x):
    match x:
        case {"a": _, "b": _, "a": _}:
        #                     ^ error[syntax]: key `'a'` is checked twice
            return 1
        case {0: _, False: _}:
        #           ^ error[syntax]: key `False` is checked twice
            return 2
        case (*y):
        #    ^ error[syntax]: a sequence pattern of one starred name is written
            return 3

def unknown(x: cython.no_such_type):
    #          ^ error[unknown-type]: `no_such_type` is not a type
    return x

def cimports_late():
    cimport cython
    # ^ error[not-allowed]: not allowed inside of a function or block
