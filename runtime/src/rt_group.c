/* rt_group.c: `except*`; see kr/group.h. Source: PEP 654; messages are CPython's.
 *
 *     try: raise ExceptionGroup("g", [ValueError(), KeyError()])
 *     except* ValueError: ...       match: (group of ValueError, group of KeyError); result: the latter
 */
#include "kr/group.h"

void kr_group_handle(PyObject *value)
{
    kr_handled_set(value);
}

#if KR_PY(11)

/* Classes to catch, a tuple or one: 0, or -1 and TypeError. */
static int check_types(PyObject *types)
{
    PyObject *const one[] = {types};
    PyObject *const *items = PyTuple_Check(types) ? &PyTuple_GET_ITEM(types, 0) : one;
    Py_ssize_t count = PyTuple_Check(types) ? PyTuple_GET_SIZE(types) : 1;
    for (Py_ssize_t i = 0; i < count; i++)
        if (!PyExceptionClass_Check(items[i])) {
            PyErr_SetString(PyExc_TypeError,
                            "catching classes that do not inherit from BaseException is not allowed");
            return -1;
        }
    for (Py_ssize_t i = 0; i < count; i++) {
        int is_group = PyObject_IsSubclass(items[i], PyExc_BaseExceptionGroup);
        if (is_group > 0)
            PyErr_SetString(PyExc_TypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.");
        if (is_group)
            return -1;
    }
    return 0;
}

static PyObject *split_group(PyObject *group, PyObject *types)
{
    PyObject *pair = PyObject_CallMethod(group, "split", "(O)", types);
    if (pair && !PyTuple_Check(pair)) {
        PyErr_Format(PyExc_TypeError, "%.200s.split must return a tuple, not %.200s", Py_TYPE(group)->tp_name,
                     Py_TYPE(pair)->tp_name);
        Py_CLEAR(pair);
    } else if (pair && PyTuple_GET_SIZE(pair) < 2) {
        PyErr_Format(PyExc_TypeError, "%.200s.split must return a 2-tuple, got tuple of size %zd",
                     Py_TYPE(group)->tp_name, PyTuple_GET_SIZE(pair));
        Py_CLEAR(pair);
    }
    return pair;
}

static int is_group(PyObject *value)
{
    return PyObject_TypeCheck(value, (PyTypeObject *)PyExc_BaseExceptionGroup);
}

PyObject *kr_group_match(PyObject *rest, PyObject *types)
{
    if (check_types(types) < 0)
        return NULL;
    if (rest == Py_None)
        return PyTuple_Pack(2, Py_None, Py_None);
    if (PyErr_GivenExceptionMatches(rest, types)) {
        PyObject *match = is_group(rest) ? Py_NewRef(rest)
                                         : PyObject_CallFunction(PyExc_BaseExceptionGroup, "s(O)", "", rest);
        PyObject *pair = match ? PyTuple_Pack(2, match, Py_None) : NULL;
        Py_XDECREF(match);
        return pair;
    }
    return is_group(rest) ? split_group(rest, types) : PyTuple_Pack(2, Py_None, rest);
}

/* ---- what is raised in the end --------------------------------------------------------------- */

/* Adds the addresses of all exceptions in a group that are no groups to a set. */
static int collect_leaves(PyObject *value, PyObject *leaves)
{
    if (!is_group(value)) {
        PyObject *id = PyLong_FromVoidPtr(value);
        int status = id ? PySet_Add(leaves, id) : -1;
        Py_XDECREF(id);
        return status;
    }
    PyObject *parts = PyObject_GetAttrString(value, "exceptions");
    int status = parts ? Py_EnterRecursiveCall(" in except*") : -1;
    if (parts && status == 0) {
        for (Py_ssize_t i = 0; status == 0 && i < PyTuple_GET_SIZE(parts); i++)
            status = collect_leaves(PyTuple_GET_ITEM(parts, i), leaves);
        Py_LeaveRecursiveCall();
    }
    Py_XDECREF(parts);
    return status;
}

/* A group like `group` with these exceptions, and where it came from. */
static PyObject *derive_group(PyObject *group, PyObject *parts)
{
    PyObject *derived = PyObject_CallMethod(group, "derive", "(O)", parts);
    if (!derived || !is_group(derived)) {
        if (derived)
            PyErr_SetString(PyExc_TypeError, "derive must return an instance of BaseExceptionGroup");
        Py_CLEAR(derived);
        return NULL;
    }
    PyObject *traceback = PyException_GetTraceback(group);
    int status = traceback ? PyException_SetTraceback(derived, traceback) : 0;
    Py_XDECREF(traceback);
    PyException_SetContext(derived, PyException_GetContext(group));
    PyException_SetCause(derived, PyException_GetCause(group));
    PyObject *name = PyUnicode_InternFromString("__notes__"), *notes = NULL;
    if (status == 0)
        status = name ? kr_attr_find(group, name, &notes) : -1;
    if (notes && PySequence_Check(notes)) {
        PyObject *copy = PySequence_List(notes);
        status = copy ? PyObject_SetAttr(derived, name, copy) : -1;
        Py_XDECREF(copy);
    }
    Py_XDECREF(notes);
    Py_XDECREF(name);
    if (status < 0)
        Py_CLEAR(derived);
    return derived;
}

static PyObject *project(PyObject *value, PyObject *leaves);

/* Appends what of `value` is among the leaves. */
static int project_part(PyObject *value, PyObject *leaves, PyObject *kept)
{
    if (is_group(value)) {
        PyObject *part = project(value, leaves);
        int status = !part ? -1 : part == Py_None ? 0 : PyList_Append(kept, part);
        Py_XDECREF(part);
        return status;
    }
    PyObject *id = PyLong_FromVoidPtr(value);
    int found = id ? PySet_Contains(leaves, id) : -1;
    Py_XDECREF(id);
    return found > 0 ? PyList_Append(kept, value) : found;
}

/* The part of a group that is made of the leaves, in its structure; None when there is none. */
static PyObject *project(PyObject *value, PyObject *leaves)
{
    PyObject *parts = PyObject_GetAttrString(value, "exceptions");
    PyObject *kept = parts ? PyList_New(0) : NULL, *result = NULL;
    if (kept && Py_EnterRecursiveCall(" in except*") == 0) {
        int status = 0;
        for (Py_ssize_t i = 0; status == 0 && i < PyTuple_GET_SIZE(parts); i++)
            status = project_part(PyTuple_GET_ITEM(parts, i), leaves, kept);
        if (status == 0)
            result = PyList_GET_SIZE(kept) ? derive_group(value, kept) : Py_NewRef(Py_None);
        Py_LeaveRecursiveCall();
    }
    Py_XDECREF(kept);
    Py_XDECREF(parts);
    return result;
}

/* Is it a part of the group as it was caught, raised again by a handler? */
static int is_same_origin(PyObject *value, PyObject *caught)
{
    if (!is_group(value))
        return 0;
    PyBaseExceptionObject *one = (PyBaseExceptionObject *)value, *two = (PyBaseExceptionObject *)caught;
    return one->notes == two->notes && one->traceback == two->traceback && one->cause == two->cause &&
           one->context == two->context;
}

/* Sorts what was raised: leaves of what was raised again to `leaves`, all else to `fresh`. */
static int sort_raised(PyObject *caught, PyObject *raised, PyObject *leaves, PyObject *fresh)
{
    int status = 0;
    for (Py_ssize_t i = 0; status == 0 && i < PyList_GET_SIZE(raised); i++) {
        PyObject *value = PyList_GET_ITEM(raised, i);
        if (value != Py_None)
            status = is_same_origin(value, caught) ? collect_leaves(value, leaves) : PyList_Append(fresh, value);
    }
    return status;
}

PyObject *kr_group_result(PyObject *caught, PyObject *raised)
{
    if (!is_group(caught)) /* it was in a group of its own: one handler at most has run */
        return Py_NewRef(PyList_GET_SIZE(raised) ? PyList_GET_ITEM(raised, 0) : Py_None);
    PyObject *leaves = PySet_New(NULL), *fresh = PyList_New(0), *result = NULL;
    if (leaves && fresh && sort_raised(caught, raised, leaves, fresh) == 0)
        result = project(caught, leaves);
    if (result && PyList_GET_SIZE(fresh)) {
        int status = result == Py_None ? 0 : PyList_Append(fresh, result);
        PyObject *one = PyList_GET_SIZE(fresh) == 1 ? Py_NewRef(PyList_GET_ITEM(fresh, 0))
                                                    : PyObject_CallFunction(PyExc_BaseExceptionGroup, "sO", "", fresh);
        KR_REPLACE(result, one);
        if (status < 0)
            Py_CLEAR(result);
    }
    Py_XDECREF(fresh);
    Py_XDECREF(leaves);
    return result;
}

#else

PyObject *kr_group_match(PyObject *rest, PyObject *types)
{
    (void)rest;
    (void)types;
    PyErr_SetString(PyExc_ImportError, "except* needs Python 3.11 or newer");
    return NULL;
}

PyObject *kr_group_result(PyObject *caught, PyObject *raised)
{
    (void)raised;
    return Py_NewRef(caught);
}

#endif
