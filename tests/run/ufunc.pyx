# requires: numpy
"""Directive ufunc: functions that numpy calls item by item over arrays."""
cimport cython
import numpy as np

cdef extern from *:
    """
    typedef unsigned short port_t;
    typedef long double wide_t;
    """
    ctypedef int port_t
    ctypedef double wide_t


@cython.ufunc
cdef double scale(int x, double factor) nogil:
    """x times factor"""
    return x * factor


def test_values():
    """
    >>> scale(np.arange(8, dtype=np.intc)[::3], 0.5)
    array([0. , 1.5, 3. ])
    >>> scale(np.arange(4, dtype=np.intc).reshape(2, 2)[:, ::-1], np.array([1., 10.]))
    array([[ 1.,  0.],
           [ 3., 20.]])
    >>> scale.nin, scale.nout, scale.types
    (2, 1, ['id->d'])
    >>> scale.__name__, scale.__doc__.endswith('x times factor')
    ('scale', True)
    >>> big = np.arange(3000, dtype=np.intc)
    >>> (scale(big, 2.0) == 2 * big).all()
    True
    """
    assert scale(3, 2.0) == 6.0  # the ufunc itself, not the C function


@cython.ufunc
cdef double root(double x):
    if x < 0:
        raise ValueError(f"root of {x}")
    return x ** 0.5


def test_errors():
    """
    >>> root(np.array([4., 9.]))
    array([2., 3.])
    >>> root(np.array([4., -9., 1.]))
    Traceback (most recent call last):
    ValueError: root of -9.0
    >>> many = np.ones(2000); many[1500] = -1
    >>> root(many)
    Traceback (most recent call last):
    ValueError: root of -1.0
    """


@cython.ufunc
cdef (int, double) halves(long x):
    return x // 2, x / 2


@cython.ufunc
cdef (cython.numeric, cython.numeric) around(cython.numeric x):
    return x - 1, x + 1


def test_results():
    """
    >>> halves(np.array([7, 8]))
    (array([3, 4], dtype=int32), array([3.5, 4. ]))
    >>> around(np.array([1, 2], dtype=np.short))
    (array([0, 1], dtype=int16), array([2, 3], dtype=int16))
    >>> around(np.array([1j]))
    (array([-1.+1.j]), array([1.+1.j]))
    >>> around.types
    ['h->hh', 'i->ii', 'l->ll', 'f->ff', 'd->dd', 'F->FF', 'D->DD']
    """


@cython.ufunc
cdef object pair(object key, list values):
    return key if values is None else (key, values[0])


def test_objects():
    """
    >>> keys = np.array(['a', 'b', None], dtype=object)
    >>> values = np.array([None, [1], [2]], dtype=object)
    >>> pair(keys, values)
    array(['a', ('b', 1), (None, 2)], dtype=object)
    >>> pair(keys, 5)
    Traceback (most recent call last):
    TypeError: Expected list, got int
    >>> into = np.array([object() for i in range(3)], dtype=object)
    >>> pair(keys, None, out=into) is into and into
    array(['a', 'b', None], dtype=object)
    """


@cython.ufunc
cdef wide_t widened(port_t x, signed char y, unsigned long long z, float complex c):
    return x + y + z + <wide_t>c.imag


def test_types():
    """
    >>> widened.types
    ['HbLF->g']
    >>> print(widened(np.uint16(60000), np.int8(-1), np.uint64(2), np.complex64(4j)))
    60005.0
    """


ctypedef fused port_or_char:
    port_t
    signed char


@cython.ufunc
cdef object name(port_or_char x):
    def typed():
        return cython.typeof(x)
    return typed()


def test_fused():
    """
    >>> name(np.uint16(1)), name(np.int8(1))
    ('port_t', 'signed char')
    """
