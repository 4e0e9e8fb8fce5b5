# A wrong declaration keeps functions from being looked at any further.
cdef struct Point:
    nonsense x
    # ^ error[unknown-type]: `nonsense` is not a type

def f(x):
    with nogil:
        x.attribute
