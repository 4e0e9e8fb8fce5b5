/* rt_arith.c: the slow side of arithmetic on objects; see kr/arith.h.
 *
 * What is not two exact floats or two ints of one digit comes here. Mixed numbers are computed where a double holds both
 * exactly; everything else, subclasses included, takes the road the interpreter takes, with proper objects.
 */
#include "kr/arith.h"
#include "kr/attr.h"
#include <stddef.h>

/* ---- numbers in places of the caller's ------------------------------------------------------- */

PyObject *kr_settle(PyObject *x)
{
    if (!KR_IS_TEMP(x))
        return Py_NewRef(x);
    return PyFloat_CheckExact(x) ? PyFloat_FromDouble(PyFloat_AS_DOUBLE(x)) : PyLong_FromLongLong(KR_INT_COMPACT(x));
}

PyObject *kr_settled(binaryfunc op, PyObject *a, PyObject *b)
{
    if (!KR_IS_TEMP(a) && !KR_IS_TEMP(b))
        return op(a, b);
    PyObject *left = kr_settle(a), *right = kr_settle(b);
    PyObject *result = left && right ? op(left, right) : NULL;
    Py_XDECREF(left);
    Py_XDECREF(right);
    return result;
}

/* op(x, boxed) or op(boxed, x); takes the reference of `boxed`, which may be NULL. */
static PyObject *apply_boxed(binaryfunc op, PyObject *x, PyObject *boxed, int is_left)
{
    PyObject *result = !boxed ? NULL : is_left ? kr_settled(op, boxed, x) : kr_settled(op, x, boxed);
    Py_XDECREF(boxed);
    return result;
}

/* Takes the reference of a result, which may be NULL, and gives it as a double. */
static double as_double(PyObject *result)
{
    double value = result ? kr_unbox_f64(result) : -1;
    Py_XDECREF(result);
    return value;
}

/* ---- two objects ----------------------------------------------------------------------------- */

#define SLOT(name) offsetof(PyNumberMethods, nb_##name)
/* What instances of Python classes do, for the operators of KR_ARITH_OPS and KR_ARITH_FLOAT_OPS. */
static const KrSpecial special_add = {"__add__", "+", SLOT(add), 0, PyNumber_Add};
static const KrSpecial special_sub = {"__sub__", "-", SLOT(subtract), 0, PyNumber_Subtract};
static const KrSpecial special_mul = {"__mul__", "*", SLOT(multiply), 0, PyNumber_Multiply};
static const KrSpecial special_div = {"__truediv__", "/", SLOT(true_divide), 0, PyNumber_TrueDivide};
static const KrSpecial special_iadd = {"__add__", "+=", SLOT(add), SLOT(inplace_add), PyNumber_InPlaceAdd};
static const KrSpecial special_isub = {"__sub__", "-=", SLOT(subtract), SLOT(inplace_subtract),
                                       PyNumber_InPlaceSubtract};
static const KrSpecial special_imul = {"__mul__", "*=", SLOT(multiply), SLOT(inplace_multiply),
                                       PyNumber_InPlaceMultiply};
static const KrSpecial special_idiv = {"__truediv__", "/=", SLOT(true_divide), SLOT(inplace_true_divide),
                                       PyNumber_InPlaceTrueDivide};

static PyObject *apply_special(const KrSpecial *special, PyObject **name, PyObject *left, PyObject *right)
{
    if (KR_LIKELY(!KR_IS_TEMP(right)))
        return kr_special(special, name, left, right);
    PyObject *settled = kr_settle(right);
    PyObject *result = settled ? kr_special(special, name, left, settled) : NULL;
    Py_XDECREF(settled);
    return result;
}

#define IS_INSTANCE(x) (Py_TYPE(x)->tp_flags & Py_TPFLAGS_HEAPTYPE)
#define DEFINE_SLOW(op, number, float_guard, float_value, ...)                                     \
    PyObject *kr_##op##_slow(PyObject *left, PyObject *right)                                      \
    {                                                                                              \
        static PyObject *name;                                                                     \
        double x, y;                                                                               \
        if (IS_INSTANCE(left))                                                                     \
            return apply_special(&special_##op, &name, left, right);                               \
        int is_float = PyFloat_CheckExact(left) || PyFloat_CheckExact(right);                      \
        if (is_float && kr_exact_double(left, &x) && kr_exact_double(right, &y) && (float_guard))  \
            return PyFloat_FromDouble(float_value);                                                \
        return kr_settled(number, left, right);                                                    \
    }
KR_ARITH_OPS(DEFINE_SLOW)

/* Of two ints too: the quotient of what doubles hold exactly is exactly rounded. */
#define DEFINE_SLOW_DIVISION(op, number, guard, value)                                             \
    PyObject *kr_##op##_slow(PyObject *left, PyObject *right)                                      \
    {                                                                                              \
        static PyObject *name;                                                                     \
        double x, y;                                                                               \
        if (kr_exact_double(left, &x) && kr_exact_double(right, &y) && (guard))                    \
            return PyFloat_FromDouble(value);                                                      \
        return IS_INSTANCE(left) ? apply_special(&special_##op, &name, left, right)                \
                                 : kr_settled(number, left, right);                                \
    }
KR_ARITH_FLOAT_OPS(DEFINE_SLOW_DIVISION)

/* ---- powers ---------------------------------------------------------------------------------- */

static PyObject *power_of(PyObject *left, PyObject *right)
{
    return PyNumber_Power(left, right, Py_None);
}

static PyObject *power_in_place(PyObject *left, PyObject *right)
{
    return PyNumber_InPlacePower(left, right, Py_None);
}

/* At least one is an exact float, and so is the result, which is stored. */
static int power_of_floats(PyObject *left, PyObject *right, double *result)
{
    double x, y;
    int is_float = PyFloat_CheckExact(left) || PyFloat_CheckExact(right);
    return is_float && kr_exact_double(left, &x) && kr_exact_double(right, &y) && kr_pow_f64_plain(x, y, result);
}

PyObject *kr_pow(PyObject *left, PyObject *right)
{
    double result;
    return power_of_floats(left, right, &result) ? PyFloat_FromDouble(result) : kr_settled(power_of, left, right);
}

PyObject *kr_pow_temp(KrTemp *place, PyObject *left, PyObject *right)
{
    double result;
    return power_of_floats(left, right, &result) ? kr_temp_float(place, result) : kr_settled(power_of, left, right);
}

PyObject *kr_pow_reuse(PyObject *old, PyObject *left, PyObject *right)
{
    double result;
    return power_of_floats(left, right, &result) ? kr_reuse_float(old, result) : kr_settled(power_of, left, right);
}

PyObject *kr_ipow(PyObject *left, PyObject *right)
{
    double result;
    return power_of_floats(left, right, &result) ? PyFloat_FromDouble(result)
                                                 : kr_settled(power_in_place, left, right);
}

/* ---- an object and a C number ---------------------------------------------------------------- */

#define MIXED_NUMBERS(X)                                                                           \
    X(add, PyNumber_Add) X(sub, PyNumber_Subtract) X(mul, PyNumber_Multiply)                       \
    X(floordiv, PyNumber_FloorDivide) X(mod, PyNumber_Remainder) X(and, PyNumber_And)              \
    X(or, PyNumber_Or) X(xor, PyNumber_Xor) X(shl, PyNumber_Lshift) X(shr, PyNumber_Rshift)
#define DEFINE_MIXED_SLOW(op, number)                                                              \
    PyObject *kr_##op##_obj_int_slow(PyObject *left, long long right)                              \
    {                                                                                              \
        return apply_boxed(number, left, PyLong_FromLongLong(right), 0);                           \
    }                                                                                              \
    PyObject *kr_##op##_int_obj_slow(long long left, PyObject *right)                              \
    {                                                                                              \
        return apply_boxed(number, right, PyLong_FromLongLong(left), 1);                           \
    }
MIXED_NUMBERS(DEFINE_MIXED_SLOW)

#define IN_PLACE_NUMBERS(X)                                                                        \
    X(iadd, PyNumber_InPlaceAdd) X(isub, PyNumber_InPlaceSubtract) X(imul, PyNumber_InPlaceMultiply) \
    X(ifloordiv, PyNumber_InPlaceFloorDivide) X(imod, PyNumber_InPlaceRemainder)                   \
    X(iand, PyNumber_InPlaceAnd) X(ior, PyNumber_InPlaceOr) X(ixor, PyNumber_InPlaceXor)           \
    X(ishl, PyNumber_InPlaceLshift) X(ishr, PyNumber_InPlaceRshift)
#define DEFINE_IN_PLACE_SLOW(op, number)                                                           \
    PyObject *kr_##op##_obj_int_slow(PyObject *left, long long right)                              \
    {                                                                                              \
        return apply_boxed(number, left, PyLong_FromLongLong(right), 0);                           \
    }
IN_PLACE_NUMBERS(DEFINE_IN_PLACE_SLOW)

#define F64_OPS(X)                                                                                 \
    X(add, PyNumber_Add, 1, a + b)                                                                 \
    X(sub, PyNumber_Subtract, 1, a - b)                                                            \
    X(mul, PyNumber_Multiply, 1, a * b)                                                            \
    X(div, PyNumber_TrueDivide, b != 0, a / b)

#define OBJ_DOUBLE(number, guard, value)                                                           \
    double a;                                                                                      \
    if (!kr_exact_double(x, &a) || !(guard))                                                       \
        return apply_boxed(number, x, PyFloat_FromDouble(b), 0);
#define DOUBLE_OBJ(number, guard, value)                                                           \
    double b;                                                                                      \
    if (!kr_exact_double(x, &b) || !(guard))                                                       \
        return apply_boxed(number, x, PyFloat_FromDouble(a), 1);
#define DEFINE_F64_OP(op, number, guard, expression)                                               \
    PyObject *kr_##op##_obj_double(PyObject *x, double b)                                          \
    {                                                                                              \
        OBJ_DOUBLE(number, guard, expression)                                                      \
        return PyFloat_FromDouble(expression);                                                     \
    }                                                                                              \
    PyObject *kr_##op##_double_obj(double a, PyObject *x)                                          \
    {                                                                                              \
        DOUBLE_OBJ(number, guard, expression)                                                      \
        return PyFloat_FromDouble(expression);                                                     \
    }                                                                                              \
    PyObject *kr_##op##_obj_double_temp(KrTemp *place, PyObject *x, double b)                      \
    {                                                                                              \
        OBJ_DOUBLE(number, guard, expression)                                                      \
        return kr_temp_float(place, expression);                                                   \
    }                                                                                              \
    PyObject *kr_##op##_double_obj_temp(KrTemp *place, double a, PyObject *x)                      \
    {                                                                                              \
        DOUBLE_OBJ(number, guard, expression)                                                      \
        return kr_temp_float(place, expression);                                                   \
    }                                                                                              \
    PyObject *kr_##op##_obj_double_reuse(PyObject *old, PyObject *x, double b)                     \
    {                                                                                              \
        OBJ_DOUBLE(number, guard, expression)                                                      \
        return kr_reuse_float(old, expression);                                                    \
    }                                                                                              \
    PyObject *kr_##op##_double_obj_reuse(PyObject *old, double a, PyObject *x)                     \
    {                                                                                              \
        DOUBLE_OBJ(number, guard, expression)                                                      \
        return kr_reuse_float(old, expression);                                                    \
    }                                                                                              \
    double kr_##op##_obj_f64_slow(PyObject *x, double b)                                           \
    {                                                                                              \
        double a;                                                                                  \
        if (kr_exact_double(x, &a) && (guard))                                                     \
            return expression;                                                                     \
        return as_double(apply_boxed(number, x, PyFloat_FromDouble(b), 0));                        \
    }                                                                                              \
    double kr_##op##_f64_obj_slow(double a, PyObject *x)                                           \
    {                                                                                              \
        double b;                                                                                  \
        if (kr_exact_double(x, &b) && (guard))                                                     \
            return expression;                                                                     \
        return as_double(apply_boxed(number, x, PyFloat_FromDouble(a), 1));                        \
    }
F64_OPS(DEFINE_F64_OP)
