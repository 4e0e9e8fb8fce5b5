/* rt_await.c: awaiting: how any object is waited for, and what a coroutine gives others to wait with.
 *
 * `await x` steps x's iterator as `yield from` does. Compiled coroutines are stepped directly; for everyone else
 * __await__ gives a small iterator around the coroutine, since a coroutine itself may not be iterated. Sources:
 * PEP 492; the data model, "Awaitable objects".
 */
#include "rt_gen.h"

/* ---- the iterator around a coroutine --------------------------------------------------------- */

typedef struct Waiter {
    PyObject_HEAD
    KrGen *coroutine;
} Waiter;

static PyObject *end_of_wait(KrStep step, PyObject *result)
{
    return step == KR_STEP_RETURNED ? kr_stop_with(result) : result;
}

static PyObject *send_waiter(PyObject *self, PyObject *value)
{
    PyObject *result;
    KrStep step = kr_gen_step(((Waiter *)self)->coroutine, value, &result);
    return end_of_wait(step, result);
}

static PyObject *next_waiter(PyObject *self)
{
    return send_waiter(self, Py_None);
}

static PyObject *throw_waiter(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    KrThrown thrown;
    PyObject *result;
    if (kr_thrown_parse("throw", args, nargs, &thrown) < 0)
        return NULL;
    KrStep step = kr_gen_throw(((Waiter *)self)->coroutine, &thrown, &result);
    return end_of_wait(step, result);
}

static PyObject *close_waiter(PyObject *self, PyObject *Py_UNUSED(unused))
{
    return kr_gen_close(((Waiter *)self)->coroutine);
}

static int visit_waiter(PyObject *self, visitproc visit, void *arg)
{
    Py_VISIT(((Waiter *)self)->coroutine);
    return 0;
}

static void free_waiter(PyObject *self)
{
    PyObject_GC_UnTrack(self);
    Py_CLEAR(((Waiter *)self)->coroutine);
    PyObject_GC_Del(self);
}

static PyMethodDef waiter_methods[] = {
    {"send", send_waiter, METH_O, NULL},
    {"throw", (PyCFunction)(void (*)(void))throw_waiter, METH_FASTCALL, NULL},
    {"close", close_waiter, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyTypeObject waiter_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "coroutine_wrapper",
    .tp_basicsize = sizeof(Waiter),
    .tp_dealloc = free_waiter,
    .tp_getattro = PyObject_GenericGetAttr,
    .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC,
    .tp_doc = "A wrapper object implementing __await__ for coroutines.",
    .tp_traverse = visit_waiter,
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = next_waiter,
    .tp_methods = waiter_methods,
};

PyObject *kr_coroutine_await(PyObject *coroutine)
{
    if (!(waiter_type.tp_flags & Py_TPFLAGS_READY) && PyType_Ready(&waiter_type) < 0)
        return NULL;
    Waiter *waiter = PyObject_GC_New(Waiter, &waiter_type);
    if (!waiter)
        return NULL;
    waiter->coroutine = (KrGen *)Py_NewRef(coroutine);
    PyObject_GC_Track((PyObject *)waiter);
    return (PyObject *)waiter;
}

/* ---- await ----------------------------------------------------------------------------------- */

static int is_iterable_coroutine(PyObject *object)
{
    if (IS_GENERATOR(object))
        return IS_ITERABLE(object);
    if (!PyGen_CheckExact(object))
        return 0;
#if KR_PY(12)
    PyCodeObject *code = PyGen_GetCode((PyGenObject *)object);
    int flags = code->co_flags;
    Py_DECREF((PyObject *)code);
    return (flags & CO_ITERABLE_COROUTINE) != 0;
#else
    return (((PyCodeObject *)((PyGenObject *)object)->gi_code)->co_flags & CO_ITERABLE_COROUTINE) != 0;
#endif
}

/* What __await__ gave must be an iterator, and none that is awaited itself. */
static PyObject *check_iterator(PyObject *iterator)
{
    if (!iterator)
        return NULL;
    if (IS_COROUTINE(iterator) || PyCoro_CheckExact(iterator) || is_iterable_coroutine(iterator))
        PyErr_SetString(PyExc_TypeError, "__await__() returned a coroutine");
    else if (!PyIter_Check(iterator))
        PyErr_Format(PyExc_TypeError, "__await__() returned non-iterator of type '%.100s'", Py_TYPE(iterator)->tp_name);
    else
        return iterator;
    Py_DECREF(iterator);
    return NULL;
}

PyObject *kr_await_iter(PyObject *object, const char *format)
{
    if (IS_COROUTINE(object)) {
        if (!((KrGen *)object)->delegate)
            return Py_NewRef(object);
        PyErr_SetString(PyExc_RuntimeError, "coroutine is being awaited already");
        return NULL;
    }
    if (PyCoro_CheckExact(object)) {
        PyObject *name = PyUnicode_InternFromString("cr_await");
        PyObject *other = name ? PyObject_GetAttr(object, name) : NULL;
        Py_XDECREF(name);
        Py_XDECREF(other);
        if (other == Py_None)
            return Py_NewRef(object);
        if (other)
            PyErr_SetString(PyExc_RuntimeError, "coroutine is being awaited already");
        return NULL;
    }
    if (is_iterable_coroutine(object))
        return Py_NewRef(object);
    PyAsyncMethods *methods = Py_TYPE(object)->tp_as_async;
    if (methods && methods->am_await)
        return check_iterator(methods->am_await(object));
    PyErr_Format(PyExc_TypeError, format ? format : KR_PY(14) ? "'%.100s' object can't be awaited"
                                                              : "object %.100s can't be used in 'await' expression",
                 Py_TYPE(object)->tp_name);
    return NULL;
}

/* ---- async for, async with ------------------------------------------------------------------- */

PyObject *kr_aiter(PyObject *object)
{
    PyAsyncMethods *methods = Py_TYPE(object)->tp_as_async;
    if (!methods || !methods->am_aiter) {
        PyErr_Format(PyExc_TypeError, "'async for' requires an object with __aiter__ method, got %.100s",
                     Py_TYPE(object)->tp_name);
        return NULL;
    }
    PyObject *iterator = methods->am_aiter(object);
    methods = iterator ? Py_TYPE(iterator)->tp_as_async : NULL;
    if (iterator && (!methods || !methods->am_anext)) {
        PyErr_Format(PyExc_TypeError,
                     "'async for' received an object from __aiter__ that does not implement __anext__: %.100s",
                     Py_TYPE(iterator)->tp_name);
        Py_CLEAR(iterator);
    }
    return iterator;
}

PyObject *kr_anext(PyObject *iterator)
{
    PyAsyncMethods *methods = Py_TYPE(iterator)->tp_as_async;
    if (methods && methods->am_anext)
        return methods->am_anext(iterator);
    PyErr_Format(PyExc_TypeError, "'async for' requires an iterator with __anext__ method, got %.100s",
                 Py_TYPE(iterator)->tp_name);
    return NULL;
}
