# flags: -Wextra
cimport cython

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

@cython.show_performance_hints(False)
def not_hinted(double[:] memory, index):
    with nogil:
        always()
    return memory[index]

def hinted(double[:] memory, index, Py_ssize_t number):
    for i in range(number):
        memory[i] = 0
    memory[number] = memory[index + 1]
#                           ^ warning[slow-index]: this index of memory is a Python object, converted each time
    return memory[index]
#                 ^ warning[slow-index]: this index of memory is a Python object
#                 ^ note: declare `index` as a C integer
