/* rt_gen.h: what the files of the generator runtime share: rt_gen.c runs generators, rt_gen_type.c makes them
 * objects of the interpreter, rt_await.c awaits, rt_asyncgen.c is the asynchronous protocol.
 */
#ifndef RT_GEN_H
#define RT_GEN_H

#include "kr/gen.h"

/* How a step of a generator ended. */
typedef enum KrStep { KR_STEP_FAILED = -1, KR_STEP_RETURNED, KR_STEP_YIELDED } KrStep;

/* The exception that throw() was given, as given; borrowed. */
typedef struct KrThrown {
    PyObject *type, *value, *traceback; /* the last two may be NULL */
    int keep_open; /* GeneratorExit is thrown into what is being waited for, too, instead of closing that */
} KrThrown;

/* The second is that of generators that may be awaited. */
extern PyTypeObject kr_generator_type, kr_iterable_type, kr_coroutine_type, kr_asyncgen_type;
#define IS_ITERABLE(x) Py_IS_TYPE((PyObject *)(x), &kr_iterable_type)
#define IS_GENERATOR(x) (Py_IS_TYPE((PyObject *)(x), &kr_generator_type) || IS_ITERABLE(x))
#define IS_RUNNING(gen) (kr_pointer_load(&(gen)->handled.outer) != NULL)
/* `resume`, for those who look at a generator and have not entered it; another thread may be in it. */
#if KR_FREE_THREADED
#define SEEN_RESUME(gen) kr_atomic_load(&(gen)->seen)
#else
#define SEEN_RESUME(gen) ((gen)->resume)
#endif
#define IS_COROUTINE(x) Py_IS_TYPE((PyObject *)(x), &kr_coroutine_type)

/* Runs to the next yield or the end. `sent`: borrowed; NULL: throws the pending exception. *result: new reference:
 * what was yielded or returned; NULL when it failed. */
KrStep kr_gen_step(KrGen *gen, PyObject *sent, PyObject **result);
KrStep kr_gen_throw(KrGen *gen, const KrThrown *thrown, PyObject **result);
/* Enters the body of a generator that waits for nothing: its result, or NULL. Behind it, gen->resume tells: positive:
 * it has yielded. */
PyObject *kr_gen_run(KrGen *gen, PyObject *sent);
/* As close() does: its result (None, or since 3.13 what it returned), or NULL. */
PyObject *kr_gen_close(KrGen *gen);
/* Steps any iterator: `yield from`'s send. */
KrStep kr_iter_step(PyObject *iterator, PyObject *sent, PyObject **result);
/* NULL and StopIteration with the value, whose reference is taken. */
PyObject *kr_stop_with(PyObject *value);
/* After an iterator gave NULL: the value of StopIteration (None when nothing is pending), or NULL and the error. */
PyObject *kr_stop_value(void);
/* RuntimeError `text`, caused by the pending exception. NULL. */
PyObject *kr_fail_from_cause(PyObject *type, const char *format, const char *argument);
/* The arguments of a throw() method. 0 or -1. */
int kr_thrown_parse(const char *method, PyObject *const *args, Py_ssize_t nargs, KrThrown *thrown);
/* Makes it pending, checked and normalised; always -1. */
int kr_thrown_raise(const KrThrown *thrown);
/* The iterator that an awaitable object is waited for with; `object` is borrowed. */
PyObject *kr_await_iter(PyObject *object, const char *format);
/* The frame and everything else it holds is released. */
void kr_gen_clear(KrGen *gen);
/* Calls the hooks of sys.set_asyncgen_hooks when the generator is iterated for the first time. 0 or -1. */
int kr_asyncgen_begin(KrGen *gen);
PyObject *kr_asyncgen_next(PyObject *gen);
extern PyMethodDef kr_asyncgen_methods[];
/* coroutine.__await__() */
PyObject *kr_coroutine_await(PyObject *coroutine);

#endif
