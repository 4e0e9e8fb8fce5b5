/* rt_capi.c: a module's table of C functions; see kr/capi.h. */
#include "kr/capi.h"

int kr_capi_put(PyObject *globals, const char *name, void *address, const char *type)
{
    PyObject *table = PyDict_GetItemString(globals, "__pyx_capi__"); /* borrowed */
    if (!table) {
        PyObject *made = PyDict_New();
        if (!made || PyDict_SetItemString(globals, "__pyx_capi__", made) < 0) {
            Py_XDECREF(made);
            return -1;
        }
        table = made;
        Py_DECREF(made);
    }
    PyObject *capsule = PyCapsule_New(address, type, NULL);
    int status = capsule ? PyDict_SetItemString(table, name, capsule) : -1;
    Py_XDECREF(capsule);
    return status;
}

/* The capsule `name` of the module, a new reference. */
static PyObject *find_capsule(const char *module, const char *name, const char *what)
{
    PyObject *imported = PyImport_ImportModule(module);
    PyObject *table = imported ? PyObject_GetAttrString(imported, "__pyx_capi__") : NULL;
    PyObject *capsule = table && PyDict_Check(table) ? PyDict_GetItemString(table, name) : NULL;
    Py_XINCREF(capsule);
    if (imported && !capsule && (!PyErr_Occurred() || PyErr_ExceptionMatches(PyExc_AttributeError)))
        PyErr_Format(PyExc_ImportError, "%.200s does not export expected C %s %.200s", module, what, name);
    Py_XDECREF(table);
    Py_XDECREF(imported);
    return capsule;
}

void *kr_capi_get(const char *module, const char *name, const char *type, int is_function)
{
    const char *what = is_function ? "function" : "variable";
    PyObject *capsule = find_capsule(module, name, what);
    if (!capsule)
        return NULL;
    void *address = NULL;
    const char *found = PyCapsule_CheckExact(capsule) ? PyCapsule_GetName(capsule) : NULL;
    if (PyCapsule_IsValid(capsule, type))
        address = PyCapsule_GetPointer(capsule, type);
    else if (!PyErr_Occurred())
        PyErr_Format(PyExc_TypeError, "C %s %.200s.%.200s has wrong signature (expected %.500s, got %.500s)", what,
                     module, name, type, found ? found : "none");
    Py_DECREF(capsule); /* the module's table keeps it */
    return address;
}
