/* arith.h: operators of two objects, with fast paths for exact int and float objects in line.
 *
 * Each has three forms. kr_add gives a new object. kr_add_temp may put a number into a place of the caller's, so that
 * `a * b + c` allocates once: what it gives then has a reference count that no count reaches, lives as long as the place
 * and is passed only to functions of this file and object.h that say so. kr_add_reuse may write into `old`, a number
 * that only the variable about to be assigned knows.
 *
 *     KrTemp kr_temps[1];
 *     PyObject *value = kr_mul_temp(&kr_temps[0], a, b);
 *     PyObject *new_x = kr_add_reuse(x, value, c);
 */
#ifndef KR_ARITH_H
#define KR_ARITH_H

#include "kr/num.h"
#include "kr/object.h"

typedef union KrTemp {
    PyObject head;
    PyFloatObject number;
    PyLongObject integer;
} KrTemp;

/* Can numbers stand in such places, and be written into again? */
#if KR_FREE_THREADED || KR_PY(14) || defined(Py_REF_DEBUG) || defined(Py_TRACE_REFS) || SIZEOF_VOID_P < 8
#define KR_HAS_TEMPS 0
#else
#define KR_HAS_TEMPS 1
#endif

#if KR_HAS_TEMPS
/* The upper half tells; the lower one is far from where counting would end, and "immortal" since 3.12. */
#define KR_TEMP_COUNT (((Py_ssize_t)0x4b52 << 32) | (Py_ssize_t)0xc0000000)
#define KR_IS_TEMP(o) (((PyObject *)(o))->ob_refcnt >> 32 == 0x4b52)
#define KR_IS_OWN(o, type) ((o) && ((PyObject *)(o))->ob_refcnt == 1 && Py_TYPE(o) == &(type))
#else
#define KR_IS_TEMP(o) 0
#define KR_IS_OWN(o, type) 0
#endif

/* A proper object of the same value: new reference. */
KR_FN PyObject *kr_settle(PyObject *x);
/* op(a, b) where either may be in a place of the caller's. */
KR_FN PyObject *kr_settled(binaryfunc op, PyObject *a, PyObject *b);

/* Does an int of one digit hold it? */
#define KR_FITS_DIGIT(n) ((n) > -(1LL << 30) && (n) < (1LL << 30))
/* Ints that the interpreter shares. */
#define KR_IS_SHARED(n) ((n) >= -5 && (n) <= 256)

KR_INLINE void kr_int_write(PyObject *x, long long n)
{
    PyLongObject *self = (PyLongObject *)x;
#if KR_PY(12)
    self->long_value.lv_tag = n > 0 ? 8 : n < 0 ? 8 + 2 : 1;
    self->long_value.ob_digit[0] = (digit)(n < 0 ? -n : n);
#else
    ((PyVarObject *)x)->ob_size = n > 0 ? 1 : n < 0 ? -1 : 0;
    self->ob_digit[0] = (digit)(n < 0 ? -n : n);
#endif
}

/* The three ways to give a number. */
#define kr_new_float(place, d) PyFloat_FromDouble(d)
#define kr_new_int(place, n) PyLong_FromLongLong(n)

KR_INLINE PyObject *kr_temp_float(KrTemp *place, double d)
{
#if KR_HAS_TEMPS
    place->head.ob_refcnt = KR_TEMP_COUNT;
    place->head.ob_type = &PyFloat_Type;
    place->number.ob_fval = d;
    return &place->head;
#else
    (void)place;
    return PyFloat_FromDouble(d);
#endif
}

KR_INLINE PyObject *kr_temp_int(KrTemp *place, long long n)
{
#if KR_HAS_TEMPS
    if (KR_FITS_DIGIT(n)) {
        place->head.ob_refcnt = KR_TEMP_COUNT;
        place->head.ob_type = &PyLong_Type;
        kr_int_write(&place->head, n);
        return &place->head;
    }
#endif
    (void)place;
    return PyLong_FromLongLong(n);
}

KR_INLINE PyObject *kr_reuse_float(PyObject *old, double d)
{
    if (KR_IS_OWN(old, PyFloat_Type)) {
        ((PyFloatObject *)old)->ob_fval = d;
        return Py_NewRef(old);
    }
    return PyFloat_FromDouble(d);
}

KR_INLINE PyObject *kr_reuse_int(PyObject *old, long long n)
{
    if (KR_IS_OWN(old, PyLong_Type) && KR_INT_IS_COMPACT(old) && KR_FITS_DIGIT(n) && !KR_IS_SHARED(n)) {
        kr_int_write(old, n);
        return Py_NewRef(old);
    }
    return PyLong_FromLongLong(n);
}

/* ---- two objects ----------------------------------------------------------------------------- */

/* X(operator, its function, floats: when and what, ints of one digit: when and what) */
#define KR_ARITH_OPS(X)                                                                            \
    X(add, PyNumber_Add, 1, x + y, 1, a + b)                                                       \
    X(sub, PyNumber_Subtract, 1, x - y, 1, a - b)                                                  \
    X(mul, PyNumber_Multiply, 1, x * y, 1, a * b)                                                  \
    X(iadd, PyNumber_InPlaceAdd, 1, x + y, 1, a + b)                                               \
    X(isub, PyNumber_InPlaceSubtract, 1, x - y, 1, a - b)                                          \
    X(imul, PyNumber_InPlaceMultiply, 1, x * y, 1, a * b)
/* The same for operators that only ints have in line. */
#define KR_ARITH_INT_OPS(X)                                                                        \
    X(floordiv, PyNumber_FloorDivide, b != 0, kr_floordiv_llong(a, b))                             \
    X(mod, PyNumber_Remainder, b != 0, kr_mod_llong(a, b))                                         \
    X(and, PyNumber_And, 1, a & b)                                                                 \
    X(or, PyNumber_Or, 1, a | b)                                                                   \
    X(xor, PyNumber_Xor, 1, a ^ b)                                                                 \
    X(shl, PyNumber_Lshift, b >= 0 && b < 31, a * (1LL << b))                                      \
    X(shr, PyNumber_Rshift, b >= 0, a >> (b < 63 ? b : 63))                                        \
    X(ifloordiv, PyNumber_InPlaceFloorDivide, b != 0, kr_floordiv_llong(a, b))                     \
    X(imod, PyNumber_InPlaceRemainder, b != 0, kr_mod_llong(a, b))                                 \
    X(iand, PyNumber_InPlaceAnd, 1, a & b)                                                         \
    X(ior, PyNumber_InPlaceOr, 1, a | b)                                                           \
    X(ixor, PyNumber_InPlaceXor, 1, a ^ b)                                                         \
    X(ishl, PyNumber_InPlaceLshift, b >= 0 && b < 31, a * (1LL << b))                              \
    X(ishr, PyNumber_InPlaceRshift, b >= 0, a >> (b < 63 ? b : 63))
/* Division: of ints a float, exactly rounded since a double holds both. */
#define KR_ARITH_FLOAT_OPS(X)                                                                      \
    X(div, PyNumber_TrueDivide, y != 0, x / y)                                                     \
    X(idiv, PyNumber_InPlaceTrueDivide, y != 0, x / y)

#define KR_TRY_FLOATS(guard, expression, give, place)                                              \
    if (KR_LIKELY(PyFloat_CheckExact(left) && PyFloat_CheckExact(right))) {                        \
        double x = PyFloat_AS_DOUBLE(left), y = PyFloat_AS_DOUBLE(right);                          \
        (void)x;                                                                                   \
        (void)y;                                                                                   \
        if (guard)                                                                                 \
            return give##_float(place, expression);                                                \
    }
#define KR_TRY_INTS(guard, expression, give, place)                                                \
    if (KR_INT_IS_SMALL(left) && KR_INT_IS_SMALL(right)) {                                         \
        long long a = KR_INT_COMPACT(left), b = KR_INT_COMPACT(right);                             \
        if (guard)                                                                                 \
            return give##_int(place, expression);                                                  \
    }
/* The rest of each: mixed numbers, other objects. */
#define KR_DECLARE_SLOW(op, number, ...) KR_FN PyObject *kr_##op##_slow(PyObject *left, PyObject *right);
KR_ARITH_OPS(KR_DECLARE_SLOW)
KR_ARITH_FLOAT_OPS(KR_DECLARE_SLOW)

/* The three forms of each. */
#define KR_DECLARE_FORMS(op, ...)                                                                  \
    KR_HOT PyObject *kr_##op(PyObject *left, PyObject *right);                                     \
    KR_HOT PyObject *kr_##op##_temp(KrTemp *place, PyObject *left, PyObject *right);               \
    KR_HOT PyObject *kr_##op##_reuse(PyObject *old, PyObject *left, PyObject *right);
#if KR_HOT_DECLARED
KR_ARITH_OPS(KR_DECLARE_FORMS)
KR_ARITH_INT_OPS(KR_DECLARE_FORMS)
KR_ARITH_FLOAT_OPS(KR_DECLARE_FORMS)
#else
#define KR_DEFINE_ARITH(op, number, float_guard, float_value, int_guard, int_value)                \
    KR_HOT PyObject *kr_##op(PyObject *left, PyObject *right)                                   \
    {                                                                                              \
        KR_TRY_FLOATS(float_guard, float_value, kr_new, NULL)                                      \
        KR_TRY_INTS(int_guard, int_value, kr_new, NULL)                                            \
        return kr_##op##_slow(left, right);                                                        \
    }                                                                                              \
    KR_HOT PyObject *kr_##op##_temp(KrTemp *place, PyObject *left, PyObject *right)             \
    {                                                                                              \
        KR_TRY_FLOATS(float_guard, float_value, kr_temp, place)                                    \
        KR_TRY_INTS(int_guard, int_value, kr_temp, place)                                          \
        return kr_##op##_slow(left, right);                                                        \
    }                                                                                              \
    KR_HOT PyObject *kr_##op##_reuse(PyObject *old, PyObject *left, PyObject *right)            \
    {                                                                                              \
        KR_TRY_FLOATS(float_guard, float_value, kr_reuse, old)                                     \
        KR_TRY_INTS(int_guard, int_value, kr_reuse, old)                                           \
        return kr_##op##_slow(left, right);                                                        \
    }
KR_ARITH_OPS(KR_DEFINE_ARITH)

#define KR_DEFINE_INT_ARITH(op, number, guard, value)                                              \
    KR_HOT PyObject *kr_##op(PyObject *left, PyObject *right)                                   \
    {                                                                                              \
        KR_TRY_INTS(guard, value, kr_new, NULL)                                                    \
        return kr_settled(number, left, right);                                                    \
    }                                                                                              \
    KR_HOT PyObject *kr_##op##_temp(KrTemp *place, PyObject *left, PyObject *right)             \
    {                                                                                              \
        KR_TRY_INTS(guard, value, kr_temp, place)                                                  \
        return kr_settled(number, left, right);                                                    \
    }                                                                                              \
    KR_HOT PyObject *kr_##op##_reuse(PyObject *old, PyObject *left, PyObject *right)            \
    {                                                                                              \
        KR_TRY_INTS(guard, value, kr_reuse, old)                                                   \
        return kr_settled(number, left, right);                                                    \
    }
KR_ARITH_INT_OPS(KR_DEFINE_INT_ARITH)

#define KR_DEFINE_FLOAT_ARITH(op, number, guard, value)                                            \
    KR_HOT PyObject *kr_##op(PyObject *left, PyObject *right)                                   \
    {                                                                                              \
        KR_TRY_FLOATS(guard, value, kr_new, NULL)                                                  \
        return kr_##op##_slow(left, right);                                                        \
    }                                                                                              \
    KR_HOT PyObject *kr_##op##_temp(KrTemp *place, PyObject *left, PyObject *right)             \
    {                                                                                              \
        KR_TRY_FLOATS(guard, value, kr_temp, place)                                                \
        return kr_##op##_slow(left, right);                                                        \
    }                                                                                              \
    KR_HOT PyObject *kr_##op##_reuse(PyObject *old, PyObject *left, PyObject *right)            \
    {                                                                                              \
        KR_TRY_FLOATS(guard, value, kr_reuse, old)                                                 \
        return kr_##op##_slow(left, right);                                                        \
    }
KR_ARITH_FLOAT_OPS(KR_DEFINE_FLOAT_ARITH)
#endif

/* ---- powers ---------------------------------------------------------------------------------- */

KR_FN PyObject *kr_pow(PyObject *left, PyObject *right);
KR_FN PyObject *kr_pow_temp(KrTemp *place, PyObject *left, PyObject *right);
KR_FN PyObject *kr_pow_reuse(PyObject *old, PyObject *left, PyObject *right);
KR_FN PyObject *kr_ipow(PyObject *left, PyObject *right);

/* ---- an object and a C number ---------------------------------------------------------------- */

#define KR_WITHIN(n, bits) ((n) > -(1LL << (bits)) && (n) < (1LL << (bits)))

/* X(operator, when `a` and `b` may be computed in C, how, and with an exact float, a double holding the C integer) */
#define KR_MIXED_ARITH(X)                                                                          \
    X(add, KR_WITHIN(a, 61) && KR_WITHIN(b, 61), a + b, 1, x + y)                                  \
    X(sub, KR_WITHIN(a, 61) && KR_WITHIN(b, 61), a - b, 1, x - y)                                  \
    X(mul, KR_WITHIN(a, 31) && KR_WITHIN(b, 31), a * b, 1, x * y)                                  \
    X(floordiv, b != 0 && KR_WITHIN(a, 61), kr_floordiv_llong(a, b), 0, x)                         \
    X(mod, b != 0 && KR_WITHIN(a, 61), kr_mod_llong(a, b), 0, x)                                   \
    X(and, 1, a & b, 0, x)                                                                         \
    X(or, 1, a | b, 0, x)                                                                          \
    X(xor, 1, a ^ b, 0, x)                                                                         \
    X(shl, b >= 0 && b < 31 && KR_WITHIN(a, 31), a * (1LL << b), 0, x)                             \
    X(shr, b >= 0, a >> (b < 63 ? b : 63), 0, x)

#define KR_TRY_OBJ_INT(guard, value, is_float, float_value, give, place)                           \
    if (KR_LIKELY(KR_INT_IS_SMALL(left))) {                                                        \
        long long a = KR_INT_COMPACT(left), b = right;                                             \
        if (guard)                                                                                 \
            return give##_int(place, value);                                                       \
    } else if ((is_float) && PyFloat_CheckExact(left) && KR_WITHIN(right, 53)) {                   \
        double x = PyFloat_AS_DOUBLE(left), y = (double)right;                                     \
        (void)y;                                                                                   \
        return give##_float(place, float_value);                                                   \
    }
#define KR_TRY_INT_OBJ(guard, value, is_float, float_value, give, place)                           \
    if (KR_LIKELY(KR_INT_IS_SMALL(right))) {                                                       \
        long long a = left, b = KR_INT_COMPACT(right);                                             \
        if (guard)                                                                                 \
            return give##_int(place, value);                                                       \
    } else if ((is_float) && PyFloat_CheckExact(right) && KR_WITHIN(left, 53)) {                   \
        double x = (double)left, y = PyFloat_AS_DOUBLE(right);                                     \
        (void)y;                                                                                   \
        return give##_float(place, float_value);                                                   \
    }

#define KR_DECLARE_MIXED_SLOW(op, ...)                                                             \
    KR_FN PyObject *kr_##op##_obj_int_slow(PyObject *left, long long right);                       \
    KR_FN PyObject *kr_##op##_int_obj_slow(long long left, PyObject *right);
KR_MIXED_ARITH(KR_DECLARE_MIXED_SLOW)

#define KR_DECLARE_OBJ_INT_FORMS(op, ...)                                                          \
    KR_HOT PyObject *kr_##op##_obj_int(PyObject *left, long long right);                           \
    KR_HOT PyObject *kr_##op##_obj_int_temp(KrTemp *place, PyObject *left, long long right);       \
    KR_HOT PyObject *kr_##op##_obj_int_reuse(PyObject *old, PyObject *left, long long right);
#define KR_DECLARE_MIXED_FORMS(op, ...)                                                            \
    KR_DECLARE_OBJ_INT_FORMS(op)                                                                   \
    KR_HOT PyObject *kr_##op##_int_obj(long long left, PyObject *right);                           \
    KR_HOT PyObject *kr_##op##_int_obj_temp(KrTemp *place, long long left, PyObject *right);       \
    KR_HOT PyObject *kr_##op##_int_obj_reuse(PyObject *old, long long left, PyObject *right);
#define KR_DEFINE_OBJ_INT_FORMS(op, guard, value, is_float, float_value)                           \
    KR_HOT PyObject *kr_##op##_obj_int(PyObject *left, long long right)                            \
    {                                                                                              \
        KR_TRY_OBJ_INT(guard, value, is_float, float_value, kr_new, NULL)                          \
        return kr_##op##_obj_int_slow(left, right);                                                \
    }                                                                                              \
    KR_HOT PyObject *kr_##op##_obj_int_temp(KrTemp *place, PyObject *left, long long right)        \
    {                                                                                              \
        KR_TRY_OBJ_INT(guard, value, is_float, float_value, kr_temp, place)                        \
        return kr_##op##_obj_int_slow(left, right);                                                \
    }                                                                                              \
    KR_HOT PyObject *kr_##op##_obj_int_reuse(PyObject *old, PyObject *left, long long right)       \
    {                                                                                              \
        KR_TRY_OBJ_INT(guard, value, is_float, float_value, kr_reuse, old)                         \
        return kr_##op##_obj_int_slow(left, right);                                                \
    }
#define KR_DEFINE_MIXED_FORMS(op, guard, value, is_float, float_value)                             \
    KR_DEFINE_OBJ_INT_FORMS(op, guard, value, is_float, float_value)                               \
    KR_HOT PyObject *kr_##op##_int_obj(long long left, PyObject *right)                            \
    {                                                                                              \
        KR_TRY_INT_OBJ(guard, value, is_float, float_value, kr_new, NULL)                          \
        return kr_##op##_int_obj_slow(left, right);                                                \
    }                                                                                              \
    KR_HOT PyObject *kr_##op##_int_obj_temp(KrTemp *place, long long left, PyObject *right)        \
    {                                                                                              \
        KR_TRY_INT_OBJ(guard, value, is_float, float_value, kr_temp, place)                        \
        return kr_##op##_int_obj_slow(left, right);                                                \
    }                                                                                              \
    KR_HOT PyObject *kr_##op##_int_obj_reuse(PyObject *old, long long left, PyObject *right)       \
    {                                                                                              \
        KR_TRY_INT_OBJ(guard, value, is_float, float_value, kr_reuse, old)                         \
        return kr_##op##_int_obj_slow(left, right);                                                \
    }
#if KR_HOT_DECLARED
KR_MIXED_ARITH(KR_DECLARE_MIXED_FORMS)
#else
KR_MIXED_ARITH(KR_DEFINE_MIXED_FORMS)
#endif

/* In place with a C integer on the right: `x += 1`. */
#define KR_MIXED_IN_PLACE(X)                                                                       \
    X(iadd, KR_WITHIN(a, 61) && KR_WITHIN(b, 61), a + b, 1, x + y)                                 \
    X(isub, KR_WITHIN(a, 61) && KR_WITHIN(b, 61), a - b, 1, x - y)                                 \
    X(imul, KR_WITHIN(a, 31) && KR_WITHIN(b, 31), a * b, 1, x * y)                                 \
    X(ifloordiv, b != 0 && KR_WITHIN(a, 61), kr_floordiv_llong(a, b), 0, x)                        \
    X(imod, b != 0 && KR_WITHIN(a, 61), kr_mod_llong(a, b), 0, x)                                  \
    X(iand, 1, a & b, 0, x)                                                                        \
    X(ior, 1, a | b, 0, x)                                                                         \
    X(ixor, 1, a ^ b, 0, x)                                                                        \
    X(ishl, b >= 0 && b < 31 && KR_WITHIN(a, 31), a * (1LL << b), 0, x)                            \
    X(ishr, b >= 0, a >> (b < 63 ? b : 63), 0, x)
#define KR_DECLARE_IN_PLACE_SLOW(op, ...)                                                          \
    KR_FN PyObject *kr_##op##_obj_int_slow(PyObject *left, long long right);
KR_MIXED_IN_PLACE(KR_DECLARE_IN_PLACE_SLOW)
#if KR_HOT_DECLARED
KR_MIXED_IN_PLACE(KR_DECLARE_OBJ_INT_FORMS)
#else
KR_MIXED_IN_PLACE(KR_DEFINE_OBJ_INT_FORMS)
#endif

#define KR_DECLARE_MIXED_F64_FORMS(op)                                                             \
    KR_FN PyObject *kr_##op##_obj_double_temp(KrTemp *place, PyObject *x, double d);               \
    KR_FN PyObject *kr_##op##_double_obj_temp(KrTemp *place, double d, PyObject *x);               \
    KR_FN PyObject *kr_##op##_obj_double_reuse(PyObject *old, PyObject *x, double d);              \
    KR_FN PyObject *kr_##op##_double_obj_reuse(PyObject *old, double d, PyObject *x);
KR_MIXED_F64_OPS(KR_DECLARE_MIXED_F64_FORMS)

/* ---- with arguments taken over: take.h ------------------------------------------------------- */

#define KR_TAKE_ARITH(op, ...)                                                                     \
    KR_TAKES_OO(PyObject *, NULL, kr_##op)                                                         \
    KR_TAKES_NOO(PyObject *, NULL, kr_##op##_temp, KrTemp *)                                       \
    KR_TAKES_NOO(PyObject *, NULL, kr_##op##_reuse, PyObject *)
KR_ARITH_OPS(KR_TAKE_ARITH)
KR_ARITH_INT_OPS(KR_TAKE_ARITH)
KR_ARITH_FLOAT_OPS(KR_TAKE_ARITH)
KR_TAKE_ARITH(pow, 0)
KR_TAKES_OO(PyObject *, NULL, kr_ipow)
#define KR_TAKE_IN_PLACE(op, ...)                                                                  \
    KR_TAKES_ON(PyObject *, NULL, kr_##op##_obj_int, long long)                                    \
    KR_TAKES_NON(PyObject *, NULL, kr_##op##_obj_int_reuse, PyObject *, long long)
#define KR_TAKE_OBJ_INT(op, ...)                                                                   \
    KR_TAKE_IN_PLACE(op, 0)                                                                        \
    KR_TAKES_NON(PyObject *, NULL, kr_##op##_obj_int_temp, KrTemp *, long long)
#define KR_TAKE_INT_OBJ(op, ...)                                                                   \
    KR_TAKES_NO(PyObject *, NULL, kr_##op##_int_obj, long long)                                    \
    KR_TAKES_NNO(PyObject *, NULL, kr_##op##_int_obj_temp, KrTemp *, long long)                    \
    KR_TAKES_NNO(PyObject *, NULL, kr_##op##_int_obj_reuse, PyObject *, long long)
KR_MIXED_ARITH(KR_TAKE_OBJ_INT)
KR_MIXED_ARITH(KR_TAKE_INT_OBJ)
KR_MIXED_IN_PLACE(KR_TAKE_IN_PLACE)
#define KR_TAKE_MIXED_F64(op)                                                                      \
    KR_TAKES_ON(PyObject *, NULL, kr_##op##_obj_double, double)                                    \
    KR_TAKES_NON(PyObject *, NULL, kr_##op##_obj_double_temp, KrTemp *, double)                    \
    KR_TAKES_NON(PyObject *, NULL, kr_##op##_obj_double_reuse, PyObject *, double)                 \
    KR_TAKES_NO(PyObject *, NULL, kr_##op##_double_obj, double)                                    \
    KR_TAKES_NNO(PyObject *, NULL, kr_##op##_double_obj_temp, KrTemp *, double)                    \
    KR_TAKES_NNO(PyObject *, NULL, kr_##op##_double_obj_reuse, PyObject *, double)
KR_MIXED_F64_OPS(KR_TAKE_MIXED_F64)

#endif
