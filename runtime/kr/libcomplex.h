/* libcomplex.h: libc.complex: the functions of C11's <complex.h>, for our complex numbers.
 *
 *     kr_c_csqrt(z)      csqrt of the C library
 *
 * <complex.h> itself is not included: libtcc cannot read it, and it makes `I` a macro. gcc and clang go through C's own
 * complex types. libtcc has none: there a struct of two parts is passed, which is the same, but for what functions of long
 * double return, which are computed with double.
 */
#ifndef KR_LIBCOMPLEX_H
#define KR_LIBCOMPLEX_H

#include "kr/complex.h"

#if defined(__TINYC__)
#define KR_C_ONE(name, label, K, T)                     \
    K kr_c_number_##name(K z) __asm__(label);           \
    KR_INLINE K kr_c_##name(K z)                        \
    {                                                   \
        return kr_c_number_##name(z);                   \
    }
#define KR_C_LONG(name)                                                         \
    KR_INLINE KrComplexL kr_c_##name##l(KrComplexL z)                           \
    {                                                                           \
        KrComplex w = kr_c_##name((KrComplex){(double)z.real, (double)z.imag}); \
        return (KrComplexL){w.real, w.imag};                                    \
    }
#define KR_C_PART(name, label, K, T)                    \
    T kr_c_number_##name(K z) __asm__(label);           \
    KR_INLINE T kr_c_##name(K z)                        \
    {                                                   \
        return kr_c_number_##name(z);                   \
    }
#else
typedef union KrCNumber { KrComplex parts; _Complex double number; } KrCNumber;
typedef union KrCNumberF { KrComplexF parts; _Complex float number; } KrCNumberF;
typedef union KrCNumberL { KrComplexL parts; _Complex long double number; } KrCNumberL;
#define KR_C_UNION_KrComplex KrCNumber
#define KR_C_UNION_KrComplexF KrCNumberF
#define KR_C_UNION_KrComplexL KrCNumberL
#define KR_C_ONE(name, label, K, T)                          \
    _Complex T kr_c_number_##name(_Complex T z) __asm__(label); \
    KR_INLINE K kr_c_##name(K z)                             \
    {                                                        \
        KR_C_UNION_##K both = {z};                           \
        both.number = kr_c_number_##name(both.number);       \
        return both.parts;                                   \
    }
#define KR_C_LONG(name) KR_C_ONE(name##l, #name "l", KrComplexL, long double)
#define KR_C_PART(name, label, K, T)                         \
    T kr_c_number_##name(_Complex T z) __asm__(label);       \
    KR_INLINE T kr_c_##name(K z)                             \
    {                                                        \
        KR_C_UNION_##K both = {z};                           \
        return kr_c_number_##name(both.number);              \
    }
#endif

#define KR_C_MAP(name)                                \
    KR_C_ONE(name, #name, KrComplex, double)          \
    KR_C_ONE(name##f, #name "f", KrComplexF, float)   \
    KR_C_LONG(name)
#define KR_C_PARTS(name)                               \
    KR_C_PART(name, #name, KrComplex, double)          \
    KR_C_PART(name##f, #name "f", KrComplexF, float)   \
    KR_C_PART(name##l, #name "l", KrComplexL, long double)

KR_C_MAP(cacos)
KR_C_MAP(casin)
KR_C_MAP(catan)
KR_C_MAP(ccos)
KR_C_MAP(csin)
KR_C_MAP(ctan)
KR_C_MAP(cacosh)
KR_C_MAP(casinh)
KR_C_MAP(catanh)
KR_C_MAP(ccosh)
KR_C_MAP(csinh)
KR_C_MAP(ctanh)
KR_C_MAP(cexp)
KR_C_MAP(clog)
KR_C_MAP(clog10)
KR_C_MAP(csqrt)
KR_C_MAP(conj)
KR_C_MAP(cproj)
KR_C_PARTS(cabs)
KR_C_PARTS(carg)
KR_C_PARTS(cimag)
KR_C_PARTS(creal)

#if defined(__TINYC__)
KrComplex kr_c_number_cpow(KrComplex x, KrComplex y) __asm__("cpow");
KrComplexF kr_c_number_cpowf(KrComplexF x, KrComplexF y) __asm__("cpowf");
KR_INLINE KrComplex kr_c_cpow(KrComplex x, KrComplex y)
{
    return kr_c_number_cpow(x, y);
}
KR_INLINE KrComplexF kr_c_cpowf(KrComplexF x, KrComplexF y)
{
    return kr_c_number_cpowf(x, y);
}
KR_INLINE KrComplexL kr_c_cpowl(KrComplexL x, KrComplexL y)
{
    KrComplex w = kr_c_cpow((KrComplex){(double)x.real, (double)x.imag}, (KrComplex){(double)y.real, (double)y.imag});
    return (KrComplexL){w.real, w.imag};
}
#else
#define KR_C_POW(name, label, K, T)                                        \
    _Complex T kr_c_number_##name(_Complex T x, _Complex T y) __asm__(label); \
    KR_INLINE K kr_c_##name(K x, K y)                                      \
    {                                                                      \
        KR_C_UNION_##K a = {x}, b = {y};                                   \
        a.number = kr_c_number_##name(a.number, b.number);                 \
        return a.parts;                                                    \
    }
KR_C_POW(cpow, "cpow", KrComplex, double)
KR_C_POW(cpowf, "cpowf", KrComplexF, float)
KR_C_POW(cpowl, "cpowl", KrComplexL, long double)
#endif

#endif
