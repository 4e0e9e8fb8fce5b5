/* subscript.h: x[key] with objects on both sides; lists and tuples at an int of one digit in line.
 *
 *     PyObject *item = kr_getitem(x, key);
 */
#ifndef KR_SUBSCRIPT_H
#define KR_SUBSCRIPT_H

#include "kr/list.h"
#include "kr/num.h"
#include "kr/tuple.h"

#if KR_HOT_DECLARED
KR_HOT PyObject *kr_getitem(PyObject *x, PyObject *key);
KR_HOT int kr_setitem(PyObject *x, PyObject *key, PyObject *value);
KR_HOT PyObject *kr_getitem_int(PyObject *x, Py_ssize_t index);
KR_HOT int kr_setitem_int(PyObject *x, Py_ssize_t index, PyObject *value);
#else
/* The key may be a KrTemp (arith.h). New reference, or NULL and an exception. */
KR_HOT PyObject *kr_getitem(PyObject *x, PyObject *key)
{
    if (KR_LIKELY(KR_INT_IS_SMALL(key))) {
        if (PyList_CheckExact(x))
            return kr_list_item(x, KR_INT_COMPACT(key));
        if (PyTuple_CheckExact(x))
            return kr_tuple_item(x, KR_INT_COMPACT(key));
    }
    return kr_getitem_slow(x, key);
}

/* 0, or -1 and an exception. The value is borrowed. */
KR_HOT int kr_setitem(PyObject *x, PyObject *key, PyObject *value)
{
    if (PyList_CheckExact(x) && KR_INT_IS_SMALL(key))
        return kr_list_set(x, KR_INT_COMPACT(key), value);
    return kr_setitem_slow(x, key, value);
}

/* x[index]; negative from the end. */
KR_HOT PyObject *kr_getitem_int(PyObject *x, Py_ssize_t index)
{
    if (KR_LIKELY(PyList_CheckExact(x)))
        return kr_list_item(x, index);
    if (PyTuple_CheckExact(x))
        return kr_tuple_item(x, index);
    return kr_getitem_int_slow(x, index);
}

KR_HOT int kr_setitem_int(PyObject *x, Py_ssize_t index, PyObject *value)
{
    return PyList_CheckExact(x) ? kr_list_set(x, index, value) : kr_setitem_int_slow(x, index, value);
}
#endif

/* see take.h */
KR_TAKES_OO(PyObject *, NULL, kr_getitem)
KR_TAKES_ON(PyObject *, NULL, kr_getitem_int, Py_ssize_t)
KR_TAKES_OOO(int, -1, kr_setitem)
KR_TAKES_ONO(int, -1, kr_setitem_int, Py_ssize_t)

#endif
