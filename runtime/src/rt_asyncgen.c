/* rt_asyncgen.c: the protocol of asynchronous generators: asend(), athrow(), aclose(), __anext__().
 *
 * Each gives an awaitable that steps the generator. What the generator yields while it waits for something else
 * (gen->delegate is set) is passed on to the event loop; what it yields itself ends the awaitable, as
 * StopIteration's value. Source: PEP 525, and what CPython's own asynchronous generators raise.
 */
#include "rt_gen.h"

typedef enum AwaitState { STATE_INIT, STATE_ITER, STATE_CLOSED } AwaitState;

/* One awaitable: asend(value), or athrow(exception) and aclose(). */
typedef struct Await {
    PyObject_HEAD
    KrGen *gen;
    PyObject *sent;                     /* asend: the value; NULL for None */
    PyObject *type, *value, *traceback; /* athrow; type NULL: aclose */
    AwaitState state;
} Await;

static PyTypeObject asend_type, athrow_type;

static PyObject *make_await(PyTypeObject *type, PyObject *gen)
{
    if (kr_asyncgen_begin((KrGen *)gen) < 0 || (!(type->tp_flags & Py_TPFLAGS_READY) && PyType_Ready(type) < 0))
        return NULL;
    Await *await = PyObject_GC_New(Await, type);
    if (!await)
        return NULL;
    await->gen = (KrGen *)Py_NewRef(gen);
    await->sent = await->type = await->value = await->traceback = NULL;
    await->state = STATE_INIT;
    PyObject_GC_Track((PyObject *)await);
    return (PyObject *)await;
}

int kr_asyncgen_begin(KrGen *gen)
{
    if (kr_atomic_load(&gen->hooked) || kr_atomic_replace(&gen->hooked, 0, 1) != 0)
        return 0;
    PyThreadState *thread = PyThreadState_Get();
    if (thread->async_gen_finalizer)
        gen->extra = Py_NewRef(thread->async_gen_finalizer);
    PyObject *first = thread->async_gen_firstiter;
    if (!first)
        return 0;
    Py_INCREF(first);
    PyObject *result = PyObject_CallOneArg(first, (PyObject *)gen);
    Py_DECREF(first);
    Py_XDECREF(result);
    return result ? 0 : -1;
}

/* One awaitable at a time steps the generator: 0 when another does. */
static int claim(KrGen *gen)
{
    return kr_atomic_replace(&gen->busy, 0, 1) == 0;
}

static void release(KrGen *gen)
{
    kr_atomic_store(&gen->busy, 0);
}

/* What a step of the generator means for who awaits: what the event loop gets, or NULL and an exception:
 * StopIteration with the item, StopAsyncIteration at the end. */
static PyObject *unwrap(KrGen *gen, KrStep step, PyObject *result)
{
    if (step == KR_STEP_YIELDED && gen->delegate)
        return result;
    release(gen);
    if (step == KR_STEP_YIELDED)
        return kr_stop_with(result);
    if (step == KR_STEP_RETURNED) {
        Py_DECREF(result);
        PyErr_SetNone(PyExc_StopAsyncIteration);
    }
    if (PyErr_ExceptionMatches(PyExc_StopAsyncIteration) || PyErr_ExceptionMatches(PyExc_GeneratorExit))
        kr_atomic_store(&gen->closed, 1);
    return NULL;
}

/* ---- asend ----------------------------------------------------------------------------------- */

static int is_spent(const Await *self, const char *text)
{
    if (self->state == STATE_CLOSED)
        PyErr_SetString(PyExc_RuntimeError, text);
    return self->state == STATE_CLOSED;
}

static int begin_asend(Await *self)
{
    if (self->state == STATE_INIT && !claim(self->gen)) {
        self->state = STATE_CLOSED;
        PyErr_SetString(PyExc_RuntimeError, "anext(): asynchronous generator is already running");
        return -1;
    }
    self->state = STATE_ITER;
    return 0;
}

static PyObject *send_asend(PyObject *object, PyObject *value)
{
    Await *self = (Await *)object;
    PyObject *result;
    if (is_spent(self, "cannot reuse already awaited __anext__()/asend()"))
        return NULL;
    if (self->state == STATE_INIT && value == Py_None && self->sent)
        value = self->sent;
    if (begin_asend(self) < 0)
        return NULL;
    KrStep step = kr_gen_step(self->gen, value, &result);
    result = unwrap(self->gen, step, result);
    if (!result)
        self->state = STATE_CLOSED;
    return result;
}

static PyObject *next_asend(PyObject *self)
{
    return send_asend(self, Py_None);
}

static PyObject *throw_asend(PyObject *object, PyObject *const *args, Py_ssize_t nargs)
{
    Await *self = (Await *)object;
    KrThrown thrown;
    PyObject *result;
    if (is_spent(self, "cannot reuse already awaited __anext__()/asend()") ||
        kr_thrown_parse("throw", args, nargs, &thrown) < 0)
        return NULL;
    if (begin_asend(self) < 0)
        return NULL;
    KrStep step = kr_gen_throw(self->gen, &thrown, &result);
    result = unwrap(self->gen, step, result);
    if (!result)
        self->state = STATE_CLOSED;
    return result;
}

/* ---- athrow, aclose -------------------------------------------------------------------------- */

/* One at a time. */
static int claim_gen(Await *self)
{
    if (!claim(self->gen)) {
        self->state = STATE_CLOSED;
        PyErr_Format(PyExc_RuntimeError, "%s(): asynchronous generator is already running",
                     self->type ? "athrow" : "aclose");
        return -1;
    }
    self->state = STATE_ITER;
    return 0;
}

static int begin_athrow(Await *self, PyObject *value)
{
    const KrGen *gen = self->gen;
    if (gen->busy)
        return claim_gen(self);
    if (kr_atomic_load(&gen->closed)) {
        self->state = STATE_CLOSED;
        PyErr_SetNone(PyExc_StopAsyncIteration);
        return -1;
    }
    if (value != Py_None) {
        PyErr_SetString(PyExc_RuntimeError, "can't send non-None value to a just-started coroutine");
        return -1;
    }
    return claim_gen(self);
}

/* The end of aclose(): it may not yield again; that it is over is success. */
static PyObject *unwrap_aclose(Await *self, KrStep step, PyObject *result)
{
    KrGen *gen = self->gen;
    if (step == KR_STEP_YIELDED && gen->delegate)
        return result;
    release(gen);
    self->state = STATE_CLOSED;
    if (step == KR_STEP_YIELDED) {
        Py_DECREF(result);
        PyErr_SetString(PyExc_RuntimeError, "async generator ignored GeneratorExit");
        return NULL;
    }
    Py_XDECREF(result);
    if (step == KR_STEP_RETURNED || PyErr_ExceptionMatches(PyExc_StopAsyncIteration) ||
        PyErr_ExceptionMatches(PyExc_GeneratorExit)) {
        PyErr_Clear();
        PyErr_SetNone(PyExc_StopIteration);
    }
    return NULL;
}

static PyObject *finish_athrow(Await *self, KrStep step, PyObject *result)
{
    if (!self->type)
        return unwrap_aclose(self, step, result);
    result = unwrap(self->gen, step, result);
    if (!result)
        self->state = STATE_CLOSED;
    return result;
}

static PyObject *start_athrow(Await *self, PyObject *value)
{
    PyObject *result;
    if (begin_athrow(self, value) < 0)
        return NULL;
    KrThrown thrown = {self->type, self->value, self->traceback, 1};
    if (!self->type) {
        kr_atomic_store(&self->gen->closed, 1);
        thrown.type = PyExc_GeneratorExit;
    }
    KrStep step = kr_gen_throw(self->gen, &thrown, &result);
    return finish_athrow(self, step, result);
}

static PyObject *send_athrow(PyObject *object, PyObject *value)
{
    Await *self = (Await *)object;
    PyObject *result;
    if (is_spent(self, "cannot reuse already awaited aclose()/athrow()"))
        return NULL;
    if (SEEN_RESUME(self->gen) < 0 && !IS_RUNNING(self->gen)) {
        self->state = STATE_CLOSED;
        PyErr_SetNone(PyExc_StopIteration);
        return NULL;
    }
    if (self->state == STATE_INIT)
        return start_athrow(self, value);
    KrStep step = kr_gen_step(self->gen, value, &result);
    return finish_athrow(self, step, result);
}

static PyObject *next_athrow(PyObject *self)
{
    return send_athrow(self, Py_None);
}

static PyObject *throw_athrow(PyObject *object, PyObject *const *args, Py_ssize_t nargs)
{
    Await *self = (Await *)object;
    KrThrown thrown;
    PyObject *result;
    if (is_spent(self, "cannot reuse already awaited aclose()/athrow()") ||
        kr_thrown_parse("throw", args, nargs, &thrown) < 0)
        return NULL;
    if (self->state == STATE_INIT && claim_gen(self) < 0)
        return NULL;
    KrStep step = kr_gen_throw(self->gen, &thrown, &result);
    return finish_athrow(self, step, result);
}

/* ---- both ------------------------------------------------------------------------------------ */

/* close(): one that is under way must end at GeneratorExit. */
static PyObject *close_await(PyObject *object, PyObject *const exit[1])
{
    Await *self = (Await *)object;
    if (self->state != STATE_ITER) {
        self->state = STATE_CLOSED;
        return Py_NewRef(Py_None);
    }
    PyObject *result = Py_IS_TYPE(object, &asend_type) ? throw_asend(object, exit, 1) : throw_athrow(object, exit, 1);
    if (result) {
        Py_DECREF(result);
        PyErr_SetString(PyExc_RuntimeError, "coroutine ignored GeneratorExit");
        return NULL;
    }
    if (!PyErr_ExceptionMatches(PyExc_StopIteration) && !PyErr_ExceptionMatches(PyExc_StopAsyncIteration) &&
        !PyErr_ExceptionMatches(PyExc_GeneratorExit))
        return NULL;
    PyErr_Clear();
    return Py_NewRef(Py_None);
}

static PyObject *get_closed(PyObject *object, PyObject *Py_UNUSED(unused))
{
    PyObject *exit[1] = {PyExc_GeneratorExit};
    return close_await(object, exit);
}

static int visit_await(PyObject *object, visitproc visit, void *arg)
{
    const Await *self = (Await *)object;
    Py_VISIT(self->gen);
    Py_VISIT(self->sent);
    Py_VISIT(self->type);
    Py_VISIT(self->value);
    Py_VISIT(self->traceback);
    return 0;
}

/* RuntimeWarning: coroutine method 'asend' of 'f' was never awaited (since 3.13) */
static void warn_unused(Await *self)
{
    const char *name = Py_IS_TYPE((PyObject *)self, &asend_type) ? "asend" : self->type ? "athrow" : "aclose";
    PyObject *pending = kr_error_take();
    PyObject *qualname = PyObject_GetAttrString((PyObject *)self->gen, "__qualname__");
    if (!qualname || PyErr_WarnFormat(PyExc_RuntimeWarning, 1, "coroutine method '%s' of '%S' was never awaited", name,
                                      qualname) < 0)
        KR_UNRAISABLE("finalizing coroutine", (PyObject *)self->gen);
    Py_XDECREF(qualname);
    if (pending)
        kr_error_put(pending);
}

static void free_await(PyObject *object)
{
    Await *self = (Await *)object;
    PyObject_GC_UnTrack(object);
    if (KR_PY(13) && self->state == STATE_INIT)
        warn_unused(self);
    Py_CLEAR(self->gen);
    Py_CLEAR(self->sent);
    Py_CLEAR(self->type);
    Py_CLEAR(self->value);
    Py_CLEAR(self->traceback);
    PyObject_GC_Del(object);
}

static PyMethodDef asend_methods[] = {
    {"send", send_asend, METH_O, NULL},
    {"throw", (PyCFunction)(void (*)(void))throw_asend, METH_FASTCALL, NULL},
    {"close", get_closed, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyMethodDef athrow_methods[] = {
    {"send", send_athrow, METH_O, NULL},
    {"throw", (PyCFunction)(void (*)(void))throw_athrow, METH_FASTCALL, NULL},
    {"close", get_closed, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyAsyncMethods await_async = {.am_await = PyObject_SelfIter};

#define AWAIT_TYPE(name, next, methods)                                                             \
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = name, .tp_basicsize = sizeof(Await), .tp_dealloc = free_await, \
        .tp_as_async = &await_async, .tp_getattro = PyObject_GenericGetAttr,                         \
        .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC, .tp_traverse = visit_await,             \
        .tp_iter = PyObject_SelfIter, .tp_iternext = next, .tp_methods = methods

static PyTypeObject asend_type = {AWAIT_TYPE("async_generator_asend", next_asend, asend_methods)};
static PyTypeObject athrow_type = {AWAIT_TYPE("async_generator_athrow", next_athrow, athrow_methods)};

/* ---- the generator's methods ----------------------------------------------------------------- */

PyObject *kr_asyncgen_next(PyObject *gen)
{
    return make_await(&asend_type, gen);
}

static PyObject *get_asend(PyObject *gen, PyObject *value)
{
    Await *self = (Await *)make_await(&asend_type, gen);
    if (self)
        self->sent = Py_NewRef(value);
    return (PyObject *)self;
}

static PyObject *get_athrow(PyObject *gen, PyObject *const *args, Py_ssize_t nargs)
{
    KrThrown thrown;
    if (kr_thrown_parse("athrow", args, nargs, &thrown) < 0)
        return NULL;
    Await *self = (Await *)make_await(&athrow_type, gen);
    if (self) {
        self->type = Py_NewRef(thrown.type);
        self->value = Py_XNewRef(thrown.value);
        self->traceback = Py_XNewRef(thrown.traceback);
    }
    return (PyObject *)self;
}

static PyObject *get_aclose(PyObject *gen, PyObject *Py_UNUSED(unused))
{
    return make_await(&athrow_type, gen);
}

PyMethodDef kr_asyncgen_methods[] = {
    {"asend", get_asend, METH_O, "asend(v) -> send 'v' in generator."},
    {"athrow", (PyCFunction)(void (*)(void))get_athrow, METH_FASTCALL, "athrow(value) -> raise exception in generator."},
    {"aclose", get_aclose, METH_NOARGS, "aclose() -> raise GeneratorExit inside generator."},
    {NULL, NULL, 0, NULL},
};
