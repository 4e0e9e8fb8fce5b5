cdef enum Color:
    RED, GREEN = 4

cdef struct Point:
    int x
    double y[2]

def make(int x, color):
    cdef Point point = Point(x, [1.0, 2.0])
    cdef (int, double) pair = (x, point.y[1])
    cdef Color chosen = color
    cdef unsigned char small = chosen + pair[0]
    cdef double complex z = 1j * small
    return point, pair, z
