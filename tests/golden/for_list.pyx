def total(list xs):
    cdef double s = 0
    for x in xs:
        s += x
    return s
