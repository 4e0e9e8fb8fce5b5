# cython: emit_code_comments=False
"""
>>> either()
'two'
"""
cimport cython

cdef extern from *:
    """
    #define GUARD_LEVEL 2
    """


@cython.c_compile_guard("GUARD_LEVEL == 1")
cdef str chosen():
    return "one"


@cython.c_compile_guard("GUARD_LEVEL == 2")
cdef str chosen_two():
    return "two"


@cython.c_compile_guard("GUARD_LEVEL == 3")
cdef str never_seen(int x):
    return "three" + str(x)


@cython.c_compile_guard("GUARD_LEVEL == 3")
cdef inline int unseen(int x) nogil:
    return x // 2


def either():
    return chosen_two()
