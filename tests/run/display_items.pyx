"""Loops over displays: the variable has the type that all items have.

>>> types(1, 2.5, 'x', [])
['int', 'double', 'str object', 'str object', 'Python object', 'Python object', 'list[double] object', 'C']
>>> total(3)
12.5
>>> objects()
[None, 1]
>>> doubled([1, 2])
[[1, 2], [1, 2]]
"""
cimport cython


cdef class C:
    cdef int x


def types(int i, double d, str s, numbers: list[float]):
    found = []
    c = C()
    for a in (i,):
        found.append(cython.typeof(a))
    for b in [2.0 * d]:
        found.append(cython.typeof(b))
    for e in {s}:
        found.append(cython.typeof(e))
    for f in ['a']:
        found.append(cython.typeof(f))
    for g in [i, d]:
        pass
    for h in [s, *s]:
        pass
    found += [cython.typeof(g), cython.typeof(h)]
    for k in (numbers,):
        found.append(cython.typeof(k))
    for m in (c,):
        found.append(cython.typeof(m))
    return found


def total(int n):
    cdef double result = 0
    for x in (n, n + 1):
        result += x
    for y in [2.5, n]:
        result += y
    return result


def objects():
    return [x for x in [None, 1]]


def doubled(list[float] items):
    return [list(x) for x in (items, items)]
