/* rt_module.c: global names of a module; see kr/name.h. Its state is begun in rt_begin.c. */
#include "kr/name.h"
#include "kr_layout.h"
#include <stdint.h>

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
enum { HINT_COUNT = 1024 };
static Py_ssize_t hint_table[HINT_COUNT];

/* The value of an interned name in the dict of a module, borrowed; NULL: not found, or found by looking it up only. */
static inline PyObject *find_hinted(PyObject *dict, PyObject *name, Py_ssize_t **hint)
{
    const PyDictObject *self = (const PyDictObject *)dict;
    const KrKeys *keys = (const KrKeys *)self->ma_keys;
    uintptr_t hash = ((uintptr_t)name ^ (uintptr_t)dict) >> 4;
    Py_ssize_t where = *(*hint = &hint_table[(hash ^ hash >> 10) % HINT_COUNT]);
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

PyObject *kr_builtin_find(const char *name)
{
    PyObject *value = NULL, *builtins = PyEval_GetBuiltins();
    PyObject *key = builtins ? PyUnicode_InternFromString(name) : NULL;
    if (key)
        kr_dict_find(builtins, key, &value);
    Py_XDECREF(key);
    return value;
}

PyObject *kr_builtin_get(PyObject *name)
{
    PyObject *value = NULL;
    PyObject *builtins = PyEval_GetBuiltins();
    if (!builtins || find_name(builtins, name, &value) <= 0)
        return fail_name(name);
    return value;
}

KR_NOINLINE static PyObject *get_global_slowly(KrModule *module, PyObject *name)
{
    PyObject *value;
    int found = find_name(module->dict, name, &value);
    return found > 0 ? value : found < 0 ? NULL : kr_builtin_get(name);
}

PyObject *kr_global_get(KrModule *module, PyObject *name)
{
#if KR_HAS_VALUES
    Py_ssize_t *hint;
    PyObject *found = find_hinted(module->dict, name, &hint);
    if (KR_LIKELY(found != NULL))
        return Py_NewRef(found);
#endif
    return get_global_slowly(module, name);
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
