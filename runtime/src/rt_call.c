/* rt_call.c: calls and the arguments of compiled functions; see kr/call.h, kr/args.h. Messages are CPython's. */
#include "kr/args.h"
#include "kr/call.h"
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

PyObject *kr_method0(PyObject *x, PyObject *name)
{
    PyObject *slots[] = {NULL, x};
    return kr_method(name, slots, 1, NULL);
}

PyObject *kr_method1(PyObject *x, PyObject *name, PyObject *a)
{
    PyObject *slots[] = {NULL, x, a};
    return kr_method(name, slots, 2, NULL);
}

PyObject *kr_method2(PyObject *x, PyObject *name, PyObject *a, PyObject *b)
{
    PyObject *slots[] = {NULL, x, a, b};
    return kr_method(name, slots, 3, NULL);
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

/* TypeError; `text` has %U for the callable and, when `name` is not NULL, %U for it, else %.200s for `got`. */
static int fail_call(PyObject *f, const char *text, PyObject *name, PyObject *got)
{
    PyObject *who = describe_callable(f);
    if (who && name)
        PyErr_Format(PyExc_TypeError, text, who, name);
    else if (who)
        PyErr_Format(PyExc_TypeError, text, who, Py_TYPE(got)->tp_name);
    Py_XDECREF(who);
    return -1;
}

int kr_star_args(PyObject *list, PyObject *items, PyObject *f)
{
    int status = kr_list_extend(list, items);
    if (status < 0 && PyErr_ExceptionMatches(PyExc_TypeError) && !Py_TYPE(items)->tp_iter &&
        !PySequence_Check(items)) {
        PyErr_Clear();
        fail_call(f, "%U argument after * must be an iterable, not %.200s", NULL, items);
    }
    return status;
}

int kr_kw_put(PyObject *dict, PyObject *name, PyObject *value, PyObject *f)
{
    int found = PyDict_Contains(dict, name);
    if (found)
        return found < 0 ? -1 : fail_call(f, "%U got multiple values for keyword argument '%U'", name, NULL);
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

int kr_kw_merge(PyObject *dict, PyObject *mapping, PyObject *f)
{
    PyObject *keys = PyMapping_Check(mapping) ? PyMapping_Keys(mapping) : NULL;
    if (!keys) {
        if (PyErr_Occurred() && !PyErr_ExceptionMatches(PyExc_AttributeError))
            return -1;
        PyErr_Clear();
        return fail_call(f, "%U argument after ** must be a mapping, not %.200s", NULL, mapping);
    }
    int status = 0;
    for (Py_ssize_t i = 0; status == 0 && i < PyList_GET_SIZE(keys); i++)
        status = merge_key(dict, PyList_GET_ITEM(keys, i), mapping, f);
    Py_DECREF(keys);
    return status;
}

/* ---- receiving ------------------------------------------------------------------------------- */

static int is_required(const KrParams *params, int k)
{
    return (int)(params->required >> (k < 63 ? k : 63) & 1);
}

static PyObject *param_name(const KrParams *params, int k)
{
    return *params->names[k];
}

static const char *plural(Py_ssize_t n)
{
    return n == 1 ? "" : "s";
}

static void fail_too_many_args(const KrParams *params, Py_ssize_t given, Py_ssize_t kw_given)
{
    int most = params->count - params->kw_only, least = most;
    while (least > 0 && !is_required(params, least - 1))
        least--;
    char takes[64];
    if (least < most)
        PyOS_snprintf(takes, sizeof takes, "from %d to %d", least, most);
    else
        PyOS_snprintf(takes, sizeof takes, "%d", most);
    if (kw_given)
        PyErr_Format(PyExc_TypeError,
                     "%s() takes %s positional argument%s but %zd positional argument%s (and %zd keyword-only "
                     "argument%s) were given",
                     params->name, takes, plural(most), given, plural(given), kw_given, plural(kw_given));
    else
        PyErr_Format(PyExc_TypeError, "%s() takes %s positional argument%s but %zd %s given", params->name, takes,
                     least < most ? "s" : plural(most), given, given == 1 ? "was" : "were");
}

/* 'a', 'b', and 'c': the names of the parameters first..end that are missing. New reference or NULL. */
static PyObject *list_missing(const KrParams *params, PyObject *const *slots, int first, int end, int *count)
{
    PyObject *text = NULL;
    int left = 0;
    for (int k = first; k < end; k++)
        left += !slots[k] && is_required(params, k);
    *count = left;
    for (int k = first; k < end; k++) {
        if (slots[k] || !is_required(params, k))
            continue;
        left--;
        PyObject *name = param_name(params, k);
        PyObject *longer = !text         ? PyUnicode_FromFormat("'%U'", name)
                           : left        ? PyUnicode_FromFormat("%U, '%U'", text, name)
                           : *count == 2 ? PyUnicode_FromFormat("%U and '%U'", text, name)
                                         : PyUnicode_FromFormat("%U, and '%U'", text, name);
        Py_XDECREF(text);
        if (!longer)
            return NULL;
        text = longer;
    }
    return text;
}

static int check_missing(const KrParams *params, PyObject *const *slots, int first, int end, const char *kind)
{
    for (int k = first; k < end; k++) {
        if (slots[k] || !is_required(params, k))
            continue;
        int count;
        PyObject *names = list_missing(params, slots, first, end, &count);
        if (names)
            PyErr_Format(PyExc_TypeError, "%s() missing %d required %s argument%s: %U", params->name, count, kind,
                         plural(count), names);
        Py_XDECREF(names);
        return -1;
    }
    return 0;
}

/* The parameter a keyword names, count when it names none, -1 and an exception. */
static int find_param(const KrParams *params, PyObject *name, int first)
{
    for (int k = first; k < params->count; k++)
        if (param_name(params, k) == name)
            return k;
    if (!PyUnicode_Check(name)) {
        PyErr_Format(PyExc_TypeError, "%s() keywords must be strings", params->name);
        return -1;
    }
    for (int k = first; k < params->count; k++) {
        int order = PyUnicode_Compare(param_name(params, k), name);
        if (order == 0)
            return k;
        if (order == -1 && PyErr_Occurred())
            return -1;
    }
    return params->count;
}

/* A keyword that names no parameter: positional-only ones are told apart, as CPython does. */
static int fail_keyword(const KrParams *params, PyObject *kwnames, PyObject *name)
{
    PyObject *text = NULL;
    for (int k = 0; k < params->pos_only; k++) {
        int found = PySequence_Contains(kwnames, param_name(params, k));
        if (found <= 0)
            continue;
        PyObject *longer = text ? PyUnicode_FromFormat("%U, %U", text, param_name(params, k))
                                : Py_NewRef(param_name(params, k));
        Py_XDECREF(text);
        text = longer;
    }
    PyErr_Clear();
    if (text)
        PyErr_Format(PyExc_TypeError, "%s() got some positional-only arguments passed as keyword arguments: '%U'",
                     params->name, text);
    else
        PyErr_Format(PyExc_TypeError, "%s() got an unexpected keyword argument '%U'", params->name, name);
    Py_XDECREF(text);
    return -1;
}

static int take_keywords(const KrParams *params, PyObject *const *values, PyObject *kwnames, PyObject **slots,
                         PyObject *rest)
{
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(kwnames); i++) {
        PyObject *name = PyTuple_GET_ITEM(kwnames, i);
        int k = find_param(params, name, params->pos_only);
        if (k < 0)
            return -1;
        if (k == params->count) {
            if (!rest)
                return fail_keyword(params, kwnames, name);
            if (PyDict_SetItem(rest, name, values[i]) < 0)
                return -1;
        } else if (slots[k]) {
            PyErr_Format(PyExc_TypeError, "%s() got multiple values for argument '%U'", params->name, name);
            return -1;
        } else {
            slots[k] = values[i];
        }
    }
    return 0;
}

/* How many keyword-only parameters the call fills: for the message only. */
static Py_ssize_t count_kw_only(const KrParams *params, PyObject *kwnames)
{
    Py_ssize_t count = 0;
    for (Py_ssize_t i = 0; kwnames && i < PyTuple_GET_SIZE(kwnames); i++) {
        int k = find_param(params, PyTuple_GET_ITEM(kwnames, i), params->count - params->kw_only);
        count += k >= 0 && k < params->count;
    }
    PyErr_Clear();
    return count;
}

/* Borrowed slots first, then the new objects for *args and **kwargs; 0 or -1. */
static int fill_slots(const KrParams *params, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames,
                      PyObject **slots, PyObject **star, PyObject **starstar)
{
    int positional = params->count - params->kw_only;
    Py_ssize_t direct = nargs < positional ? nargs : positional;
    for (Py_ssize_t k = 0; k < params->count; k++)
        slots[k] = k < direct ? args[k] : NULL;
    if (params->flags & KR_PARAMS_STAR) {
        *star = PyTuple_New(nargs - direct);
        for (Py_ssize_t k = direct; *star && k < nargs; k++)
            PyTuple_SET_ITEM(*star, k - direct, Py_NewRef(args[k]));
        if (!*star)
            return -1;
    }
    if (params->flags & KR_PARAMS_STARSTAR && !(*starstar = PyDict_New()))
        return -1;
    if (kwnames && take_keywords(params, args + nargs, kwnames, slots, *starstar) < 0)
        return -1;
    if (nargs > positional && !*star) {
        fail_too_many_args(params, nargs, count_kw_only(params, kwnames));
        return -1;
    }
    if (check_missing(params, slots, 0, positional, "positional") < 0)
        return -1;
    return check_missing(params, slots, positional, params->count, "keyword-only");
}

PyObject *const *kr_args_parse(const KrParams *params, PyObject *const *args, Py_ssize_t nargs, PyObject *kwnames,
                               PyObject **slots)
{
    PyObject *star = NULL, *starstar = NULL;
    int count = params->count;
    if (fill_slots(params, args, nargs, kwnames, slots, &star, &starstar) < 0) {
        Py_XDECREF(star);
        Py_XDECREF(starstar);
        return NULL;
    }
    if (star)
        slots[count++] = star;
    if (starstar)
        slots[count] = starstar;
    return slots;
}
