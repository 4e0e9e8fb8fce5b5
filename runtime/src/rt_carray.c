/* rt_carray.c: C arrays; see kr/carray.h. */
#include "kr/carray.h"

int kr_raise_fill(Py_ssize_t given, Py_ssize_t wanted)
{
    PyGILState_STATE gil = PyGILState_Ensure();
    PyErr_Format(PyExc_ValueError, "Assignment to slice of wrong length, expected %zd, got %zd", given,
                 wanted);
    PyGILState_Release(gil);
    return -1;
}

PyObject *kr_array_items(PyObject *iterable, Py_ssize_t count)
{
    PyObject *items = PySequence_Tuple(iterable);
    Py_ssize_t given = items ? PyTuple_GET_SIZE(items) : count;
    if (given == count)
        return items;
    if (given > count)
        PyErr_Format(PyExc_IndexError, "too many values found during array assignment, expected %zd", count);
    else
        PyErr_Format(PyExc_IndexError, "not enough values found during array assignment, expected %zd, got %zd",
                     count, given);
    Py_DECREF(items);
    return NULL;
}

static int fail_union(PyObject *names)
{
    PyObject *comma = PyUnicode_FromString(", ");
    PyObject *all = comma ? PyUnicode_Join(comma, names) : NULL;
    if (all)
        PyErr_Format(PyExc_ValueError, "No value specified for any of the union attributes (%U)", all);
    Py_XDECREF(comma);
    Py_XDECREF(all);
    return -1;
}

int kr_union_field(PyObject *mapping, PyObject *names)
{
    int found = -1;
    if (!PyMapping_Check(mapping)) {
        PyErr_Format(PyExc_TypeError, "Expected a mapping, got %.200s", Py_TYPE(mapping)->tp_name);
        return -1;
    }
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(names); i++) {
        PyObject *name = PyTuple_GET_ITEM(names, i);
        int has = PySequence_Contains(mapping, name);
        if (has < 0)
            return -1;
        if (has && found >= 0) {
            PyErr_Format(PyExc_ValueError, "More than one union attribute passed: '%U' and '%U'",
                         PyTuple_GET_ITEM(names, found), name);
            return -1;
        }
        if (has)
            found = (int)i;
    }
    return found >= 0 ? found : fail_union(names);
}

PyObject *kr_ctuple_items(PyObject *sequence, Py_ssize_t count)
{
    if (!PyTuple_CheckExact(sequence) && !PySequence_Check(sequence)) {
        PyErr_Format(PyExc_TypeError, "Expected a sequence of size %zd, got %.200s", count,
                     Py_TYPE(sequence)->tp_name);
        return NULL;
    }
    PyObject *items = PySequence_Tuple(sequence);
    if (items && PyTuple_GET_SIZE(items) != count) {
        PyErr_Format(PyExc_TypeError, "Expected a sequence of size %zd, got size %zd", count,
                     PyTuple_GET_SIZE(items));
        Py_CLEAR(items);
    }
    return items;
}
