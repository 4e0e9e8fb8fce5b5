/* rt_cell.c: captured variables; see kr/cell.h. Messages are CPython's. */
#include "kr/cell.h"
#include "kr/view.h"
#include "kr/name.h"
#include <string.h>

static PyObject *fail_local(PyObject *name)
{
    PyErr_Format(PyExc_UnboundLocalError, KR_LOCAL_UNBOUND("%U"), name);
    return NULL;
}

static PyObject *fail_free(PyObject *name)
{
    kr_raise_name(KR_FREE_UNBOUND, name);
    return NULL;
}

PyObject *kr_cell_get(PyObject *cell, PyObject *name)
{
    PyObject *value = PyCell_Get(cell);
    return KR_LIKELY(value != NULL) ? value : fail_local(name);
}

PyObject *kr_free_get(PyObject *cell, PyObject *name)
{
    PyObject *value = PyCell_Get(cell);
    return KR_LIKELY(value != NULL) ? value : fail_free(name);
}

void kr_cell_set(PyObject *cell, PyObject *value)
{
#ifdef Py_GIL_DISABLED
    PyCell_Set(cell, value);
    Py_DECREF(value);
#else
    PyObject *old = PyCell_GET(cell);
    PyCell_SET(cell, value);
    Py_XDECREF(old);
#endif
}

void kr_cell_clear(PyObject *cell)
{
    PyCell_Set(cell, NULL);
}

int kr_cell_del(PyObject *cell, PyObject *name)
{
    PyObject *value = kr_cell_get(cell, name);
    if (!value)
        return -1;
    PyCell_Set(cell, NULL);
    Py_DECREF(value);
    return 0;
}

int kr_free_del(PyObject *cell, PyObject *name)
{
    PyObject *value = kr_free_get(cell, name);
    if (!value)
        return -1;
    PyCell_Set(cell, NULL);
    Py_DECREF(value);
    return 0;
}

int kr_locals_put(PyObject *dict, PyObject *name, PyObject *value)
{
    return value ? PyDict_SetItem(dict, name, value) : 0;
}

int kr_locals_cell(PyObject *dict, PyObject *name, PyObject *cell)
{
    PyObject *value = PyCell_Get(cell);
    int status = kr_locals_put(dict, name, value);
    Py_XDECREF(value);
    return status;
}

/* ---- C variables ----------------------------------------------------------------------------- */

static PyObject *get_contents(PyObject *Py_UNUSED(self), void *Py_UNUSED(closure))
{
    PyErr_SetString(PyExc_ValueError, "the cell holds a C variable");
    return NULL;
}

static PyGetSetDef memory_getset[] = {
    {"cell_contents", get_contents, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static void free_memory(PyObject *object)
{
    KrMemory *memory = (KrMemory *)object;
    if (memory->is_view)
        kr_view_release(memory->data);
    PyObject_Free(object);
}

static PyTypeObject memory_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "krait.cell",
    .tp_basicsize = offsetof(KrMemory, data),
    .tp_itemsize = 1,
    .tp_dealloc = free_memory,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_getset = memory_getset,
};

PyObject *kr_memory_new(size_t size)
{
    if (PyType_Ready(&memory_type) < 0)
        return NULL;
    KrMemory *memory = PyObject_NewVar(KrMemory, &memory_type, (Py_ssize_t)size);
    if (!memory)
        return NULL;
    memory->is_view = 0;
    memset(memory->data, 0, size);
    return (PyObject *)memory;
}

PyObject *kr_memory_view(size_t size)
{
    PyObject *memory = kr_memory_new(size);
    if (memory)
        ((KrMemory *)memory)->is_view = 1;
    return memory;
}
