# flags: -Wextra
cdef void always() except * nogil:
    pass

cdef void never() noexcept nogil:
    pass

cdef int by_value() except? -1 nogil:
    return 1

def f():
    with nogil:
        always()
        # ^ warning[gil-asked]: the GIL is taken after every call of `always`
        # ^ note: declare it `noexcept`
        never()
        by_value()
    always()
