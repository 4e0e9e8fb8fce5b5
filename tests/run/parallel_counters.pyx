"""A variable that counts loops, in a parallel block and behind it: each loop has its own."""
from cython.parallel cimport parallel, prange
from libc.stdlib cimport calloc, free


def summed(int n):
    """
    >>> summed(5)
    (10, 15)
    """
    cdef int i, j, after = 0
    cdef int *part
    cdef int[1] total
    total[0] = 0
    with nogil, parallel(num_threads=2):
        part = <int *> calloc(n, sizeof(int))
        for i in prange(n):
            part[i] = i
        for j in range(n):
            with gil:
                total[0] += part[j]
        free(part)
    for j in range(n):
        after += j + 1
    return total[0], after
