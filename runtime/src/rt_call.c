/* rt_call.c: calls; see kr/call.h. Messages are CPython's. */
#include "rt_func.h"
#include "kr/call.h"
#include "kr/known.h"
#include "kr/list.h"
#include <string.h>

/* ---- calling --------------------------------------------------------------------------------- */

PyObject *kr_call2(PyObject *f, PyObject *a, PyObject *b)
{
    PyObject *slots[] = {NULL, a, b};
    return kr_call(f, slots, 2, NULL);
}

PyObject *kr_call3(PyObject *f, PyObject *a, PyObject *b, PyObject *c)
{
    PyObject *slots[] = {NULL, a, b, c};
    return kr_call(f, slots, 3, NULL);
}

PyObject *kr_call_any(PyObject *f, PyObject *const *args, Py_ssize_t npos, PyObject *kwnames)
{
    return kr_vectorcall(f, args, KR_NARGS(npos), kwnames);
}

/* "module.f()", "f()", or the str of the callable: how CPython names it in messages. New reference or NULL. */
static PyObject *describe_callable(PyObject *f)
{
    PyObject *qualname = PyObject_GetAttrString(f, "__qualname__");
    if (!qualname || !PyUnicode_Check(qualname)) {
        PyErr_Clear();
        Py_XDECREF(qualname);
        return PyObject_Str(f);
    }
    PyObject *module = PyObject_GetAttrString(f, "__module__");
    PyErr_Clear();
    int is_plain = !module || !PyUnicode_Check(module) ||
                   PyUnicode_CompareWithASCIIString(module, "builtins") == 0;
    PyObject *text = is_plain ? PyUnicode_FromFormat("%U()", qualname)
                              : PyUnicode_FromFormat("%U.%U()", module, qualname);
    Py_XDECREF(module);
    Py_DECREF(qualname);
    return text;
}

/* The callable and a blank; in .pyx files, where it is NULL, what Cython says. New reference or NULL. */
static PyObject *begin_text(PyObject *f, int is_duplicate)
{
    if (!f)
        return PyUnicode_FromString(is_duplicate ? "function() " : "");
    PyObject *who = describe_callable(f), *text = who ? PyUnicode_FromFormat("%U ", who) : NULL;
    Py_XDECREF(who);
    return text;
}

/* TypeError; `text` has %U for the callable and, when `name` is not NULL, %U for it, else %.200s for `got`. */
static int fail_call(PyObject *f, const char *text, PyObject *name, PyObject *got)
{
    PyObject *who = begin_text(f, name != NULL);
    if (who && name)
        PyErr_Format(PyExc_TypeError, text, who, name);
    else if (who)
        PyErr_Format(PyExc_TypeError, text, who, Py_TYPE(got)->tp_name);
    Py_XDECREF(who);
    return -1;
}

/* *items into the list of arguments. */
static int star_args(PyObject *list, PyObject *items, PyObject *f)
{
    int status = kr_list_extend(list, items);
    if (status < 0 && PyErr_ExceptionMatches(PyExc_TypeError) && !Py_TYPE(items)->tp_iter &&
        !PySequence_Check(items)) {
        PyErr_Clear();
        fail_call(f, "%Uargument after * must be an iterable, not %.200s", NULL, items);
    }
    return status;
}

PyObject *kr_star_tuple(PyObject *items, PyObject *f)
{
    if (PyTuple_CheckExact(items))
        return Py_NewRef(items);
    PyObject *list = PyList_New(0);
    PyObject *tuple = list && star_args(list, items, f) == 0 ? PyList_AsTuple(list) : NULL;
    Py_XDECREF(list);
    return tuple;
}

int kr_kw_put(PyObject *dict, PyObject *name, PyObject *value, PyObject *f)
{
    int found = PyDict_Contains(dict, name);
    if (found)
        return found < 0 ? -1 : fail_call(f, "%Ugot multiple values for keyword argument '%U'", name, NULL);
    return PyDict_SetItem(dict, name, value);
}

static int merge_key(PyObject *dict, PyObject *key, PyObject *mapping, PyObject *f)
{
    if (!PyUnicode_Check(key)) {
        PyErr_SetString(PyExc_TypeError, "keywords must be strings");
        return -1;
    }
    PyObject *value = PyObject_GetItem(mapping, key);
    int status = value ? kr_kw_put(dict, key, value, f) : -1;
    Py_XDECREF(value);
    return status;
}

static int all_names(PyObject *dict)
{
    PyObject *key, *value;
    Py_ssize_t at = 0;
    while (PyDict_Next(dict, &at, &key, &value))
        if (!PyUnicode_Check(key))
            return 0;
    return 1;
}

int kr_kw_merge(PyObject *dict, PyObject *mapping, PyObject *f)
{
    if (PyDict_CheckExact(mapping) && PyDict_GET_SIZE(dict) == 0 && all_names(mapping))
        return PyDict_Update(dict, mapping);
    PyObject *keys = PyMapping_Check(mapping) ? PyMapping_Keys(mapping) : NULL;
    if (!keys) {
        if (PyErr_Occurred() && !PyErr_ExceptionMatches(PyExc_AttributeError))
            return -1;
        PyErr_Clear();
        return fail_call(f, "%Uargument after ** must be a mapping, not %.200s", NULL, mapping);
    }
    int status = 0;
    for (Py_ssize_t i = 0; status == 0 && i < PyList_GET_SIZE(keys); i++)
        status = merge_key(dict, PyList_GET_ITEM(keys, i), mapping, f);
    Py_DECREF(keys);
    return status;
}

PyObject *kr_call_ex(PyObject *f, PyObject *args, PyObject *kwargs)
{
    return Py_TYPE(f)->tp_call == kr_func_call ? kr_func_call(f, args, kwargs) : PyObject_Call(f, args, kwargs);
}

PyObject *kr_call_star(PyObject *f, PyObject *args, PyObject *mapping)
{
    if (PyDict_CheckExact(mapping)) {
        if (PyDict_GET_SIZE(mapping) == 0)
            return kr_call_ex(f, args, NULL);
        /* nobody but the call sees the dict: it is taken apart */
        if (PyVectorcall_Function(f) && Py_TYPE(f)->tp_call != kr_func_call)
            return PyObject_VectorcallDict(f, &PyTuple_GET_ITEM(args, 0), (size_t)PyTuple_GET_SIZE(args), mapping);
    }
    PyObject *dict = PyDict_New();
    PyObject *result = dict && kr_kw_merge(dict, mapping, f) == 0 ? kr_call_ex(f, args, dict) : NULL;
    Py_XDECREF(dict);
    return result;
}

int kr_unbound_self(PyObject *self, const char *method, const char *type)
{
    if (self != Py_None)
        return 0;
    PyErr_Format(PyExc_TypeError, "descriptor '%s' requires a '%s' object but received a 'NoneType'", method, type);
    return -1;
}
