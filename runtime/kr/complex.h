/* complex.h: C complex numbers. libtcc has no _Complex, so they are structs of two parts; on the platforms we
 * know a struct of two floats or doubles is passed to functions as a C complex number is. */
#ifndef KR_COMPLEX_H
#define KR_COMPLEX_H

#include "kr/core.h"

typedef struct KrComplex { double real, imag; } KrComplex;
typedef struct KrComplexF { float real, imag; } KrComplexF;
typedef struct KrComplexL { long double real, imag; } KrComplexL;
typedef struct KrComplex_char { char real, imag; } KrComplex_char;
typedef struct KrComplex_schar { signed char real, imag; } KrComplex_schar;
typedef struct KrComplex_uchar { unsigned char real, imag; } KrComplex_uchar;
typedef struct KrComplex_short { short real, imag; } KrComplex_short;
typedef struct KrComplex_ushort { unsigned short real, imag; } KrComplex_ushort;
typedef struct KrComplex_int { int real, imag; } KrComplex_int;
typedef struct KrComplex_uint { unsigned int real, imag; } KrComplex_uint;
typedef struct KrComplex_long { long real, imag; } KrComplex_long;
typedef struct KrComplex_ulong { unsigned long real, imag; } KrComplex_ulong;
typedef struct KrComplex_llong { long long real, imag; } KrComplex_llong;
typedef struct KrComplex_ullong { unsigned long long real, imag; } KrComplex_ullong;
typedef struct KrComplex_ssize { Py_ssize_t real, imag; } KrComplex_ssize;
typedef struct KrComplex_size { size_t real, imag; } KrComplex_size;

/* Any number as a complex object, as complex(x) takes it; NULL and TypeError. */
KR_FN PyObject *kr_complex_of(PyObject *x);
#define KR_COMPLEX_REAL(x) (((PyComplexObject *)(x))->cval.real)
#define KR_COMPLEX_IMAG(x) (((PyComplexObject *)(x))->cval.imag)

/* ZeroDivisionError and -1 when the divisor is zero. Works without the GIL. */
#define kr_complex_nonzero(is_zero) ((is_zero) ? kr_raise_complex_zero() : 0)
KR_FN int kr_raise_complex_zero(void);
KR_FN KrComplex kr_complex_div(KrComplex a, KrComplex b);
KR_FN KrComplexL kr_complex_div_l(KrComplexL a, KrComplexL b);
/* Small integer powers by multiplication, others by polar coordinates; 0 ** x is 0 but for x = 0. */
KR_FN KrComplex kr_complex_pow(KrComplex a, KrComplex b);
KR_FN KrComplexL kr_complex_pow_l(KrComplexL a, KrComplexL b);
KR_FN double kr_complex_abs(KrComplex a);
/* Of a complex object, as C has it: infinite where it is too large. */
KR_FN double kr_pycomplex_abs(PyObject *a);

#endif
