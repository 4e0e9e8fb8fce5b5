# libc.complex: functions of C's complex numbers, whatever C compiler is used.
from libc.complex cimport (cabs, cabsf, cabsl, carg, cexp, cimag, cimagl, conj, conjf, conjl, cpow, cpowl, creal, crealf,
                           csqrt, csqrtf, csqrtl)


def parts(double complex z):
    """
    >>> parts(3 + 4j)
    (3.0, 4.0, 5.0, 0.9272952180016122)
    """
    return creal(z), cimag(z), cabs(z), carg(z)


def mapped(double complex z):
    """
    >>> mapped(3 + 4j)
    ((2+1j), (3-4j))
    """
    return csqrt(z), conj(z)


def power(double complex x, double complex y):
    """
    >>> z = power(1 + 1j, 2)
    >>> abs(z - 2j) < 1e-12
    True
    """
    return cpow(x, y)


def single(float complex z):
    """
    >>> single(3 + 4j)
    ((2+1j), (3-4j), 5.0, 3.0)
    """
    return csqrtf(z), conjf(z), cabsf(z), crealf(z)


def extended(long double complex z):
    """
    >>> extended(3 + 4j)
    ((2+1j), (3-4j), 5.0, 4.0)
    >>> root, square, size, part = extended(-1)
    >>> root
    1j
    """
    cdef long double size = cabsl(z)
    return csqrtl(z), conjl(z), size, cimagl(z)


def extended_power(long double complex z):
    """
    >>> abs(extended_power(1 + 1j) - 2j) < 1e-12
    True
    """
    return cpowl(z, 2)


def without_gil(double complex z):
    """
    >>> abs(without_gil(0) - 1) < 1e-12
    True
    """
    cdef double complex result
    with nogil:
        result = cexp(z)
    return result
