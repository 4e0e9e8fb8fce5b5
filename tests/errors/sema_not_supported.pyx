import cython

cdef class Extension:
#          ^ error[not-supported]: an extension type
    cdef int x

def uses(Extension e, x):
    return x

def rest(x):
    return x, locals()
    #         ^ error[not-supported]: `locals()`
