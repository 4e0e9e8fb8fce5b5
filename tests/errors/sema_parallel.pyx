cimport cython
from cython.parallel cimport prange, parallel, threadid

def arguments(int n, object o):
    cdef int i
    for i in prange(n, nogil=True, chunksize=4):
    #                                        ^ error[par-argument]: chunksize of prange without a schedule
        pass
    for i in prange(n, nogil=True, schedule="sometimes"):
    #                                       ^ error[par-argument]: unknown schedule `sometimes`
    #                                       ^ note: schedules are static, dynamic, guided and runtime
        pass
    for i in prange(n, nogil=True, schedule="runtime", chunksize=2):
    #                                                            ^ error[par-argument]: chunksize does not go with
        pass
    for i in prange(0, n, 0, nogil=True):
    #                     ^ error[par-argument]: step of prange is zero
        pass
    for i in prange(n, nogil=True, num_treads=2):
    #                              ^ error[no-param]: `prange` has no parameter `num_treads`
    #                              ^ note: did you mean `num_threads`?
        pass
    for i in prange(n, nogil=True, num_threads=-1):
    #                                          ^ error[par-argument]: num_threads is negative
        pass
    for o in prange(n, nogil=True):
    #   ^ error[par-argument]: loop variable `o` of prange is not a C integer
    #   ^ note: declare it: `cdef Py_ssize_t o`
        pass
    for i in prange():
    #        ^ error[arg-count]: `prange` takes at least 1 argument, 0 given
        pass
    x = prange(n)
    #   ^ error[not-allowed]: `prange()` is not allowed outside of the header of a for loop
    y = parallel()
    #   ^ error[not-allowed]: `parallel()` is not allowed outside of a with statement
    return x

def regions(bint flag):
    with nogil:
        with nogil:
        #    ^ error[gil-released]: `with nogil` where the GIL is released already
            pass
        with gil:
            with gil:
            #    ^ error[gil-held]: `with gil` where the GIL is held already
                pass
    with nogil(flag):
    #          ^ error[not-constant]: condition of `nogil` or `gil` is not a constant
        pass
    with nogil as x:
    #             ^ error[not-allowed]: `as` is not allowed after a compile-time context
        pass
    with nogil, parallel():
        with parallel():
        #    ^ error[par-nested]: `parallel()` inside another parallel region
            pass
    with parallel(num_thread=2):
    #             ^ error[no-param]: `parallel` has no parameter `num_thread`
        pass
    with gil:
    #    ^ error[gil-held]: `with gil` where the GIL is held already
        pass

cdef void either() noexcept nogil:
    # the caller may hold the GIL or not
    with nogil:
        pass
    with gil:
        with gil:
        #    ^ error[gil-held]: `with gil` where the GIL is held already
            pass
