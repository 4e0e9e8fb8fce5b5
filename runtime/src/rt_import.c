/* rt_import.c: the import statement; see kr/import.h. Source: language reference, "The import statement"; messages are
 * CPython's.
 */
#include "kr/import.h"
#include "kr/iter.h"

/* ---- import ---------------------------------------------------------------------------------- */

PyObject *kr_import_name(KrModule *module, PyObject *name, PyObject *fromlist, int level)
{
    PyObject *import = kr_builtin_find("__import__");
    if (!import) {
        PyErr_SetString(PyExc_ImportError, "__import__ not found");
        return NULL;
    }
    PyObject *depth = PyLong_FromLong(level);
    PyObject *result = depth ? PyObject_CallFunctionObjArgs(import, name, module->dict, Py_None, fromlist, depth, NULL)
                             : NULL;
    Py_XDECREF(depth);
    Py_DECREF(import);
    return result;
}

static PyObject *get_text(PyObject *object, const char *attribute)
{
    PyObject *text = PyObject_GetAttrString(object, attribute);
    PyErr_Clear();
    if (text && !PyUnicode_Check(text))
        Py_CLEAR(text);
    return text;
}

/* Is the module still being imported? */
static int is_initializing(PyObject *module)
{
    PyObject *spec = PyObject_GetAttrString(module, "__spec__");
    PyObject *value = spec ? PyObject_GetAttrString(spec, "_initializing") : NULL;
    int result = value && PyObject_IsTrue(value) > 0;
    Py_XDECREF(value);
    Py_XDECREF(spec);
    PyErr_Clear();
    return result;
}

/* ImportError "cannot import name 'x' from 'm' (file)" */
static PyObject *fail_import_from(PyObject *from, PyObject *name)
{
    PyObject *module = get_text(from, "__name__"), *file = get_text(from, "__file__");
    PyObject *shown = module ? Py_NewRef(module) : PyUnicode_FromString("<unknown module name>");
    int is_new = shown && file && is_initializing(from);
    PyObject *text = !shown ? NULL
                     : !file ? PyUnicode_FromFormat("cannot import name %R from %R (unknown location)", name, shown)
                     : is_new ? PyUnicode_FromFormat("cannot import name %R from partially initialized module %R "
                                                     "(most likely due to a circular import) (%U)", name, shown, file)
                              : PyUnicode_FromFormat("cannot import name %R from %R (%U)", name, shown, file);
    if (text)
        PyErr_SetImportError(text, module, file);
    Py_XDECREF(text);
    Py_XDECREF(shown);
    Py_XDECREF(module);
    Py_XDECREF(file);
    return NULL;
}

PyObject *kr_import_from(PyObject *from, PyObject *name)
{
    PyObject *value;
    int found = kr_attr_find(from, name, &value);
    if (found)
        return value;
    /* a submodule that is being imported is not an attribute of its package yet */
    PyObject *package = get_text(from, "__name__");
    PyObject *full = package ? PyUnicode_FromFormat("%U.%U", package, name) : NULL;
    value = full ? PyImport_GetModule(full) : NULL;
    Py_XDECREF(full);
    Py_XDECREF(package);
    if (value || PyErr_Occurred())
        return value;
    return fail_import_from(from, name);
}

/* One name of `from` into the dict; those that start with an underscore are left out unless `__all__` lists them. */
static int import_public(PyObject *dict, PyObject *from, PyObject *name, int is_listed)
{
    if (!PyUnicode_Check(name)) {
        PyErr_Format(PyExc_TypeError, "%s must be str, not %.100s",
                     is_listed ? "Item in __all__" : "Key in __dict__", Py_TYPE(name)->tp_name);
        return -1;
    }
    if (!is_listed && PyUnicode_GetLength(name) > 0 && PyUnicode_READ_CHAR(name, 0) == '_')
        return 0;
    PyObject *value = PyObject_GetAttr(from, name);
    int status = value ? PyDict_SetItem(dict, name, value) : -1;
    Py_XDECREF(value);
    return status;
}

/* The names to import: __all__, else the keys of __dict__. New reference to a list or the like, or NULL. */
static PyObject *get_public_names(PyObject *from, int *is_listed)
{
    PyObject *all = PyObject_GetAttrString(from, "__all__");
    *is_listed = all != NULL;
    if (all || !PyErr_ExceptionMatches(PyExc_AttributeError))
        return all;
    PyErr_Clear();
    PyObject *dict = PyObject_GetAttrString(from, "__dict__");
    if (!dict) {
        if (PyErr_ExceptionMatches(PyExc_AttributeError))
            PyErr_SetString(PyExc_ImportError, "from-import-* object has no __dict__ and no __all__");
        return NULL;
    }
    PyObject *names = PyMapping_Keys(dict);
    Py_DECREF(dict);
    return names;
}

int kr_import_star(KrModule *module, PyObject *from)
{
    int is_listed, status = 0;
    PyObject *names = get_public_names(from, &is_listed), *name;
    PyObject *iterator = names ? PyObject_GetIter(names) : NULL;
    Py_XDECREF(names);
    if (!iterator)
        return -1;
    while (status == 0 && (name = kr_next(iterator)) != NULL) {
        status = import_public(module->dict, from, name, is_listed);
        Py_DECREF(name);
    }
    Py_DECREF(iterator);
    return status < 0 || PyErr_Occurred() ? -1 : 0;
}

PyObject *kr_import_star_take(KrModule *module, PyObject *from, PyObject *name)
{
    PyObject *value;
    PyObject *own = kr_dict_find(module->dict, name, &value) > 0 ? PyObject_GetAttr(from, name) : NULL;
    Py_XDECREF(value);
    if (!own || own != value) {
        Py_XDECREF(own);
        if (PyErr_Occurred() && PyErr_ExceptionMatches(PyExc_AttributeError))
            PyErr_Clear();
        return NULL;
    }
    if (PyDict_DelItem(module->dict, name) < 0)
        Py_CLEAR(own);
    return own;
}

static PyObject *import_attribute(const char *module, const char *name)
{
    PyObject *from = PyImport_ImportModule(module);
    PyObject *value = from ? PyObject_GetAttrString(from, name) : NULL;
    Py_XDECREF(from);
    return value;
}

PyObject *kr_sys_intern(void)
{
    return import_attribute("sys", "intern");
}

PyObject *kr_importlib_reload(void)
{
    return import_attribute("importlib", "reload");
}
