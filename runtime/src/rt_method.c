/* rt_method.c: methods of extension types with `@cython.binding(False)`; see kr/method.h.
 *
 * Two types that look like method_descriptor and builtin_function_or_method. Both are one struct: a function object of ours,
 * and the instance, which the descriptor lacks. The definition stands where CPython's builtin functions have their
 * PyMethodDef (PyCFunction_GET_FLAGS). Names and docstring are the function's.
 */
#include "kr/method.h"
#include "rt_func.h"
#include <stddef.h>
#include <string.h>

static PyObject *call_unbound(PyObject *callable, PyObject *const *args, size_t nargs, PyObject *kwnames)
{
    return PyObject_Vectorcall(((KrMethod *)callable)->function, args, nargs, kwnames);
}

static PyObject *call_bound(PyObject *callable, PyObject *const *args, size_t nargs, PyObject *kwnames)
{
    const KrMethod *method = (KrMethod *)callable;
    Py_ssize_t given = PyVectorcall_NARGS(nargs), count = given + (kwnames ? PyTuple_GET_SIZE(kwnames) : 0);
    PyObject *few[8], **slots = count < 8 ? few : PyMem_Malloc((size_t)(count + 1) * sizeof *slots);
    if (!slots)
        return PyErr_NoMemory();
    slots[0] = method->self;
    for (Py_ssize_t i = 0; i < count; i++)
        slots[i + 1] = args[i];
    PyObject *result = PyObject_Vectorcall(method->function, slots, (size_t)given + 1, kwnames);
    if (slots != few)
        PyMem_Free(slots);
    return result;
}

static int visit_method(PyObject *object, visitproc visit, void *arg)
{
    Py_VISIT(((KrMethod *)object)->self);
    Py_VISIT(((KrMethod *)object)->function);
    return 0;
}

static int clear_method(PyObject *object)
{
    Py_CLEAR(((KrMethod *)object)->self);
    Py_CLEAR(((KrMethod *)object)->function);
    return 0;
}

static void free_method(PyObject *object)
{
    PyObject_GC_UnTrack(object);
    if (((KrMethod *)object)->weakrefs)
        PyObject_ClearWeakRefs(object);
    clear_method(object);
    PyObject_GC_Del(object);
}

static PyObject *show_method(PyObject *object)
{
    const KrMethod *method = (KrMethod *)object;
    if (!method->self)
        return PyUnicode_FromFormat("<method %s>", method->def->qualname);
    return PyUnicode_FromFormat("<built-in method %s of %s object at %p>", method->def->method.ml_name,
                                Py_TYPE(method->self)->tp_name, (void *)method->self);
}

static Py_hash_t hash_method(PyObject *object)
{
    const KrMethod *method = (KrMethod *)object;
    Py_hash_t hash = (Py_hash_t)((uintptr_t)method->self >> 4 ^ (uintptr_t)method->function >> 3);
    return hash == -1 ? -2 : hash;
}

static PyObject *compare_methods(PyObject *left, PyObject *right, int op)
{
    const KrMethod *a = (KrMethod *)left, *b = (KrMethod *)right;
    if (!Py_IS_TYPE(right, Py_TYPE(left)) || (op != Py_EQ && op != Py_NE))
        Py_RETURN_NOTIMPLEMENTED;
    int same = a->self == b->self && a->function == b->function;
    return PyBool_FromLong(same == (op == Py_EQ));
}

/* An attribute of the function, by the name behind the getter. */
static PyObject *read_from_function(PyObject *object, void *name)
{
    return PyObject_GetAttrString(((KrMethod *)object)->function, name);
}

static PyObject *read_self(PyObject *object, void *Py_UNUSED(name))
{
    return Py_NewRef(((KrMethod *)object)->self);
}

/* getattr(self, name) */
static PyObject *reduce_method(PyObject *object, PyObject *Py_UNUSED(none))
{
    const KrMethod *method = (KrMethod *)object;
    PyObject *getter = PyMapping_GetItemString(PyEval_GetBuiltins(), "getattr");
    return getter ? Py_BuildValue("N(Os)", getter, method->self, method->def->method.ml_name) : NULL;
}

/* The first is that of bound methods only. */
static PyGetSetDef bound_attrs[] = {
    {"__self__", read_self, NULL, NULL, NULL},
    {"__name__", read_from_function, NULL, NULL, "__name__"},
    {"__qualname__", read_from_function, NULL, NULL, "__qualname__"},
    {"__doc__", read_from_function, NULL, NULL, "__doc__"},
    {"__text_signature__", read_from_function, NULL, NULL, "__text_signature__"},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyMethodDef bound_methods[] = {
    {"__reduce__", reduce_method, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyObject *bind_method(PyObject *self, PyObject *object, PyObject *type);

static PyTypeObject unbound_method_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "krait.method_descriptor",
    .tp_basicsize = sizeof(KrMethod),
    .tp_dealloc = free_method,
    .tp_vectorcall_offset = offsetof(KrMethod, vectorcall),
    .tp_repr = show_method,
    .tp_call = PyVectorcall_Call,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_METHOD_DESCRIPTOR,
    .tp_traverse = visit_method,
    .tp_clear = clear_method,
    .tp_weaklistoffset = offsetof(KrMethod, weakrefs),
    .tp_getset = bound_attrs + 1,
    .tp_descr_get = bind_method,
};

static PyTypeObject bound_method_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "krait.builtin_method",
    .tp_basicsize = sizeof(KrMethod),
    .tp_dealloc = free_method,
    .tp_vectorcall_offset = offsetof(KrMethod, vectorcall),
    .tp_repr = show_method,
    .tp_hash = hash_method,
    .tp_call = kr_func_call,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL,
    .tp_traverse = visit_method,
    .tp_clear = clear_method,
    .tp_richcompare = compare_methods,
    .tp_weaklistoffset = offsetof(KrMethod, weakrefs),
    .tp_methods = bound_methods,
    .tp_getset = bound_attrs,
};

/* self: NULL for the descriptor */
static PyObject *make_method(PyObject *function, PyObject *self)
{
    PyTypeObject *type = self ? &bound_method_type : &unbound_method_type;
    if (!(type->tp_flags & Py_TPFLAGS_READY) && PyType_Ready(type) < 0)
        return NULL;
    KrMethod *method = PyObject_GC_New(KrMethod, type);
    if (!method)
        return NULL;
    method->def = ((KrFunction *)function)->def;
    method->vectorcall = self ? call_bound : call_unbound;
    method->self = Py_XNewRef(self);
    method->function = Py_NewRef(function);
    method->weakrefs = NULL;
    PyObject_GC_Track((PyObject *)method);
    return (PyObject *)method;
}

static PyObject *bind_method(PyObject *self, PyObject *object, PyObject *Py_UNUSED(type))
{
    return object ? make_method(((KrMethod *)self)->function, object) : Py_NewRef(self);
}

PyObject *kr_builtin_method(PyObject *function)
{
    return make_method(function, NULL);
}
