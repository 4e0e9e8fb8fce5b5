"""View objects, cython.view.array, casts of memory, axes that may be indirect, items that are objects or structs.

>>> made(4)
(7, 7, True, True, (2, 4), True, "<MemoryView of 'array' object>", 3, [5, 5, 7, 5])
>>> memory()
([1, 20, 30, 4], 30, 3, 9, 4, (2, 2))
>>> objects({})
([{}], None, {}, [7, 7, 7])
>>> structs()
({'a': 3, 'b': 2.5}, 4, 16)

>>> v = window(6)
>>> len(v), v[1], v[-1], v.shape, v.strides, v.suboffsets, v.ndim, v.itemsize, v.nbytes, v.size
(6, 1, 5, (6,), (4,), (-1,), 1, 4, 24, 6)
>>> list(v[::2]), v[1:3].base is v.base, v[None].shape, v[...] is v
([0, 2, 4], True, (1, 6), True)
>>> v[1:4] = 9; list(v)
[0, 9, 9, 9, 4, 5]
>>> v[:2] = v[4:]; list(v), list(v.copy()), v.count(9), v.index(5)
([4, 5, 9, 9, 4, 5], [4, 5, 9, 9, 4, 5], 2, 1)
>>> v[6]
Traceback (most recent call last):
IndexError: Out of bounds on buffer access (axis 0)
>>> v["a"]
Traceback (most recent call last):
TypeError: Cannot index with type '<class 'str'>'
>>> import pickle
>>> pickle.dumps(v)
Traceback (most recent call last):
TypeError: no default __reduce__ due to non-trivial __cinit__
>>> read_only(b"abc")[1]
98
>>> read_only(b"abc")[1] = 3
Traceback (most recent call last):
TypeError: Cannot assign to read-only memoryview

>>> generic(memoryview(bytearray(b"abcd")).cast("B", (2, 2)))
(100, (-1, -1), (2,))
>>> tail_of([1.5, 2.5, 3.5])
[2.5, 3.5]
>>> returns(0)
Traceback (most recent call last):
TypeError: Memoryview return value is not initialized
>>> returns(1)
Traceback (most recent call last):
ValueError: no
>>> returns(2)
5
>>> array_with(None)
Traceback (most recent call last):
ValueError: Invalid mode, expected 'c' or 'fortran', got None
>>> array_with("fortran").is_f_contig()
True
"""
from cython cimport view
from cython.view cimport array as cvarray

cdef struct Pair:
    int a
    double b


def made(int n):
    a = cvarray((3, n), sizeof(int), 'i')
    cdef int[:, ::1] v = a
    v[...] = 5
    v[1, 2] = 7
    cdef int[:, :] t = v.T
    return (a[1, 2], t[2, 1], v.copy_fortran().is_f_contig(), v.is_c_contig(), v[1:, :].shape, v.base is a, str(v),
            len(a), [x for x in v[1]])


def memory():
    cdef int[4] c = [1, 2, 3, 4]
    cdef int[2][3] d
    d[0][0] = 9
    cdef int *p = c
    cdef int[:] v = <int[:4]> p
    v[1] = 20
    cdef int[:] w = c
    cdef int[:, :] z = d
    w[2] = 30
    o = <int[:2, :2]> p
    return list(v), c[2], z.shape[1], z[0, 0], o[1, 1], o.shape


def objects(k):
    cdef object[:] o = cvarray((3,), sizeof(void *), 'O')
    o[0] = k
    o[1] = [k]
    cdef object[:] p = o.copy()
    o[:] = 7
    return p[1], p[2], p[0], list(o)


def structs():
    cdef Pair[2] pairs
    pairs[0].a = 3
    pairs[0].b = 2.5
    cdef Pair[:] v = pairs
    v[1] = v[0]
    v[1].a += 1
    return v[0], pairs[1].a, v.itemsize


def window(int n):
    a = cvarray((n,), sizeof(int), 'i')
    cdef int[:] v = a
    for i in range(n):
        v[i] = i
    return v


def read_only(const unsigned char[:] v):
    return v


def generic(unsigned char[::view.generic, ::view.generic] x):
    return x[1, 1], x.suboffsets, x[1, :].shape


cdef int[:] maybe(int i):
    if i == 1:
        raise ValueError("no")
    if i == 2:
        return window(6)


cdef double[:] tail(double[:] v, o):
    held = [o]
    held = [held]
    return v[1:]


def tail_of(items):
    import array
    return list(tail(array.array('d', items), items))


def returns(int i):
    return maybe(i)[5]


def array_with(mode):
    return cvarray((2, 2), 4, "i", mode=mode)
