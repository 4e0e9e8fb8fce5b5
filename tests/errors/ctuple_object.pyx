def pair():
    cdef (int, list) both = (1, [])
#              ^ error[bad-element]: a C tuple of `list`
    return both
