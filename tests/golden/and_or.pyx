cdef bint inside(int a, int b, int c):
    return a < b < c or not a


def value(x, y):
    return x and y or x
