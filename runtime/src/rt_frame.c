/* rt_frame.c: code objects and interpreter frames for places of compiled code; see kr/core.h, rt_frame.h.
 *
 * Compiled functions have no frames. Entries of tracebacks need one, and some calls look at their caller's (warnings,
 * namedtuple, type with three arguments). Both take an empty or a one-line code object of the interpreter's and
 * rewrite what it says about itself: names, the line the function begins in, and a table that gives every
 * instruction one line.
 *
 *     kr_framed(module, warn, "m.py:10:12:C.f")("text")      warn finds frame `f`, line 12, of m.py above it
 */
#include "rt_frame.h"
#include "kr/call.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *kr_source_path(KrModule *module, const char *file, size_t len, char *buffer, size_t size)
{
    PyObject *path = module->dict ? PyMapping_GetItemString(module->dict, "__file__") : NULL;
    const char *text = path && PyUnicode_Check(path) ? PyUnicode_AsUTF8(path) : NULL;
    const char *slash = text ? strrchr(text, '/') : NULL;
    PyErr_Clear();
    size_t folder = slash ? (size_t)(slash - text) + 1 : 0;
    if (folder + len >= size)
        folder = 0;
    if (len >= size)
        len = size - 1;
    memcpy(buffer, folder ? text : "", folder);
    Py_XDECREF(path);
    memcpy(buffer + folder, file, len);
    buffer[folder + len] = 0;
    return folder && access(buffer, R_OK) == 0 ? buffer : buffer + folder;
}

/* ---- tables of lines ------------------------------------------------------------------------- */

#if KR_PY(11)
#define TABLE_NAME "co_linetable"
Py_ssize_t kr_line_table(char *out, Py_ssize_t units, int delta)
{
    enum { NO_COLUMNS = 13, MAX_UNITS = 8 };
    Py_ssize_t len = 0;
    unsigned rest = delta < 0 ? (unsigned)-delta << 1 | 1 : (unsigned)delta << 1;
    for (; units > 0 && len < KR_MAX_LINE_TABLE - 8; units -= MAX_UNITS, rest = 0) {
        out[len++] = (char)(0x80 | NO_COLUMNS << 3 | ((units < MAX_UNITS ? units : MAX_UNITS) - 1));
        for (; rest >= 64; rest >>= 6)
            out[len++] = (char)((rest & 63) | 64);
        out[len++] = (char)rest;
    }
    return len;
}
#else
#define TABLE_NAME (KR_PY(10) ? "co_linetable" : "co_lnotab")
Py_ssize_t kr_line_table(char *out, Py_ssize_t units, int delta)
{
    enum { STEP = 127 };
    Py_ssize_t len = 0;
    for (; delta > STEP && len < KR_MAX_LINE_TABLE - 4; delta -= STEP) {
        out[len++] = 0;
        out[len++] = STEP;
    }
    out[len++] = KR_PY(10) ? (char)(2 * units) : 0;
    out[len++] = (char)delta;
    return len;
}
#endif

/* ---- code objects ---------------------------------------------------------------------------- */

typedef struct Place {
    const char *name; /* the last part of the qualified one */
    size_t file_len;
    int first;
} Place;

static Place read_place(const char *func, const char *place, int line)
{
    const char *dot = strrchr(func, '.');
    const char *colon = strrchr(place, ':');
    return (Place){dot && dot[1] ? dot + 1 : func, colon ? (size_t)(colon - place) : strlen(place),
                   colon ? atoi(colon + 1) : line};
}

/* Takes the reference of `value`. */
static int put_field(PyObject *fields, const char *name, PyObject *value)
{
    int status = value ? PyDict_SetItemString(fields, name, value) : -1;
    Py_XDECREF(value);
    return status;
}

/* A copy of `code` that says to be the function `func` in `line`; takes the reference. NULL and an exception. */
static PyCodeObject *rewrite(PyCodeObject *code, const char *func, const Place *place, int line)
{
    char table[KR_MAX_LINE_TABLE];
    PyObject *bytes = code ? PyObject_GetAttrString((PyObject *)code, "co_code") : NULL;
    PyObject *fields = bytes ? PyDict_New() : NULL;
    PyObject *copy = NULL;
    if (fields && put_field(fields, "co_name", PyUnicode_FromString(place->name)) == 0 &&
        (!KR_PY(11) || put_field(fields, "co_qualname", PyUnicode_FromString(func)) == 0) &&
        put_field(fields, "co_firstlineno", PyLong_FromLong(place->first)) == 0) {
        Py_ssize_t len = kr_line_table(table, PyBytes_GET_SIZE(bytes) / 2, line - place->first);
        PyObject *replace = PyObject_GetAttrString((PyObject *)code, "replace");
        PyObject *none = replace ? PyTuple_New(0) : NULL;
        if (none && put_field(fields, TABLE_NAME, PyBytes_FromStringAndSize(table, len)) == 0)
            copy = PyObject_Call(replace, none, fields);
        Py_XDECREF(none);
        Py_XDECREF(replace);
    }
    Py_XDECREF(fields);
    Py_XDECREF(bytes);
    Py_XDECREF((PyObject *)code);
    return (PyCodeObject *)copy;
}

PyCodeObject *kr_code_at(KrModule *module, const char *func, const char *place, int line)
{
    char buffer[1024];
    PyObject *error = kr_error_take();
    Place parts = read_place(func, place, line);
    const char *path = kr_source_path(module, place, parts.file_len, buffer, sizeof buffer);
    PyCodeObject *code = PyCode_NewEmpty(path, parts.name, parts.first);
    if (line != parts.first || parts.name != func)
        code = rewrite(code, func, &parts, line);
    if (!code)
        PyErr_Clear();
    if (error)
        kr_error_put(error);
    return code;
}

/* ---- frames ---------------------------------------------------------------------------------- */

void kr_traceback_strip(const PyCodeObject *code)
{
    PyObject *error = kr_error_take();
    PyObject *traceback = error ? PyException_GetTraceback(error) : NULL;
    const PyTracebackObject *head = (const PyTracebackObject *)traceback;
    PyCodeObject *found = head ? PyFrame_GetCode(head->tb_frame) : NULL;
    if (found == code && head)
        PyException_SetTraceback(error, head->tb_next ? (PyObject *)head->tb_next : Py_None);
    Py_XDECREF((PyObject *)found);
    Py_XDECREF(traceback);
    if (error)
        kr_error_put(error);
}

/* def call(f, args, keywords): return f(*args, **keywords) */
static PyCodeObject *make_caller(const char *path, int future)
{
    PyCompilerFlags flags = _PyCompilerFlags_INIT;
    flags.cf_flags = future;
    PyObject *module =
        Py_CompileStringFlags("lambda f, args, keywords: f(*args, **keywords)", path, Py_eval_input, &flags);
    PyObject *consts = module ? PyObject_GetAttrString(module, "co_consts") : NULL;
    PyObject *code = NULL;
    for (Py_ssize_t i = 0; consts && i < PyTuple_GET_SIZE(consts); i++)
        if (PyCode_Check(PyTuple_GET_ITEM(consts, i)))
            code = Py_NewRef(PyTuple_GET_ITEM(consts, i));
    Py_XDECREF(consts);
    Py_XDECREF(module);
    return (PyCodeObject *)code;
}

/* The function for a site "m.py:10:12:C.f"; "m.py:10:12+:C.f" where annotations are not evaluated. */
static PyObject *make_framing(KrModule *module, const char *site)
{
    char buffer[1024], file[512];
    size_t file_len = strcspn(site, ":");
    char *rest;
    int first = (int)strtol(site + file_len + (site[file_len] == ':'), &rest, 10);
    int line = (int)strtol(rest + (*rest == ':'), &rest, 10);
    int future = *rest == '+' ? CO_FUTURE_ANNOTATIONS : 0;
    rest += *rest == '+';
    const char *func = rest + (*rest == ':');
    snprintf(file, sizeof file, "%.*s:%d", (int)file_len, site, first);
    Place parts = read_place(func, file, line);
    PyCodeObject *code = make_caller(kr_source_path(module, file, parts.file_len, buffer, sizeof buffer), future);
    code = rewrite(code, func, &parts, line);
    PyObject *function = code ? PyFunction_New((PyObject *)code, module->dict) : NULL;
    Py_XDECREF((PyObject *)code);
    return function;
}

/* New reference. */
static PyObject *find_caller(KrModule *module, PyObject *site)
{
    PyObject *function = NULL, *callers = KR_FIELD_GET(module->callers);
    if (!callers) {
        if (!(callers = PyDict_New()))
            return NULL;
        KR_FIELD_SET(module->callers, Py_NewRef(callers)); /* what two threads make at once, one of them makes again */
    }
    if (kr_dict_find(callers, site, &function) == 0) {
        const char *text = PyUnicode_AsUTF8(site);
        function = text ? make_framing(module, text) : NULL;
        if (function && PyDict_SetItem(callers, site, function) < 0)
            Py_CLEAR(function);
    }
    Py_DECREF(callers);
    return function;
}

/* What is called in place of a callable: lives as long as the call. */
typedef struct Framed {
    PyObject_HEAD
    PyObject *callable, *function;
} Framed;

static PyObject *call_framed(PyObject *object, PyObject *args, PyObject *keywords)
{
    const Framed *self = (const Framed *)object;
    PyObject *named = keywords ? Py_NewRef(keywords) : PyDict_New();
    PyObject *result = named ? PyObject_CallFunctionObjArgs(self->function, self->callable, args, named, NULL) : NULL;
    Py_XDECREF(named);
    if (!result)
        kr_traceback_strip((PyCodeObject *)PyFunction_GetCode(self->function));
    return result;
}

static PyObject *get_framed_attr(PyObject *object, PyObject *name)
{
    return PyObject_GetAttr(((const Framed *)object)->callable, name);
}

static PyObject *show_callable(PyObject *object)
{
    return PyObject_Str(((const Framed *)object)->callable);
}

static void free_framed(PyObject *object)
{
    Py_DECREF(((Framed *)object)->callable);
    Py_DECREF(((Framed *)object)->function);
    PyObject_Free(object);
}

static PyTypeObject framed_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "krait.framed",
    .tp_basicsize = sizeof(Framed),
    .tp_dealloc = free_framed,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_call = call_framed,
    .tp_getattro = get_framed_attr,
    .tp_str = show_callable,
};

PyObject *kr_framed(KrModule *module, PyObject *callable, PyObject *site)
{
    if (!PyCallable_Check(callable))
        return Py_NewRef(callable); /* the call says what is wrong */
    PyObject *function = find_caller(module, site);
    Framed *object = function && PyType_Ready(&framed_type) == 0 ? PyObject_New(Framed, &framed_type) : NULL;
    if (!object) {
        Py_XDECREF(function);
        return NULL;
    }
    object->callable = Py_NewRef(callable);
    object->function = function;
    return (PyObject *)object;
}
