/* rt_func.c: the type of compiled def functions; see kr/func.h.
 *
 * Like Python's own functions they have a name, a qualified name, a module, a docstring and a dict, bind as
 * methods, are found by doctest and pickled by name. The C function and how it takes its arguments stand in a
 * PyMethodDef, read at each call.
 */
#include "kr/func.h"
#include <stdint.h>
#include <string.h>
#include <structmember.h>

typedef PyObject *(*FastFunction)(PyObject *, PyObject *const *, Py_ssize_t, PyObject *);

/* ---- calls ----------------------------------------------------------------------------------- */

static PyObject *fail_keywords(const KrFunction *self, PyObject *kwnames)
{
    PyErr_Format(PyExc_TypeError, "%U() got an unexpected keyword argument '%U'", self->name,
                 PyTuple_GET_ITEM(kwnames, 0));
    return NULL;
}

static PyObject *fail_count(const KrFunction *self, int wanted, Py_ssize_t given)
{
    if (given < wanted)
        PyErr_Format(PyExc_TypeError, "%U() missing 1 required positional argument", self->name);
    else
        PyErr_Format(PyExc_TypeError, "%U() takes %d positional argument%s but %zd %s given", self->name, wanted,
                     wanted == 1 ? "" : "s", given, given == 1 ? "was" : "were");
    return NULL;
}

static PyObject *call_fast(PyObject *callable, PyObject *const *args, size_t nargs, PyObject *kwnames)
{
    const KrFunction *self = (const KrFunction *)callable;
    if (Py_EnterRecursiveCall(" while calling a Python object"))
        return NULL;
    FastFunction function = (FastFunction)(void (*)(void))self->def->method.ml_meth;
    PyObject *result = function(callable, args, PyVectorcall_NARGS(nargs), kwnames);
    Py_LeaveRecursiveCall();
    return result;
}

/* METH_NOARGS and METH_O */
static PyObject *call_plain(PyObject *callable, PyObject *const *args, size_t nargs, PyObject *kwnames)
{
    const KrFunction *self = (const KrFunction *)callable;
    Py_ssize_t given = PyVectorcall_NARGS(nargs);
    int wanted = (self->def->method.ml_flags & METH_O) != 0;
    if (kwnames && PyTuple_GET_SIZE(kwnames))
        return fail_keywords(self, kwnames);
    if (given != wanted)
        return fail_count(self, wanted, given);
    if (Py_EnterRecursiveCall(" while calling a Python object"))
        return NULL;
    PyObject *result = self->def->method.ml_meth(callable, wanted ? args[0] : NULL);
    Py_LeaveRecursiveCall();
    return result;
}

static PyObject *bind_function(PyObject *self, PyObject *object, PyObject *Py_UNUSED(type))
{
    return !object || object == Py_None ? Py_NewRef(self) : PyMethod_New(self, object);
}

/* ---- attributes ------------------------------------------------------------------------------ */

static PyObject *show_function(PyObject *self)
{
    return PyUnicode_FromFormat("<function %U at %p>", ((KrFunction *)self)->qualname, self);
}

/* `closure` is the offset of the field. */
static PyObject **field_at(PyObject *self, void *closure)
{
    return (PyObject **)(void *)((char *)self + (size_t)(uintptr_t)closure);
}

static PyObject *get_name_field(PyObject *self, void *closure)
{
    return Py_NewRef(*field_at(self, closure));
}

static int set_name_field(PyObject *self, PyObject *value, void *closure)
{
    if (!value || !PyUnicode_Check(value)) {
        PyErr_SetString(PyExc_TypeError, closure == (void *)offsetof(KrFunction, name)
                                             ? "__name__ must be set to a string object"
                                             : "__qualname__ must be set to a string object");
        return -1;
    }
    Py_INCREF(value);
    KR_REPLACE(*field_at(self, closure), value);
    return 0;
}

/* Pickled by name. */
static PyObject *reduce_function(PyObject *self, PyObject *Py_UNUSED(unused))
{
    return Py_NewRef(((KrFunction *)self)->qualname);
}

static PyGetSetDef function_getset[] = {
    {"__name__", get_name_field, set_name_field, NULL, (void *)offsetof(KrFunction, name)},
    {"__qualname__", get_name_field, set_name_field, NULL, (void *)offsetof(KrFunction, qualname)},
    {"__dict__", PyObject_GenericGetDict, PyObject_GenericSetDict, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyMemberDef function_members[] = {
    {"__module__", T_OBJECT, offsetof(KrFunction, module), 0, NULL},
    {"__doc__", T_OBJECT, offsetof(KrFunction, doc), 0, NULL},
    {NULL, 0, 0, 0, NULL},
};

static PyMethodDef function_methods[] = {
    {"__reduce__", reduce_function, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

/* ---- life ------------------------------------------------------------------------------------ */

static int visit_function(PyObject *object, visitproc visit, void *arg)
{
    KrFunction *self = (KrFunction *)object;
    Py_VISIT(self->closure);
    Py_VISIT(self->module);
    Py_VISIT(self->doc);
    Py_VISIT(self->dict);
    return 0;
}

static int clear_function(PyObject *object)
{
    KrFunction *self = (KrFunction *)object;
    Py_CLEAR(self->closure);
    Py_CLEAR(self->module);
    Py_CLEAR(self->doc);
    Py_CLEAR(self->dict);
    return 0;
}

static void free_function(PyObject *object)
{
    KrFunction *self = (KrFunction *)object;
    PyObject_GC_UnTrack(object);
    if (self->weakrefs)
        PyObject_ClearWeakRefs(object);
    clear_function(object);
    Py_XDECREF(self->name);
    Py_XDECREF(self->qualname);
    PyObject_GC_Del(object);
}

static PyTypeObject function_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "krait.function",
    .tp_basicsize = sizeof(KrFunction),
    .tp_dealloc = free_function,
    .tp_vectorcall_offset = offsetof(KrFunction, vectorcall),
    .tp_repr = show_function,
    .tp_call = PyVectorcall_Call,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_METHOD_DESCRIPTOR,
    .tp_traverse = visit_function,
    .tp_clear = clear_function,
    .tp_weaklistoffset = offsetof(KrFunction, weakrefs),
    .tp_methods = function_methods,
    .tp_members = function_members,
    .tp_getset = function_getset,
    .tp_descr_get = bind_function,
    .tp_dictoffset = offsetof(KrFunction, dict),
};

PyObject *kr_func_new(KrModule *module, const KrFuncDef *def)
{
    if (PyType_Ready(&function_type) < 0)
        return NULL;
    KrFunction *self = PyObject_GC_New(KrFunction, &function_type);
    if (!self)
        return NULL;
    int is_fast = (def->method.ml_flags & METH_FASTCALL) != 0;
    const char *doc = def->method.ml_doc;
    self->vectorcall = is_fast ? call_fast : call_plain;
    self->def = def;
    self->module = Py_XNewRef(module->name);
    self->closure = self->dict = self->weakrefs = NULL;
    self->name = PyUnicode_InternFromString(def->method.ml_name);
    self->qualname = PyUnicode_InternFromString(def->qualname);
    self->doc = doc ? PyUnicode_DecodeUTF8(doc, (Py_ssize_t)strlen(doc), "surrogatepass") : Py_NewRef(Py_None);
    PyObject_GC_Track((PyObject *)self);
    if (!self->name || !self->qualname || !self->doc)
        Py_CLEAR(self);
    return (PyObject *)self;
}

PyObject *kr_func_inner(KrModule *module, const KrFuncDef *def, PyObject *closure)
{
    PyObject *function = kr_func_new(module, def);
    if (function)
        ((KrFunction *)function)->closure = Py_NewRef(closure);
    return function;
}

int kr_func_check(PyObject *object)
{
    return Py_IS_TYPE(object, &function_type);
}

int kr_func_add(KrModule *module, const KrFuncDef *def, PyObject *name)
{
    PyObject *function = kr_func_new(module, def);
    int status = function ? PyDict_SetItem(module->dict, name, function) : -1;
    Py_XDECREF(function);
    return status;
}
