# flags: -Wextra
# cython: infer_types=True
cimport cython
from cython.parallel cimport prange, parallel, threadid

cdef extern from "locks.h" nogil:
    void my_lock()
    void my_unlock()

cdef struct Point:
    double x, y

cdef class Sums:
    cdef double total, other
    cdef int best
    cdef double[:] buffer
    cdef double *memory
    cdef double fixed[4]

cdef double g_total
cdef int g_counts[16]
cdef cython.pymutex g_mutex
cdef Sums g_sums

cdef void add_one(double *where) noexcept nogil:
    where[0] += 1

cdef void add_at(double[:] where, Py_ssize_t at) noexcept nogil:
    where[at] += 1

cdef void count_all() noexcept nogil:
    global g_total
    g_total += 1

cdef void count_deep(int levels) noexcept nogil:
    if levels:
        count_deep(levels - 1)
    count_all()

cdef void count_locked() noexcept nogil:
    global g_total
    with g_mutex:
        g_total += 1

cdef void own_memory() noexcept nogil:
    cdef double mine[4]
    cdef Point point
    mine[0] = 1
    point.x = mine[0]

def neighbours(double[:] a, double[:] b):
    cdef Py_ssize_t i
    for i in prange(a.shape[0] - 1, nogil=True):
        a[i] = a[i + 1]
#       ^ warning[par-race]: an iteration writes an element of `a` that another one reads
    for i in prange(b.shape[0], nogil=True):
        b[i] = b[0]
#       ^ warning[par-race]: an iteration writes an element of `b` that another one reads
    for i in prange(1, b.shape[0], nogil=True):
        b[i] = b[0]
    for i in prange(a.shape[0], nogil=True):
        a[2 * i] = a[i]
#       ^ warning[par-race]: an iteration writes an element of `a` that another one reads
    for i in prange(a.shape[0], nogil=True):
        a[2 * i] = a[2 * i + 1]

def mirror(double[:] a, Py_ssize_t n):
    cdef Py_ssize_t i
    cdef double x
    for i in prange(n, nogil=True):
        a[n - i - 1] = a[i]
#       ^ warning[par-race]: an iteration writes an element of `a` that another one reads
    for i in prange(n // 2, nogil=True):
        x = a[i]
        a[i] = a[n - 1 - i]
        a[n - 1 - i] = x
    for i in prange(a.shape[0], nogil=True):
        a[a.shape[0] - 1 - i] = a[i]
#       ^ warning[par-race]: an iteration writes an element of `a` that another one reads

cdef scatter(double[:] a, Py_ssize_t[:] index, unsigned char[:] text, double *counts):
    cdef Py_ssize_t i
    for i in prange(a.shape[0], nogil=True):
        a[index[i]] += 1
#       ^ warning[par-may-race]: iterations that find the same index write the same element of `a` at once
        counts[text[i]] += 1
#       ^ warning[par-race]: several iterations write the same element of `counts` at once
        g_counts[index[i] & 15] += 1
#       ^ warning[par-race]: several iterations write the same element of `g_counts` at once
        g_counts[index[i] % 7] += 1
#       ^ warning[par-race]: several iterations write the same element of `g_counts` at once
        g_counts[i // 2] = 1
#       ^ warning[par-race]: several iterations write the same element of `g_counts` at once

def objects(Sums sums, Py_ssize_t n):
    cdef Py_ssize_t i
    for i in prange(n, nogil=True):
        sums.total += i
#       ^ warning[par-race]: all iterations write `sums.total` at once
        sums.buffer[0] = i
#       ^ warning[par-race]: all iterations write the same element of `sums.buffer` at once
        sums.memory[i] = i
#       ^ warning[par-race]: an iteration writes an element of `sums.memory` that another one writes too
        sums.memory[3] = i
#       ^ warning[par-race]: all iterations write the same element of `sums.memory` at once
        sums.fixed[1] = i
#       ^ warning[par-race]: all iterations write the same element of `sums.fixed` at once
        g_sums.other = i
#       ^ warning[par-race]: all iterations write `g_sums.other` at once
        if i > sums.best:
            sums.best = i
#           ^ warning[par-may-race]: several iterations may write `sums.best` at once
        if i == 0:
            sums.buffer[1] = i

cdef void shared_struct(Py_ssize_t n):
    cdef Py_ssize_t i
    cdef Point point
    for i in prange(n, nogil=True):
        point.x = i
#       ^ warning[par-race]: all iterations write `point.x` at once

def slices(double[:, :] a, double[:] b):
    cdef Py_ssize_t i, k
    for i in prange(a.shape[0], nogil=True):
        a[:] = b[i]
#       ^ warning[par-race]: all iterations write the same element of `a` at once
        a[i, :] = b
        a[i] = 0
        a[0, 1:] = 3
#       ^ warning[par-race]: all iterations write the same element of `a` at once
        a[:, i] = 3
        a[0, i:i + 1] = 3

def calls(double[:] a, double[:] b, Py_ssize_t n):
    cdef Py_ssize_t i
    for i in prange(n, nogil=True):
        add_one(&a[0])
#       ^ warning[par-race]: all iterations write the same element of `a` at once
        add_one(&a[i])
#       ^ warning[par-race]: an iteration writes an element of `a` that another one reads
        add_at(b, i)
#       ^ warning[par-race]: an iteration writes an element of `b` that another one reads
#       ^ warning[par-race]: an iteration writes an element of `b` that another one writes too
        add_at(b, 2)
#       ^ warning[par-race]: all iterations write the same element of `b` at once
        own_memory()
        count_locked()
    for i in prange(n, nogil=True):
        count_all()
#       ^ warning[par-race]: module variable `g_total` is assigned by all threads at once
    for i in prange(n, nogil=True):
        count_deep(2)
#       ^ warning[par-race]: module variable `g_total` is assigned by all threads at once

def locked(double[:] a, list log, Py_ssize_t n):
    global g_total
    cdef Py_ssize_t i
    cdef object lock = log
    for i in prange(n, nogil=True):
        with g_mutex:
            a[0] += 1
            g_total += 1
        a[1] += 1
#       ^ warning[par-race]: all iterations write the same element of `a` at once
        g_mutex.acquire()
        a[2] += 1
        g_mutex.release()
        my_lock()
        a[3] += 1
        add_one(&a[0])
        my_unlock()
        with gil:
            a[4] += 1
            with cython.critical_section(lock):
                a[5] += 1
        a[6] += 1
#       ^ warning[par-race]: all iterations write the same element of `a` at once

def threads(double[:] a):
    cdef double part[64]
    with nogil, parallel():
        part[threadid()] = 0
        a[0] += 1
#       ^ warning[par-race]: all threads write the same element of `a` at once
        if threadid() == 0:
            a[1] = 3
        for i in prange(a.shape[0]):
            part[threadid()] += a[i]
            part[threadid() & 63] = 1
