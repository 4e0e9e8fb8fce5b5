/* rt_func_attr.c: attributes of compiled functions; see kr/func.h.
 *
 * They have all that functions of the interpreter have, so that inspect, typing, pickle, functools, unittest.mock and
 * doctest treat them alike; `__class__` says `function` for the same reason. Names, docstring, annotations and code object
 * are made when first asked for.
 */
#include "rt_frame.h"
#include "rt_func.h"
#include "kr/annotate.h"
#include <opcode.h>
#include <stdint.h>
#include <string.h>

/* ---- texts ----------------------------------------------------------------------------------- */

/* *field, made from the C text when it is NULL. New reference. */
static PyObject *take_text(PyObject **field, const char *text)
{
    if (!*field)
        *field = text ? PyUnicode_DecodeUTF8(text, (Py_ssize_t)strlen(text), "surrogatepass") : Py_NewRef(Py_None);
    return Py_XNewRef(*field);
}

static PyObject *read_func_name(KrFunction *self)
{
    return take_text(&self->name, self->def->method.ml_name);
}

static PyObject *read_func_qualname(KrFunction *self)
{
    return take_text(&self->qualname, self->def->qualname);
}

/* Where the docstring begins behind "name(...)\n--\n\n", the form of builtin functions; NULL: it has another form. */
static const char *behind_signature(const KrFunction *self)
{
    const char *doc = self->def->method.ml_doc, *name = self->def->method.ml_name;
    size_t len = strlen(name);
    if (!doc || strncmp(doc, name, len) != 0 || doc[len] != '(')
        return NULL;
    const char *end = strstr(doc, ")\n--\n\n");
    return end ? end + strlen(")\n--\n\n") : NULL;
}

static PyObject *read_func_text_signature(const KrFunction *self)
{
    const char *end = behind_signature(self);
    if (!end)
        return Py_NewRef(Py_None);
    const char *start = self->def->method.ml_doc + strlen(self->def->method.ml_name);
    return PyUnicode_FromStringAndSize(start, end - start - (Py_ssize_t)strlen("\n--\n\n"));
}

static PyObject *read_func_doc(KrFunction *self)
{
    const char *text = behind_signature(self);
    return take_text(&self->doc, !text ? self->def->method.ml_doc : text[0] ? text : NULL);
}

PyObject *kr_func_repr(PyObject *self)
{
    PyObject *qualname = PyObject_GetAttrString(self, "__qualname__");
    PyObject *text = qualname ? PyUnicode_FromFormat("<function %U at %p>", qualname, self) : NULL;
    Py_XDECREF(qualname);
    return text;
}

static int write_func_field(PyObject **field, PyObject *value)
{
    PyObject *old = *field;
    *field = Py_XNewRef(value);
    Py_XDECREF(old);
    return 0;
}

static int fail_attribute(const char *text)
{
    PyErr_SetString(PyExc_TypeError, text);
    return -1;
}

static int write_func_name(KrFunction *self, PyObject *value)
{
    if (!value || !PyUnicode_Check(value))
        return fail_attribute("__name__ must be set to a string object");
    kr_atomic_store(&self->renamed, 1);
    return write_func_field(&self->name, value);
}

static int write_func_qualname(KrFunction *self, PyObject *value)
{
    if (!value || !PyUnicode_Check(value))
        return fail_attribute("__qualname__ must be set to a string object");
    kr_atomic_store(&self->renamed, 1);
    return write_func_field(&self->qualname, value);
}

static int write_func_doc(KrFunction *self, PyObject *value)
{
    return write_func_field(&self->doc, value ? value : Py_None);
}

static PyObject *read_func_module(const KrFunction *self)
{
    PyObject *name = self->module_name;
    return Py_NewRef(name ? name : Py_None);
}

static int write_func_module(KrFunction *self, PyObject *value)
{
    return write_func_field(&self->module_name, value);
}

/* ---- defaults -------------------------------------------------------------------------------- */

static PyObject *read_func_defaults(const KrFunction *self)
{
    PyObject *defaults = kr_func_guarded(self) ? self->new_defaults : self->defaults;
    return Py_NewRef(defaults ? defaults : Py_None);
}

static int write_func_defaults(KrFunction *self, PyObject *value)
{
    if (value == Py_None)
        value = NULL;
    if (value && !PyTuple_Check(value))
        return fail_attribute("__defaults__ must be set to a tuple object");
    return kr_func_guard(self) < 0 ? -1 : write_func_field(&self->new_defaults, value);
}

static PyObject *read_func_kwdefaults(KrFunction *self)
{
    if (self->kwdefaults && kr_func_guard(self) < 0)
        return NULL;
    return Py_NewRef(self->new_kwdefaults ? self->new_kwdefaults : Py_None);
}

static int write_func_kwdefaults(KrFunction *self, PyObject *value)
{
    if (value == Py_None)
        value = NULL;
    if (value && !PyDict_Check(value))
        return fail_attribute("__kwdefaults__ must be set to a dict object");
    return kr_func_guard(self) < 0 ? -1 : write_func_field(&self->new_kwdefaults, value);
}

/* ---- annotations ----------------------------------------------------------------------------- */

static PyObject *dict_of_pairs(PyObject *pairs)
{
    PyObject *dict = PyDict_New();
    for (Py_ssize_t i = 0; dict && i + 1 < PyTuple_GET_SIZE(pairs); i += 2)
        if (PyDict_SetItem(dict, PyTuple_GET_ITEM(pairs, i), PyTuple_GET_ITEM(pairs, i + 1)) < 0)
            Py_CLEAR(dict);
    return dict;
}

#if KR_PY(14)
static PyObject *read_func_annotate(KrFunction *self)
{
    PyObject *source = self->annotate ? Py_NewRef(self->annotate) : NULL;
    if (!source && self->annotations && PyTuple_Check(self->annotations))
        source = kr_annotate_texts(self->annotations);
    else if (!source)
        return Py_NewRef(Py_None);
    if (!source || !(PyUnicode_Check(source) || PyDict_Check(source)))
        return source;
    PyObject *qualname = read_func_qualname(self);
    PyObject *function =
        qualname ? kr_annotate_function(source, self->module_dict, qualname, self->def->code.file, self->def->code.line)
                 : NULL;
    if (function)
        write_func_field(&self->annotate, function);
    Py_XDECREF(qualname);
    Py_DECREF(source);
    return function;
}

static int write_func_annotate(KrFunction *self, PyObject *value)
{
    if (!value)
        return fail_attribute("__annotate__ cannot be deleted");
    if (value != Py_None && !PyCallable_Check(value))
        return fail_attribute("__annotate__ must be callable or None");
    write_func_field(&self->annotate, value);
    return value == Py_None ? 0 : write_func_field(&self->annotations, NULL);
}

/* The dict that __annotate__ gives. */
static PyObject *evaluate_annotations(KrFunction *self)
{
    if (self->annotations) {
        if (!self->annotate && !(self->annotate = kr_annotate_texts(self->annotations)))
            return NULL;
        return dict_of_pairs(self->annotations);
    }
    PyObject *function = read_func_annotate(self);
    if (!function || function == Py_None) {
        Py_XDECREF(function);
        return function ? PyDict_New() : NULL;
    }
    PyObject *dict = PyObject_CallFunction(function, "i", 1);
    Py_DECREF(function);
    if (dict && !PyDict_Check(dict)) {
        PyErr_Format(PyExc_TypeError, "__annotate__ returned non-dict of type '%.100s'", Py_TYPE(dict)->tp_name);
        Py_CLEAR(dict);
    }
    return dict;
}
#else
static PyObject *evaluate_annotations(const KrFunction *self)
{
    PyObject *pairs = self->annotations;
    return pairs ? dict_of_pairs(pairs) : PyDict_New();
}
#endif

static PyObject *read_func_annotations(KrFunction *self)
{
    if (!self->annotations || PyTuple_Check(self->annotations)) {
        PyObject *dict = evaluate_annotations(self);
        if (!dict)
            return NULL;
        write_func_field(&self->annotations, dict);
        Py_DECREF(dict);
    }
    return Py_NewRef(self->annotations);
}

static int write_func_annotations(KrFunction *self, PyObject *value)
{
    if (value == Py_None)
        value = NULL;
    if (value && !PyDict_Check(value))
        return fail_attribute("__annotations__ must be set to a dict object");
    write_func_field(&self->annotate, NULL);
    return write_func_field(&self->annotations, value);
}

static PyObject *read_func_type_params(const KrFunction *self)
{
    PyObject *params = self->type_params;
    return params ? Py_NewRef(params) : PyTuple_New(0);
}

static int write_func_type_params(KrFunction *self, PyObject *value)
{
    if (!value || !PyTuple_Check(value))
        return fail_attribute("__type_params__ must be set to a tuple");
    return write_func_field(&self->type_params, value);
}

/* ---- what cannot be set ---------------------------------------------------------------------- */

static PyObject *read_func_closure(const KrFunction *self)
{
    PyObject *cells = self->closure;
    return Py_NewRef(cells ? cells : Py_None);
}

static PyObject *read_func_globals(const KrFunction *self)
{
    return Py_XNewRef(self->module_dict);
}

static PyObject *read_func_builtins(const KrFunction *Py_UNUSED(self))
{
    return Py_XNewRef(PyEval_GetBuiltins());
}

static PyObject *read_func_class(const KrFunction *Py_UNUSED(self))
{
    return Py_NewRef((PyObject *)&PyFunction_Type);
}

/* ---- the code object ------------------------------------------------------------------------- */

/* The names in `text` behind `count` objects at *first. New tuple or NULL. */
static PyObject *names_tuple(PyObject *const *const *first, int count, const char *text)
{
    PyObject *list = PyList_New(0);
    for (int i = 0; list && i < count; i++)
        if (PyList_Append(list, *first[i]) < 0)
            Py_CLEAR(list);
    while (list && *text) {
        size_t len = strcspn(text, " ");
        PyObject *name = PyUnicode_DecodeUTF8(text, (Py_ssize_t)len, NULL);
        if (name)
            PyUnicode_InternInPlace(&name);
        if (!name || PyList_Append(list, name) < 0)
            Py_CLEAR(list);
        Py_XDECREF(name);
        text += len + (text[len] == ' ');
    }
    PyObject *tuple = list ? PyList_AsTuple(list) : NULL;
    Py_XDECREF(list);
    return tuple;
}

static int code_flags(const KrFuncDef *def)
{
    int flags = (def->code.flags & ~KR_CODE_OWN) | CO_OPTIMIZED | CO_NEWLOCALS;
    if (def->params && def->params->flags & KR_PARAMS_STAR)
        flags |= CO_VARARGS;
    if (def->params && def->params->flags & KR_PARAMS_STARSTAR)
        flags |= CO_VARKEYWORDS;
    return flags;
}

/* What differs from an empty code object, as arguments of its method `replace`. */
static PyObject *code_changes(const KrFuncDef *def)
{
    static const KrParams none = {0};
    const KrParams *params = def->params ? def->params : &none;
    int stars = !!(params->flags & KR_PARAMS_STAR) + !!(params->flags & KR_PARAMS_STARSTAR);
    PyObject *variables = names_tuple(params->names, params->count + stars, def->code.locals);
    PyObject *cells = names_tuple(NULL, 0, def->code.cells), *frees = names_tuple(NULL, 0, def->code.frees);
    PyObject *changes = NULL;
    if (variables && cells && frees)
        changes = Py_BuildValue("{sisisisnsisOsOsO}", "co_argcount", params->count - params->kw_only,
                                "co_posonlyargcount", params->pos_only, "co_kwonlyargcount", params->kw_only, "co_nlocals",
                                PyTuple_GET_SIZE(variables), "co_flags", code_flags(def), "co_varnames", variables,
                                "co_cellvars", cells, "co_freevars", frees);
#if PY_VERSION_HEX >= 0x030B0000
    PyObject *qualname = changes ? PyUnicode_FromString(def->qualname) : NULL;
    if (!qualname || PyDict_SetItemString(changes, "co_qualname", qualname) < 0)
        Py_CLEAR(changes);
    Py_XDECREF(qualname);
#endif
    Py_XDECREF(variables);
    Py_XDECREF(cells);
    Py_XDECREF(frees);
    return changes;
}

/* Whoever runs the code object of a compiled function in a function of the interpreter's gets an AssertionError, which
 * empty code objects raise since 3.11; with free variables the first instruction has to be what frames expect there. */
static PyObject *instructions_of(PyObject *empty, Py_ssize_t free_vars)
{
#if PY_VERSION_HEX >= 0x030B0000
    const char copy[] = {(char)COPY_FREE_VARS, (char)free_vars};
    PyObject *all = PyBytes_FromStringAndSize(copy, free_vars ? sizeof copy : 0);
    if (all)
        PyBytes_ConcatAndDel(&all, PyObject_GetAttrString(empty, "co_code"));
    return all;
#else
    const char raise[] = {LOAD_ASSERTION_ERROR, 0, (char)RAISE_VARARGS, 1};
    (void)empty;
    (void)free_vars;
    return PyBytes_FromStringAndSize(raise, sizeof raise);
#endif
}

static int put_instructions(PyObject *changes, PyObject *empty)
{
    PyObject *frees = PyMapping_GetItemString(changes, "co_freevars");
    if (!frees)
        return -1;
    Py_ssize_t free_vars = PyTuple_GET_SIZE(frees);
    Py_DECREF(frees); /* `changes` keeps it */
    if (free_vars > 255 || (KR_PY(11) && free_vars == 0))
        return 0;
    char lines[KR_MAX_LINE_TABLE];
    PyObject *code = instructions_of(empty, free_vars);
    Py_ssize_t len = code ? kr_line_table(lines, PyBytes_GET_SIZE(code) / 2, 0) : 0;
    PyObject *fields = code ? Py_BuildValue("{sOsy#si}", "co_code", code, KR_PY(10) ? "co_linetable" : "co_lnotab", lines,
                                            len, "co_stacksize", 1)
                            : NULL;
    int status = fields ? PyDict_Update(changes, fields) : -1;
    Py_XDECREF(code);
    Py_XDECREF(fields);
    return status;
}

static PyObject *build_code(const KrFuncDef *def)
{
    PyObject *empty = (PyObject *)PyCode_NewEmpty(def->code.file, def->method.ml_name, def->code.line);
    PyObject *replace = empty ? PyObject_GetAttrString(empty, "replace") : NULL;
    PyObject *changes = replace ? code_changes(def) : NULL;
    PyObject *nothing = changes && put_instructions(changes, empty) == 0 ? PyTuple_New(0) : NULL;
    PyObject *code = nothing ? PyObject_Call(replace, nothing, changes) : NULL;
    Py_XDECREF(empty);
    Py_XDECREF(replace);
    Py_XDECREF(changes);
    Py_XDECREF(nothing);
    return code;
}

static PyObject *read_func_code(KrFunction *self)
{
    if (!self->code)
        self->code = build_code(self->def);
    return Py_XNewRef(self->code);
}

/* Only the flags of the code may change: types.coroutine() makes generators awaitable that way. */
static int write_func_code(KrFunction *self, PyObject *value)
{
    if (!value || !PyCode_Check(value))
        return fail_attribute("__code__ must be set to a code object");
    PyObject *old = read_func_code(self);
    if (!old)
        return -1;
    const PyCodeObject *own = (PyCodeObject *)old, *other = (PyCodeObject *)value;
    int same = PyUnicode_Compare(own->co_filename, other->co_filename) == 0 &&
               PyUnicode_Compare(own->co_name, other->co_name) == 0 && own->co_firstlineno == other->co_firstlineno;
    Py_DECREF(old);
    if (!same)
        return fail_attribute("the code of a compiled function cannot be replaced");
    kr_atomic_store(&self->renamed, 1);
    return write_func_field(&self->code, value);
}

/* ---- tables ---------------------------------------------------------------------------------- */

/* Pickled by name. */
static PyObject *reduce_function(PyObject *self, PyObject *Py_UNUSED(unused))
{
    return PyObject_GetAttrString(self, "__qualname__");
}

PyMethodDef kr_func_methods[] = {
    {"__reduce__", reduce_function, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

#if KR_PY(14)
#define LATE_ATTRS(RW) RW(annotate)
#else
#define LATE_ATTRS(RW)
#endif
/* The attributes that can be set, and those that cannot. */
#define FUNC_ATTRS(RW, RO)                                                                              \
    RW(name) RW(qualname) RW(doc) RO(text_signature) RW(module) RW(defaults) RW(kwdefaults) RW(annotations) \
    LATE_ATTRS(RW) RW(type_params) RW(code) RO(closure) RO(globals) RO(builtins) RO(class)

#define ATTR_NONE(name)
#define ATTR_ID(name) FUNC_ATTR_##name,
enum { FUNC_ATTRS(ATTR_ID, ATTR_ID) FUNC_ATTR_COUNT };

#define ATTR_BIT(name) | 1u << FUNC_ATTR_##name
static const unsigned settable_attrs = 0 FUNC_ATTRS(ATTR_BIT, ATTR_NONE);

#define ATTR_NAME(name) "__" #name "__",
static const char attr_names[FUNC_ATTR_COUNT][20] = {FUNC_ATTRS(ATTR_NAME, ATTR_NAME)};

#define ATTR_READ(name) case FUNC_ATTR_##name: return read_func_##name(self);
static PyObject *read_attr(KrFunction *self, uintptr_t attr)
{
    switch (attr) {
        FUNC_ATTRS(ATTR_READ, ATTR_READ)
    }
    return NULL;
}

#define ATTR_WRITE(name) case FUNC_ATTR_##name: return write_func_##name(self, value);
static int write_attr(KrFunction *self, PyObject *value, uintptr_t attr)
{
    switch (attr) {
        FUNC_ATTRS(ATTR_WRITE, ATTR_NONE)
    }
    return -1;
}

/* All are read and written under the lock of the function (free-threaded builds; else it is none). */
static PyObject *read_locked(PyObject *self, void *attr)
{
    PyObject *value;
    KR_LOCK(self);
    value = read_attr((KrFunction *)self, (uintptr_t)attr);
    KR_UNLOCK();
    return value;
}

static int write_locked(PyObject *self, PyObject *value, void *attr)
{
    int status;
    KR_LOCK(self);
    status = write_attr((KrFunction *)self, value, (uintptr_t)attr);
    KR_UNLOCK();
    return status;
}

/* Filled in when it is needed: in the file each of its pointers would take four times the space. */
static PyGetSetDef func_getset[FUNC_ATTR_COUNT + 2];

PyGetSetDef *kr_func_attrs(void)
{
    for (uintptr_t i = 0; i < FUNC_ATTR_COUNT; i++)
        func_getset[i] = (PyGetSetDef){attr_names[i], read_locked, settable_attrs >> i & 1 ? write_locked : NULL, NULL,
                                       (void *)i};
    func_getset[FUNC_ATTR_COUNT] = (PyGetSetDef){"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL};
    return func_getset;
}
