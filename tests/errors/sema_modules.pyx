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
