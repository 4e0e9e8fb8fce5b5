/* object.h: operators and subscripts of objects.
 *
 * Where an operand is a C number there is a version that makes no object of it: kr_lt_obj_int(x, 1); arithmetic is in
 * arith.h. They have fast paths for exact int and float objects and otherwise do what the boxed operation does. C
 * integers are passed as long long. Versions ending in _f64 give a C double: `s += x` with a double s.
 */
#ifndef KR_OBJECT_H
#define KR_OBJECT_H

#include "kr/take.h"

/* x OP n, n OP x for a C integer n */
#define KR_MIXED_INT_OPS(X) \
    X(add) X(sub) X(mul) X(floordiv) X(mod) X(and) X(or) X(xor) X(shl) X(shr)
/* x OP d, d OP x for a C double d; as object and as C double (-1 and an exception) */
#define KR_MIXED_F64_OPS(X) X(add) X(sub) X(mul) X(div)
#define KR_COMPARE_OPS(X) X(eq, Py_EQ) X(ne, Py_NE) X(lt, Py_LT) X(le, Py_LE) X(gt, Py_GT) X(ge, Py_GE)

#define KR_DECLARE_MIXED_F64(op)                                                                   \
    KR_FN PyObject *kr_##op##_obj_double(PyObject *x, double d);                                   \
    KR_FN PyObject *kr_##op##_double_obj(double d, PyObject *x);                                   \
    KR_FN double kr_##op##_obj_f64_slow(PyObject *x, double d);                                    \
    KR_FN double kr_##op##_f64_obj_slow(double d, PyObject *x);
/* bool: -1, 0, 1: the truth of the comparison's result */
#define KR_DECLARE_COMPARE(op, code)                                                               \
    KR_FN int kr_##op##_bool(PyObject *a, PyObject *b);                                            \
    KR_FN int kr_##op##_bool_int_slow(PyObject *x, long long n);                                   \
    KR_FN int kr_##op##_bool_double(PyObject *x, double d);                                        \
    KR_FN PyObject *kr_##op##_obj_int(PyObject *x, long long n);                                   \
    KR_FN PyObject *kr_##op##_obj_double(PyObject *x, double d);
KR_MIXED_F64_OPS(KR_DECLARE_MIXED_F64)
KR_COMPARE_OPS(KR_DECLARE_COMPARE)

/* The common case of those that give C values stands at the call. */
#define KR_DEFINE_MIXED_F64(op, sign, guard)                                                       \
    KR_INLINE double kr_##op##_obj_f64(PyObject *x, double b)                                      \
    {                                                                                              \
        return KR_LIKELY(PyFloat_CheckExact(x) && (guard)) ? PyFloat_AS_DOUBLE(x) sign b           \
                                                           : kr_##op##_obj_f64_slow(x, b);         \
    }                                                                                              \
    KR_INLINE double kr_##op##_f64_obj(double a, PyObject *x)                                      \
    {                                                                                              \
        if (KR_LIKELY(PyFloat_CheckExact(x))) {                                                    \
            double b = PyFloat_AS_DOUBLE(x);                                                       \
            if (guard)                                                                             \
                return a sign b;                                                                   \
        }                                                                                          \
        return kr_##op##_f64_obj_slow(a, x);                                                       \
    }
KR_DEFINE_MIXED_F64(add, +, 1)
KR_DEFINE_MIXED_F64(sub, -, 1)
KR_DEFINE_MIXED_F64(mul, *, 1)
KR_DEFINE_MIXED_F64(div, /, b != 0)

#define KR_DEFINE_BOOL_INT(op, sign)                                                               \
    KR_INLINE int kr_##op##_bool_int(PyObject *x, long long n)                                     \
    {                                                                                              \
        return KR_LIKELY(PyLong_CheckExact(x) && KR_INT_IS_COMPACT(x))                             \
                   ? KR_INT_COMPACT(x) sign n                                                      \
                   : kr_##op##_bool_int_slow(x, n);                                                \
    }
KR_DEFINE_BOOL_INT(eq, ==)
KR_DEFINE_BOOL_INT(ne, !=)
KR_DEFINE_BOOL_INT(lt, <)
KR_DEFINE_BOOL_INT(le, <=)
KR_DEFINE_BOOL_INT(gt, >)
KR_DEFINE_BOOL_INT(ge, >=)

#define kr_eq(a, b) PyObject_RichCompare((a), (b), Py_EQ)
#define kr_ne(a, b) PyObject_RichCompare((a), (b), Py_NE)
#define kr_lt(a, b) PyObject_RichCompare((a), (b), Py_LT)
#define kr_le(a, b) PyObject_RichCompare((a), (b), Py_LE)
#define kr_gt(a, b) PyObject_RichCompare((a), (b), Py_GT)
#define kr_ge(a, b) PyObject_RichCompare((a), (b), Py_GE)

/* sequence * n for a C integer n; anything else does what Python does. */
KR_FN PyObject *kr_repeat(PyObject *x, Py_ssize_t n);
/* `item in container`: -1, 0, 1 */
KR_FN int kr_contains(PyObject *item, PyObject *container);
KR_FN int kr_tuple_has(PyObject *item, PyObject *tuple);

/* x[key] of what kr_getitem of subscript.h does not do in line; the key may be a KrTemp. */
KR_FN PyObject *kr_getitem_slow(PyObject *x, PyObject *key);
KR_FN int kr_setitem_slow(PyObject *x, PyObject *key, PyObject *value);
/* x[index], ... with fast paths for lists and tuples */
KR_FN PyObject *kr_getitem_int_slow(PyObject *x, Py_ssize_t index);
KR_FN int kr_setitem_int_slow(PyObject *x, Py_ssize_t index, PyObject *value);
KR_FN int kr_delitem_int(PyObject *x, Py_ssize_t index);
/* getattr(x, name, otherwise), hasattr(x, name) */
KR_FN PyObject *kr_getattr_or(PyObject *x, PyObject *name, PyObject *otherwise);
KR_FN int kr_hasattr(PyObject *x, PyObject *name);

/* Accepts None: false. */
#define kr_truth_bool(x) ((x) == Py_True)

/* see take.h */
KR_TAKES_OO(int, -1, kr_contains)
KR_TAKES_O(int, -1, kr_truth)
#define KR_TAKE_COMPARE(op, code)                                                                  \
    KR_TAKES_OO(int, -1, kr_##op##_bool)                                                           \
    KR_TAKES_ON(int, -1, kr_##op##_bool_int, long long)
KR_COMPARE_OPS(KR_TAKE_COMPARE)

#endif
