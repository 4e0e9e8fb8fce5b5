/* rt_list.c: lists, tuples and unpacking; see kr/list.h, kr/tuple.h, kr/iter.h. */
#include "kr/iter.h"
#include "kr/list.h"
#include "kr/tuple.h"

/* Python's meaning of slice bounds: negative from the end, cut off at the ends, never crossing. */
static Py_ssize_t clip_bound(Py_ssize_t bound, Py_ssize_t len)
{
    if (bound < 0)
        return bound + len < 0 ? 0 : bound + len;
    return bound > len ? len : bound;
}

static void clip_bounds(Py_ssize_t len, Py_ssize_t *start, Py_ssize_t *stop)
{
    *start = clip_bound(*start, len);
    *stop = clip_bound(*stop, len);
    if (*stop < *start)
        *stop = *start;
}

/* ---- lists ----------------------------------------------------------------------------------- */

PyObject *kr_list_fail_index(void)
{
    PyErr_SetString(PyExc_IndexError, "list index out of range");
    return NULL;
}

int kr_list_set(PyObject *list, Py_ssize_t index, PyObject *value)
{
    if (index < 0)
        index += PyList_GET_SIZE(list);
#if !KR_FREE_THREADED
    if (!KR_OUTSIDE(index, PyList_GET_SIZE(list))) {
        PyObject **place = &((PyListObject *)list)->ob_item[index];
        KR_REPLACE(*place, Py_NewRef(value));
        return 0;
    }
#endif
    return PyList_SetItem(list, index, Py_NewRef(value)); /* checks the index */
}

void kr_list_store(PyObject *list, Py_ssize_t index, PyObject *value)
{
    if (PyList_SetItem(list, index, Py_NewRef(value)) < 0)
        PyErr_Clear();
}

int kr_list_del(PyObject *list, Py_ssize_t index)
{
    return PySequence_DelItem(list, index); /* checks the index */
}

PyObject *kr_list_slice(PyObject *list, Py_ssize_t start, Py_ssize_t stop)
{
    clip_bounds(PyList_GET_SIZE(list), &start, &stop);
    return PyList_GetSlice(list, start, stop);
}

int kr_list_set_slice(PyObject *list, Py_ssize_t start, Py_ssize_t stop, PyObject *value)
{
    clip_bounds(PyList_GET_SIZE(list), &start, &stop);
    if (!value || PyList_CheckExact(value) || PyTuple_CheckExact(value))
        return PyList_SetSlice(list, start, stop, value);
    PyObject *items = PySequence_Fast(value, "can only assign an iterable");
    int status = items ? PyList_SetSlice(list, start, stop, items) : -1;
    Py_XDECREF(items);
    return status;
}

PyObject *kr_list_of(Py_ssize_t count, PyObject *const *items)
{
    PyObject *list = PyList_New(count);
    int complete = 1;
    for (Py_ssize_t i = 0; i < count; i++) {
        if (list)
            PyList_SET_ITEM(list, i, items[i]);
        else
            Py_XDECREF(items[i]);
        complete &= items[i] != NULL;
    }
    if (!complete)
        Py_CLEAR(list);
    return list;
}

PyObject *kr_list_copy(PyObject *list)
{
    return PyList_GetSlice(list, 0, PY_SSIZE_T_MAX);
}

PyObject *kr_list_add(PyObject *left, PyObject *right)
{
    return PyNumber_Add(left, right);
}

int kr_list_extend(PyObject *list, PyObject *items)
{
    if (PyList_CheckExact(items) || PyTuple_CheckExact(items))
        return PyList_SetSlice(list, PY_SSIZE_T_MAX, PY_SSIZE_T_MAX, items);
    PyObject *iterator = PyObject_GetIter(items), *item;
    if (!iterator)
        return -1;
    int status = 0;
    while (status == 0 && (item = kr_next(iterator)) != NULL)
        status = kr_list_append_take(list, item);
    Py_DECREF(iterator);
    return status < 0 || PyErr_Occurred() ? -1 : 0;
}

int kr_list_star(PyObject *list, PyObject *items)
{
    int status = kr_list_extend(list, items);
    if (status < 0 && PyErr_ExceptionMatches(PyExc_TypeError) && !Py_TYPE(items)->tp_iter &&
        !PySequence_Check(items)) {
        PyErr_Clear();
        PyErr_Format(PyExc_TypeError, "Value after * must be an iterable, not %.200s",
                     Py_TYPE(items)->tp_name);
    }
    return status;
}

PyObject *kr_list_iadd(PyObject *list, PyObject *items)
{
    if (!PyList_CheckExact(list))
        return PyNumber_InPlaceAdd(list, items);
    return kr_list_extend(list, items) < 0 ? NULL : Py_NewRef(list);
}

PyObject *kr_list_pop_at(PyObject *list, Py_ssize_t index)
{
#if KR_FREE_THREADED /* looking and taking is one step of the method; here others could come in between */
    return PyObject_CallMethod(list, "pop", "n", index);
#else
    Py_ssize_t len = PyList_GET_SIZE(list), at = index < 0 ? index + len : index;
    if (KR_OUTSIDE(at, len)) {
        PyErr_SetString(PyExc_IndexError, len ? "pop index out of range" : "pop from empty list");
        return NULL;
    }
    PyObject *item = Py_NewRef(PyList_GET_ITEM(list, at));
    if (PyList_SetSlice(list, at, at + 1, NULL) < 0)
        Py_CLEAR(item);
    return item;
#endif
}

PyObject *kr_list_pop(PyObject *list)
{
#if !KR_FREE_THREADED
    /* in place while the list stays more than half full, as list.pop does */
    Py_ssize_t len = PyList_GET_SIZE(list);
    if (len > 0 && len - 1 >= ((PyListObject *)list)->allocated / 2) {
        ((PyVarObject *)list)->ob_size = len - 1;
        return ((PyListObject *)list)->ob_item[len - 1];
    }
#endif
    return kr_list_pop_at(list, -1);
}

int kr_list_clear(PyObject *list)
{
    return PyList_SetSlice(list, 0, PY_SSIZE_T_MAX, NULL);
}

PyObject *kr_sorted(PyObject *items)
{
    PyObject *list = PySequence_List(items);
    if (list && PyList_Sort(list) < 0)
        Py_CLEAR(list);
    return list;
}

/* ---- tuples ---------------------------------------------------------------------------------- */

PyObject *kr_tuple_fail_index(void)
{
    PyErr_SetString(PyExc_IndexError, "tuple index out of range");
    return NULL;
}

PyObject *kr_tuple_slice(PyObject *tuple, Py_ssize_t start, Py_ssize_t stop)
{
    clip_bounds(PyTuple_GET_SIZE(tuple), &start, &stop);
    return PyTuple_GetSlice(tuple, start, stop);
}

PyObject *kr_tuple_add(PyObject *left, PyObject *right)
{
    return PyNumber_Add(left, right);
}

PyObject *kr_tuple_of(Py_ssize_t count, PyObject *const *items)
{
    PyObject *tuple = PyTuple_New(count);
    int complete = 1;
    for (Py_ssize_t i = 0; i < count; i++) {
        if (tuple)
            PyTuple_SET_ITEM(tuple, i, items[i]);
        else
            Py_XDECREF(items[i]);
        complete &= items[i] != NULL;
    }
    if (!complete)
        Py_CLEAR(tuple);
    return tuple;
}

/* ---- unpacking ------------------------------------------------------------------------------- */

/* Whose messages: the interpreter's, or Cython's in its own files. */
typedef enum Texts { PYTHON_TEXTS, CYTHON_TEXTS } Texts;

static void fail_too_few(Py_ssize_t expected, Py_ssize_t got, const char *at_least, Texts texts)
{
    if (texts == CYTHON_TEXTS)
        PyErr_Format(PyExc_ValueError, "need more than %zd value%s to unpack", got, got == 1 ? "" : "s");
    else
        PyErr_Format(PyExc_ValueError, "not enough values to unpack (expected %s%zd, got %zd)", at_least, expected,
                     got);
}

/* `got`: how many there are, or -1. */
static void fail_too_many(Py_ssize_t expected, Py_ssize_t got, Texts texts)
{
    if (KR_TELLS_SURPLUS && got >= 0 && texts == PYTHON_TEXTS)
        PyErr_Format(PyExc_ValueError, "too many values to unpack (expected %zd, got %zd)", expected, got);
    else
        PyErr_Format(PyExc_ValueError, "too many values to unpack (expected %zd)", expected);
}

static PyObject *open_iterator(PyObject *items)
{
    PyObject *iterator = PyObject_GetIter(items);
    if (!iterator && PyErr_ExceptionMatches(PyExc_TypeError) && !Py_TYPE(items)->tp_iter &&
        !PySequence_Check(items)) {
        PyErr_Clear();
        PyErr_Format(PyExc_TypeError, "cannot unpack non-iterable %.200s object", Py_TYPE(items)->tp_name);
    }
    return iterator;
}

/* Fills tuple[0..count) from an iterator; the number of items that came, -1 on an exception. */
static Py_ssize_t take_items(PyObject *iterator, PyObject *tuple, Py_ssize_t count)
{
    for (Py_ssize_t i = 0; i < count; i++) {
        PyObject *item = kr_next(iterator);
        if (!item)
            return PyErr_Occurred() ? -1 : i;
        PyTuple_SET_ITEM(tuple, i, item);
    }
    return count;
}

/* `known`: how many items there are, or -1. */
static PyObject *unpack_iterator(PyObject *iterator, Py_ssize_t count, Py_ssize_t known, Texts texts)
{
    PyObject *tuple = PyTuple_New(count);
    Py_ssize_t got = tuple ? take_items(iterator, tuple, count) : -1;
    if (got == count) {
        PyObject *extra = kr_next(iterator);
        if (!extra && !PyErr_Occurred())
            return tuple;
        if (extra)
            fail_too_many(count, known, texts);
        Py_XDECREF(extra);
    } else if (got >= 0) {
        fail_too_few(count, got, "", texts);
    }
    Py_XDECREF(tuple);
    return NULL;
}

static PyObject *unpack(PyObject *items, Py_ssize_t count, Texts texts)
{
    if (PyTuple_CheckExact(items) || PyList_CheckExact(items)) {
        PyObject *tuple = PyTuple_CheckExact(items) ? Py_NewRef(items) : PyList_AsTuple(items);
        if (!tuple || PyTuple_GET_SIZE(tuple) == count)
            return tuple;
        if (PyTuple_GET_SIZE(tuple) > count)
            fail_too_many(count, PyTuple_GET_SIZE(tuple), texts);
        else
            fail_too_few(count, PyTuple_GET_SIZE(tuple), "", texts);
        Py_DECREF(tuple);
        return NULL;
    }
    Py_ssize_t known = PyDict_CheckExact(items) ? PyDict_GET_SIZE(items) : -1;
    PyObject *iterator = open_iterator(items);
    PyObject *tuple = iterator ? unpack_iterator(iterator, count, known, texts) : NULL;
    Py_XDECREF(iterator);
    return tuple;
}

/* The list of what is left of an iterator, without its last `after` items, which go into the tuple. */
static int split_rest(PyObject *iterator, PyObject *tuple, Py_ssize_t before, Py_ssize_t after, Texts texts)
{
    PyObject *rest = PySequence_List(iterator);
    if (!rest)
        return -1;
    PyTuple_SET_ITEM(tuple, before, rest);
    Py_ssize_t len = PyList_GET_SIZE(rest);
    if (len < after) {
        fail_too_few(before + after, before + len, "at least ", texts);
        return -1;
    }
    for (Py_ssize_t i = 0; i < after; i++)
        PyTuple_SET_ITEM(tuple, before + 1 + i, Py_NewRef(PyList_GET_ITEM(rest, len - after + i)));
    return PyList_SetSlice(rest, len - after, len, NULL);
}

static PyObject *unpack_star(PyObject *items, Py_ssize_t before, Py_ssize_t after, Texts texts)
{
    PyObject *iterator = open_iterator(items);
    PyObject *tuple = iterator ? PyTuple_New(before + 1 + after) : NULL;
    Py_ssize_t got = tuple ? take_items(iterator, tuple, before) : -1;
    int status = got == before ? split_rest(iterator, tuple, before, after, texts) : -1;
    if (got >= 0 && got < before)
        fail_too_few(before + after, got, "at least ", texts);
    if (status < 0)
        Py_CLEAR(tuple);
    Py_XDECREF(iterator);
    return tuple;
}

PyObject *kr_unpack_other(PyObject *items, Py_ssize_t count)
{
    return unpack(items, count, PYTHON_TEXTS);
}

PyObject *kr_unpack_need_other(PyObject *items, Py_ssize_t count)
{
    return unpack(items, count, CYTHON_TEXTS);
}

PyObject *kr_unpack_star(PyObject *items, Py_ssize_t before, Py_ssize_t after)
{
    return unpack_star(items, before, after, PYTHON_TEXTS);
}

PyObject *kr_unpack_star_need(PyObject *items, Py_ssize_t before, Py_ssize_t after)
{
    return unpack_star(items, before, after, CYTHON_TEXTS);
}

/* ---- iterators ------------------------------------------------------------------------------- */

PyObject *kr_next_end(void)
{
    if (PyErr_Occurred() && PyErr_ExceptionMatches(PyExc_StopIteration))
        PyErr_Clear();
    return NULL;
}

