cimport cython

cdef cython.pymutex shared

cdef void by_value(cython.pymutex lock): pass
#                  ^ error[lock-copy]: a `pymutex` is never copied: pass a pointer to it

def copies():
    cdef cython.pymutex other
    other = shared
    #       ^ error[lock-copy]: a `pymutex` is never copied: pass a pointer to it
    shared.lock()
    #      ^ error[no-attribute]: `pymutex` has no attribute `lock`
    shared.acquire(1)
    #^ error[arg-count]: `acquire` takes 0 arguments, 1 given
    return shared
    #      ^ error[cannot-convert]: cannot convert `pymutex` to `object`

def section(a, b, c):
    with cython.critical_section():
    #    ^ error[par-argument]: `critical_section` takes one or two objects
        pass
    with cython.critical_section(a, shared):
    #                               ^ error[par-argument]: `critical_section` takes two objects or two locks
        pass
    with cython.critical_section(a, b, c):
    #    ^ error[par-argument]: `critical_section` takes one or two objects
        pass

def in_section(a):
    with cython.critical_section(a):
    #    ^ error[not-allowed]: `yield` is not allowed inside a critical section
    #    ^ note: it stands here
        yield 1

@cython.critical_section
#^ error[par-argument]: `critical_section` locks the first argument of the function
def nothing():
    pass

@cython.critical_section
#^ error[needs-gil]: a critical section needs the GIL
cdef void released(a) noexcept nogil:
    pass


def of_a_number():
    with cython.critical_section(1):
        #                        ^ error[par-argument]: `critical_section` locks Python objects and locks, no C value
        pass


@cython.critical_section(True)
# ^ error[arg-count]: `critical_section` takes 0 arguments, 1 given
def with_an_argument(arg):
    pass
