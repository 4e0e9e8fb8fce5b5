/* rt_begin.c: the beginning of a module's body: its state, constants and `__builtins__`; see kr_module_begin in kr/core.h.
 *
 * The table of constants is read in order, so that a tuple finds its items made.
 */
#include "kr/core.h"
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

static PyObject *make_frozenset(const KrConst *row)
{
    PyObject *items = make_tuple(row);
    PyObject *set = items ? PyFrozenSet_New(items) : NULL;
    Py_XDECREF(items);
    return set;
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
    case KR_CONST_FROZENSET:
        return make_frozenset(row);
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
    if (KR_FREE_THREADED) /* functions of the first execution may be at work in the old one: it stays */
        kr_pointer_store(&self->dict, PyModule_GetDict(module));
    else
        KR_REPLACE(self->dict, PyModule_GetDict(module));
    return 0;
}

int kr_module_begin(KrModule *self, PyObject *module, const KrConst *consts, Py_ssize_t count)
{
    if (self->dict)
        return begin_again(self, module);
    self->interp = PyInterpreterState_Get();
    self->name = PyModule_GetNameObject(module);
    if (!self->name || kr_field_begin() < 0)
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
