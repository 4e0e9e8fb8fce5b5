/* rt_module.c: the state of a module: its dict and constants, global names; see kr/core.h, kr/name.h. */
#include "kr/core.h"
#include "kr/name.h"
#include "kr_layout.h"
#include "rt_frame.h"
#include <stdint.h>

/* ---- constants ------------------------------------------------------------------------------- */

static PyObject *make_text(const KrConst *row)
{
    PyObject *text = PyUnicode_DecodeUTF8(row->data, row->len, "surrogatepass");
    if (text && row->kind == KR_CONST_NAME)
        PyUnicode_InternInPlace(&text);
    return text;
}

static PyObject *make_tuple(const KrConst *row)
{
    PyObject **const *places = row->data;
    PyObject *tuple = PyTuple_New(row->len);
    for (Py_ssize_t i = 0; tuple && i < row->len; i++)
        PyTuple_SET_ITEM(tuple, i, Py_NewRef(*places[i]));
    return tuple;
}

static double number_of(const KrConst *row)
{
    return row->data ? PyOS_string_to_double(row->data, NULL, NULL) : row->number;
}

static PyObject *make_const(const KrConst *row)
{
    switch (row->kind) {
    case KR_CONST_STR:
    case KR_CONST_NAME:
        return make_text(row);
    case KR_CONST_BYTES:
        return PyBytes_FromStringAndSize(row->data, row->len);
    case KR_CONST_INT:
        return PyLong_FromString(row->data, NULL, 0);
    case KR_CONST_FLOAT:
        return PyFloat_FromDouble(number_of(row));
    case KR_CONST_COMPLEX:
        return PyComplex_FromDoubles(0.0, number_of(row));
    case KR_CONST_TUPLE:
        return make_tuple(row);
    case KR_CONST_OBJECT:
        return Py_NewRef((PyObject *)(uintptr_t)row->data);
    }
    PyErr_SetString(PyExc_SystemError, "unknown kind of constant");
    return NULL;
}

/* sys.flags.optimize, which cannot change while the interpreter runs */
static int asserts_are_on(void)
{
    PyObject *flags = PySys_GetObject("flags"); /* borrowed */
    PyObject *level = flags ? PyObject_GetAttrString(flags, "optimize") : NULL;
    int on = !level || PyLong_AsLong(level) == 0;
    Py_XDECREF(level);
    PyErr_Clear();
    return on;
}

int kr_builtins_add(PyObject *dict)
{
    PyObject *name = PyUnicode_InternFromString("__builtins__");
    PyObject *builtins = PyImport_AddModule("builtins"); /* borrowed */
    int status = name && builtins && PyDict_SetDefault(dict, name, builtins) ? 0 : -1;
    Py_XDECREF(name);
    return status;
}

/* A second execution: the state is one per process, so it moves to the new dict. */
static int begin_again(KrModule *self, PyObject *module)
{
    if (self->interp != (const void *)PyInterpreterState_Get()) {
        PyErr_Format(PyExc_ImportError, "module '%U' does not support loading in several interpreters", self->name);
        return -1;
    }
    if (kr_builtins_add(PyModule_GetDict(module)) < 0)
        return -1;
    Py_INCREF(PyModule_GetDict(module));
    KR_REPLACE(self->dict, PyModule_GetDict(module));
    return 0;
}

KR_COLD int kr_module_begin(KrModule *self, PyObject *module, const KrConst *consts, Py_ssize_t count)
{
    if (self->dict)
        return begin_again(self, module);
    self->interp = PyInterpreterState_Get();
    self->name = PyModule_GetNameObject(module);
    if (!self->name)
        return -1;
    self->assert_on = asserts_are_on();
    for (Py_ssize_t i = 0; i < count; i++) {
        *consts[i].place = make_const(&consts[i]);
        if (!*consts[i].place)
            return -1;
    }
    if (kr_builtins_add(PyModule_GetDict(module)) < 0)
        return -1;
    self->dict = Py_NewRef(PyModule_GetDict(module));
    return 0;
}

/* ---- names ----------------------------------------------------------------------------------- */

PyObject *kr_raise_name(const char *format, PyObject *name)
{
    PyErr_Format(PyExc_NameError, format, name);
    PyObject *error = KR_PY(10) ? kr_error_take() : NULL;
    if (error) {
        if (PyObject_SetAttrString(error, "name", name) < 0)
            PyErr_Clear();
        kr_error_put(error);
    }
    return NULL;
}

static PyObject *fail_name(PyObject *name)
{
    return PyErr_Occurred() ? NULL : kr_raise_name("name '%U' is not defined", name);
}

#if KR_HAS_VALUES
/* Where names were found among the entries of a dict. Only a hint: the entry is looked at each time. */
enum { HINT_COUNT = 256 };
static Py_ssize_t hint_table[HINT_COUNT];

/* The value of an interned name in the dict of a module, borrowed; NULL: not found, or found by looking it up only. */
static inline PyObject *find_hinted(PyObject *dict, PyObject *name, Py_ssize_t **hint)
{
    const PyDictObject *self = (const PyDictObject *)dict;
    const KrKeys *keys = (const KrKeys *)self->ma_keys;
    uintptr_t hash = ((uintptr_t)name ^ (uintptr_t)dict) >> 4;
    Py_ssize_t where = *(*hint = &hint_table[(hash ^ hash >> 8) % HINT_COUNT]);
    if (keys->kind == KR_KEYS_GENERAL || self->ma_values || where >= keys->count)
        return NULL;
    const KrKeyEntry *entry = &KR_KEY_ENTRIES(keys)[where];
    return entry->key == name ? entry->value : NULL;
}

static void set_hint(PyObject *dict, PyObject *name, Py_ssize_t *hint)
{
    const KrKeys *keys = (const KrKeys *)((const PyDictObject *)dict)->ma_keys;
    if (keys->kind == KR_KEYS_GENERAL)
        return;
    for (Py_ssize_t i = 0; i < keys->count; i++)
        if (KR_KEY_ENTRIES(keys)[i].key == name)
            *hint = i;
}
#endif

/* As kr_dict_find. */
static int find_name(PyObject *dict, PyObject *name, PyObject **value)
{
#if KR_HAS_VALUES
    Py_ssize_t *hint;
    PyObject *found = find_hinted(dict, name, &hint);
    if (found) {
        *value = Py_NewRef(found);
        return 1;
    }
    int status = kr_dict_find(dict, name, value);
    if (status > 0)
        set_hint(dict, name, hint);
    return status;
#else
    return kr_dict_find(dict, name, value);
#endif
}

PyObject *kr_builtin_get(PyObject *name)
{
    PyObject *value = NULL;
    PyObject *builtins = PyEval_GetBuiltins();
    if (!builtins || find_name(builtins, name, &value) <= 0)
        return fail_name(name);
    return value;
}

PyObject *kr_global_get(KrModule *module, PyObject *name)
{
    PyObject *value;
    int found = find_name(module->dict, name, &value);
    return found > 0 ? value : found < 0 ? NULL : kr_builtin_get(name);
}

int kr_module_rename(KrModule *module, PyObject *value)
{
    if (PyUnicode_Check(value))
        KR_REPLACE(module->name, Py_NewRef(value));
    return PyDict_SetItemString(module->dict, "__name__", value);
}

int kr_global_del(KrModule *module, PyObject *name)
{
    if (PyDict_DelItem(module->dict, name) == 0)
        return 0;
    if (PyErr_ExceptionMatches(PyExc_KeyError)) {
        PyErr_Clear();
        fail_name(name);
    }
    return -1;
}
