ctypedef fused Number:
    int
    double

cdef Number add(Number a, Number b):
    if Number is int:
        return a + b + 1
    else:
        return a + b

def twice(Number x):
    return add(x, x)

def both():
    return add(1, 2), add[double](1, 2)
