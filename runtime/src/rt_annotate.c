/* rt_annotate.c: annotations evaluated late; see kr/annotate.h. Source: PEP 649, PEP 749, CPython's module annotationlib,
 * which runs the code of __annotate__ with other globals and cells.
 *
 * Modules and classes have their __annotate__ before anybody may want it: a small object stands for it, makes the function
 * when it is called or looked at, and passes everything on.
 */
#include "kr/annotate.h"
#include "kr/class.h"
#include "kr/dict.h"
#include <stdlib.h>
#include <string.h>

PyObject *kr_annotate_space(PyObject *space)
{
    PyObject *cell = NULL, *name = PyUnicode_InternFromString("__classdictcell__");
    int found = name ? kr_class_find(space, name, &cell) : -1;
    if (found == 0) {
        cell = PyCell_New(space);
        if (cell && kr_class_set(space, name, cell) < 0)
            Py_CLEAR(cell);
    }
    Py_XDECREF(name);
    return cell;
}

#if KR_PY(12)

PyObject *kr_annotate_text(PyObject *source)
{
    PyObject *key = PyUnicode_New(0, 0), *text = NULL;
    if (key && PyDict_Check(source))
        kr_dict_find(source, key, &text);
    else if (key)
        text = Py_NewRef(source);
    Py_XDECREF(key);
    return text;
}

/* By name; NULL and no exception: the code wants none. */
static PyObject *cells_of_code(PyObject *code, PyObject *source)
{
    PyObject *names = PyCode_GetFreevars((PyCodeObject *)code);
    PyObject *cells = names && PyTuple_GET_SIZE(names) ? PyTuple_New(PyTuple_GET_SIZE(names)) : NULL;
    for (Py_ssize_t i = 0; cells && i < PyTuple_GET_SIZE(names); i++) {
        PyObject *cell = NULL, *name = PyTuple_GET_ITEM(names, i);
        int found = PyDict_Check(source) ? kr_dict_find(source, name, &cell) : 0;
        if (found == 0)
            PyErr_Format(PyExc_SystemError, "no cell for '%U' in annotations", name);
        if (found > 0)
            PyTuple_SET_ITEM(cells, i, cell);
        else
            Py_CLEAR(cells);
    }
    Py_XDECREF(names);
    return cells;
}

PyObject *kr_annotate_bind(PyObject *code, PyObject *source, PyObject *globals)
{
    PyObject *cells = code ? cells_of_code(code, source) : NULL;
    PyObject *function = code && !PyErr_Occurred() ? PyFunction_New(code, globals) : NULL;
    if (function && cells && PyFunction_SetClosure(function, cells) < 0)
        Py_CLEAR(function);
    Py_XDECREF(cells);
    Py_XDECREF(code);
    return function;
}

#endif

#if KR_PY(14)

/* ---- the function ---------------------------------------------------------------------------- */

/* The code object `__annotate__` somewhere in `code`; new reference, NULL without an exception: none. */
static PyObject *find_annotate(PyObject *code)
{
    PyObject *found = NULL, *consts = ((PyCodeObject *)code)->co_consts;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(consts) && !found; i++) {
        PyObject *part = PyTuple_GET_ITEM(consts, i);
        if (!PyCode_Check(part))
            continue;
        if (PyUnicode_CompareWithASCIIString(((PyCodeObject *)part)->co_name, "__annotate__") == 0)
            return Py_NewRef(part);
        found = find_annotate(part);
    }
    return found;
}

/* The code, made to be that of `qualname`; takes it. */
static PyObject *rename_annotate(PyObject *code, PyObject *qualname, int line)
{
    PyObject *replace = code ? PyObject_GetAttrString(code, "replace") : NULL;
    PyObject *none = replace ? PyTuple_New(0) : NULL;
    PyObject *fields = none ? Py_BuildValue("{sOsi}", "co_qualname", qualname, "co_firstlineno", line) : NULL;
    PyObject *result = fields ? PyObject_Call(replace, none, fields) : NULL;
    Py_XDECREF(fields);
    Py_XDECREF(none);
    Py_XDECREF(replace);
    Py_XDECREF(code);
    return result;
}

static PyObject *compile_annotate(PyObject *text, PyObject *qualname, const char *file, int line)
{
    const char *source = PyUnicode_AsUTF8(text);
    PyObject *module = source ? Py_CompileString(source, file, Py_file_input) : NULL;
    PyObject *code = module ? find_annotate(module) : NULL;
    if (module && !code)
        PyErr_SetString(PyExc_SystemError, "no __annotate__ in the code of annotations");
    Py_XDECREF(module);
    return rename_annotate(code, qualname, line);
}

PyObject *kr_annotate_function(PyObject *source, PyObject *globals, PyObject *qualname, const char *file, int line)
{
    PyObject *text = kr_annotate_text(source), *full = NULL;
    full = text ? PyUnicode_FromFormat(PyUnicode_GetLength(qualname) ? "%U.__annotate__" : "%U__annotate__", qualname) : NULL;
    PyObject *code = full ? compile_annotate(text, full, file, line) : NULL;
    Py_XDECREF(full);
    Py_XDECREF(text);
    return kr_annotate_bind(code, source, globals);
}

PyObject *kr_annotate_texts(PyObject *pairs)
{
    PyObject *text = PyUnicode_FromString("def _(");
    PyObject *result = PyUnicode_FromString("): pass\n");
    for (Py_ssize_t i = 0; text && result && i + 1 < PyTuple_GET_SIZE(pairs); i += 2) {
        PyObject *name = PyTuple_GET_ITEM(pairs, i), *hint = PyTuple_GET_ITEM(pairs, i + 1);
        if (PyUnicode_CompareWithASCIIString(name, "return") == 0)
            KR_REPLACE(result, PyUnicode_FromFormat(") -> %R: pass\n", hint));
        else
            KR_REPLACE(text, PyUnicode_FromFormat("%U%s%U: %R", text, i ? ", " : "", name, hint));
    }
    PyObject *whole = text && result ? PyUnicode_Concat(text, result) : NULL;
    Py_XDECREF(text);
    Py_XDECREF(result);
    return whole;
}

/* ---- modules and classes --------------------------------------------------------------------- */

typedef struct Annotate {
    PyObject_HEAD
    PyObject *source, *globals, *qualname, *site;
    PyObject *reached; /* set of numbers */
    PyObject *function; /* once wanted */
} Annotate;

/* Borrowed. */
static PyObject *wanted_function(Annotate *self)
{
    if (self->function)
        return self->function;
    char file[512];
    const char *site = PyUnicode_AsUTF8(self->site);
    const char *colon = site ? strrchr(site, ':') : NULL;
    if (!colon)
        return NULL;
    PyOS_snprintf(file, sizeof file, "%.*s", (int)(colon - site), site);
    PyObject *function = kr_annotate_function(self->source, self->globals, self->qualname, file, atoi(colon + 1));
    if (function && self->function)
        Py_DECREF(function);
    else
        self->function = function;
    return self->function;
}

static PyObject *call_annotate(PyObject *self, PyObject *args, PyObject *keywords)
{
    PyObject *function = wanted_function((Annotate *)self);
    return function ? PyObject_Call(function, args, keywords) : NULL;
}

static PyObject *read_annotate(PyObject *self, PyObject *name)
{
    PyObject *function = wanted_function((Annotate *)self);
    return function ? PyObject_GetAttr(function, name) : NULL;
}

static int write_annotate(PyObject *self, PyObject *name, PyObject *value)
{
    PyObject *function = wanted_function((Annotate *)self);
    return function ? PyObject_SetAttr(function, name, value) : -1;
}

static PyObject *show_annotate(PyObject *self)
{
    PyObject *function = wanted_function((Annotate *)self);
    return function ? PyObject_Repr(function) : NULL;
}

/* C.__annotate__ is the function itself. */
static PyObject *bind_annotate(PyObject *self, PyObject *object, PyObject *Py_UNUSED(type))
{
    PyObject *function = wanted_function((Annotate *)self);
    if (!function)
        return NULL;
    return object && object != Py_None ? PyMethod_New(function, object) : Py_NewRef(function);
}

static int visit_annotate(PyObject *object, visitproc visit, void *arg)
{
    Annotate *self = (Annotate *)object;
    Py_VISIT(self->source);
    Py_VISIT(self->globals);
    Py_VISIT(self->function);
    return 0;
}

static int clear_annotate(PyObject *object)
{
    Annotate *self = (Annotate *)object;
    Py_CLEAR(self->source);
    Py_CLEAR(self->globals);
    Py_CLEAR(self->function);
    return 0;
}

static void free_annotate(PyObject *object)
{
    Annotate *self = (Annotate *)object;
    PyObject_GC_UnTrack(object);
    clear_annotate(object);
    Py_XDECREF(self->qualname);
    Py_XDECREF(self->site);
    Py_XDECREF(self->reached);
    PyObject_GC_Del(object);
}

static PyTypeObject annotate_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "krait.annotate",
    .tp_basicsize = sizeof(Annotate),
    .tp_dealloc = free_annotate,
    .tp_repr = show_annotate,
    .tp_call = call_annotate,
    .tp_getattro = read_annotate,
    .tp_setattro = write_annotate,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = visit_annotate,
    .tp_clear = clear_annotate,
    .tp_descr_get = bind_annotate,
};

/* What is seen of the namespace and of the annotations that control has come to. 0 or -1. */
static int put_annotate_cells(Annotate *self, PyObject *space)
{
    PyObject *class = kr_annotate_space(space), *cell = class ? PyCell_New(self->reached) : NULL;
    PyObject *source = PyDict_Check(self->source) ? PyDict_Copy(self->source) : Py_BuildValue("{sO}", "", self->source);
    int status = cell && source ? 0 : -1;
    if (status == 0 && (PyDict_SetItemString(source, "__classdict__", class) < 0 ||
                        PyDict_SetItemString(source, "__conditional_annotations__", cell) < 0))
        status = -1;
    if (status == 0)
        KR_REPLACE(self->source, Py_NewRef(source));
    Py_XDECREF(class);
    Py_XDECREF(cell);
    Py_XDECREF(source);
    return status;
}

static int put_in_module(Annotate *self, PyObject *space)
{
    return PyDict_SetItemString(space, "__annotate__", (PyObject *)self) < 0 ||
                   PyDict_SetItemString(space, "__conditional_annotations__", self->reached) < 0
               ? -1
               : 0;
}

PyObject *kr_annotate_begin(KrModule *module, PyObject *space, PyObject *source, PyObject *site)
{
    PyObject *qualname = NULL, *name = PyUnicode_InternFromString("__qualname__");
    int is_module = space == module->dict;
    int found = !name ? -1 : is_module ? 0 : kr_class_find(space, name, &qualname);
    if (found == 0 || (found > 0 && !PyUnicode_Check(qualname)))
        KR_REPLACE(qualname, PyUnicode_New(0, 0));
    Py_XDECREF(name);
    PyObject *reached = qualname ? PySet_New(NULL) : NULL;
    Annotate *self = reached && PyType_Ready(&annotate_type) == 0 ? PyObject_GC_New(Annotate, &annotate_type) : NULL;
    if (!self) {
        Py_XDECREF(qualname);
        Py_XDECREF(reached);
        return NULL;
    }
    self->source = Py_NewRef(source);
    self->globals = Py_NewRef(module->dict);
    self->site = Py_NewRef(site);
    self->qualname = qualname;
    self->reached = reached;
    self->function = NULL;
    PyObject_GC_Track((PyObject *)self);
    if ((is_module ? put_in_module(self, space) : put_annotate_cells(self, space)) < 0)
        Py_CLEAR(self);
    return (PyObject *)self;
}

int kr_annotate_reached(PyObject *annotate, int number)
{
    PyObject *object = PyLong_FromLong(number);
    int status = object ? PySet_Add(((Annotate *)annotate)->reached, object) : -1;
    Py_XDECREF(object);
    return status;
}

int kr_annotate_end(PyObject *space, PyObject *annotate)
{
    PyObject *name = PyUnicode_InternFromString("__annotate_func__");
    int status = name ? kr_class_set(space, name, annotate) : -1;
    Py_XDECREF(name);
    return status;
}

#else

PyObject *kr_annotate_begin(KrModule *module, PyObject *space, PyObject *source, PyObject *site)
{
    (void)module;
    (void)source;
    (void)site;
    return kr_class_annotations(space) < 0 ? NULL : Py_NewRef(Py_None);
}

int kr_annotate_reached(PyObject *annotate, int number)
{
    (void)annotate;
    (void)number;
    return 0;
}

int kr_annotate_end(PyObject *space, PyObject *annotate)
{
    (void)space;
    (void)annotate;
    return 0;
}

#endif
