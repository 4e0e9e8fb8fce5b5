cdef void both() with gil nogil:
#                         ^ error[syntax]: `nogil` behind `with gil`
    pass

cdef int unused() nogil:
# @5 error[needs-gil]: the Python variable `nothing`
# @5 note: `nothing` is declared here
    cdef object nothing
    return 1

