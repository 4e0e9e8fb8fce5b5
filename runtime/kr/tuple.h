/* tuple.h: tuples of exact type, and unpacking. */
#ifndef KR_TUPLE_H
#define KR_TUPLE_H

#include "kr/object.h"

KR_FN PyObject *kr_tuple_fail_index(void); /* IndexError: tuple index out of range; NULL */

/* Python's indexing: new reference, or NULL and IndexError. */
KR_INLINE PyObject *kr_tuple_item(PyObject *tuple, Py_ssize_t index)
{
    Py_ssize_t len = PyTuple_GET_SIZE(tuple);
    if (index < 0)
        index += len;
    return KR_OUTSIDE(index, len) ? kr_tuple_fail_index() : Py_NewRef(PyTuple_GET_ITEM(tuple, index));
}

/* Item of a tuple made by kr_unpack: new reference. */
#define kr_tuple_part(tuple, index) Py_NewRef(PyTuple_GET_ITEM((tuple), (index)))

KR_FN PyObject *kr_tuple_slice(PyObject *tuple, Py_ssize_t start, Py_ssize_t stop);
/* Accepts any objects and then does what Python does. */
KR_FN PyObject *kr_tuple_add(PyObject *left, PyObject *right);
/* New tuple of `count` items, whose references it takes, on failure too. */
KR_FN PyObject *kr_tuple_of(Py_ssize_t count, PyObject *const *items);

/* a, b = x: a tuple of exactly `count` items (x itself when it is one); ValueError "not enough values to unpack
 * (expected 2, got 1)", "too many values to unpack (expected 2)", TypeError "cannot unpack non-iterable int
 * object". */
KR_FN PyObject *kr_unpack_other(PyObject *items, Py_ssize_t count);
KR_INLINE PyObject *kr_unpack(PyObject *items, Py_ssize_t count)
{
    return KR_LIKELY(PyTuple_CheckExact(items) && PyTuple_GET_SIZE(items) == count) ? Py_NewRef(items)
                                                                                    : kr_unpack_other(items, count);
}
/* a, *b, c = x: a tuple of before + 1 + after items, the one in the middle a list. */
KR_FN PyObject *kr_unpack_star(PyObject *items, Py_ssize_t before, Py_ssize_t after);
/* The same with Cython's message "need more than 1 value to unpack". */
KR_FN PyObject *kr_unpack_need_other(PyObject *items, Py_ssize_t count);
KR_INLINE PyObject *kr_unpack_need(PyObject *items, Py_ssize_t count)
{
    return KR_LIKELY(PyTuple_CheckExact(items) && PyTuple_GET_SIZE(items) == count) ? Py_NewRef(items)
                                                                                    : kr_unpack_need_other(items, count);
}
KR_FN PyObject *kr_unpack_star_need(PyObject *items, Py_ssize_t before, Py_ssize_t after);

/* Accepts None: false. */
#define kr_truth_tuple(x) ((x) != Py_None && PyTuple_GET_SIZE(x) != 0)

/* see take.h */
KR_TAKES_ON(PyObject *, NULL, kr_unpack, Py_ssize_t)
KR_TAKES_ONN(PyObject *, NULL, kr_unpack_star, Py_ssize_t, Py_ssize_t)

#endif
