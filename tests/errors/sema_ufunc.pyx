cimport cython

cdef struct Point:
    int x

@cython.ufunc
def no_c_function(x):
# ^ error[ufunc-form]: it is not a C function
    pass

@cython.ufunc
cdef double text(char *x):
#           ^ error[ufunc-type]: a ufunc cannot take or give `char *`
    return 1

@cython.ufunc
cdef Point struct_result(int x):
#          ^ error[ufunc-type]: a ufunc cannot take or give `Point`
    return Point(x)

@cython.ufunc
cdef (int, bint) truth(int x):
#                ^ error[ufunc-type]: a ufunc cannot take or give `bint`
    return x, True

@cython.ufunc
cdef double nothing():
#           ^ error[ufunc-form]: it takes no argument
    return 1

@cython.ufunc
cdef double optional(double x, int y=1):
#           ^ error[ufunc-form]: it has arguments that may be left out
    return x

@cython.ufunc
cpdef double seen(double x):
#            ^ error[ufunc-form]: it is a Python function already
    return x

cdef class Shape:
    @cython.ufunc
    cdef double method(self, double x):
    #           ^ error[ufunc-form]: it is a method
        return x
