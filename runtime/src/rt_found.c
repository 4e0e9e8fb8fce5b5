/* rt_found.c: methods that are looked up before their arguments are evaluated, and called after them; see kr/call.h.
 *
 * `x.m(a + b)`: what the class holds as `m` is called with x first, and no object is made that binds the two. So a callable
 * of a kind that is bound by classes stands for such a method; the same kind of callable found elsewhere, as an
 * attribute of the instance itself, of a module or a class, is wrapped, which is rare.
 */
#include "kr/attr.h"
#include "kr/known.h"

/* What is called without x. */
typedef struct Alone {
    PyObject_HEAD
    PyObject *callable;
} Alone;

static int visit_alone(PyObject *object, visitproc visit, void *arg)
{
    Py_VISIT(((Alone *)object)->callable);
    return 0;
}

static void free_alone(PyObject *object)
{
    PyObject_GC_UnTrack(object);
    Py_XDECREF(((Alone *)object)->callable);
    PyObject_GC_Del(object);
}

static PyTypeObject alone_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "krait.alone",
    .tp_basicsize = sizeof(Alone),
    .tp_dealloc = free_alone,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_traverse = visit_alone,
};

/* Takes the callable. */
static PyObject *wrap_alone(PyObject *callable)
{
    int is_ready = (alone_type.tp_flags & Py_TPFLAGS_READY) || PyType_Ready(&alone_type) == 0;
    Alone *self = is_ready ? PyObject_GC_New(Alone, &alone_type) : NULL;
    if (!self) {
        Py_DECREF(callable);
        return NULL;
    }
    self->callable = callable;
    PyObject_GC_Track((PyObject *)self);
    return (PyObject *)self;
}

static inline int is_bound_by_classes(PyObject *callable)
{
    return (Py_TYPE(callable)->tp_flags & Py_TPFLAGS_METHOD_DESCRIPTOR) != 0;
}

PyObject *kr_method_find(PyObject *x, PyObject *name)
{
    PyObject *found = kr_method_unbound(x, name);
    if (KR_LIKELY(found != NULL))
        return found;
    found = kr_attr_get(x, name);
    return found && is_bound_by_classes(found) ? wrap_alone(found) : found;
}

PyObject *kr_special_find(PyObject *x, PyObject *name)
{
    PyTypeObject *type = Py_TYPE(x);
    PyObject *found = kr_type_find(type, name);
    if (!found || is_bound_by_classes(found))
        return found;
    descrgetfunc bind = Py_TYPE(found)->tp_descr_get;
    if (bind)
        Py_SETREF(found, bind(found, x, (PyObject *)type));
    return found && is_bound_by_classes(found) ? wrap_alone(found) : found;
}

static KR_ALWAYS_INLINE PyObject *run_found(PyObject *f, PyObject **slots, Py_ssize_t npos, PyObject *kwnames)
{
    const KrFunction *function = (const KrFunction *)f;
    if (KR_LIKELY(Py_IS_TYPE(f, &kr_function_type) && !kwnames)) {
        const KrFuncDef *def = kr_pointer_load(&function->known);
        if (KR_LIKELY(def && def->method.ml_flags & METH_FASTCALL))
            return kr_known_fast(f, slots + 1, npos, def);
    }
    if (is_bound_by_classes(f))
        return kr_vectorcall(f, slots + 1, KR_NARGS(npos), kwnames);
    if (Py_IS_TYPE(f, &alone_type))
        f = ((Alone *)f)->callable;
    return kr_vectorcall(f, slots + 2, KR_NARGS(npos - 1), kwnames);
}

PyObject *kr_found(PyObject *f, PyObject **slots, Py_ssize_t npos, PyObject *kwnames)
{
    return run_found(f, slots, npos, kwnames);
}

PyObject *kr_found0(PyObject *f, PyObject *x)
{
    PyObject *slots[] = {NULL, x};
    return run_found(f, slots, 1, NULL);
}

PyObject *kr_found1(PyObject *f, PyObject *x, PyObject *a)
{
    PyObject *slots[] = {NULL, x, a};
    return run_found(f, slots, 2, NULL);
}

PyObject *kr_found2(PyObject *f, PyObject *x, PyObject *a, PyObject *b)
{
    PyObject *slots[] = {NULL, x, a, b};
    return run_found(f, slots, 3, NULL);
}
