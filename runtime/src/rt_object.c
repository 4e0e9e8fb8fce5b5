/* rt_object.c: comparisons, subscripts and other operators of objects, alone and mixed with C numbers; see kr/object.h.
 *
 * Fast paths serve exact int objects of one digit and exact floats. Everything else, subclasses included,
 * takes the road the interpreter takes, with a C operand boxed.
 */
#include "kr/object.h"
#include "kr/arith.h"
#include "kr/dict.h"
#include "kr/list.h"
#include "kr/num.h"
#include "kr/str.h"
#include "kr/subscript.h"
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

/* op(x, boxed); takes the reference of `boxed`, which may be NULL. */
static PyObject *apply_right(binaryfunc op, PyObject *x, PyObject *boxed)
{
    PyObject *result = boxed ? op(x, boxed) : NULL;
    Py_XDECREF(boxed);
    return result;
}

static int as_truth(PyObject *result)
{
    int truth = result ? kr_truth(result) : -1;
    Py_XDECREF(result);
    return truth;
}

PyObject *kr_repeat(PyObject *x, Py_ssize_t n)
{
    if (PyList_CheckExact(x) || PyTuple_CheckExact(x) || PyUnicode_CheckExact(x) || PyBytes_CheckExact(x))
        return PySequence_Repeat(x, n);
    return apply_right(PyNumber_Multiply, x, PyLong_FromSsize_t(n));
}

/* One character of Latin-1 in a text of such. */
static int is_plain_char_in(PyObject *item, PyObject *container)
{
    return PyUnicode_CheckExact(item) && PyUnicode_CheckExact(container) && KR_STR_READY(item) == 0 &&
           KR_STR_READY(container) == 0 && PyUnicode_GET_LENGTH(item) == 1 &&
           PyUnicode_KIND(item) == PyUnicode_1BYTE_KIND && PyUnicode_KIND(container) == PyUnicode_1BYTE_KIND;
}

static int has_plain_char(PyObject *item, PyObject *container)
{
    return memchr(PyUnicode_1BYTE_DATA(container), PyUnicode_1BYTE_DATA(item)[0],
                  (size_t)PyUnicode_GET_LENGTH(container)) != NULL;
}

int kr_contains(PyObject *item, PyObject *container)
{
    return is_plain_char_in(item, container) ? has_plain_char(item, container) : PySequence_Contains(container, item);
}

/* Are two exact strings equal? */
static int equal_strings(PyObject *a, PyObject *b)
{
    if (a == b)
        return 1;
    if (KR_STR_READY(a) < 0 || KR_STR_READY(b) < 0)
        return -1;
    Py_ssize_t len = PyUnicode_GET_LENGTH(a);
    int kind = PyUnicode_KIND(a);
    if (len != PyUnicode_GET_LENGTH(b) || kind != (int)PyUnicode_KIND(b))
        return 0;
    if (len == 1 && kind == PyUnicode_1BYTE_KIND)
        return PyUnicode_1BYTE_DATA(a)[0] == PyUnicode_1BYTE_DATA(b)[0];
    return memcmp(PyUnicode_DATA(a), PyUnicode_DATA(b), (size_t)len * (size_t)kind) == 0;
}

int kr_tuple_has(PyObject *item, PyObject *tuple)
{
    int is_text = PyUnicode_CheckExact(item), same = 0;
    for (Py_ssize_t i = 0; same == 0 && i < PyTuple_GET_SIZE(tuple); i++) {
        PyObject *own = PyTuple_GET_ITEM(tuple, i);
        same = own == item                            ? 1
               : is_text && PyUnicode_CheckExact(own) ? equal_strings(own, item)
                                                      : PyObject_RichCompareBool(own, item, Py_EQ);
    }
    return same;
}

int kr_str_has(PyObject *part, PyObject *str)
{
    return is_plain_char_in(part, str) ? has_plain_char(part, str) : PyUnicode_Contains(str, part);
}

/* ---- comparisons ----------------------------------------------------------------------------- */

#define SIGN_eq ==
#define SIGN_ne !=
#define SIGN_lt <
#define SIGN_le <=
#define SIGN_gt >
#define SIGN_ge >=

/* PyUnicode_Compare of exact strings; those of Latin-1 mostly differ in their first characters. */
static int order_of_strings(PyObject *a, PyObject *b)
{
    if (KR_STR_READY(a) < 0 || KR_STR_READY(b) < 0)
        return -1;
    Py_ssize_t len = PyUnicode_GET_LENGTH(a), other = PyUnicode_GET_LENGTH(b);
    if (PyUnicode_KIND(a) != PyUnicode_1BYTE_KIND || PyUnicode_KIND(b) != PyUnicode_1BYTE_KIND || !len || !other)
        return PyUnicode_Compare(a, b);
    const Py_UCS1 *left = PyUnicode_1BYTE_DATA(a), *right = PyUnicode_1BYTE_DATA(b);
    int order = left[0] - right[0];
    if (!order && (len > 1 || other > 1))
        order = memcmp(left, right, (size_t)(len < other ? len : other));
    return order < 0 ? -1 : order > 0 ? 1 : (len > other) - (len < other);
}

/* -2 when the operands are not exact strings. */
static int compare_strings(PyObject *a, PyObject *b, int code)
{
    if (!PyUnicode_CheckExact(a) || !PyUnicode_CheckExact(b))
        return -2;
    if (code == Py_EQ || code == Py_NE) {
        int equal = equal_strings(a, b);
        return equal < 0 ? -1 : equal == (code == Py_EQ);
    }
    int order = order_of_strings(a, b);
    if (order == -1 && PyErr_Occurred())
        return -1;
    return code == Py_LT ? order < 0 : code == Py_LE ? order <= 0 : code == Py_GT ? order > 0 : order >= 0;
}

/* As PyObject_RichCompare, also of numbers in places of the caller's. */
static PyObject *compare_settled(PyObject *a, PyObject *b, int code)
{
    if (!KR_IS_TEMP(a) && !KR_IS_TEMP(b))
        return PyObject_RichCompare(a, b, code);
    PyObject *left = kr_settle(a), *right = kr_settle(b);
    PyObject *result = left && right ? PyObject_RichCompare(left, right, code) : NULL;
    Py_XDECREF(left);
    Py_XDECREF(right);
    return result;
}

static PyObject *compare_boxed(PyObject *x, PyObject *boxed, int code)
{
    PyObject *result = boxed ? compare_settled(x, boxed, code) : NULL;
    Py_XDECREF(boxed);
    return result;
}

/* A double and a C integer that a double holds exactly. */
static int get_exact(PyObject *x, long long n, double *value)
{
    if (!PyFloat_CheckExact(x) || !KR_WITHIN(n, 53))
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
        return as_truth(compare_settled(a, b, code));                                              \
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
        if (kr_exact_double(x, &a))                                                                     \
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
        if (kr_exact_double(x, &a))                                                                     \
            return Py_NewRef(a SIGN_##op d ? Py_True : Py_False);                                  \
        return compare_boxed(x, PyFloat_FromDouble(d), code);                                      \
    }
KR_COMPARE_OPS(DEFINE_COMPARE)

/* ---- subscripts ------------------------------------------------------------------------------ */

/* x[key] of anything; never in line. */
static PyObject *get_any_item(PyObject *x, PyObject *key)
{
    return PyDict_CheckExact(x) ? kr_dict_item(x, key) : PyObject_GetItem(x, key);
}

PyObject *kr_getitem_slow(PyObject *x, PyObject *key)
{
    if (PyUnicode_CheckExact(x) && KR_INT_IS_SMALL(key))
        return kr_str_item(x, (Py_ssize_t)KR_INT_COMPACT(key));
    return kr_settled(get_any_item, x, key);
}

int kr_setitem_slow(PyObject *x, PyObject *key, PyObject *value)
{
    PyObject *settled = kr_settle(key);
    int status = !settled ? -1 : PyDict_CheckExact(x) ? PyDict_SetItem(x, settled, value)
                                                      : PyObject_SetItem(x, settled, value);
    Py_XDECREF(settled);
    return status;
}

PyObject *kr_getitem_int_slow(PyObject *x, Py_ssize_t index)
{
    if (PyUnicode_CheckExact(x))
        return kr_str_item(x, index);
    return apply_right(PyObject_GetItem, x, PyLong_FromSsize_t(index));
}

int kr_setitem_int_slow(PyObject *x, Py_ssize_t index, PyObject *value)
{
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
