/* rt_complex.c: C complex numbers; see kr/complex.h. Division is scaled by the larger part of the divisor (R. L.
 * Smith, "Algorithm 116: complex division", CACM 1962), so that it does not overflow where the result exists. */
#include "kr/complex.h"
#include "kr/libcomplex.h"

#include <math.h>

PyObject *kr_complex_of(PyObject *x)
{
    if (PyComplex_CheckExact(x))
        return Py_NewRef(x);
    Py_complex value = PyComplex_AsCComplex(x);
    if (PyErr_Occurred())
        return NULL;
    return PyComplex_FromCComplex(value);
}

int kr_raise_complex_zero(void)
{
    PyGILState_STATE gil = PyGILState_Ensure();
    PyErr_SetString(PyExc_ZeroDivisionError, "float division");
    PyGILState_Release(gil);
    return -1;
}

double kr_complex_abs(KrComplex a)
{
    return hypot(a.real, a.imag);
}

double kr_pycomplex_abs(PyObject *a)
{
    const Py_complex *value = &((PyComplexObject *)a)->cval;
    return hypot(value->real, value->imag);
}

#define KR_DEFINE_COMPLEX(name, T, C, suffix)                                                      \
    C kr_complex_div##name(C a, C b)                                                               \
    {                                                                                              \
        if (b.imag == 0) return (C){a.real / b.real, a.imag / b.real};                             \
        if (fabs##suffix(b.real) >= fabs##suffix(b.imag)) {                                        \
            T ratio = b.imag / b.real, scale = (T)1 / (b.real + b.imag * ratio);                   \
            return (C){(a.real + a.imag * ratio) * scale, (a.imag - a.real * ratio) * scale};      \
        }                                                                                          \
        T ratio = b.real / b.imag, scale = (T)1 / (b.imag + b.real * ratio);                       \
        return (C){(a.real * ratio + a.imag) * scale, (a.imag * ratio - a.real) * scale};          \
    }                                                                                              \
    static C raise_to##name(C a, int n)                                                               \
    {                                                                                              \
        C result = {1, 0}, factor = a;                                                             \
        for (; n; n >>= 1) {                                                                       \
            if (n & 1)                                                                             \
                result = (C){result.real * factor.real - result.imag * factor.imag,                \
                             result.real * factor.imag + result.imag * factor.real};               \
            factor = (C){factor.real * factor.real - factor.imag * factor.imag,                    \
                         2 * factor.real * factor.imag};                                           \
        }                                                                                          \
        return result;                                                                             \
    }                                                                                              \
    C kr_complex_pow##name(C a, C b)                                                               \
    {                                                                                              \
        int is_small = b.imag == 0 && b.real == floor##suffix(b.real) &&                          \
                        fabs##suffix(b.real) <= 4;                                                 \
        if (is_small && b.real < 0)                                                                \
            return raise_to##name(kr_complex_div##name((C){1, 0}, a), (int)-b.real);                  \
        if (is_small) return raise_to##name(a, (int)b.real);                                          \
        if (a.real == 0 && a.imag == 0) return a;                                                  \
        T angle = atan2##suffix(a.imag, a.real), length = hypot##suffix(a.real, a.imag);           \
        if (a.imag == 0) angle = a.real < 0 ? (T)3.14159265358979323846264338327950288L : 0;       \
        T log_length = log##suffix(length);                                                        \
        T size = exp##suffix(log_length * b.real - angle * b.imag);                                \
        T turn = angle * b.real + b.imag * log_length;                                             \
        return (C){size * cos##suffix(turn), size * sin##suffix(turn)};                            \
    }

KR_DEFINE_COMPLEX(, double, KrComplex, )
KR_DEFINE_COMPLEX(_l, long double, KrComplexL, l)
