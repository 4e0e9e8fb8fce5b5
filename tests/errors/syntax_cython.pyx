cdef int f(int x:
    return x

cdef double
cdef int x y
cdef extern from stdio.h:
    int puts(char *)
ctypedef int
cdef class:
    pass
cdef struct S
    int x
cdef enum E:
def g(int):
    cdef x = <int y
    return sizeof(

# @1 error[syntax]: `(` was never closed
# @4 error[syntax]: expected a name after the type `double`
# @5 error[syntax]: invalid syntax at `y`
# @6 error[syntax]: the header after `from` is a string or `*`
# @8 error[syntax]: expected a name after the type
# @9 error[syntax]: expected a class name after `class`
# @11 error[syntax]: expected `:`
#    ^ note: add the colon
# @14 error[syntax]: expected an indented block after enum definition on line 13
# @15 error[syntax]: invalid syntax at `=`
# @16 error[syntax]: `(` was never closed


cdef extern int returns_function()()
#               ^ error[syntax]: a function that returns a function; it can return a pointer to one
