"""Memoryviews whose items are C arrays or have arrays of structs; types of headers; axes that are contiguous alone."""
cimport cython
from cython cimport view
from cython.view cimport array as cvarray
from libc.string cimport memset

cdef extern from *:
    """
    typedef short small_t;
    typedef double big_t;
    """
    ctypedef int small_t
    ctypedef float big_t

ctypedef signed char Text[2][3]

cdef struct Place:
    int x
    double y

cdef struct Many:
    Place[2] places
    short[2][3] table
    big_t size


def items():
    """
    >>> items()
    (5, 5, (4,), 6, '(2,3)b')
    [[0, 0, 0], [0, 0, 5]]
    [[1, 2, 3], [4, 5, 6]]
    [b'\\x01\\x02\\x03', b'\\x04\\x05\\x06']
    """
    cdef Text[4] memory
    memset(&memory[0], 0, sizeof(memory))
    cdef Text[:] v = memory
    v[1][1][2] = 5
    cdef object o = v
    print((v[1][1][2], memory[1][1][2], o.shape, v.itemsize, memoryview(o).format))
    print(o[1])
    o[2] = [[1, 2, 3], [4, 5, 6]]
    print(o[2])
    cdef Text[:] again = o
    print(again[2])


def structs():
    """
    >>> structs()
    T{(2)T{i:x:d:y:}:places:(2,3)h:table:d:size:}
    {'places': [{'x': 3, 'y': 0.0}, {'x': 4, 'y': 2.5}], 'table': [[0, 0, 0], [0, 0, 0]], 'size': 0.1}
    {'places': [{'x': 1, 'y': 2.0}, {'x': 3, 'y': 4.0}], 'table': [[1, 2, 3], [4, 5, 6]], 'size': 2.0}
    """
    cdef Many[2] many
    many[1] = {'places': [{'x': 3}, {'x': 4, 'y': 2.5}], 'size': 0.1}
    cdef Many[:] v = many
    o = <object>v
    print(memoryview(o).format)
    cdef Many[:] again = o
    print(again[1])
    o[0] = {'places': [(1, 2), (3, 4)], 'table': [[1, 2, 3], [4, 5, 6]], 'size': 2}
    print(v[0])


def types_of_headers():
    """
    >>> types_of_headers()
    (7, 7, 'h', 33.33, 'd')
    """
    cdef small_t[6] small
    cdef big_t[2] big
    small[3] = 7
    big[1] = 33.33
    cdef small_t[:] v = small
    cdef small_t[:, :] w = <small_t[:2, :3]>&small[0]
    cdef big_t[:] b = big
    return v[3], w[1, 0], memoryview(v).format, b[1], memoryview(b).format


def memory(*args):
    return cvarray(*args)


def as_text(object o):
    """
    >>> as_text(memory((4,), 6, '(2,3)b'))
    >>> as_text(memory((4,), 6, '(2,3)=b'))
    >>> as_text(memory((4,), 6, '(3,2)b'))
    Traceback (most recent call last):
    ValueError: Expected a dimension of size 2, got 3
    >>> as_text(memory((4,), 4, 'i'))
    Traceback (most recent call last):
    ValueError: Expected 2 dimensions, got 0
    """
    cdef Text[:] v = o


def first_contiguous(object o):
    """
    >>> a = memory((2, 3), 4, 'i')
    >>> first_contiguous(a.memview.T)
    (3, 2)
    >>> first_contiguous(a)
    Traceback (most recent call last):
    ValueError: Buffer and memoryview are not contiguous in the same dimension.
    """
    cdef int[::view.contiguous, :] v = o
    cdef int[:, :] w = v
    return w.shape[0], v.shape[1]


cdef class Plain:
    """A buffer without strides."""
    cdef float[6] items
    cdef Py_ssize_t[2] lengths
    cdef bint indirect

    def __init__(self, indirect):
        self.indirect = indirect
        self.lengths = [2, 3]
        self.items = [0, 1, 2, 3, 4, 5]

    def __getbuffer__(self, Py_buffer *buffer, int flags):
        buffer.buf = self.items
        buffer.obj = self
        buffer.len = sizeof(self.items)
        buffer.itemsize = sizeof(float)
        buffer.readonly = 0
        buffer.ndim = 2
        buffer.format = 'f'
        buffer.shape = self.lengths
        buffer.strides = NULL
        buffer.suboffsets = self.lengths if self.indirect else NULL
        buffer.internal = NULL


def without_strides(indirect):
    """
    >>> without_strides(False)
    5.0 5.0 (12, 4)
    C-contiguous buffer is not indirect in dimension 1
    C-contiguous buffer is not indirect in dimension 0
    C-contiguous buffer is not contiguous in dimension 0
    C-contiguous buffer is not contiguous in dimension 0
    >>> without_strides(True)
    Traceback (most recent call last):
    ValueError: Buffer exposes suboffsets but no strides
    """
    o = Plain(indirect)
    cdef float[:, :] a = o
    cdef float[:, ::1] b = o
    print(a[1, 2], b[1, 2], (<object>a).strides)
    cdef float[:, ::view.indirect] c
    cdef float[::view.indirect, :] d
    cdef float[::1, :] e
    cdef float[::view.contiguous, :] f
    try:
        c = o
    except ValueError as error:
        print(error)
    try:
        d = o
    except ValueError as error:
        print(error)
    try:
        e = o
    except ValueError as error:
        print(error)
    try:
        f = o
    except ValueError as error:
        print(error)


def broadcast(int rows):
    """
    >>> broadcast(3)
    [[0, 1, 2], [0, 1, 2], [0, 1, 2]]
    >>> broadcast(1)
    [[0, 1, 2]]
    """
    cdef int[:, :] m = cvarray((rows, 3), 4, 'i')
    cdef int[:] v = cvarray((3,), 4, 'i')
    cdef int i
    for i in range(3):
        v[i] = i
    m[:] = v
    with nogil:
        m[...] = v
    return [list(row) for row in m]


def too_wide():
    """
    >>> too_wide()
    Traceback (most recent call last):
    ValueError: got differing extents in dimension 1 (got 3 and 4)
    """
    cdef int[:, :] m = cvarray((3, 3), 4, 'i')
    cdef int[:] v = cvarray((4,), 4, 'i')
    m[:] = v


def cast_memory():
    """
    >>> cast_memory()
    ('array', 'array', b'i', (3,), 'c')
    """
    cdef int[3] memory
    a = <int[:3]>&memory[0]
    cdef object o = <int[:3]>&memory[0]
    return cython.typeof(a), type(o).__name__, a.format, (<object>a).shape, a.mode


def as_truth(bint[:] v):
    """
    >>> as_truth(memory((2,), 4, 'i')).shape
    (2,)
    >>> as_truth(memory((2,), 4, 'I'))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'bint' but got 'unsigned int'
    """
    return v


def messages(which, o):
    """
    >>> messages(0, memory((2,), 4, 'i'))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'double complex' but got 'int'
    >>> messages(1, memory((2,), 2, 'h'))
    Traceback (most recent call last):
    ValueError: Buffer dtype mismatch, expected 'const int' but got 'short'
    >>> messages(1, memory((2,), 8, '(2)i'))
    Traceback (most recent call last):
    ValueError: Expected 0 dimension(s), got 1
    """
    cdef double complex[:] z
    cdef const int[:] c
    if which == 0:
        z = o
    else:
        c = o
