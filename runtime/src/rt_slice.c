/* rt_slice.c: x[a:b], x[a:b:c] of any object; see kr/slice.h. Lists, tuples, str and bytes whose bounds are ints (or left
 * out) are cut without a slice object; everything else is asked with one, as the interpreter does.
 */
#include "kr/bytes.h"
#include "kr/list.h"
#include "kr/num.h"
#include "kr/slice.h"
#include "kr/str.h"
#include "kr/tuple.h"

/* A bound as a C integer: `missing` when it is left out; 0 when it is no plain int. */
static int read_bound(PyObject *bound, Py_ssize_t missing, Py_ssize_t *value)
{
    *value = missing;
    if (!bound || bound == Py_None)
        return 1;
    if (!KR_INT_IS_SMALL(bound))
        return 0;
    *value = (Py_ssize_t)KR_INT_COMPACT(bound);
    return 1;
}

static int is_cut_directly(PyObject *x)
{
    return PyList_CheckExact(x) || PyUnicode_CheckExact(x) || PyTuple_CheckExact(x) || PyBytes_CheckExact(x);
}

/* Of one of those. */
static PyObject *cut(PyObject *x, Py_ssize_t start, Py_ssize_t stop)
{
    if (PyList_CheckExact(x))
        return kr_list_slice(x, start, stop);
    if (PyUnicode_CheckExact(x))
        return kr_str_slice(x, start, stop);
    return PyTuple_CheckExact(x) ? kr_tuple_slice(x, start, stop) : kr_bytes_slice(x, start, stop);
}

PyObject *kr_getslice(PyObject *x, PyObject *start, PyObject *stop)
{
    Py_ssize_t from, to;
    if (is_cut_directly(x) && read_bound(start, 0, &from) && read_bound(stop, PY_SSIZE_T_MAX, &to))
        return cut(x, from, to);
    PyObject *slice = PySlice_New(start, stop, NULL);
    PyObject *result = slice ? PyObject_GetItem(x, slice) : NULL;
    Py_XDECREF(slice);
    return result;
}

int kr_setslice(PyObject *x, PyObject *start, PyObject *stop, PyObject *value)
{
    Py_ssize_t from, to;
    if (PyList_CheckExact(x) && read_bound(start, 0, &from) && read_bound(stop, PY_SSIZE_T_MAX, &to))
        return kr_list_set_slice(x, from, to, value);
    PyObject *slice = PySlice_New(start, stop, NULL);
    int status = !slice ? -1 : value ? PyObject_SetItem(x, slice, value) : PyObject_DelItem(x, slice);
    Py_XDECREF(slice);
    return status;
}

/* Boxed bounds; those left out give NULL. 0, or -1 and an exception. */
static int box_bounds(Py_ssize_t start, Py_ssize_t stop, PyObject **from, PyObject **to)
{
    *from = start ? PyLong_FromSsize_t(start) : NULL;
    *to = stop != PY_SSIZE_T_MAX ? PyLong_FromSsize_t(stop) : NULL;
    return (start && !*from) || (stop != PY_SSIZE_T_MAX && !*to) ? -1 : 0;
}

PyObject *kr_getslice_int(PyObject *x, Py_ssize_t start, Py_ssize_t stop)
{
    PyObject *from, *to;
    if (is_cut_directly(x))
        return cut(x, start, stop);
    PyObject *result = box_bounds(start, stop, &from, &to) < 0 ? NULL : kr_getslice(x, from, to);
    Py_XDECREF(from);
    Py_XDECREF(to);
    return result;
}

int kr_setslice_int(PyObject *x, Py_ssize_t start, Py_ssize_t stop, PyObject *value)
{
    PyObject *from, *to;
    if (PyList_CheckExact(x))
        return kr_list_set_slice(x, start, stop, value);
    int status = box_bounds(start, stop, &from, &to) < 0 ? -1 : kr_setslice(x, from, to, value);
    Py_XDECREF(from);
    Py_XDECREF(to);
    return status;
}

/* Every step-th item of a list; free-threaded builds let the list do it, under its lock. */
static PyObject *cut_steps(PyObject *list, Py_ssize_t start, Py_ssize_t stop, Py_ssize_t step)
{
    Py_ssize_t count = PySlice_AdjustIndices(PyList_GET_SIZE(list), &start, &stop, step);
    PyObject *result = PyList_New(count);
    for (Py_ssize_t i = 0; result && i < count; i++)
        PyList_SET_ITEM(result, i, Py_NewRef(PyList_GET_ITEM(list, start + i * step)));
    return result;
}

PyObject *kr_getslice_step(PyObject *x, PyObject *start, PyObject *stop, PyObject *step)
{
    Py_ssize_t from, to, by;
    int plain = !KR_FREE_THREADED && PyList_CheckExact(x) && read_bound(step, 1, &by) && by &&
                read_bound(start, by < 0 ? PY_SSIZE_T_MAX : 0, &from) &&
                read_bound(stop, by < 0 ? PY_SSIZE_T_MIN : PY_SSIZE_T_MAX, &to);
    if (plain)
        return cut_steps(x, from, to, by);
    PyObject *slice = PySlice_New(start, stop, step);
    PyObject *result = slice ? PyObject_GetItem(x, slice) : NULL;
    Py_XDECREF(slice);
    return result;
}
