# C complex numbers: arithmetic, parts, conversion.
cimport cython


def arithmetic(double complex z, double complex w):
    """
    >>> arithmetic(5-10j, 3+4j)
    ((5-10j), (-5+10j), (8-6j), (2-14j), (55-10j), (-1-2j))
    >>> arithmetic(1, 0)
    Traceback (most recent call last):
    ZeroDivisionError: float division
    >>> arithmetic('x', 1)
    Traceback (most recent call last):
    TypeError: must be real number, not str
    """
    return +z, -z, z + w, z - w, z * w, z / w


def mixed(int a, float b, float complex c):
    """
    >>> mixed(1, 1.5, 2+1j)
    ((3+1j), (3.5+1j), (2-1.5j), 'float complex')
    """
    cdef double complex z = a
    return z + c, b + c, -1.5j + 2, cython.typeof(c * b)


def powers(double complex z, int n):
    """
    >>> powers(1+2j, 2), powers(1+2j, 0), powers(2j, -1)
    (((-3+4j), 1.0), ((1+0j), 1.0), (-0.5j, 1.0))
    """
    cdef double complex power = z ** n
    return power, round(abs(power / (<object>z) ** n), 12)


def parts(x):
    """
    >>> parts(2)
    ((2+3j), (2-3j), 2.0, 3.0, True, False, True)
    """
    cdef double complex z
    z.real = x
    z.imag = 3
    return z, z.conjugate(), z.real, z.imag, z == 2 + 3j, z != 2 + 3j, bool(z)


def integers(int complex z, int n):
    """
    >>> integers(6+9j, 3)
    ((2+3j), (18+27j), (-6-9j), 6)
    >>> integers(6, 0)
    Traceback (most recent call last):
    ZeroDivisionError: float division
    """
    return z / n, z * n, -z, z.real


cdef double complex raising(double complex z) except *:
    if not z:
        raise ValueError("zero")
    return z * 1j


cdef struct Signal:
    double complex value
    int n


def calls(z):
    """
    >>> calls(2)
    (2j, {'value': (1+1j), 'n': 3})
    >>> calls(0)
    Traceback (most recent call last):
    ValueError: zero
    """
    cdef Signal signal
    signal.value = 1 + 1j
    signal.n = 3
    return raising(z), signal


def real_part(double complex x, float complex y):
    """A cast drops the imaginary part, as in C.

    >>> real_part(2.5 + 3j, -1.5)
    (2, 2.5, -1)
    """
    return <int>x, <double>x, <long>y
