cdef class A:
    cdef int x
    cdef list __dict__
    #         ^ error[hidden-type]: `__dict__` is declared `cdef dict`
    cdef int __weakref__
    #        ^ error[hidden-type]: `__weakref__` is declared `cdef object`
    cpdef int f(self):
        return 1
    def __dealloc__(self):
        return 1
        #      ^ error[return-from-void]: `return` with a value

cdef class B(A):
    cdef int f(self):
    #        ^ error[different-declaration]: `f` does not match its earlier declaration
        return 2

def deletes(A a):
    del a.x
    #   ^ error[not-deletable]: `x` of type `int` cannot be deleted

def unpacks():
    a, b = "abc"
    #      ^ error[unpack-count]: 3 values for 2 targets
    cdef int n = 2 ** -1
    #            ^ error[cannot-convert]: cannot convert `double` to `int`
    return n
