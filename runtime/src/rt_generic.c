/* rt_generic.c: type parameters and type aliases; see kr/generic.h. Source: PEP 695.
 *
 * Only the interpreter's own compiler can make a TypeVar whose bound is evaluated late: it is given a statement that has
 * the same parameters and calls our functions for the bounds.
 *
 *     'bs', ('T', 'Ts'), (f, None)   ->   def _[T: kr_0(), *Ts](): pass      with kr_0 = f;  _.__type_params__
 */
#include "kr/generic.h"

static PyObject *get_typing(const char *name)
{
    PyObject *typing = PyImport_ImportModule("typing");
    PyObject *value = typing ? PyObject_GetAttrString(typing, name) : NULL;
    Py_XDECREF(typing);
    return value;
}

PyObject *kr_generic_base(PyObject *params)
{
    PyObject *generic = get_typing("Generic"), *items = PyList_New(0);
    for (Py_ssize_t i = 0; generic && items && i < PyTuple_GET_SIZE(params); i++) {
        PyObject *param = PyTuple_GET_ITEM(params, i);
        int is_star = Py_TYPE(param)->tp_iter != NULL; /* *Ts gives one item */
        PyObject *part = is_star ? PySequence_List(param) : Py_BuildValue("[O]", param);
        Py_ssize_t end = PyList_GET_SIZE(items);
        if (!part || PyList_SetSlice(items, end, end, part) < 0)
            Py_CLEAR(items);
        Py_XDECREF(part);
    }
    PyObject *tuple = generic && items ? PyList_AsTuple(items) : NULL;
    PyObject *key = tuple && PyTuple_GET_SIZE(tuple) == 1 ? PyTuple_GET_ITEM(tuple, 0) : tuple;
    PyObject *result = key ? PyObject_GetItem(generic, key) : NULL;
    Py_XDECREF(tuple);
    Py_XDECREF(items);
    Py_XDECREF(generic);
    return result;
}

#if KR_PY(12)

/* Appends to the text, which is released on failure. */
static PyObject *append(PyObject *text, PyObject *part)
{
    PyObject *joined = text && part ? PyUnicode_Concat(text, part) : NULL;
    Py_XDECREF(text);
    Py_XDECREF(part);
    return joined;
}

static PyObject *param_text(Py_UCS4 letter, PyObject *name, Py_ssize_t i)
{
    const char *before = i ? ", " : "";
    letter = letter == 'S' ? 's' : letter;
    if (letter == 'b')
        return PyUnicode_FromFormat("%s%U: kr_%zd()", before, name, i);
    if (letter == 'c')
        return PyUnicode_FromFormat("%s%U: (*kr_%zd(),)", before, name, i);
    return PyUnicode_FromFormat("%s%s%U", before, letter == 's' ? "*" : letter == 'p' ? "**" : "", name);
}

/* Behind the functions of the bounds stand those of the defaults, if there are any. */
static int has_default(PyObject *functions, Py_ssize_t count, Py_ssize_t i)
{
    return PyTuple_GET_SIZE(functions) > count && PyTuple_GET_ITEM(functions, count + i) != Py_None;
}

/* "[T: kr_0() = kr_2(), *Ts]", "" without parameters; `before` is taken. */
static PyObject *append_params(PyObject *before, PyObject *letters, PyObject *names, PyObject *bounds)
{
    Py_ssize_t count = PyTuple_GET_SIZE(names);
    PyObject *text = count ? append(before, PyUnicode_FromString("[")) : before;
    for (Py_ssize_t i = 0; text && i < count; i++) {
        Py_UCS4 letter = PyUnicode_READ_CHAR(letters, i);
        text = append(text, param_text(letter, PyTuple_GET_ITEM(names, i), i));
        if (text && has_default(bounds, count, i))
            text = append(text, PyUnicode_FromFormat(" = %skr_%zd()", letter == 'S' ? "*" : "", count + i));
    }
    return count ? append(text, PyUnicode_FromString("]")) : text;
}

/* What the statement sees: the module's name, and the functions under names of their own. */
static PyObject *make_globals(const KrModule *module, PyObject *bounds, PyObject *value)
{
    PyObject *globals = Py_BuildValue("{sOsO}", "__builtins__", PyEval_GetBuiltins(), "__name__", module->name);
    for (Py_ssize_t i = 0; globals && i < PyTuple_GET_SIZE(bounds); i++) {
        PyObject *name = PyUnicode_FromFormat("kr_%zd", i);
        if (!name || PyDict_SetItem(globals, name, PyTuple_GET_ITEM(bounds, i)) < 0)
            Py_CLEAR(globals);
        Py_XDECREF(name);
    }
    if (globals && value && PyDict_SetItemString(globals, "kr_value", value) < 0)
        Py_CLEAR(globals);
    return globals;
}

/* Runs the statement and gives what it binds to `name`; takes both texts and the globals. */
static PyObject *run_statement(PyObject *text, PyObject *globals, PyObject *name)
{
    const char *source = text && globals ? PyUnicode_AsUTF8(text) : NULL;
    PyObject *done = source ? PyRun_StringFlags(source, Py_file_input, globals, globals, NULL) : NULL;
    PyObject *result = done ? Py_XNewRef(PyDict_GetItemWithError(globals, name)) : NULL;
    Py_XDECREF(done);
    Py_XDECREF(globals);
    Py_XDECREF(text);
    return result;
}

PyObject *kr_type_params(KrModule *module, PyObject *letters, PyObject *names, PyObject *bounds)
{
    PyObject *name = PyUnicode_FromString("_");
    PyObject *text = append_params(PyUnicode_FromString("def _"), letters, names, bounds);
    PyObject *globals = make_globals(module, bounds, NULL);
    PyObject *function = name ? run_statement(append(text, PyUnicode_FromString("(): pass")), globals, name) : NULL;
    PyObject *params = function ? PyObject_GetAttrString(function, "__type_params__") : NULL;
    Py_XDECREF(function);
    Py_XDECREF(name);
    return params;
}

PyObject *kr_type_alias(KrModule *module, PyObject *name, PyObject *letters, PyObject *names, PyObject *bounds,
                        PyObject *value)
{
    PyObject *comma = PyUnicode_FromString(", ");
    PyObject *given = comma ? PyUnicode_Join(comma, names) : NULL;
    PyObject *text = append_params(PyUnicode_FromFormat("type %U", name), letters, names, bounds);
    PyObject *call = given ? PyUnicode_FromFormat(" = kr_value(%U)", given) : NULL;
    Py_XDECREF(given);
    Py_XDECREF(comma);
    return run_statement(append(text, call), make_globals(module, bounds, value), name);
}

#else

/* One of the types of module typing; `bound` is what its function gave, or NULL. */
static PyObject *make_param(Py_UCS4 letter, PyObject *name, PyObject *bound)
{
    PyObject *type = get_typing(letter == 's' ? "TypeVarTuple" : letter == 'p' ? "ParamSpec" : "TypeVar");
    PyObject *args = PyTuple_Pack(1, name), *keywords = NULL;
    if (args && letter == 'c') {
        PyObject *all = PySequence_Concat(args, bound);
        KR_REPLACE(args, all);
    } else if (bound) {
        keywords = Py_BuildValue("{sO}", "bound", bound);
    }
    PyObject *param = type && args && !PyErr_Occurred() ? PyObject_Call(type, args, keywords) : NULL;
    Py_XDECREF(keywords);
    Py_XDECREF(args);
    Py_XDECREF(type);
    return param;
}

static PyObject *evaluate_param(KrModule *module, Py_UCS4 letter, PyObject *name, PyObject *function)
{
    PyObject *bound = function == Py_None ? NULL : PyObject_CallNoArgs(function);
    PyObject *param = bound || function == Py_None ? make_param(letter, name, bound) : NULL;
    if (param && PyObject_SetAttrString(param, "__module__", module->name) < 0)
        PyErr_Clear();
    Py_XDECREF(bound);
    return param;
}

PyObject *kr_type_params(KrModule *module, PyObject *letters, PyObject *names, PyObject *bounds)
{
    Py_ssize_t count = PyTuple_GET_SIZE(names);
    if (PyTuple_GET_SIZE(bounds) > count) {
        PyErr_SetString(PyExc_ImportError, "defaults of type parameters need Python 3.13 or newer");
        return NULL;
    }
    PyObject *params = PyTuple_New(count);
    for (Py_ssize_t i = 0; params && i < count; i++) {
        PyObject *param = evaluate_param(module, PyUnicode_READ_CHAR(letters, i), PyTuple_GET_ITEM(names, i),
                                         PyTuple_GET_ITEM(bounds, i));
        if (!param)
            Py_CLEAR(params);
        else
            PyTuple_SET_ITEM(params, i, param);
    }
    return params;
}

PyObject *kr_type_alias(KrModule *module, PyObject *name, PyObject *letters, PyObject *names, PyObject *bounds,
                        PyObject *value)
{
    (void)module, (void)letters, (void)names, (void)bounds, (void)value;
    PyErr_Format(PyExc_ImportError, "the type statement (type %U = ...) needs Python 3.12 or newer", name);
    return NULL;
}

#endif
