/* num.h: C numbers with Python's meaning, and between C numbers and int and float objects.
 *
 * Each function has one version per C type, named by the type's IR name: kr_floordiv_long, kr_mod_f64.
 * None of them traps or is undefined: the result wraps, as -fwrapv code does; a zero divisor was checked
 * before. KR_OVERFLOWS_ADD(long, a, b) and its family tell beforehand whether a result would wrap. Types
 * narrower than int are computed as int, Py_ssize_t and its like as long long.
 */
#ifndef KR_NUM_H
#define KR_NUM_H

#include "kr/core.h"
#include <limits.h>
#include <math.h>
#include <stddef.h>

/* IR name, C type, unsigned type of the same size, smallest, largest */
#define KR_SIGNED_TYPES(X)                                                                         \
    X(int, int, unsigned int, INT_MIN, INT_MAX)                                                    \
    X(long, long, unsigned long, LONG_MIN, LONG_MAX)                                               \
    X(llong, long long, unsigned long long, LLONG_MIN, LLONG_MAX)
#define KR_UNSIGNED_TYPES(X)                                                                       \
    X(uint, unsigned int, unsigned int, 0, UINT_MAX)                                               \
    X(ulong, unsigned long, unsigned long, 0, ULONG_MAX)                                           \
    X(ullong, unsigned long long, unsigned long long, 0, ULLONG_MAX)
#define KR_NARROW_TYPES(X)                                                                         \
    X(char, char) X(schar, signed char) X(uchar, unsigned char) X(short, short) X(ushort, unsigned short)
#define KR_FLOAT_TYPES(X) X(f32, float, f) X(f64, double, ) X(ldouble, long double, l)

/* ---- signed integers ------------------------------------------------------------------------- */

#define KR_DEFINE_SIGNED(name, T, U, MIN, MAX)                                                     \
    KR_INLINE T kr_floordiv_##name(T a, T b)                                                       \
    {                                                                                              \
        if (b == -1) return (T)(0 - (U)a);                                                         \
        T q = a / b;                                                                               \
        return (T)(q - ((a % b != 0) & ((a ^ b) < 0)));                                            \
    }                                                                                              \
    KR_INLINE T kr_mod_##name(T a, T b)                                                            \
    {                                                                                              \
        if (b == -1) return 0;                                                                     \
        T r = a % b;                                                                               \
        return (T)(r + (-((r != 0) & ((r ^ b) < 0)) & b));                                         \
    }                                                                                              \
    KR_INLINE T kr_pow_##name(T base, T exponent)                                                  \
    {                                                                                              \
        if (exponent < 0) return base == 1 ? 1 : base == -1 ? (exponent & 1 ? -1 : 1) : 0;         \
        U result = 1, square = (U)base;                                                            \
        for (; exponent; exponent >>= 1, square *= square)                                         \
            if (exponent & 1) result *= square;                                                    \
        return (T)result;                                                                          \
    }                                                                                              \
    KR_INLINE T kr_shl_##name(T a, long long n)                                                    \
    {                                                                                              \
        return (unsigned long long)n < 8 * sizeof(T) ? (T)((U)a << n) : 0;                         \
    }                                                                                              \
    KR_INLINE T kr_shr_##name(T a, long long n)                                                    \
    {                                                                                              \
        return (T)(a >> ((unsigned long long)n < 8 * sizeof(T) ? n : (long long)(8 * sizeof(T) - 1))); \
    }                                                                                              \
    KR_INLINE T kr_abs_##name(T a) { return a < 0 ? (T)(0 - (U)a) : a; }                           \
    KR_INLINE int kr_overflows_add_##name(T a, T b)                                                \
    {                                                                                              \
        return b < 0 ? a < MIN - b : a > MAX - b;                                                  \
    }                                                                                              \
    KR_INLINE int kr_overflows_sub_##name(T a, T b)                                                \
    {                                                                                              \
        return b < 0 ? a > MAX + b : a < MIN + b;                                                  \
    }                                                                                              \
    KR_INLINE int kr_overflows_mul_##name(T a, T b)                                                \
    {                                                                                              \
        if (a == 0 || b == 0) return 0;                                                            \
        if (a > 0) return b > 0 ? a > MAX / b : b < MIN / a;                                       \
        return b > 0 ? a < MIN / b : b < MAX / a;                                                  \
    }                                                                                              \
    KR_INLINE int kr_overflows_div_##name(T a, T b) { return b == -1 && a == MIN; }                \
    KR_INLINE int kr_overflows_shl_##name(T a, T n)                                                \
    {                                                                                              \
        if (n < 0 || n >= (T)(8 * sizeof(T))) return a != 0;                                       \
        return a > (MAX >> n) || a < (MIN >> n);                                                   \
    }                                                                                              \
    KR_INLINE int kr_overflows_neg_##name(T a) { return a == MIN; }

#define KR_DEFINE_UNSIGNED(name, T, U, MIN, MAX)                                                   \
    KR_INLINE T kr_pow_##name(T base, T exponent)                                                  \
    {                                                                                              \
        T result = 1;                                                                              \
        for (; exponent; exponent >>= 1, base *= base)                                             \
            if (exponent & 1) result *= base;                                                      \
        return result;                                                                             \
    }                                                                                              \
    KR_INLINE T kr_shl_##name(T a, long long n)                                                    \
    {                                                                                              \
        return (unsigned long long)n < 8 * sizeof(T) ? (T)(a << n) : 0;                            \
    }                                                                                              \
    KR_INLINE T kr_shr_##name(T a, long long n)                                                    \
    {                                                                                              \
        return (unsigned long long)n < 8 * sizeof(T) ? (T)(a >> n) : 0;                            \
    }                                                                                              \
    KR_INLINE int kr_overflows_add_##name(T a, T b) { return a > MAX - b; }                        \
    KR_INLINE int kr_overflows_sub_##name(T a, T b) { return a < b; }                              \
    KR_INLINE int kr_overflows_mul_##name(T a, T b) { return b != 0 && a > MAX / b; }              \
    KR_INLINE int kr_overflows_shl_##name(T a, T n)                                                \
    {                                                                                              \
        return n >= 8 * sizeof(T) ? a != 0 : a > (MAX >> n);                                       \
    }                                                                                              \
    KR_INLINE int kr_overflows_neg_##name(T a) { return a != 0; }

/* Overflow of types narrower than int, whose arithmetic C does as int. */
#define KR_DEFINE_NARROW(name, T)                                                                  \
    KR_INLINE int kr_overflows_add_##name(T a, T b) { return (T)(a + b) != a + b; }                \
    KR_INLINE int kr_overflows_sub_##name(T a, T b) { return (T)(a - b) != a - b; }                \
    KR_INLINE int kr_overflows_mul_##name(T a, T b)                                                \
    {                                                                                              \
        return (T)((long long)a * b) != (long long)a * b;                                          \
    }                                                                                              \
    KR_INLINE int kr_overflows_div_##name(T a, T b)                                                \
    {                                                                                              \
        return b != 0 && (T)(a / b) != a / b;                                                      \
    }                                                                                              \
    KR_INLINE int kr_overflows_shl_##name(T a, T n)                                                \
    {                                                                                              \
        return (unsigned)n >= 8 * sizeof(T) ? a != 0                                               \
                                            : (T)((long long)a * (1 << n)) != (long long)a * (1 << n); \
    }                                                                                              \
    KR_INLINE int kr_overflows_neg_##name(T a) { return (T)-a != -a; }

/* Python's floor division and modulo of floats: the result of % has the sign of the divisor. */
#define KR_DEFINE_FLOAT(name, T, suffix)                                                           \
    KR_INLINE T kr_mod_##name(T a, T b)                                                            \
    {                                                                                              \
        T r = fmod##suffix(a, b);                                                                  \
        if (r == 0) return copysign##suffix(0, b);                                                 \
        return (r < 0) != (b < 0) ? r + b : r;                                                     \
    }                                                                                              \
    KR_INLINE T kr_floordiv_##name(T a, T b)                                                       \
    {                                                                                              \
        T r = fmod##suffix(a, b), q = (a - r) / b;                                                 \
        if (r != 0 && (r < 0) != (b < 0)) q -= 1;                                                  \
        if (q == 0) return copysign##suffix(0, a / b);                                             \
        T whole = floor##suffix(q);                                                                \
        return q - whole > (T)0.5 ? whole + 1 : whole;                                             \
    }                                                                                              \
    KR_INLINE T kr_fmod_##name(T a, T b) { return fmod##suffix(a, b); }                            \
    KR_INLINE T kr_pow_##name(T a, T b) { return pow##suffix(a, b); }                              \
    KR_INLINE T kr_abs_##name(T a) { return fabs##suffix(a); }

KR_SIGNED_TYPES(KR_DEFINE_SIGNED)
KR_UNSIGNED_TYPES(KR_DEFINE_UNSIGNED)
KR_NARROW_TYPES(KR_DEFINE_NARROW)
KR_FLOAT_TYPES(KR_DEFINE_FLOAT)

/* Unsigned division is C's. */
#define kr_floordiv_uint(a, b) ((a) / (b))
#define kr_floordiv_ulong(a, b) ((a) / (b))
#define kr_floordiv_ullong(a, b) ((a) / (b))
#define kr_mod_uint(a, b) ((a) % (b))
#define kr_mod_ulong(a, b) ((a) % (b))
#define kr_mod_ullong(a, b) ((a) % (b))
#define kr_abs_uint(a) (a)
#define kr_abs_ulong(a) (a)
#define kr_abs_ullong(a) (a)
#define kr_overflows_div_uint(a, b) 0
#define kr_overflows_div_ulong(a, b) 0
#define kr_overflows_div_ullong(a, b) 0

#define KR_OVERFLOWS_ADD(name, a, b) KR_UNLIKELY(kr_overflows_add_##name((a), (b)))
#define KR_OVERFLOWS_SUB(name, a, b) KR_UNLIKELY(kr_overflows_sub_##name((a), (b)))
#define KR_OVERFLOWS_MUL(name, a, b) KR_UNLIKELY(kr_overflows_mul_##name((a), (b)))
#define KR_OVERFLOWS_DIV(name, a, b) KR_UNLIKELY(kr_overflows_div_##name((a), (b)))
#define KR_OVERFLOWS_SHL(name, a, b) KR_UNLIKELY(kr_overflows_shl_##name((a), (b)))
#define KR_OVERFLOWS_NEG(name, a) KR_UNLIKELY(kr_overflows_neg_##name(a))

/* The other integer types by a type that holds all their values; what does not fit the narrow type is cut
 * off by the assignment, as in C. */
#define kr_floordiv_bint(a, b) kr_floordiv_int(a, b)
#define kr_floordiv_char(a, b) kr_floordiv_int(a, b)
#define kr_floordiv_schar(a, b) kr_floordiv_int(a, b)
#define kr_floordiv_uchar(a, b) kr_floordiv_int(a, b)
#define kr_floordiv_short(a, b) kr_floordiv_int(a, b)
#define kr_floordiv_ushort(a, b) kr_floordiv_int(a, b)
#define kr_floordiv_ucs4(a, b) kr_floordiv_uint(a, b)
#define kr_floordiv_ssize(a, b) kr_floordiv_llong(a, b)
#define kr_floordiv_hash(a, b) kr_floordiv_llong(a, b)
#define kr_floordiv_ptrdiff(a, b) kr_floordiv_llong(a, b)
#define kr_floordiv_size(a, b) kr_floordiv_ullong(a, b)
#define kr_mod_bint(a, b) kr_mod_int(a, b)
#define kr_mod_char(a, b) kr_mod_int(a, b)
#define kr_mod_schar(a, b) kr_mod_int(a, b)
#define kr_mod_uchar(a, b) kr_mod_int(a, b)
#define kr_mod_short(a, b) kr_mod_int(a, b)
#define kr_mod_ushort(a, b) kr_mod_int(a, b)
#define kr_mod_ucs4(a, b) kr_mod_uint(a, b)
#define kr_mod_ssize(a, b) kr_mod_llong(a, b)
#define kr_mod_hash(a, b) kr_mod_llong(a, b)
#define kr_mod_ptrdiff(a, b) kr_mod_llong(a, b)
#define kr_mod_size(a, b) kr_mod_ullong(a, b)
#define kr_pow_bint(a, b) kr_pow_int(a, b)
#define kr_pow_char(a, b) kr_pow_int(a, b)
#define kr_pow_schar(a, b) kr_pow_int(a, b)
#define kr_pow_uchar(a, b) kr_pow_int(a, b)
#define kr_pow_short(a, b) kr_pow_int(a, b)
#define kr_pow_ushort(a, b) kr_pow_int(a, b)
#define kr_pow_ucs4(a, b) kr_pow_uint(a, b)
#define kr_pow_ssize(a, b) kr_pow_llong(a, b)
#define kr_pow_hash(a, b) kr_pow_llong(a, b)
#define kr_pow_ptrdiff(a, b) kr_pow_llong(a, b)
#define kr_pow_size(a, b) kr_pow_ullong(a, b)
#define kr_shl_bint(a, b) kr_shl_int(a, b)
#define kr_shl_char(a, b) kr_shl_int(a, b)
#define kr_shl_schar(a, b) kr_shl_int(a, b)
#define kr_shl_uchar(a, b) kr_shl_int(a, b)
#define kr_shl_short(a, b) kr_shl_int(a, b)
#define kr_shl_ushort(a, b) kr_shl_int(a, b)
#define kr_shl_ucs4(a, b) kr_shl_uint(a, b)
#define kr_shl_ssize(a, b) kr_shl_llong(a, b)
#define kr_shl_hash(a, b) kr_shl_llong(a, b)
#define kr_shl_ptrdiff(a, b) kr_shl_llong(a, b)
#define kr_shl_size(a, b) kr_shl_ullong(a, b)
#define kr_shr_bint(a, b) kr_shr_int(a, b)
#define kr_shr_char(a, b) kr_shr_int(a, b)
#define kr_shr_schar(a, b) kr_shr_int(a, b)
#define kr_shr_uchar(a, b) kr_shr_int(a, b)
#define kr_shr_short(a, b) kr_shr_int(a, b)
#define kr_shr_ushort(a, b) kr_shr_int(a, b)
#define kr_shr_ucs4(a, b) kr_shr_uint(a, b)
#define kr_shr_ssize(a, b) kr_shr_llong(a, b)
#define kr_shr_hash(a, b) kr_shr_llong(a, b)
#define kr_shr_ptrdiff(a, b) kr_shr_llong(a, b)
#define kr_shr_size(a, b) kr_shr_ullong(a, b)
#define kr_abs_bint(a) kr_abs_int(a)
#define kr_abs_char(a) kr_abs_int(a)
#define kr_abs_schar(a) kr_abs_int(a)
#define kr_abs_uchar(a) kr_abs_int(a)
#define kr_abs_short(a) kr_abs_int(a)
#define kr_abs_ushort(a) kr_abs_int(a)
#define kr_abs_ucs4(a) kr_abs_uint(a)
#define kr_abs_ssize(a) kr_abs_llong(a)
#define kr_abs_hash(a) kr_abs_llong(a)
#define kr_abs_ptrdiff(a) kr_abs_llong(a)
#define kr_abs_size(a) kr_abs_ullong(a)
#define kr_overflows_add_bint(a, b) kr_overflows_add_int(a, b)
#define kr_overflows_add_ucs4(a, b) kr_overflows_add_uint(a, b)
#define kr_overflows_add_ssize(a, b) kr_overflows_add_llong(a, b)
#define kr_overflows_add_hash(a, b) kr_overflows_add_llong(a, b)
#define kr_overflows_add_ptrdiff(a, b) kr_overflows_add_llong(a, b)
#define kr_overflows_add_size(a, b) kr_overflows_add_ullong(a, b)
#define kr_overflows_sub_bint(a, b) kr_overflows_sub_int(a, b)
#define kr_overflows_sub_ucs4(a, b) kr_overflows_sub_uint(a, b)
#define kr_overflows_sub_ssize(a, b) kr_overflows_sub_llong(a, b)
#define kr_overflows_sub_hash(a, b) kr_overflows_sub_llong(a, b)
#define kr_overflows_sub_ptrdiff(a, b) kr_overflows_sub_llong(a, b)
#define kr_overflows_sub_size(a, b) kr_overflows_sub_ullong(a, b)
#define kr_overflows_mul_bint(a, b) kr_overflows_mul_int(a, b)
#define kr_overflows_mul_ucs4(a, b) kr_overflows_mul_uint(a, b)
#define kr_overflows_mul_ssize(a, b) kr_overflows_mul_llong(a, b)
#define kr_overflows_mul_hash(a, b) kr_overflows_mul_llong(a, b)
#define kr_overflows_mul_ptrdiff(a, b) kr_overflows_mul_llong(a, b)
#define kr_overflows_mul_size(a, b) kr_overflows_mul_ullong(a, b)
#define kr_overflows_div_bint(a, b) kr_overflows_div_int(a, b)
#define kr_overflows_div_ucs4(a, b) kr_overflows_div_uint(a, b)
#define kr_overflows_div_ssize(a, b) kr_overflows_div_llong(a, b)
#define kr_overflows_div_hash(a, b) kr_overflows_div_llong(a, b)
#define kr_overflows_div_ptrdiff(a, b) kr_overflows_div_llong(a, b)
#define kr_overflows_div_size(a, b) kr_overflows_div_ullong(a, b)
#define kr_overflows_shl_bint(a, b) kr_overflows_shl_int(a, b)
#define kr_overflows_shl_ucs4(a, b) kr_overflows_shl_uint(a, b)
#define kr_overflows_shl_ssize(a, b) kr_overflows_shl_llong(a, b)
#define kr_overflows_shl_hash(a, b) kr_overflows_shl_llong(a, b)
#define kr_overflows_shl_ptrdiff(a, b) kr_overflows_shl_llong(a, b)
#define kr_overflows_shl_size(a, b) kr_overflows_shl_ullong(a, b)
#define kr_overflows_neg_bint(a) kr_overflows_neg_int(a)
#define kr_overflows_neg_ucs4(a) kr_overflows_neg_uint(a)
#define kr_overflows_neg_ssize(a) kr_overflows_neg_llong(a)
#define kr_overflows_neg_hash(a) kr_overflows_neg_llong(a)
#define kr_overflows_neg_ptrdiff(a) kr_overflows_neg_llong(a)
#define kr_overflows_neg_size(a) kr_overflows_neg_ullong(a)

/* ---- divisions that C and Python see differently ---------------------------------------------- */

/* The warning, at the place given: 0, or -1 where warnings are errors. Works without the GIL. */
KR_FN int kr_warn_signs(const char *file, int line);
#define kr_warn_division(signs_differ, file, line) ((signs_differ) ? kr_warn_signs(file, line) : 0)

/* ---- float objects --------------------------------------------------------------------------- */

/* Python's float power; -1 and ZeroDivisionError, OverflowError, or ValueError where Python's result is a
 * complex number. Works without the GIL. */
KR_FN double kr_pow_f64_checked(double base, double exponent);
/* Stores Python's result and gives 1; 0 when that is an exception or complex. */
KR_FN int kr_pow_f64_plain(double base, double exponent, double *result);
/* The same as a soft complex number, made of its length (with the sign of a real result) and turned by its parts:
 * -1 and ZeroDivisionError or OverflowError. All work without the GIL but kr_soft_box: a float or complex object. */
KR_FN double kr_pow_soft(double base, double exponent);
KR_FN double kr_soft_turn(double length, double base, double exponent, int imag);
KR_INLINE double kr_soft_real(double length, double base, double exponent)
{
    return base < 0 ? kr_soft_turn(length, base, exponent, 0) : length;
}
KR_INLINE double kr_soft_imag(double length, double base, double exponent)
{
    return base < 0 ? kr_soft_turn(length, base, exponent, 1) : 0;
}
KR_FN PyObject *kr_soft_box(double real, double imag);
/* -1 and TypeError unless imag is 0. */
KR_FN double kr_soft_fail(void);
KR_INLINE double kr_soft_f64(double real, double imag) { return imag != 0 ? kr_soft_fail() : real; }
/* round(x): to the nearest, ties to even. */
KR_FN PyObject *kr_round_f64(double x);

/* ---- steps of a range whose step is known only at run time ----------------------------------- */

/* Number of steps from start to stop; -1 and ValueError when step is 0. Works without the GIL. KR_STEPS: for a
 * step that was checked. */
#define KR_STEPS(start, stop, step) kr_range_steps_llong((start), (stop), (step))
KR_FN Py_ssize_t kr_range_steps_any(long long start, long long stop, long long step);
#if KR_HOT_DECLARED
KR_HOT Py_ssize_t kr_range_steps_llong(long long start, long long stop, long long step);
#else
KR_HOT Py_ssize_t kr_range_steps_llong(long long start, long long stop, long long step)
{
    if (step > 0 && start >= stop)
        return 0;
    unsigned long long way = (unsigned long long)stop - (unsigned long long)start;
    if (step > 0 && ((way | (unsigned long long)step) >> 32) == 0) /* a short division */
        return (Py_ssize_t)(((unsigned)way - 1) / (unsigned)step + 1);
    return kr_range_steps_any(start, stop, step);
}
#endif
KR_FN Py_ssize_t kr_range_steps_ullong(unsigned long long start, unsigned long long stop,
                                       unsigned long long step);
#define kr_range_steps_bint kr_range_steps_llong
#define kr_range_steps_char kr_range_steps_llong
#define kr_range_steps_schar kr_range_steps_llong
#define kr_range_steps_uchar kr_range_steps_llong
#define kr_range_steps_short kr_range_steps_llong
#define kr_range_steps_ushort kr_range_steps_llong
#define kr_range_steps_int kr_range_steps_llong
#define kr_range_steps_uint kr_range_steps_llong
#define kr_range_steps_ucs4 kr_range_steps_llong
#define kr_range_steps_long kr_range_steps_llong
#define kr_range_steps_ssize kr_range_steps_llong
#define kr_range_steps_hash kr_range_steps_llong
#define kr_range_steps_ptrdiff kr_range_steps_llong
#define kr_range_steps_ulong kr_range_steps_ullong
#define kr_range_steps_size kr_range_steps_ullong

/* ---- object to C number ---------------------------------------------------------------------- */

/* Any object as an integer between the limits: exact and derived ints; others by __int__, as Cython does.
 * -1 and OverflowError "value too large to convert to short" or TypeError "an integer is required". */
KR_FN long long kr_unbox_signed(PyObject *object, long long min, long long max, const char *type);
KR_FN unsigned long long kr_unbox_unsigned(PyObject *object, unsigned long long max, const char *type);
/* By __index__, for Py_ssize_t. */
KR_FN Py_ssize_t kr_unbox_index(PyObject *object);
KR_FN double kr_unbox_double(PyObject *object);

#define KR_INT_IS_SMALL(o) (PyLong_CheckExact(o) && KR_INT_IS_COMPACT(o))

/* int and wider hold every compact int; narrower ones compare with their limits. */
#define KR_DEFINE_UNBOX_WIDE(name, T, min, max)                                                    \
    KR_INLINE T kr_unbox_##name(PyObject *o)                                                       \
    {                                                                                              \
        return KR_LIKELY(KR_INT_IS_SMALL(o)) ? (T)KR_INT_COMPACT(o)                                \
                                             : (T)kr_unbox_signed(o, min, max, #T);                \
    }
#define KR_DEFINE_UNBOX_UWIDE(name, T, max)                                                        \
    KR_INLINE T kr_unbox_##name(PyObject *o)                                                       \
    {                                                                                              \
        return KR_LIKELY(KR_INT_IS_SMALL(o) && KR_INT_COMPACT(o) >= 0)                             \
                   ? (T)KR_INT_COMPACT(o)                                                          \
                   : (T)kr_unbox_unsigned(o, max, #T);                                             \
    }
#define KR_DEFINE_UNBOX_NARROW(name, T, min, max)                                                  \
    KR_INLINE T kr_unbox_##name(PyObject *o) { return (T)kr_unbox_signed(o, min, max, #T); }

KR_DEFINE_UNBOX_WIDE(int, int, INT_MIN, INT_MAX)
KR_DEFINE_UNBOX_WIDE(long, long, LONG_MIN, LONG_MAX)
KR_DEFINE_UNBOX_WIDE(llong, long long, LLONG_MIN, LLONG_MAX)
KR_DEFINE_UNBOX_WIDE(ptrdiff, ptrdiff_t, PTRDIFF_MIN, PTRDIFF_MAX)
KR_DEFINE_UNBOX_UWIDE(uint, unsigned int, UINT_MAX)
KR_DEFINE_UNBOX_UWIDE(ulong, unsigned long, ULONG_MAX)
KR_DEFINE_UNBOX_UWIDE(size, size_t, SIZE_MAX)

KR_INLINE unsigned long long kr_unbox_ullong(PyObject *o) /* messages have Cython's name of the type */
{
    return KR_LIKELY(KR_INT_IS_SMALL(o) && KR_INT_COMPACT(o) >= 0)
               ? (unsigned long long)KR_INT_COMPACT(o)
               : kr_unbox_unsigned(o, ULLONG_MAX, "unsigned PY_LONG_LONG");
}
KR_DEFINE_UNBOX_NARROW(char, char, CHAR_MIN, CHAR_MAX)
KR_DEFINE_UNBOX_NARROW(schar, signed char, SCHAR_MIN, SCHAR_MAX)
KR_DEFINE_UNBOX_NARROW(short, short, SHRT_MIN, SHRT_MAX)

KR_INLINE unsigned char kr_unbox_uchar(PyObject *o)
{
    return (unsigned char)kr_unbox_unsigned(o, UCHAR_MAX, "unsigned char");
}

KR_INLINE unsigned short kr_unbox_ushort(PyObject *o)
{
    return (unsigned short)kr_unbox_unsigned(o, USHRT_MAX, "unsigned short");
}

KR_INLINE Py_ssize_t kr_unbox_ssize(PyObject *o)
{
    return KR_LIKELY(KR_INT_IS_SMALL(o)) ? KR_INT_COMPACT(o) : kr_unbox_index(o);
}
#define kr_unbox_hash kr_unbox_ssize

KR_INLINE double kr_unbox_f64(PyObject *o)
{
    return KR_LIKELY(PyFloat_CheckExact(o)) ? PyFloat_AS_DOUBLE(o) : kr_unbox_double(o);
}
/* Is it an exact float, or an exact int of one digit? Then also as double. */
KR_INLINE int kr_exact_double(PyObject *x, double *value)
{
    if (PyFloat_CheckExact(x))
        *value = PyFloat_AS_DOUBLE(x);
    else if (KR_INT_IS_SMALL(x))
        *value = (double)KR_INT_COMPACT(x);
    else
        return 0;
    return 1;
}
#define kr_unbox_f32(o) ((float)kr_unbox_f64(o))
#define kr_unbox_ldouble(o) ((long double)kr_unbox_f64(o))

/* An integer whose size and sign only C knows. */
KR_FN long long kr_unbox_foreign(PyObject *object, size_t size, int is_unsigned, const char *type);
/* The same into memory, for those of 16 bytes (__int128); gives `place`, with all bits set on error. */
KR_FN void *kr_unbox_wide(void *place, PyObject *object, size_t size, int is_unsigned, const char *type);
#define KR_UNBOX_FOREIGN(o, T)                                                                     \
    (sizeof(T) > sizeof(long long) ? *(T *)kr_unbox_wide(&(T){0}, o, sizeof(T), (T)-1 > (T)1, #T)  \
                                   : (T)kr_unbox_foreign(o, sizeof(T), (T)-1 > (T)1, #T))

/* An integer of any type and size, enums and foreign typedefs included. */
#define kr_box_integer(x)                                                                          \
    ((x) < 1 && (x) != 0 ? PyLong_FromLongLong((long long)(x))                                     \
                            : PyLong_FromUnsignedLongLong((unsigned long long)(x)))
/* One whose size only C knows; those of 16 bytes from memory. */
KR_FN PyObject *kr_box_wide(const void *place, size_t size, int is_unsigned);
#define KR_BOX_FOREIGN(x, T)                                                                       \
    (sizeof(T) > sizeof(long long) ? kr_box_wide(&(T){(T)(x)}, sizeof(T), (T)-1 > (T)1)            \
                                   : kr_box_integer(x))

/* An int, float or complex object for any number: the object itself where it is exactly one, else what its number
 * protocol gives, as Cython does for declared types. None passes if it may. TypeError for what is no number, about
 * `argument` unless that is NULL. New reference. */
KR_FN PyObject *kr_pyint_from(PyObject *x, const char *argument, int allow_none);
KR_FN PyObject *kr_pyfloat_from(PyObject *x, const char *argument, int allow_none);
KR_FN PyObject *kr_pycomplex_from(PyObject *x, const char *argument, int allow_none);

#endif
