/* rt_gen.c: running generators; see kr/gen.h.
 *
 * A step pushes the generator's record of handled exceptions, enters the body and pops the record. While it waits
 * in `yield from` or `await`, the body is not entered: what is sent or thrown goes straight to the object waited
 * for, through as many generators as there are, and the body goes on when that has ended. Sources: PEP 342, 380,
 * 479, 492; the data model, "Generator-iterator methods".
 */
#include "rt_gen.h"

/* ---- errors ---------------------------------------------------------------------------------- */

PyObject *kr_fail_from_cause(PyObject *type, const char *format, const char *argument)
{
    PyObject *cause = kr_error_take();
    PyErr_Format(type, format, argument);
    PyObject *error = kr_error_take();
    if (!error || !cause) {
        Py_XDECREF(cause);
        if (error)
            kr_error_put(error);
        return NULL;
    }
    PyException_SetCause(error, Py_NewRef(cause));
    PyException_SetContext(error, cause);
    kr_error_put(error);
    return NULL;
}

PyObject *kr_stop_with(PyObject *value)
{
    if (value == Py_None) {
        PyErr_SetNone(PyExc_StopIteration);
    } else {
        PyObject *stop = PyObject_CallOneArg(PyExc_StopIteration, value);
        if (stop)
            PyErr_SetObject(PyExc_StopIteration, stop);
        Py_XDECREF(stop);
    }
    Py_DECREF(value);
    return NULL;
}

PyObject *kr_stop_value(void)
{
    if (!PyErr_Occurred())
        return Py_NewRef(Py_None);
    if (!PyErr_ExceptionMatches(PyExc_StopIteration))
        return NULL;
    PyObject *stop = kr_error_take();
    PyObject *value = Py_XNewRef(((PyStopIterationObject *)stop)->value);
    Py_DECREF(stop);
    return value ? value : Py_NewRef(Py_None);
}

static const char *kind_name(const KrGen *gen)
{
    return gen->def->kind == KR_GEN_COROUTINE ? "coroutine"
           : gen->def->kind == KR_GEN_ASYNC   ? "async generator"
                                              : "generator";
}

static KrStep fail_running(const KrGen *gen)
{
    PyErr_Format(PyExc_ValueError, "%s already executing", kind_name(gen));
    return KR_STEP_FAILED;
}

/* One thread at a time: 0 when another is in the generator already. With the GIL, `resume` says so. */
static inline int enter(KrGen *gen)
{
#if KR_FREE_THREADED
    return kr_atomic_replace(&gen->entered, 0, 1) == 0;
#else
    (void)gen;
    return 1;
#endif
}

static inline void leave(KrGen *gen)
{
#if KR_FREE_THREADED
    kr_atomic_store(&gen->seen, gen->resume);
    kr_atomic_store(&gen->entered, 0);
#else
    (void)gen;
#endif
}

/* What the body raised may not look like the end of an iteration. */
static void convert_stop(const KrGen *gen)
{
    PyObject *what = NULL;
    if (PyErr_ExceptionMatches(PyExc_StopIteration))
        what = PyExc_StopIteration;
    else if (gen->def->kind == KR_GEN_ASYNC && PyErr_ExceptionMatches(PyExc_StopAsyncIteration))
        what = PyExc_StopAsyncIteration;
    if (!what)
        return;
    const char *format = gen->def->kind == KR_GEN_COROUTINE ? "coroutine raised StopIteration"
                         : what == PyExc_StopAsyncIteration ? "async generator raised StopAsyncIteration"
                         : gen->def->kind == KR_GEN_ASYNC   ? "async generator raised StopIteration"
                                                            : "generator raised StopIteration";
    kr_fail_from_cause(PyExc_RuntimeError, format, NULL);
}

/* ---- the frame ------------------------------------------------------------------------------- */

static void clear_ref(KrGen *gen, const KrFrameRef *ref)
{
    void *place = (char *)gen + ref->offset;
    if (ref->kind == KR_REF_OBJECT) {
        Py_CLEAR(*(PyObject **)place);
    } else if (ref->kind == KR_REF_VIEW) {
        kr_view_release(place);
    } else {
        KrExc *exc = place;
        Py_CLEAR(exc->value);
        Py_CLEAR(exc->saved);
    }
}

static void clear_handled(KrHandled *handled)
{
    Py_CLEAR(handled->value);
#if !KR_PY(11)
    Py_CLEAR(handled->type);
    Py_CLEAR(handled->traceback);
#endif
}

/* What it waits for from now on, NULL: nothing; takes the reference. gi_yieldfrom looks at it in any thread. */
static void set_delegate(KrGen *gen, PyObject *iterator)
{
    PyObject *old;
    KR_LOCK((PyObject *)gen);
    old = gen->delegate;
    gen->delegate = iterator;
    KR_UNLOCK();
    Py_XDECREF(old);
}

void kr_gen_clear(KrGen *gen)
{
    for (int i = 0; i < gen->def->count; i++)
        clear_ref(gen, &gen->def->refs[i]);
    if (gen->delegate)
        set_delegate(gen, NULL);
    Py_CLEAR(gen->value);
    clear_handled(&gen->handled);
}

/* ---- the body -------------------------------------------------------------------------------- */

static void push_handled(KrGen *gen, PyThreadState *thread)
{
    kr_pointer_store(&gen->handled.outer, (KrHandled *)(void *)thread->exc_info);
    thread->exc_info = (void *)&gen->handled;
}

static void pop_handled(KrGen *gen, PyThreadState *thread)
{
    thread->exc_info = (void *)gen->handled.outer;
    kr_pointer_store(&gen->handled.outer, NULL);
}

/* An exception thrown into a handler has what is handled there as its context. */
static void chain_thrown(const KrGen *gen)
{
    if (!gen->handled.value || gen->handled.value == Py_None)
        return;
    PyObject *error = kr_error_take();
    if (error)
        PyErr_SetObject((PyObject *)Py_TYPE(error), error);
    Py_XDECREF(error);
}

/* The body has returned and not yielded: it is over. */
static PyObject *end_gen(KrGen *gen, PyObject *result)
{
    if (!result)
        convert_stop(gen);
    kr_gen_clear(gen);
    return result;
}

PyObject *kr_gen_run(KrGen *gen, PyObject *sent)
{
    PyThreadState *thread = PyThreadState_Get();
    if (KR_UNLIKELY(KR_GO_DEEPER(thread)))
        return NULL;
    int resume = gen->resume;
    push_handled(gen, thread);
    if (KR_UNLIKELY(!sent))
        chain_thrown(gen);
    gen->resume = -1;
    PyObject *result = gen->def->body(gen, resume, sent);
    pop_handled(gen, thread);
    KR_COME_BACK(thread);
    return KR_LIKELY(gen->resume >= 0) ? result : end_gen(gen, result);
}

static KrStep run_step(KrGen *gen, PyObject *sent, PyObject **result)
{
    *result = kr_gen_run(gen, sent);
    return !*result ? KR_STEP_FAILED : gen->resume < 0 ? KR_STEP_RETURNED : KR_STEP_YIELDED;
}

/* ---- what it waits for ----------------------------------------------------------------------- */

#if !KR_PY(10)
static PyObject *send_to(PyObject *iterator, PyObject *sent)
{
    if (sent == Py_None && Py_TYPE(iterator)->tp_iternext)
        return Py_TYPE(iterator)->tp_iternext(iterator);
    PyObject *name = PyUnicode_InternFromString("send");
    PyObject *result = name ? PyObject_CallMethodObjArgs(iterator, name, sent, NULL) : NULL;
    Py_XDECREF(name);
    return result;
}
#endif

KrStep kr_iter_step(PyObject *iterator, PyObject *sent, PyObject **result)
{
    if (IS_GENERATOR(iterator) || IS_COROUTINE(iterator))
        return kr_gen_step((KrGen *)iterator, sent, result);
#if KR_PY(10)
    return (KrStep)PyIter_Send(iterator, sent, result);
#else
    *result = send_to(iterator, sent);
    if (*result)
        return KR_STEP_YIELDED;
    *result = kr_stop_value();
    return *result ? KR_STEP_RETURNED : KR_STEP_FAILED;
#endif
}

/* The wait is over: the body goes on with the value, whose reference is taken, or NULL: with the error. */
static KrStep go_on(KrGen *gen, PyObject *value, PyObject **result)
{
    set_delegate(gen, NULL);
    gen->value = value;
    return run_step(gen, value ? Py_None : NULL, result);
}

static KrStep step_delegate(KrGen *gen, PyObject *sent, PyObject **result)
{
    PyThreadState *thread = PyThreadState_Get();
    if (KR_GO_DEEPER(thread))
        return KR_STEP_FAILED;
    push_handled(gen, thread);
    KrStep step = kr_iter_step(gen->delegate, sent, result);
    pop_handled(gen, thread);
    KR_COME_BACK(thread);
    if (step == KR_STEP_YIELDED)
        return step;
    return go_on(gen, step == KR_STEP_RETURNED ? *result : NULL, result);
}

/* Starts to wait; takes the reference. Called by the body. */
static PyObject *begin_wait(KrGen *gen, PyObject *iterator)
{
    PyObject *result;
    if (!iterator)
        return NULL;
    set_delegate(gen, iterator);
    KrStep step = kr_iter_step(iterator, Py_None, &result);
    if (step == KR_STEP_YIELDED)
        return result;
    set_delegate(gen, NULL);
    gen->value = step == KR_STEP_RETURNED ? result : NULL;
    return NULL;
}

PyObject *kr_gen_result(KrGen *gen)
{
    PyObject *value = gen->value;
    gen->value = NULL;
    return value;
}

/* The iterator of `yield from`; the reference is taken. */
static PyObject *from_iter(const KrGen *gen, PyObject *object)
{
    if (IS_GENERATOR(object) || PyGen_CheckExact(object))
        return object;
    int coroutine = IS_COROUTINE(object); /* one of the interpreter says itself that it cannot be iterated */
    PyObject *iterator = NULL;
    if ((coroutine || PyCoro_CheckExact(object)) && IS_ITERABLE(gen))
        return object;
    if (coroutine)
        PyErr_SetString(PyExc_TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator");
    else
        iterator = PyObject_GetIter(object);
    Py_DECREF(object);
    return iterator;
}

PyObject *kr_gen_from(KrGen *gen, PyObject *object)
{
    return begin_wait(gen, from_iter(gen, object));
}

static PyObject *await_with(KrGen *gen, PyObject *object, const char *format)
{
    PyObject *iterator = kr_await_iter(object, format);
    Py_DECREF(object);
    return begin_wait(gen, iterator);
}

PyObject *kr_gen_await(KrGen *gen, PyObject *object)
{
    return await_with(gen, object, KR_PY(14) ? "'%.100s' object can't be awaited"
                                             : "object %.100s can't be used in 'await' expression");
}

PyObject *kr_gen_await_enter(KrGen *gen, PyObject *object)
{
    return await_with(gen, object, "'async with' received an object from __aenter__ that does not implement __await__: %.100s");
}

PyObject *kr_gen_await_exit(KrGen *gen, PyObject *object)
{
    return await_with(gen, object, "'async with' received an object from __aexit__ that does not implement __await__: %.100s");
}

PyObject *kr_gen_await_next(KrGen *gen, PyObject *object)
{
    PyObject *iterator = kr_await_iter(object, NULL);
    if (!iterator)
        kr_fail_from_cause(PyExc_TypeError, "'async for' received an invalid object from __anext__: %.100s",
                           Py_TYPE(object)->tp_name);
    Py_DECREF(object);
    return begin_wait(gen, iterator);
}

/* ---- steps ----------------------------------------------------------------------------------- */

static KrStep step_ended(KrGen *gen, PyObject *sent, PyObject **result)
{
    *result = NULL;
    if (gen->def->kind == KR_GEN_COROUTINE) {
        PyErr_Clear();
        PyErr_SetString(PyExc_RuntimeError, "cannot reuse already awaited coroutine");
        return KR_STEP_FAILED;
    }
    if (!sent)
        return KR_STEP_FAILED;
    *result = Py_NewRef(Py_None);
    return KR_STEP_RETURNED;
}

static inline KrStep step_entered(KrGen *gen, PyObject *sent, PyObject **result)
{
    if (KR_UNLIKELY(IS_RUNNING(gen)))
        return fail_running(gen);
    if (gen->resume < 0)
        return step_ended(gen, sent, result);
    if (gen->delegate)
        return step_delegate(gen, sent, result);
    if (!gen->resume && sent && sent != Py_None) {
        PyErr_Format(PyExc_TypeError, "can't send non-None value to a just-started %s", kind_name(gen));
        return KR_STEP_FAILED;
    }
    return run_step(gen, sent, result);
}

KrStep kr_gen_step(KrGen *gen, PyObject *sent, PyObject **result)
{
    *result = NULL;
    if (KR_UNLIKELY(!enter(gen)))
        return fail_running(gen);
    KrStep step = step_entered(gen, sent, result);
    leave(gen);
    return step;
}

/* ---- throw ----------------------------------------------------------------------------------- */

int kr_thrown_parse(const char *method, PyObject *const *args, Py_ssize_t nargs, KrThrown *thrown)
{
    if (nargs < 1 || nargs > 3) {
        PyErr_Format(PyExc_TypeError, nargs < 1 ? "%s expected at least 1 argument, got %zd"
                                                : "%s expected at most 3 arguments, got %zd",
                     method, nargs);
        return -1;
    }
    if (KR_PY(12) && nargs > 1 &&
        PyErr_WarnFormat(PyExc_DeprecationWarning, 1,
                         "the (type, exc, tb) signature of %s() is deprecated, use the single-arg signature instead.",
                         method) < 0)
        return -1;
    *thrown = (KrThrown){args[0], nargs > 1 ? args[1] : NULL, nargs > 2 ? args[2] : NULL, 0};
    return 0;
}

int kr_thrown_raise(const KrThrown *thrown)
{
    PyObject *type = thrown->type, *value = thrown->value, *traceback = thrown->traceback;
    if (traceback == Py_None)
        traceback = NULL;
    if (traceback && !PyTraceBack_Check(traceback)) {
        PyErr_SetString(PyExc_TypeError, "throw() third argument must be a traceback object");
        return -1;
    }
    if (PyExceptionClass_Check(type)) {
        Py_INCREF(type);
        Py_XINCREF(value);
        Py_XINCREF(traceback);
        PyErr_NormalizeException(&type, &value, &traceback);
        PyErr_Restore(type, value, traceback);
        return -1;
    }
    if (!PyExceptionInstance_Check(type)) {
        PyErr_Format(PyExc_TypeError, "exceptions must be classes or instances deriving from BaseException, not %s",
                     Py_TYPE(type)->tp_name);
        return -1;
    }
    if (value && value != Py_None) {
        PyErr_SetString(PyExc_TypeError, "instance exception may not have a separate value");
        return -1;
    }
    traceback = traceback ? Py_NewRef(traceback) : PyException_GetTraceback(type);
    PyErr_Restore(Py_NewRef((PyObject *)Py_TYPE(type)), Py_NewRef(type), traceback);
    return -1;
}

static KrStep throw_here(KrGen *gen, const KrThrown *thrown, PyObject **result)
{
    *result = NULL;
    kr_thrown_raise(thrown);
    if (gen->resume < 0)
        return step_ended(gen, NULL, result);
    if (gen->resume)
        return run_step(gen, NULL, result);
    gen->resume = -1; /* not started: it ends before its first line */
    kr_traceback_add(gen->module, gen->def->qualname, gen->def->file, gen->def->line);
    convert_stop(gen);
    kr_gen_clear(gen);
    return KR_STEP_FAILED;
}

/* close() of what is being waited for: 0 or -1. */
static int close_iterator(PyObject *iterator)
{
    PyObject *method, *result;
    if (IS_GENERATOR(iterator) || IS_COROUTINE(iterator)) {
        result = kr_gen_close((KrGen *)iterator);
    } else {
        PyObject *name = PyUnicode_InternFromString("close");
        int found = name ? kr_attr_find(iterator, name, &method) : -1;
        Py_XDECREF(name);
        if (found < 0)
            KR_UNRAISABLE("closing generator", iterator);
        if (found <= 0)
            return 0;
        result = PyObject_CallNoArgs(method);
        Py_DECREF(method);
    }
    Py_XDECREF(result);
    return result ? 0 : -1;
}

static int close_delegate(KrGen *gen)
{
    PyThreadState *thread = PyThreadState_Get();
    PyObject *iterator = gen->delegate;
    if (!iterator)
        return 0;
    Py_INCREF(iterator);
    push_handled(gen, thread);
    int status = close_iterator(iterator);
    pop_handled(gen, thread);
    Py_DECREF(iterator);
    return status;
}

/* iterator.throw(...): KR_STEP_FAILED with *missing set when it has no such method. */
static KrStep throw_into(PyObject *iterator, const KrThrown *thrown, PyObject **result, int *missing)
{
    PyObject *method = NULL;
    *missing = 0;
    if (IS_GENERATOR(iterator) || IS_COROUTINE(iterator))
        return kr_gen_throw((KrGen *)iterator, thrown, result);
    PyObject *name = PyUnicode_InternFromString("throw");
    int found = name ? kr_attr_find(iterator, name, &method) : -1;
    Py_XDECREF(name);
    *missing = found == 0;
    if (found <= 0)
        return KR_STEP_FAILED;
    *result = PyObject_CallFunctionObjArgs(method, thrown->type, thrown->value, thrown->traceback, NULL);
    Py_DECREF(method);
    if (*result)
        return KR_STEP_YIELDED;
    *result = kr_stop_value();
    return *result ? KR_STEP_RETURNED : KR_STEP_FAILED;
}

static KrStep throw_to_delegate(KrGen *gen, const KrThrown *thrown, PyObject **result)
{
    PyThreadState *thread = PyThreadState_Get();
    int missing;
    int exit = !thrown->keep_open && PyErr_GivenExceptionMatches(thrown->type, PyExc_GeneratorExit);
    if (exit) {
        if (close_delegate(gen) < 0)
            return go_on(gen, NULL, result);
        set_delegate(gen, NULL);
        return throw_here(gen, thrown, result);
    }
    if (KR_GO_DEEPER(thread))
        return KR_STEP_FAILED;
    PyObject *iterator = Py_NewRef(gen->delegate);
    push_handled(gen, thread);
    KrStep step = throw_into(iterator, thrown, result, &missing);
    pop_handled(gen, thread);
    Py_DECREF(iterator);
    KR_COME_BACK(thread);
    if (missing) {
        set_delegate(gen, NULL);
        return throw_here(gen, thrown, result);
    }
    if (step == KR_STEP_YIELDED)
        return step;
    return go_on(gen, step == KR_STEP_RETURNED ? *result : NULL, result);
}

KrStep kr_gen_throw(KrGen *gen, const KrThrown *thrown, PyObject **result)
{
    *result = NULL;
    if (!enter(gen))
        return fail_running(gen);
    KrStep step = IS_RUNNING(gen)    ? fail_running(gen)
                  : gen->delegate ? throw_to_delegate(gen, thrown, result)
                                  : throw_here(gen, thrown, result);
    leave(gen);
    return step;
}

/* ---- close ----------------------------------------------------------------------------------- */

/* The answer to GeneratorExit. */
static PyObject *closed(const KrGen *gen, KrStep step, PyObject *result)
{
    if (step == KR_STEP_YIELDED) {
        Py_DECREF(result);
        PyErr_Format(PyExc_RuntimeError, "%s ignored GeneratorExit", kind_name(gen));
        return NULL;
    }
    if (step == KR_STEP_RETURNED) {
        if (KR_PY(13))
            return result;
        Py_DECREF(result);
        return Py_NewRef(Py_None);
    }
    if (!PyErr_ExceptionMatches(PyExc_GeneratorExit) && !PyErr_ExceptionMatches(PyExc_StopIteration))
        return NULL;
    PyErr_Clear();
    return Py_NewRef(Py_None);
}

static PyObject *close_entered(KrGen *gen)
{
    PyObject *result = NULL;
    if (IS_RUNNING(gen)) {
        fail_running(gen);
        return NULL;
    }
    if (gen->resume < 0)
        return Py_NewRef(Py_None);
    if (!gen->resume) {
        gen->resume = -1;
        kr_gen_clear(gen);
        return Py_NewRef(Py_None);
    }
    if (gen->delegate && close_delegate(gen) < 0)
        return closed(gen, go_on(gen, NULL, &result), result);
    set_delegate(gen, NULL);
    PyErr_SetNone(PyExc_GeneratorExit);
    KrStep step = run_step(gen, NULL, &result);
    return closed(gen, step, result);
}

PyObject *kr_gen_close(KrGen *gen)
{
    if (!enter(gen)) {
        fail_running(gen);
        return NULL;
    }
    PyObject *result = close_entered(gen);
    leave(gen);
    return result;
}
