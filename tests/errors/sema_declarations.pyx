from libc.stdint cimport uint8_t, uint7_t
#                             ^ error[no-cimport-name]: module `libc.stdint` declares no name `uint7_t`
from libc.maths cimport sqrt
# ^ error[not-found-cimport]: no declarations found for cimported module `libc.maths`

cdef int counter
cdef double counter
#           ^ error[redeclared]: `counter` is already declared
#           ^ note: `counter` is declared here
cdef uint8 small
#    ^ error[unknown-type]: `uint8` is not a type
#    ^ note: did you mean `uint8_t`?
cdef counter broken
#    ^ error[unknown-type]: `counter` is not a type
cdef void nothing
#         ^ error[void-value]: variable of type `void`
cdef unsigned double odd
#    ^ error[unknown-type]: `unsigned double` is not a type
cdef int items[counter]
#              ^ error[not-constant]: array size is not a constant
cdef int none[0]
#             ^ error[bad-array-size]: array size is not positive
cdef object *refs
#    ^ error[bad-element]: a pointer of `object`

cdef struct Node:
    Node *next
    object payload
    #      ^ error[bad-element]: a struct field of `object`
    int size
    int size
    #   ^ error[redeclared]: `size` is already declared

cdef struct Never
cdef Never value
#          ^ error[incomplete-type]: `Never` is declared but never defined

cdef struct Empty:
#           ^ error[empty-type]: struct `Empty` is empty
    pass

cdef int promised(int x)
#        ^ error[missing-definition]: C function `promised` is declared but has no body

cdef int changed(int x)
cdef int changed(double x):
#        ^ error[different-declaration]: `changed` does not match its earlier declaration
    return 0

cdef int twice(): return 1
cdef int twice(): return 2
#        ^ error[redeclared]: `twice` is already declared

cdef int[3] array(): pass
#    ^ error[bad-result]: function returns `int[3]`; it can return a pointer
cdef object checked() except -1: pass
#                     ^ error[except-on-object]: exception specification on a function that returns `object`
cdef void valued() except -1: pass
#                  ^ error[bad-except-value]: exception value does not fit the result type `void`
cdef int starred(int x, *args): pass
#                       ^ error[c-func-param]: C function with starred parameters

def strict(int x not None, list y not None = None): pass
#          ^ error[not-none-c]: `not None` on a parameter of type `int`
#                          ^ error[not-none-default]: parameter `y` is `not None` but defaults to None
cpdef int *exposed(): return NULL
# ^ error[cannot-convert]: cannot convert `int *` to `object`

def blocks(flag):
    if flag:
        cdef int inner
        # ^ error[not-allowed]: `cdef` is not allowed inside of a block
    return flag
