/* rt_match.c: patterns of the match statement; see kr/match.h. Source: PEP 634; messages are CPython's.
 *
 * Before 3.10 types do not say whether they are sequences or mappings: collections.abc is asked.
 */
#include "kr/dict.h"
#include "kr/match.h"

/* ---- kinds of subjects ----------------------------------------------------------------------- */

#if KR_PY(10)
int kr_match_sequence(PyObject *subject)
{
    return PyType_HasFeature(Py_TYPE(subject), Py_TPFLAGS_SEQUENCE);
}

int kr_match_mapping(PyObject *subject)
{
    return PyType_HasFeature(Py_TYPE(subject), Py_TPFLAGS_MAPPING);
}
#else
static int is_instance_of(PyObject *subject, const char *name)
{
    PyObject *module = PyImport_ImportModule("collections.abc");
    PyObject *type = module ? PyObject_GetAttrString(module, name) : NULL;
    int result = type ? PyObject_IsInstance(subject, type) : -1;
    Py_XDECREF(type);
    Py_XDECREF(module);
    return result;
}

int kr_match_sequence(PyObject *subject)
{
    if (PyList_Check(subject) || PyTuple_Check(subject))
        return 1;
    if (PyUnicode_Check(subject) || PyBytes_Check(subject) || PyByteArray_Check(subject) || PyDict_Check(subject))
        return 0;
    return is_instance_of(subject, "Sequence");
}

int kr_match_mapping(PyObject *subject)
{
    return PyDict_Check(subject) ? 1 : is_instance_of(subject, "Mapping");
}
#endif

/* ---- mappings -------------------------------------------------------------------------------- */

static int check_new_key(PyObject *seen, PyObject *key)
{
    int known = PySet_Contains(seen, key);
    if (known > 0)
        PyErr_Format(PyExc_ValueError, "mapping pattern checks duplicate key (%R)", key);
    return known ? -1 : PySet_Add(seen, key);
}

/* Fills `values`; 1, 0 when a key is missing, or -1. */
static int get_values(PyObject *get, PyObject *keys, PyObject *seen, PyObject *missing, PyObject *values)
{
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(keys); i++) {
        PyObject *key = PyTuple_GET_ITEM(keys, i);
        if (check_new_key(seen, key) < 0)
            return -1;
        PyObject *value = PyObject_CallFunctionObjArgs(get, key, missing, NULL);
        if (!value || value == missing) {
            Py_XDECREF(value);
            return value ? 0 : -1;
        }
        PyTuple_SET_ITEM(values, i, value);
    }
    return 1;
}

PyObject *kr_match_keys(PyObject *subject, PyObject *keys)
{
    PyObject *get = PyObject_GetAttrString(subject, "get");
    PyObject *seen = get ? PySet_New(NULL) : NULL;
    PyObject *missing = seen ? PyObject_CallNoArgs((PyObject *)&PyBaseObject_Type) : NULL;
    PyObject *values = missing ? PyTuple_New(PyTuple_GET_SIZE(keys)) : NULL;
    int found = values ? get_values(get, keys, seen, missing, values) : -1;
    if (found <= 0)
        Py_CLEAR(values);
    Py_XDECREF(missing);
    Py_XDECREF(seen);
    Py_XDECREF(get);
    return found == 0 ? Py_NewRef(Py_None) : values;
}

PyObject *kr_match_rest(PyObject *subject, PyObject *keys)
{
    PyObject *rest = PyDict_New();
    if (rest && PyDict_Update(rest, subject) < 0)
        Py_CLEAR(rest);
    for (Py_ssize_t i = 0; rest && i < PyTuple_GET_SIZE(keys); i++)
        if (PyDict_DelItem(rest, PyTuple_GET_ITEM(keys, i)) < 0)
            Py_CLEAR(rest);
    return rest;
}

/* ---- classes --------------------------------------------------------------------------------- */

/* Types whose one positional pattern is matched with the subject itself; so are types made of them. */
static int matches_itself(PyObject *type)
{
#if KR_PY(10)
    return PyType_HasFeature((PyTypeObject *)type, _Py_TPFLAGS_MATCH_SELF);
#else
    PyTypeObject *const types[] = {&PyBool_Type, &PyByteArray_Type, &PyBytes_Type,  &PyDict_Type,
                                   &PyFloat_Type, &PyFrozenSet_Type, &PyLong_Type, &PyList_Type,
                                   &PySet_Type,  &PyUnicode_Type,   &PyTuple_Type};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (PyType_IsSubtype((PyTypeObject *)type, types[i]))
            return 1;
    return 0;
#endif
}

/* One attribute, appended: 1, 0 when there is none, or -1. */
static int add_attribute(PyObject *attributes, PyObject *subject, PyObject *type, PyObject *name, PyObject *seen)
{
    int known = PySet_Contains(seen, name);
    if (known > 0)
        PyErr_Format(PyExc_TypeError, "%s() got multiple sub-patterns for attribute %R",
                     ((PyTypeObject *)type)->tp_name, name);
    if (known || PySet_Add(seen, name) < 0)
        return -1;
    PyObject *value;
    int found = kr_attr_find(subject, name, &value);
    if (found > 0 && PyList_Append(attributes, value) < 0)
        found = -1;
    Py_XDECREF(value);
    return found;
}

/* __match_args__ of the type; an empty tuple when it has none. */
static PyObject *get_match_args(PyObject *type, int *is_self)
{
    PyObject *name = PyUnicode_InternFromString("__match_args__"), *names = NULL;
    int found = name ? kr_attr_find(type, name, &names) : -1;
    Py_XDECREF(name);
    *is_self = found == 0 && matches_itself(type);
    if (found == 0)
        return PyTuple_New(0);
    if (names && !PyTuple_CheckExact(names)) {
        PyErr_Format(PyExc_TypeError, "%s.__match_args__ must be a tuple (got %s)", ((PyTypeObject *)type)->tp_name,
                     Py_TYPE(names)->tp_name);
        Py_CLEAR(names);
    }
    return names;
}

/* 1, 0 when one is missing, or -1. */
static int add_positional(PyObject *attributes, PyObject *subject, PyObject *type, Py_ssize_t count, PyObject *seen)
{
    int is_self = 0, found = 1;
    PyObject *names = get_match_args(type, &is_self);
    if (!names)
        return -1;
    Py_ssize_t allowed = is_self ? 1 : PyTuple_GET_SIZE(names);
    if (allowed < count) {
        PyErr_Format(PyExc_TypeError, "%s() accepts %zd positional sub-pattern%s (%zd given)",
                     ((PyTypeObject *)type)->tp_name, allowed, allowed == 1 ? "" : "s", count);
        found = -1;
    } else if (is_self) {
        found = PyList_Append(attributes, subject) < 0 ? -1 : 1;
    }
    for (Py_ssize_t i = 0; found > 0 && !is_self && i < count; i++) {
        PyObject *name = PyTuple_GET_ITEM(names, i);
        if (!PyUnicode_CheckExact(name)) {
            PyErr_Format(PyExc_TypeError, "__match_args__ elements must be strings (got %s)", Py_TYPE(name)->tp_name);
            found = -1;
        } else {
            found = add_attribute(attributes, subject, type, name, seen);
        }
    }
    Py_DECREF(names);
    return found;
}

static PyObject *get_attributes(PyObject *subject, PyObject *type, Py_ssize_t count, PyObject *names)
{
    PyObject *attributes = PyList_New(0), *seen = PySet_New(NULL);
    int found = !attributes || !seen ? -1 : count ? add_positional(attributes, subject, type, count, seen) : 1;
    for (Py_ssize_t i = 0; found > 0 && i < PyTuple_GET_SIZE(names); i++)
        found = add_attribute(attributes, subject, type, PyTuple_GET_ITEM(names, i), seen);
    PyObject *result = found > 0 ? PyList_AsTuple(attributes) : found < 0 ? NULL : Py_NewRef(Py_None);
    Py_XDECREF(attributes);
    Py_XDECREF(seen);
    return result;
}

PyObject *kr_match_class(PyObject *subject, PyObject *type, Py_ssize_t count, PyObject *names)
{
    if (!PyType_Check(type)) {
        PyErr_SetString(PyExc_TypeError, "called match pattern must be a type");
        return NULL;
    }
    int is_instance = PyObject_IsInstance(subject, type);
    if (is_instance <= 0)
        return is_instance < 0 ? NULL : Py_NewRef(Py_None);
    return get_attributes(subject, type, count, names);
}
