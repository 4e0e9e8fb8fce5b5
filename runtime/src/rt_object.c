/* rt_object.c: operators, comparisons and subscripts of objects, alone and mixed with C numbers; see kr/object.h.
 *
 * Fast paths serve exact int objects of one digit and exact floats. Everything else, subclasses included,
 * takes the road the interpreter takes, with a C operand boxed.
 */
#include "kr/object.h"
#include "kr/dict.h"
#include "kr/list.h"
#include "kr/num.h"
#include "kr/str.h"
#include "kr/tuple.h"
#include <string.h>

/* Exact int of one digit, as C integer. */
static int get_small(PyObject *x, long long *value)
{
    if (!KR_INT_IS_SMALL(x))
        return 0;
    *value = KR_INT_COMPACT(x);
    return 1;
}

/* Exact float, or exact small int, as double. */
static int get_double(PyObject *x, double *value)
{
    if (PyFloat_CheckExact(x))
        *value = PyFloat_AS_DOUBLE(x);
    else if (KR_INT_IS_SMALL(x))
        *value = (double)KR_INT_COMPACT(x);
    else
        return 0;
    return 1;
}

/* op(x, boxed) or op(boxed, x); takes the reference of `boxed`, which may be NULL. */
static PyObject *apply_right(binaryfunc op, PyObject *x, PyObject *boxed)
{
    PyObject *result = boxed ? op(x, boxed) : NULL;
    Py_XDECREF(boxed);
    return result;
}

static PyObject *apply_left(binaryfunc op, PyObject *boxed, PyObject *x)
{
    PyObject *result = boxed ? op(boxed, x) : NULL;
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

static int as_truth(PyObject *result)
{
    int truth = result ? kr_truth(result) : -1;
    Py_XDECREF(result);
    return truth;
}

/* ---- object and C integer -------------------------------------------------------------------- */

#define WITHIN(v, bits) ((v) > -(1LL << (bits)) && (v) < (1LL << (bits)))

/* op, C API function, when `a` and `b` may be computed in C, how */
#define INT_OPS(X)                                                                                 \
    X(add, PyNumber_Add, WITHIN(a, 61) && WITHIN(b, 61), a + b)                                    \
    X(sub, PyNumber_Subtract, WITHIN(a, 61) && WITHIN(b, 61), a - b)                               \
    X(mul, PyNumber_Multiply, WITHIN(a, 31) && WITHIN(b, 31), a * b)                               \
    X(floordiv, PyNumber_FloorDivide, b != 0 && WITHIN(a, 61), kr_floordiv_llong(a, b))            \
    X(mod, PyNumber_Remainder, b != 0 && WITHIN(a, 61), kr_mod_llong(a, b))                        \
    X(and, PyNumber_And, 1, a & b)                                                                 \
    X(or, PyNumber_Or, 1, a | b)                                                                   \
    X(xor, PyNumber_Xor, 1, a ^ b)                                                                 \
    X(shl, PyNumber_Lshift, b >= 0 && b < 31 && WITHIN(a, 31), a * (1LL << b))                     \
    X(shr, PyNumber_Rshift, b >= 0, a >> (b < 63 ? b : 63))

#define DEFINE_INT_OP(op, number, guard, expression)                                               \
    PyObject *kr_##op##_obj_int(PyObject *x, long long b)                                          \
    {                                                                                              \
        long long a;                                                                               \
        if (get_small(x, &a) && (guard))                                                           \
            return PyLong_FromLongLong(expression);                                                \
        return apply_right(number, x, PyLong_FromLongLong(b));                                     \
    }                                                                                              \
    PyObject *kr_##op##_int_obj(long long a, PyObject *x)                                          \
    {                                                                                              \
        long long b;                                                                               \
        if (get_small(x, &b) && (guard))                                                           \
            return PyLong_FromLongLong(expression);                                                \
        return apply_left(number, PyLong_FromLongLong(a), x);                                      \
    }
INT_OPS(DEFINE_INT_OP)

/* ---- object and C double --------------------------------------------------------------------- */

#define F64_OPS(X)                                                                                 \
    X(add, PyNumber_Add, 1, a + b)                                                                 \
    X(sub, PyNumber_Subtract, 1, a - b)                                                            \
    X(mul, PyNumber_Multiply, 1, a * b)                                                            \
    X(div, PyNumber_TrueDivide, b != 0, a / b)

#define DEFINE_F64_OP(op, number, guard, expression)                                               \
    PyObject *kr_##op##_obj_double(PyObject *x, double b)                                          \
    {                                                                                              \
        double a;                                                                                  \
        if (get_double(x, &a) && (guard))                                                          \
            return PyFloat_FromDouble(expression);                                                 \
        return apply_right(number, x, PyFloat_FromDouble(b));                                      \
    }                                                                                              \
    PyObject *kr_##op##_double_obj(double a, PyObject *x)                                          \
    {                                                                                              \
        double b;                                                                                  \
        if (get_double(x, &b) && (guard))                                                          \
            return PyFloat_FromDouble(expression);                                                 \
        return apply_left(number, PyFloat_FromDouble(a), x);                                       \
    }                                                                                              \
    double kr_##op##_obj_f64_slow(PyObject *x, double b)                                           \
    {                                                                                              \
        double a;                                                                                  \
        if (get_double(x, &a) && (guard))                                                          \
            return expression;                                                                     \
        return as_double(apply_right(number, x, PyFloat_FromDouble(b)));                           \
    }                                                                                              \
    double kr_##op##_f64_obj_slow(double a, PyObject *x)                                           \
    {                                                                                              \
        double b;                                                                                  \
        if (get_double(x, &b) && (guard))                                                          \
            return expression;                                                                     \
        return as_double(apply_left(number, PyFloat_FromDouble(a), x));                            \
    }
F64_OPS(DEFINE_F64_OP)

/* ---- two objects ----------------------------------------------------------------------------- */

#define DEFINE_BINARY(name, number, sign)                                                          \
    PyObject *name(PyObject *a, PyObject *b)                                                       \
    {                                                                                              \
        if (KR_INT_IS_SMALL(a) && KR_INT_IS_SMALL(b))                                              \
            return PyLong_FromLongLong((long long)KR_INT_COMPACT(a) sign KR_INT_COMPACT(b));       \
        if (PyFloat_CheckExact(a) && PyFloat_CheckExact(b))                                        \
            return PyFloat_FromDouble(PyFloat_AS_DOUBLE(a) sign PyFloat_AS_DOUBLE(b));             \
        return number(a, b);                                                                       \
    }
DEFINE_BINARY(kr_add, PyNumber_Add, +)
DEFINE_BINARY(kr_sub, PyNumber_Subtract, -)
DEFINE_BINARY(kr_mul, PyNumber_Multiply, *)
DEFINE_BINARY(kr_iadd, PyNumber_InPlaceAdd, +)
DEFINE_BINARY(kr_isub, PyNumber_InPlaceSubtract, -)
DEFINE_BINARY(kr_imul, PyNumber_InPlaceMultiply, *)

PyObject *kr_repeat(PyObject *x, Py_ssize_t n)
{
    if (PyList_CheckExact(x) || PyTuple_CheckExact(x) || PyUnicode_CheckExact(x) || PyBytes_CheckExact(x))
        return PySequence_Repeat(x, n);
    return apply_right(PyNumber_Multiply, x, PyLong_FromSsize_t(n));
}

int kr_not(PyObject *x)
{
    int truth = kr_truth(x);
    return truth < 0 ? -1 : !truth;
}

int kr_lacks(PyObject *item, PyObject *container)
{
    int found = PySequence_Contains(container, item);
    return found < 0 ? -1 : !found;
}

/* ---- comparisons ----------------------------------------------------------------------------- */

#define SIGN_eq ==
#define SIGN_ne !=
#define SIGN_lt <
#define SIGN_le <=
#define SIGN_gt >
#define SIGN_ge >=

/* Are two exact strings equal? */
static int equal_strings(PyObject *a, PyObject *b)
{
    if (a == b)
        return 1;
    if (KR_STR_READY(a) < 0 || KR_STR_READY(b) < 0)
        return -1;
    Py_ssize_t len = PyUnicode_GET_LENGTH(a);
    int kind = PyUnicode_KIND(a);
    return len == PyUnicode_GET_LENGTH(b) && kind == (int)PyUnicode_KIND(b) &&
           memcmp(PyUnicode_DATA(a), PyUnicode_DATA(b), (size_t)len * (size_t)kind) == 0;
}

/* For the comparisons with a meaning beyond order: -2 when the operands are not exact strings. */
static int compare_strings(PyObject *a, PyObject *b, int code)
{
    if ((code != Py_EQ && code != Py_NE) || !PyUnicode_CheckExact(a) || !PyUnicode_CheckExact(b))
        return -2;
    int equal = equal_strings(a, b);
    return equal < 0 ? -1 : equal == (code == Py_EQ);
}

static PyObject *compare_boxed(PyObject *x, PyObject *boxed, int code)
{
    PyObject *result = boxed ? PyObject_RichCompare(x, boxed, code) : NULL;
    Py_XDECREF(boxed);
    return result;
}

/* A double and a C integer that a double holds exactly. */
static int get_exact(PyObject *x, long long n, double *value)
{
    if (!PyFloat_CheckExact(x) || !WITHIN(n, 53))
        return 0;
    *value = PyFloat_AS_DOUBLE(x);
    return 1;
}

#define DEFINE_COMPARE(op, code)                                                                   \
    int kr_##op##_bool(PyObject *a, PyObject *b)                                                   \
    {                                                                                              \
        if (KR_INT_IS_SMALL(a) && KR_INT_IS_SMALL(b))                                              \
            return KR_INT_COMPACT(a) SIGN_##op KR_INT_COMPACT(b);                                  \
        if (PyFloat_CheckExact(a) && PyFloat_CheckExact(b))                                        \
            return PyFloat_AS_DOUBLE(a) SIGN_##op PyFloat_AS_DOUBLE(b);                            \
        int as_strings = compare_strings(a, b, code);                                              \
        if (as_strings != -2)                                                                      \
            return as_strings;                                                                     \
        return as_truth(PyObject_RichCompare(a, b, code));                                         \
    }                                                                                              \
    int kr_##op##_bool_int_slow(PyObject *x, long long n)                                          \
    {                                                                                              \
        long long a;                                                                               \
        double d;                                                                                  \
        if (get_small(x, &a))                                                                      \
            return a SIGN_##op n;                                                                  \
        if (get_exact(x, n, &d))                                                                   \
            return d SIGN_##op(double) n;                                                          \
        return as_truth(compare_boxed(x, PyLong_FromLongLong(n), code));                           \
    }                                                                                              \
    int kr_##op##_bool_double(PyObject *x, double d)                                               \
    {                                                                                              \
        double a;                                                                                  \
        if (get_double(x, &a))                                                                     \
            return a SIGN_##op d;                                                                  \
        return as_truth(compare_boxed(x, PyFloat_FromDouble(d), code));                            \
    }                                                                                              \
    PyObject *kr_##op##_obj_int(PyObject *x, long long n)                                          \
    {                                                                                              \
        long long a;                                                                               \
        if (get_small(x, &a))                                                                      \
            return Py_NewRef(a SIGN_##op n ? Py_True : Py_False);                                  \
        return compare_boxed(x, PyLong_FromLongLong(n), code);                                     \
    }                                                                                              \
    PyObject *kr_##op##_obj_double(PyObject *x, double d)                                          \
    {                                                                                              \
        double a;                                                                                  \
        if (get_double(x, &a))                                                                     \
            return Py_NewRef(a SIGN_##op d ? Py_True : Py_False);                                  \
        return compare_boxed(x, PyFloat_FromDouble(d), code);                                      \
    }
KR_COMPARE_OPS(DEFINE_COMPARE)

/* ---- subscripts ------------------------------------------------------------------------------ */

PyObject *kr_getitem(PyObject *x, PyObject *key)
{
    if (PyDict_CheckExact(x))
        return kr_dict_item(x, key);
    if (KR_INT_IS_SMALL(key)) {
        if (PyList_CheckExact(x))
            return kr_list_item(x, KR_INT_COMPACT(key));
        if (PyTuple_CheckExact(x))
            return kr_tuple_item(x, KR_INT_COMPACT(key));
    }
    return PyObject_GetItem(x, key);
}

PyObject *kr_getitem_int(PyObject *x, Py_ssize_t index)
{
    if (PyList_CheckExact(x))
        return kr_list_item(x, index);
    if (PyTuple_CheckExact(x))
        return kr_tuple_item(x, index);
    if (PyUnicode_CheckExact(x))
        return kr_str_item(x, index);
    return apply_right(PyObject_GetItem, x, PyLong_FromSsize_t(index));
}

int kr_setitem_int(PyObject *x, Py_ssize_t index, PyObject *value)
{
    if (PyList_CheckExact(x))
        return kr_list_set(x, index, value);
    PyObject *key = PyLong_FromSsize_t(index);
    int status = key ? PyObject_SetItem(x, key, value) : -1;
    Py_XDECREF(key);
    return status;
}

int kr_delitem_int(PyObject *x, Py_ssize_t index)
{
    PyObject *key = PyLong_FromSsize_t(index);
    int status = key ? PyObject_DelItem(x, key) : -1;
    Py_XDECREF(key);
    return status;
}

PyObject *kr_getattr_or(PyObject *x, PyObject *name, PyObject *otherwise)
{
    PyObject *value;
    int found = kr_attr_find(x, name, &value);
    return found > 0 ? value : found < 0 ? NULL : Py_NewRef(otherwise);
}

int kr_hasattr(PyObject *x, PyObject *name)
{
    PyObject *value;
    int found = kr_attr_find(x, name, &value);
    if (found > 0)
        Py_DECREF(value);
    return found;
}
