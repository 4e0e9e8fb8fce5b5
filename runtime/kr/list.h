/* list.h: lists of exact type. Indices are Python's (negative from the end) unless a name says otherwise.
 *
 *     KR_ASSIGN(x, kr_list_item(xs, -1))
 *
 * On free-threaded builds every item is fetched as a strong reference through CPython's own functions.
 */
#ifndef KR_LIST_H
#define KR_LIST_H

#include "kr/object.h"

KR_FN PyObject *kr_list_fail_index(void); /* IndexError: list index out of range; NULL */

/* New reference, or NULL and IndexError. */
KR_INLINE PyObject *kr_list_item(PyObject *list, Py_ssize_t index)
{
#if KR_FREE_THREADED
    return PyList_GetItemRef(list, index < 0 ? index + PyList_GET_SIZE(list) : index);
#else
    Py_ssize_t len = PyList_GET_SIZE(list);
    if (index < 0)
        index += len;
    return KR_OUTSIDE(index, len) ? kr_list_fail_index() : Py_NewRef(PyList_GET_ITEM(list, index));
#endif
}

/* Item at an index known to be in range; None if another thread shrank the list since. */
#if KR_FREE_THREADED
KR_INLINE PyObject *kr_list_at(PyObject *list, Py_ssize_t index)
{
    PyObject *item = PyList_GetItemRef(list, index);
    if (!item) {
        PyErr_Clear();
        item = Py_NewRef(Py_None);
    }
    return item;
}
#else
#define kr_list_at(list, index) Py_NewRef(PyList_GET_ITEM((list), (index)))
#endif

/* 0, or -1 and IndexError. The value is borrowed. */
KR_FN int kr_list_set(PyObject *list, Py_ssize_t index, PyObject *value);
/* Index known to be in range. */
KR_FN void kr_list_store(PyObject *list, Py_ssize_t index, PyObject *value);
KR_FN int kr_list_del(PyObject *list, Py_ssize_t index);
KR_FN PyObject *kr_list_slice(PyObject *list, Py_ssize_t start, Py_ssize_t stop);
KR_FN int kr_list_set_slice(PyObject *list, Py_ssize_t start, Py_ssize_t stop, PyObject *value);
#define kr_list_del_slice(list, start, stop) kr_list_set_slice((list), (start), (stop), NULL)
/* These two accept any object and then do what Python does. */
KR_FN PyObject *kr_list_add(PyObject *left, PyObject *right);
KR_FN PyObject *kr_list_iadd(PyObject *list, PyObject *items);

/* 0 or -1; the item is borrowed. In place while there is room, which is nearly always. */
KR_INLINE int kr_list_append(PyObject *list, PyObject *item)
{
#if !KR_FREE_THREADED
    PyListObject *self = (PyListObject *)list;
    Py_ssize_t len = PyList_GET_SIZE(list);
    if (KR_LIKELY(len < self->allocated && len > self->allocated / 2)) {
        Py_INCREF(item);
        self->ob_item[len] = item;
        ((PyVarObject *)list)->ob_size = len + 1;
        return 0;
    }
#endif
    return PyList_Append(list, item);
}

/* Takes the reference of the item, on failure too. */
KR_INLINE int kr_list_append_take(PyObject *list, PyObject *item)
{
    int status = kr_list_append(list, item);
    Py_DECREF(item);
    return status;
}

#define kr_list_put(list, item) kr_list_append((list), (item))
KR_FN int kr_list_extend(PyObject *list, PyObject *items);
/* [*items]; TypeError "Value after * must be an iterable, not int" */
KR_FN int kr_list_star(PyObject *list, PyObject *items);
KR_FN PyObject *kr_list_pop(PyObject *list);
KR_FN PyObject *kr_list_pop_at(PyObject *list, Py_ssize_t index);
KR_FN int kr_list_clear(PyObject *list);
KR_FN PyObject *kr_list_copy(PyObject *list);
/* sorted(items) */
KR_FN PyObject *kr_sorted(PyObject *items);
/* New list of `count` items, whose references it takes, on failure too; NULL when one of them is. */
KR_FN PyObject *kr_list_of(Py_ssize_t count, PyObject *const *items);

/* Accepts None: false. */
#define kr_truth_list(x) ((x) != Py_None && PyList_GET_SIZE(x) != 0)

/* see take.h */
KR_TAKES_OO(PyObject *, NULL, kr_list_add)
KR_TAKES_NO(int, -1, kr_list_append, PyObject *)
KR_TAKES_NO(int, -1, kr_list_put, PyObject *)
KR_TAKES_NNO(int, -1, kr_list_set, PyObject *, Py_ssize_t)
KR_TAKES_O(PyObject *, NULL, kr_sorted)

#endif
