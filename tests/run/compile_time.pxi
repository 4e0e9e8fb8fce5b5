DEF FROM_FILE = "included"
IF WIDTH == 8:
    cdef int wide() noexcept:
        return WIDTH
ELSE:
    cdef int wide() noexcept:
        return -1
