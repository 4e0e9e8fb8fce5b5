"""Variables of the module have numbers of their own, which are no numbers of a function's variables.

>>> total()
6
"""
cdef int first = 1
cdef int second = 2
cdef int third = 3
cdef object kept = None
kept = first


cpdef int total():
    return first + second + third
