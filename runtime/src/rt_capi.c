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
