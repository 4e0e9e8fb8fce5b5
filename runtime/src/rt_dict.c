/* rt_dict.c: dicts and sets; see kr/dict.h, kr/set.h. */
#include "kr/call.h"
#include "kr/dict.h"
#include "kr/iter.h"
#include "kr/set.h"

/* KeyError(key), also for a tuple as key. */
static PyObject *fail_key(PyObject *key)
{
    PyObject *args = PyTuple_Pack(1, key);
    if (args) {
        PyErr_SetObject(PyExc_KeyError, args);
        Py_DECREF(args);
    }
    return NULL;
}

PyObject *kr_dict_item(PyObject *dict, PyObject *key)
{
    PyObject *value;
    int found = kr_dict_find(dict, key, &value);
    return found > 0 ? value : found < 0 ? NULL : fail_key(key);
}

PyObject *kr_dict_get_default(PyObject *dict, PyObject *key, PyObject *otherwise)
{
    PyObject *value;
    int found = kr_dict_find(dict, key, &value);
    return found > 0 ? value : found < 0 ? NULL : Py_NewRef(otherwise);
}

PyObject *kr_dict_get(PyObject *dict, PyObject *key)
{
    return kr_dict_get_default(dict, key, Py_None);
}

PyObject *kr_dict_setdefault(PyObject *dict, PyObject *key, PyObject *value)
{
#if KR_FREE_THREADED
    PyObject *result;
    return PyDict_SetDefaultRef(dict, key, value, &result) < 0 ? NULL : result;
#else
    return Py_XNewRef(PyDict_SetDefault(dict, key, value));
#endif
}

PyObject *kr_dict_pop(PyObject *dict, PyObject *key)
{
#if KR_PY(13)
    PyObject *value;
    int found = PyDict_Pop(dict, key, &value);
    return found > 0 ? value : found < 0 ? NULL : fail_key(key);
#else
    return _PyDict_Pop(dict, key, NULL);
#endif
}

PyObject *kr_dict_pop_default(PyObject *dict, PyObject *key, PyObject *otherwise)
{
#if KR_PY(13)
    PyObject *value;
    int found = PyDict_Pop(dict, key, &value);
    return found > 0 ? value : found < 0 ? NULL : Py_NewRef(otherwise);
#else
    return _PyDict_Pop(dict, key, otherwise);
#endif
}

int kr_dict_update(PyObject *dict, PyObject *items)
{
    if (PyDict_CheckExact(items))
        return PyDict_Update(dict, items);
    PyObject *keys = NULL;
    if (!PyDict_Check(items)) {
        PyObject *name = PyUnicode_InternFromString("keys");
        int found = name ? kr_attr_find(items, name, &keys) : -1;
        Py_XDECREF(name);
        if (found < 0)
            return -1;
        if (!found)
            return PyDict_MergeFromSeq2(dict, items, 1);
        Py_DECREF(keys);
    }
    return PyDict_Update(dict, items);
}

PyObject *kr_dict_from(PyObject *items)
{
    PyObject *dict = PyDict_New();
    if (dict && kr_dict_update(dict, items) < 0)
        Py_CLEAR(dict);
    return dict;
}

int kr_dict_star(PyObject *dict, PyObject *mapping)
{
    if (PyDict_Update(dict, mapping) == 0)
        return 0;
    if (PyErr_ExceptionMatches(PyExc_AttributeError)) {
        PyErr_Clear();
        PyErr_Format(PyExc_TypeError, "'%.200s' object is not a mapping", Py_TYPE(mapping)->tp_name);
    }
    return -1;
}

PyObject *kr_dict_of(Py_ssize_t count, PyObject *const *items)
{
    PyObject *dict = PyDict_New();
    for (Py_ssize_t i = 0; dict && i < count; i++)
        if (PyDict_SetItem(dict, items[2 * i], items[2 * i + 1]) < 0)
            Py_CLEAR(dict);
    return dict;
}

PyObject *kr_struct_item(PyObject *mapping, PyObject *name)
{
    PyObject *value;
    if (PyDict_CheckExact(mapping)) {
        if (kr_dict_find(mapping, name, &value) != 0)
            return value;
    } else if (!PyMapping_Check(mapping)) {
        PyErr_Format(PyExc_TypeError, "Expected a mapping, got %.200s", Py_TYPE(mapping)->tp_name);
        return NULL;
    } else {
        value = PyObject_GetItem(mapping, name);
        if (value || !PyErr_ExceptionMatches(PyExc_KeyError))
            return value;
        PyErr_Clear();
    }
    PyErr_Format(PyExc_ValueError, "No value specified for struct attribute '%U'", name);
    return NULL;
}

/* ---- sets ------------------------------------------------------------------------------------ */

/* Asks again with a frozenset of the item's items when the item is a set, which has no hash. */
static int ask_set(int (*ask)(PyObject *, PyObject *), PyObject *set, PyObject *item)
{
    int found = ask(set, item);
    if (found >= 0 || !PySet_Check(item) || !PyErr_ExceptionMatches(PyExc_TypeError))
        return found;
    PyErr_Clear();
    PyObject *frozen = PyFrozenSet_New(item);
    found = frozen ? ask(set, frozen) : -1;
    Py_XDECREF(frozen);
    return found;
}

int kr_set_has(PyObject *item, PyObject *set)
{
    return ask_set(PySet_Contains, set, item);
}

int kr_set_discard(PyObject *set, PyObject *item)
{
    return ask_set(PySet_Discard, set, item) < 0 ? -1 : 0;
}

int kr_set_remove(PyObject *set, PyObject *item)
{
    int found = ask_set(PySet_Discard, set, item);
    if (found == 0)
        fail_key(item);
    return found > 0 ? 0 : -1;
}

int kr_set_update(PyObject *set, PyObject *items)
{
    PyObject *iterator = PyObject_GetIter(items), *item;
    if (!iterator)
        return -1;
    int status = 0;
    while (status == 0 && (item = kr_next(iterator)) != NULL) {
        status = PySet_Add(set, item);
        Py_DECREF(item);
    }
    Py_DECREF(iterator);
    return status < 0 || PyErr_Occurred() ? -1 : 0;
}

PyObject *kr_set_of(Py_ssize_t count, PyObject *const *items)
{
    PyObject *set = PySet_New(NULL);
    for (Py_ssize_t i = 0; set && i < count; i++)
        if (PySet_Add(set, items[i]) < 0)
            Py_CLEAR(set);
    return set;
}
