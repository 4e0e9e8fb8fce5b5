cimport cython
ctypedef fused num:
    int
    double
    object

cdef int first(object[int] x, int i) except -1:
    return x[i]

cdef object[double] twice(object[double, ndim=1] x):
    cdef int i
    for i in range(len(x)):
        x[i] = 2 * x[i]
    return x

cpdef total(object[num] x, int n):
    cdef int i
    cdef num s = x[0]
    for i in range(1, n):
        s = s + x[i]
    return s

cdef class Box:
    cpdef item(self, object[double] x, int i):
        return x[i]
    cdef set(self, object[int, mode="c"] x, int i, int v):
        x[i] = v

def go(a, b):
    """
    >>> from array import array
    >>> go(array('i', [3, 4, 5]), array('d', [1.5, 2.5]))
    4
    array('d', [3.0, 5.0])
    12
    8.0
    5.0
    array('i', [7, 4, 5])
    Buffer
    """
    cdef object[int] ints = a
    cdef object[double] doubles = b
    print(first(a, 1))
    print(twice(b))
    print(total(ints, 3))
    print(total(doubles, 2))
    box = Box()
    print(box.item(b, 1))
    box.set(a, 0, 7)
    print(a)
    try:
        first(b, 0)
    except ValueError as e:
        print(str(e)[:6])
