/* rt_generic_late.c: type parameters and aliases that the interpreter evaluates; see kr/generic.h. Source: PEP 695, PEP 696,
 * PEP 749.
 *
 * A bound that is evaluated late is a function of the interpreter's own, which annotationlib runs with other globals and
 * cells. Its compiler makes the code from the text; the code gets our cells.
 *
 *     def f[T: B]() in a function with B   ->   'def __around__(B):\n def f[T: B](): pass\n', whose inner code
 *                                               "<generic parameters of f>" is called with our cell of B
 *     type X = B                           ->   the code "X", which gives B, in a statement of the same shape (TEMPLATE)
 */
#include "kr/annotate.h"
#include "kr/generic.h"
#include <stdlib.h>
#include <string.h>

#if KR_PY(12)

/* The innermost code object of that name in `code` (a class may have the same); new reference, NULL without an exception:
 * none. */
static PyObject *find_inner_code(PyObject *code, PyObject *name)
{
    PyObject *found = NULL, *consts = ((PyCodeObject *)code)->co_consts;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(consts) && !found; i++) {
        PyObject *part = PyTuple_GET_ITEM(consts, i);
        if (!PyCode_Check(part))
            continue;
        found = find_inner_code(part, name);
        if (!found && PyUnicode_Compare(((PyCodeObject *)part)->co_name, name) == 0)
            found = Py_NewRef(part);
    }
    return found;
}

/* The text of the source, moved down to the line at which the statement stands; takes `text`. */
static PyObject *move_to_line(PyObject *text, int line)
{
    PyObject *end = PyUnicode_FromString("\n"), *result = NULL;
    Py_ssize_t lines = end ? PyUnicode_Count(text, end, 0, PyUnicode_GET_LENGTH(text)) : -1;
    Py_ssize_t missing = lines >= 0 && line > lines ? line - lines : 0;
    PyObject *before = lines < 0 ? NULL : PySequence_Repeat(end, missing);
    if (before)
        result = PyUnicode_Concat(before, text);
    Py_XDECREF(before);
    Py_XDECREF(end);
    Py_DECREF(text);
    return result;
}

/* The code of that name in what the source compiles to. */
static PyObject *compile_part(PyObject *source, PyObject *name, PyObject *site)
{
    char file[512];
    const char *place = PyUnicode_AsUTF8(site), *colon = place ? strrchr(place, ':') : NULL;
    PyObject *text = colon ? kr_annotate_text(source) : NULL;
    if (!text)
        return NULL;
    PyOS_snprintf(file, sizeof file, "%.*s", (int)(colon - place), place);
    text = move_to_line(text, atoi(colon + 1));
    const char *chars = text ? PyUnicode_AsUTF8(text) : NULL;
    PyObject *whole = chars ? Py_CompileString(chars, file, Py_file_input) : NULL;
    PyObject *code = whole ? find_inner_code(whole, name) : NULL;
    if (whole && !code && !PyErr_Occurred())
        PyErr_Format(PyExc_SystemError, "no code '%U' in the text of type parameters", name);
    Py_XDECREF(whole);
    Py_XDECREF(text);
    return code;
}

/* Calls "<generic parameters of NAME>". */
static PyObject *call_generic(KrModule *module, PyObject *source, PyObject *name, PyObject *site)
{
    PyObject *full = PyUnicode_FromFormat("<generic parameters of %U>", name);
    PyObject *code = full ? compile_part(source, full, site) : NULL;
    PyObject *function = code ? kr_annotate_bind(code, source, module->dict) : NULL;
    PyObject *result = function ? PyObject_CallNoArgs(function) : NULL;
    Py_XDECREF(function);
    Py_XDECREF(full);
    return result;
}

PyObject *kr_generic_params(KrModule *module, PyObject *source, PyObject *name, PyObject *site)
{
    PyObject *function = call_generic(module, source, name, site);
    PyObject *params = function ? PyObject_GetAttrString(function, "__type_params__") : NULL;
    Py_XDECREF(function);
    return params;
}

/* ---- aliases without parameters */

#define TEMPLATE "def __around__(%U):\n def __make__():\n  type kr_alias = (%U,)\n  return kr_alias\n"
#define TEMPLATE_PLAIN "def __make__():\n type kr_alias = 0\n return kr_alias\n"

/* A function that makes an alias whose evaluator has the same free variables as `evaluator`. */
static PyObject *compile_template(PyObject *evaluator)
{
    PyObject *names = PyCode_GetFreevars((PyCodeObject *)evaluator), *comma = PyUnicode_FromString(", ");
    PyObject *list = names && comma ? PyUnicode_Join(comma, names) : NULL, *text = NULL, *code = NULL;
    if (list)
        text = PyTuple_GET_SIZE(names) ? PyUnicode_FromFormat(TEMPLATE, list, list) : PyUnicode_FromString(TEMPLATE_PLAIN);
    const char *chars = text ? PyUnicode_AsUTF8(text) : NULL;
    PyObject *whole = chars ? Py_CompileString(chars, "<type>", Py_file_input) : NULL;
    PyObject *name = whole ? PyUnicode_FromString("__make__") : NULL;
    if (name)
        code = find_inner_code(whole, name);
    Py_XDECREF(name);
    Py_XDECREF(whole);
    Py_XDECREF(text);
    Py_XDECREF(list);
    Py_XDECREF(comma);
    Py_XDECREF(names);
    return code;
}

/* The template's constants, with the evaluator and the name in the place of its own. */
static PyObject *put_constants(PyObject *template, PyObject *evaluator, PyObject *name)
{
    PyObject *old = ((PyCodeObject *)template)->co_consts, *consts = PyTuple_New(PyTuple_GET_SIZE(old));
    for (Py_ssize_t i = 0; consts && i < PyTuple_GET_SIZE(old); i++) {
        PyObject *item = PyTuple_GET_ITEM(old, i);
        if (PyCode_Check(item))
            item = evaluator;
        else if (PyUnicode_Check(item))
            item = name;
        PyTuple_SET_ITEM(consts, i, Py_NewRef(item));
    }
    return consts;
}

/* Takes the evaluator. */
static PyObject *make_maker(PyObject *evaluator, PyObject *name)
{
    PyObject *template = compile_template(evaluator);
    PyObject *consts = template ? put_constants(template, evaluator, name) : NULL;
    PyObject *replace = consts ? PyObject_GetAttrString(template, "replace") : NULL;
    PyObject *none = replace ? PyTuple_New(0) : NULL;
    PyObject *fields = none ? Py_BuildValue("{sO}", "co_consts", consts) : NULL;
    PyObject *code = fields ? PyObject_Call(replace, none, fields) : NULL;
    Py_XDECREF(fields);
    Py_XDECREF(none);
    Py_XDECREF(replace);
    Py_XDECREF(consts);
    Py_XDECREF(template);
    Py_DECREF(evaluator);
    return code;
}

PyObject *kr_generic_alias(KrModule *module, PyObject *source, PyObject *name, PyObject *site)
{
    PyObject *text = kr_annotate_text(source), *bracket = PyUnicode_FromFormat("type %U[", name);
    int is_generic = text && bracket ? PyUnicode_Contains(text, bracket) : -1;
    Py_XDECREF(bracket);
    Py_XDECREF(text);
    if (is_generic < 0)
        return NULL;
    if (is_generic)
        return call_generic(module, source, name, site);
    PyObject *evaluator = compile_part(source, name, site);
    PyObject *code = evaluator ? make_maker(evaluator, name) : NULL;
    PyObject *function = code ? kr_annotate_bind(code, source, module->dict) : NULL;
    PyObject *result = function ? PyObject_CallNoArgs(function) : NULL;
    Py_XDECREF(function);
    return result;
}

#endif
