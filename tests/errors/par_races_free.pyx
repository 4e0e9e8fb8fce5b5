# cython: freethreading_compatible=True
from cython.parallel cimport prange
cimport cython

cdef long g_count

cdef class Counter:
    cdef long count

def no_lock(Counter c, int n):
    global g_count
    cdef int i
    for i in prange(n, nogil=True):
        with gil:
            c.count += 1
#           ^ warning[par-race]: all iterations write `c.count` at once
#           ^ note: the iterations of this loop run in parallel
#           ^ note: `with gil:` excludes no other thread where Python runs without a GIL
            g_count += 1
#           ^ warning[par-race]: module variable `g_count` is assigned by all threads at once
        with gil, cython.critical_section(c):
            c.count += 1
    return c.count
