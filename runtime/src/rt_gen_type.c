/* rt_gen_type.c: generators as objects of the interpreter: types, methods, attributes, life.
 *
 * Three types with the same header. Their methods are those of CPython's own generators, coroutines and
 * asynchronous generators, so the abstract classes of collections.abc recognise them and inspect and asyncio
 * find what they look at. A generator that is dropped while suspended is closed first (PEP 442).
 */
#include "rt_gen.h"
#include "kr/func.h"
#include <string.h>
#include <structmember.h>

/* ---- life ------------------------------------------------------------------------------------ */

static PyObject *make_origin(int depth)
{
    PyFrameObject *frame = PyEval_GetFrame();
    PyObject *list = PyList_New(0);
    Py_XINCREF((PyObject *)frame);
    while (frame && list && depth-- > 0) {
        PyCodeObject *code = PyFrame_GetCode(frame);
        PyObject *entry = Py_BuildValue("OiO", code->co_filename, PyFrame_GetLineNumber(frame), code->co_name);
        Py_DECREF((PyObject *)code);
        if (!entry || PyList_Append(list, entry) < 0)
            Py_CLEAR(list);
        Py_XDECREF(entry);
        PyFrameObject *outer = PyFrame_GetBack(frame);
        Py_DECREF((PyObject *)frame);
        frame = outer;
    }
    Py_XDECREF((PyObject *)frame);
    PyObject *origin = list ? PyList_AsTuple(list) : NULL;
    Py_XDECREF(list);
    return origin;
}

/* What Python code has set of the function that makes a generator; new references or NULL. */
typedef struct Given {
    PyObject *name, *qualname;
    int is_iterable; /* types.coroutine() has changed its code: it may be awaited */
} Given;

static Given given_by(KrFunction *function)
{
    Given given = {NULL, NULL, 0};
    if (!function || !kr_atomic_load(&function->renamed))
        return given;
    KR_LOCK((PyObject *)function);
    given.name = Py_XNewRef(function->name);
    given.qualname = Py_XNewRef(function->qualname);
    const PyCodeObject *code = (PyCodeObject *)function->code;
    given.is_iterable = code && (code->co_flags & CO_ITERABLE_COROUTINE);
    KR_UNLOCK();
    return given;
}

static PyTypeObject *type_of(const KrGenDef *def, int is_iterable)
{
    if (def->kind == KR_GEN_COROUTINE)
        return &kr_coroutine_type;
    if (def->kind == KR_GEN_ASYNC)
        return &kr_asyncgen_type;
    return def->kind == KR_GEN_ITERABLE || is_iterable ? &kr_iterable_type : &kr_generator_type;
}

static KrGen *alloc_gen(const KrGenDef *def, int is_iterable)
{
    PyTypeObject *type = type_of(def, is_iterable);
    if (!(type->tp_flags & Py_TPFLAGS_READY) && PyType_Ready(type) < 0)
        return NULL;
    KrGen *gen = PyObject_GC_NewVar(KrGen, type, (Py_ssize_t)(def->size - sizeof(KrGen)));
    if (gen)
        memset((char *)gen + sizeof(PyVarObject), 0, def->size - sizeof(PyVarObject));
    return gen;
}

PyObject *kr_gen_new(KrModule *module, const KrGenDef *def, PyObject *function)
{
    KrFunction *own = function && kr_func_check(function) ? (KrFunction *)function : NULL;
    if (own && own->origin)
        own = (KrFunction *)own->origin;
    Given given = given_by(own);
    KrGen *gen = alloc_gen(def, given.is_iterable);
    if (!gen) {
        Py_XDECREF(given.name);
        Py_XDECREF(given.qualname);
        return NULL;
    }
    gen->def = def;
    gen->module = module;
    gen->name = given.name;
    gen->qualname = given.qualname;
    gen->function = Py_XNewRef((PyObject *)own);
    PyObject_GC_Track((PyObject *)gen);
    int depth = def->kind == KR_GEN_COROUTINE ? PyThreadState_Get()->coroutine_origin_tracking_depth : 0;
    if (depth > 0) {
        gen->extra = make_origin(depth);
        if (!gen->extra)
            Py_CLEAR(gen);
    }
    return (PyObject *)gen;
}

static int visit_ref(const KrGen *gen, const KrFrameRef *ref, visitproc visit, void *arg)
{
    const void *place = (const char *)gen + ref->offset;
    if (ref->kind == KR_REF_OBJECT) {
        Py_VISIT(*(PyObject *const *)place);
    } else if (ref->kind == KR_REF_EXC) {
        const KrExc *exc = place;
        Py_VISIT(exc->value);
        Py_VISIT(exc->saved);
    }
    return 0;
}

static int visit_gen(PyObject *self, visitproc visit, void *arg)
{
    KrGen *gen = (KrGen *)self;
    for (int i = 0; i < gen->def->count; i++) {
        int status = visit_ref(gen, &gen->def->refs[i], visit, arg);
        if (status)
            return status;
    }
    Py_VISIT(gen->delegate);
    Py_VISIT(gen->value);
    Py_VISIT(gen->extra);
    Py_VISIT(gen->function);
    Py_VISIT(gen->frame);
    Py_VISIT(gen->handled.value);
#if !KR_PY(11)
    Py_VISIT(gen->handled.type);
    Py_VISIT(gen->handled.traceback);
#endif
    return 0;
}

static int clear_gen(PyObject *self)
{
    KrGen *gen = (KrGen *)self;
    if (!IS_RUNNING(gen)) {
        gen->resume = -1;
        kr_gen_clear(gen);
    }
    Py_CLEAR(gen->extra);
    Py_CLEAR(gen->function);
    Py_CLEAR(gen->frame);
    return 0;
}

/* RuntimeWarning: coroutine 'f' was never awaited */
static void warn_unawaited(KrGen *gen)
{
    PyObject *module = PyImport_ImportModule("warnings");
    PyObject *warn = module ? PyObject_GetAttrString(module, "_warn_unawaited_coroutine") : NULL;
    if (!warn)
        PyErr_Clear();
    PyObject *result = warn ? PyObject_CallOneArg(warn, (PyObject *)gen) : NULL;
    int warned = result || (warn && PyErr_ExceptionMatches(PyExc_RuntimeWarning));
    if (PyErr_Occurred())
        KR_UNRAISABLE("finalizing coroutine", (PyObject *)gen);
    if (!warned && PyErr_WarnFormat(PyExc_RuntimeWarning, 1, "coroutine '%.50s' was never awaited",
                                    gen->def->qualname) < 0)
        KR_UNRAISABLE("finalizing coroutine", (PyObject *)gen);
    Py_XDECREF(result);
    Py_XDECREF(warn);
    Py_XDECREF(module);
}

static void finalize_gen(PyObject *self)
{
    KrGen *gen = (KrGen *)self;
    if (gen->resume < 0 || IS_RUNNING(gen))
        return;
    PyObject *pending = kr_error_take(), *result = NULL;
    int is_hooked = gen->def->kind == KR_GEN_ASYNC && gen->extra;
    if (gen->def->kind == KR_GEN_ASYNC && gen->extra && !gen->closed && gen->resume) {
        result = PyObject_CallOneArg(gen->extra, self);
    } else if (gen->def->kind == KR_GEN_COROUTINE && !gen->resume) {
        warn_unawaited(gen);
        result = Py_NewRef(Py_None);
    } else {
        result = kr_gen_close(gen);
    }
    if (!result && is_hooked)
        KR_UNRAISABLE("finalizing generator", self);
    else if (!result)
        KR_UNRAISABLE("closing generator", self);
    Py_XDECREF(result);
    if (pending)
        kr_error_put(pending);
}

static void free_gen(PyObject *self)
{
    KrGen *gen = (KrGen *)self;
    PyObject_GC_UnTrack(self);
    if (gen->weakrefs)
        PyObject_ClearWeakRefs(self);
    if (gen->resume >= 0) {
        PyObject_GC_Track(self);
        if (PyObject_CallFinalizerFromDealloc(self) < 0)
            return;
        PyObject_GC_UnTrack(self);
    }
    clear_gen(self);
    Py_XDECREF(gen->name);
    Py_XDECREF(gen->qualname);
    PyObject_GC_Del(self);
}

/* ---- iteration ------------------------------------------------------------------------------- */

static PyObject *next_gen(PyObject *self)
{
    KrGen *gen = (KrGen *)self;
    PyObject *result;
    if (!KR_FREE_THREADED && KR_LIKELY(gen->resume >= 0 && !gen->delegate)) {
        result = kr_gen_run(gen, Py_None);
        if (KR_LIKELY(gen->resume > 0) || !result)
            return result;
        if (result != Py_None)
            return kr_stop_with(result);
        Py_DECREF(result);
        return NULL;
    }
    KrStep step = kr_gen_step((KrGen *)self, Py_None, &result);
    if (KR_LIKELY(step == KR_STEP_YIELDED) || step == KR_STEP_FAILED)
        return result;
    if (result != Py_None)
        return kr_stop_with(result);
    Py_DECREF(result);
    return NULL;
}

static PyObject *end_of(KrStep step, PyObject *result)
{
    return step == KR_STEP_RETURNED ? kr_stop_with(result) : result;
}

static PyObject *send_gen(PyObject *self, PyObject *value)
{
    PyObject *result;
    KrStep step = kr_gen_step((KrGen *)self, value, &result);
    return end_of(step, result);
}

static PyObject *throw_gen(PyObject *self, PyObject *const *args, Py_ssize_t nargs)
{
    KrThrown thrown;
    PyObject *result;
    if (kr_thrown_parse("throw", args, nargs, &thrown) < 0)
        return NULL;
    KrStep step = kr_gen_throw((KrGen *)self, &thrown, &result);
    return end_of(step, result);
}

static PyObject *close_gen(PyObject *self, PyObject *Py_UNUSED(unused))
{
    return kr_gen_close((KrGen *)self);
}

#if KR_PY(10)
static PySendResult slot_send(PyObject *self, PyObject *value, PyObject **result)
{
    return (PySendResult)kr_gen_step((KrGen *)self, value, result);
}
#define GEN_SEND .am_send = slot_send,
#define HAVE_SEND Py_TPFLAGS_HAVE_AM_SEND
#else
#define GEN_SEND /* before 3.10 there is none */
#define HAVE_SEND 0
#endif
#ifndef Py_TPFLAGS_HAVE_AM_SEND
#undef HAVE_SEND
#define HAVE_SEND 0
#endif

/* ---- attributes ------------------------------------------------------------------------------ */

static PyObject *own_name(KrGen *gen)
{
    if (!gen->name)
        gen->name = PyUnicode_InternFromString(gen->def->name);
    return gen->name;
}

static PyObject *own_qualname(KrGen *gen)
{
    if (!gen->qualname)
        gen->qualname = PyUnicode_InternFromString(gen->def->qualname);
    return gen->qualname;
}

static PyObject *get_gen_name(PyObject *self, void *closure)
{
    PyObject *name;
    KR_LOCK(self);
    name = Py_XNewRef(closure ? own_qualname((KrGen *)self) : own_name((KrGen *)self));
    KR_UNLOCK();
    return name;
}

static int set_gen_name(PyObject *self, PyObject *value, void *closure)
{
    KrGen *gen = (KrGen *)self;
    PyObject **place = closure ? &gen->qualname : &gen->name;
    if (!value || !PyUnicode_Check(value)) {
        PyErr_SetString(PyExc_TypeError, closure ? "__qualname__ must be set to a string object"
                                                 : "__name__ must be set to a string object");
        return -1;
    }
    Py_INCREF(value);
    KR_LOCK(self);
    KR_REPLACE(*place, value);
    KR_UNLOCK();
    return 0;
}

static PyObject *get_running(PyObject *self, void *Py_UNUSED(closure))
{
    const KrGen *gen = (KrGen *)self;
    return PyBool_FromLong(IS_RUNNING(gen) || kr_atomic_load(&gen->busy));
}

static PyObject *get_suspended(PyObject *self, void *Py_UNUSED(closure))
{
    const KrGen *gen = (KrGen *)self;
    return PyBool_FromLong(!IS_RUNNING(gen) && SEEN_RESUME(gen) > 0);
}

static PyObject *get_delegate(PyObject *self, void *Py_UNUSED(closure))
{
    const KrGen *gen = (KrGen *)self;
    PyObject *delegate;
    KR_LOCK(self);
    delegate = Py_NewRef(gen->delegate && !IS_RUNNING(gen) ? gen->delegate : Py_None);
    KR_UNLOCK();
    return delegate;
}

static PyObject *get_gen_origin(PyObject *self, void *Py_UNUSED(closure))
{
    const KrGen *gen = (KrGen *)self;
    return Py_NewRef(gen->extra ? gen->extra : Py_None);
}

static PyObject *get_gen_code(PyObject *self, void *Py_UNUSED(closure))
{
    static const int flags[] = {CO_GENERATOR, CO_COROUTINE, CO_ASYNC_GENERATOR, CO_GENERATOR | CO_ITERABLE_COROUTINE};
    const KrGen *gen = (KrGen *)self;
    if (gen->function)
        return PyObject_GetAttrString(gen->function, "__code__");
    PyCodeObject *code = PyCode_NewEmpty(gen->def->file, gen->def->name, gen->def->line);
    if (code)
        code->co_flags |= flags[gen->def->kind] | (IS_ITERABLE(gen) ? CO_ITERABLE_COROUTINE : 0);
    return (PyObject *)code;
}

/* A frame object that shows code and globals; None when the generator has ended. */
static PyObject *make_gen_frame(PyObject *self)
{
    KrGen *gen = (KrGen *)self;
    if (SEEN_RESUME(gen) < 0 && !IS_RUNNING(gen))
        return Py_NewRef(Py_None);
    if (!gen->frame) {
        PyCodeObject *code = (PyCodeObject *)get_gen_code(self, NULL);
        gen->frame = code ? (PyObject *)PyFrame_New(PyThreadState_Get(), code, gen->module->dict, NULL) : NULL;
        Py_XDECREF((PyObject *)code);
    }
#if !KR_PY(11)
    if (gen->frame && gen->resume)
        ((PyFrameObject *)gen->frame)->f_lasti = 0; /* started, for inspect.getgeneratorstate */
#endif
    return Py_XNewRef(gen->frame);
}

static PyObject *get_gen_frame(PyObject *self, void *Py_UNUSED(closure))
{
    PyObject *frame;
    KR_LOCK(self);
    frame = make_gen_frame(self);
    KR_UNLOCK();
    return frame;
}

static PyObject *show_gen(PyObject *self)
{
    KrGen *gen = (KrGen *)self;
    PyObject *name = get_gen_name(self, self);
    const char *format = gen->def->kind == KR_GEN_COROUTINE ? "<coroutine object %U at %p>"
                         : gen->def->kind == KR_GEN_ASYNC   ? "<async_generator object %U at %p>"
                                                            : "<generator object %U at %p>";
    PyObject *text = name ? PyUnicode_FromFormat(format, name, self) : NULL;
    Py_XDECREF(name);
    return text;
}

/* Does it come from one of Cython's own files? */
static int is_from_cython(PyObject *self)
{
    const char *dot = strrchr(((KrGen *)self)->def->file, '.');
    return dot && strcmp(dot, ".py") != 0;
}

/* For isinstance(x, types.GeneratorType) and the like, as inspect asks. What types.coroutine makes of a generator of Cython is
 * a coroutine to them. */
static PyObject *get_gen_class(PyObject *self, void *Py_UNUSED(closure))
{
    int kind = ((KrGen *)self)->def->kind;
    int is_coroutine = kind == KR_GEN_COROUTINE || (Py_IS_TYPE(self, &kr_iterable_type) && is_from_cython(self));
    return Py_NewRef((PyObject *)(is_coroutine           ? &PyCoro_Type
                                  : kind == KR_GEN_ASYNC ? &PyAsyncGen_Type
                                                         : &PyGen_Type));
}

/* As in Cython, in its own files only. */
static PyObject *get_gen_module(PyObject *self, void *Py_UNUSED(closure))
{
    if (is_from_cython(self))
        return Py_NewRef(((KrGen *)self)->module->name);
    PyErr_Format(PyExc_AttributeError, "'%.100s' object has no attribute '__module__'", Py_TYPE(self)->tp_name);
    return NULL;
}

#define GEN_NAMES(kind)                                                                            \
    {"__name__", get_gen_name, set_gen_name, "name of the " kind, NULL},                           \
    {"__qualname__", get_gen_name, set_gen_name, "qualified name of the " kind, (void *)""},       \
    {"__module__", get_gen_module, NULL, NULL, NULL},                                              \
    {"__class__", get_gen_class, NULL, NULL, NULL}

static PyGetSetDef generator_getset[] = {
    GEN_NAMES("generator"),
    {"gi_running", get_running, NULL, NULL, NULL},
    {"gi_suspended", get_suspended, NULL, NULL, NULL},
    {"gi_yieldfrom", get_delegate, NULL, "object being iterated by yield from, or None", NULL},
    {"gi_frame", get_gen_frame, NULL, NULL, NULL},
    {"gi_code", get_gen_code, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyGetSetDef coroutine_getset[] = {
    GEN_NAMES("coroutine"),
    {"cr_running", get_running, NULL, NULL, NULL},
    {"cr_suspended", get_suspended, NULL, NULL, NULL},
    {"cr_await", get_delegate, NULL, "object being awaited on, or None", NULL},
    {"cr_frame", get_gen_frame, NULL, NULL, NULL},
    {"cr_code", get_gen_code, NULL, NULL, NULL},
    {"cr_origin", get_gen_origin, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyGetSetDef asyncgen_getset[] = {
    GEN_NAMES("async generator"),
    {"ag_running", get_running, NULL, NULL, NULL},
    {"ag_suspended", get_suspended, NULL, NULL, NULL},
    {"ag_await", get_delegate, NULL, "object being awaited on, or None", NULL},
    {"ag_frame", get_gen_frame, NULL, NULL, NULL},
    {"ag_code", get_gen_code, NULL, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

#define GEN_METHODS(kind, value, traceback)                                                        \
    {"send", send_gen, METH_O,                                                                     \
     "send(arg) -> send 'arg' into " kind ",\nreturn next " value " value or raise StopIteration."}, \
    {"throw", (PyCFunction)(void (*)(void))throw_gen, METH_FASTCALL,                               \
     "throw(value)\nthrow(type[,value[," traceback "]])\n\n"                                       \
     "Raise exception in " kind ", return next " value " value or raise\nStopIteration."},         \
    {"close", close_gen, METH_NOARGS, "close() -> raise GeneratorExit inside " kind "."},          \
    {NULL, NULL, 0, NULL}

static PyMethodDef generator_methods[] = {GEN_METHODS("generator", "yielded", "tb")};
static PyMethodDef coroutine_methods[] = {GEN_METHODS("coroutine", "iterated", "traceback")};

/* ---- types ----------------------------------------------------------------------------------- */

static PyAsyncMethods generator_async = {GEN_SEND .am_await = NULL};
static PyAsyncMethods iterable_async = {GEN_SEND .am_await = PyObject_SelfIter};
static PyAsyncMethods coroutine_async = {GEN_SEND .am_await = kr_coroutine_await};
static PyAsyncMethods asyncgen_async = {GEN_SEND .am_aiter = PyObject_SelfIter, .am_anext = kr_asyncgen_next};

#define GEN_TYPE(name, getset, methods)                                                             \
    PyVarObject_HEAD_INIT(NULL, 0).tp_name = name, .tp_basicsize = sizeof(KrGen), .tp_itemsize = 1,  \
        .tp_dealloc = free_gen, .tp_repr = show_gen, .tp_getattro = PyObject_GenericGetAttr,         \
        .tp_flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | HAVE_SEND, .tp_traverse = visit_gen,   \
        .tp_clear = clear_gen, .tp_weaklistoffset = offsetof(KrGen, weakrefs), .tp_getset = getset,  \
        .tp_methods = methods, .tp_finalize = finalize_gen

PyTypeObject kr_generator_type = {
    GEN_TYPE("generator", generator_getset, generator_methods),
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = next_gen,
    .tp_as_async = &generator_async,
};

PyTypeObject kr_iterable_type = {
    GEN_TYPE("generator", generator_getset, generator_methods),
    .tp_iter = PyObject_SelfIter,
    .tp_iternext = next_gen,
    .tp_as_async = &iterable_async,
};

PyTypeObject kr_coroutine_type = {
    GEN_TYPE("coroutine", coroutine_getset, coroutine_methods),
    .tp_as_async = &coroutine_async,
};

PyTypeObject kr_asyncgen_type = {
    GEN_TYPE("async_generator", asyncgen_getset, kr_asyncgen_methods),
    .tp_as_async = &asyncgen_async,
};
