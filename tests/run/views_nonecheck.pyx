"""nonecheck: a view that is None is said to be so. Arrays in the fields of items; the order of directives."""
import cython
import struct


@cython.nonecheck(True)
def use(double[:] v, what):
    """
    >>> use(None, 'get')
    Traceback (most recent call last):
    TypeError: Cannot index None memoryview slice
    >>> use(None, 'slice')
    Traceback (most recent call last):
    TypeError: Cannot slice None memoryview slice
    >>> use(None, 'fill')
    Traceback (most recent call last):
    TypeError: Cannot assign to None memoryview slice
    >>> use(None, 'T')
    Traceback (most recent call last):
    AttributeError: Cannot transpose None memoryview slice
    >>> use(None, 'shape')
    Traceback (most recent call last):
    AttributeError: Cannot access 'shape' attribute of None memoryview slice
    >>> use(None, 'copy')
    Traceback (most recent call last):
    AttributeError: Cannot access 'copy' attribute of None memoryview slice
    >>> from array import array
    >>> use(array('d', [1, 2]), 'get')
    1.0
    """
    if what == 'get':
        return v[0]
    if what == 'slice':
        return v[1:]
    if what == 'fill':
        v[...] = 1
    if what == 'T':
        return v.T
    if what == 'shape':
        return v.shape[0]
    return v.copy()


@cython.boundscheck(False)
@cython.boundscheck(True)
def outermost(int[:] v, Py_ssize_t i):
    """
    >>> from array import array
    >>> outermost(memoryview(array('i', [1, 2, 3]))[:2], 2)
    3
    """
    return v[i]


cdef packed struct Record:
    int n
    double d[2][2]
    char text[4]


def records():
    """
    >>> records()
    ({'n': 1, 'd': [[1.0, 2.0], [3.0, 4.0]], 'text': b'abc'}, 3.0, {'n': 5, 'd': [[0.0, 0.0], [0.0, 9.0]], 'text': b'xy'})
    """
    cdef Record[2] items
    cdef Record[:] view = items
    view[0].n = 1
    view[0].d[0][0], view[0].d[0][1], view[0].d[1][0], view[0].d[1][1] = 1, 2, 3, 4
    view[0].text = b'abc\0'
    objects = <object>view
    objects[1] = {'n': 5, 'd': [[0, 0], [0, 9]], 'text': b'xy'}
    return objects[0], view[0].d[1][0], objects[1]


def formats(fmt, int size):
    """
    >>> formats('=i(2,2)d4s', 40)
    'fits'
    >>> formats('=i(2)d4s', 40)
    'Expected 2 dimension(s), got 1'
    >>> formats('=i(2,3)d4s', 56)
    'Expected a dimension of size 2, got 3'
    >>> formats('=i(2,2)d5s', 41)
    'Expected a dimension of size 4, got 5'
    >>> formats('=i(2,2)d4i', 52)
    'Expected 1 dimensions, got 0'
    """
    cdef Record[:] view
    try:
        view = cython.view.array((1,), size, fmt)
    except ValueError as error:
        return str(error)
    return 'fits'
