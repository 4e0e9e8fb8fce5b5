cdef struct Point:
    double x
    double y


def moved(p, double by):
    cdef Point q = p
    q.x += by
    return q
