ctypedef fused number:
    int
    double

cdef int f(number x):
    return 1

def g():
    return f['float'](1)
#            ^^^^^^^ error[unknown-type]: `index of a fused function` is not a type
