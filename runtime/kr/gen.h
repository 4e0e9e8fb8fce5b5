/* gen.h: generators, coroutines, asynchronous generators.
 *
 * A generator is one object: this header and, behind it, the variables of the function that live across a yield.
 * The compiled body is entered with the number of the yield where it was left (0: the start) and with the value
 * sent, borrowed; NULL: an exception is pending that is thrown in there. It returns a new reference: suspended
 * when it has stored the number of a yield in `resume`, else finished; NULL: it raised.
 *
 *     static PyObject *
 *     count_body(KrGen *gen, int resume, PyObject *sent)
 *     {
 *         struct count_frame *frame = (struct count_frame *)gen;
 *         if (resume) goto yield_1;
 *         ...
 *         gen->resume = 1;
 *         return item;
 *     yield_1:
 *         if (!sent) KR_FAIL(3, fail);
 */
#ifndef KR_GEN_H
#define KR_GEN_H

#include "kr/core.h"
#include "kr/view.h"

typedef struct KrGen KrGen;
typedef PyObject *(*KrGenBody)(KrGen *gen, int resume, PyObject *sent);

/* What a generator object is. */
enum { KR_GEN_GENERATOR, KR_GEN_COROUTINE, KR_GEN_ASYNC, KR_GEN_ITERABLE /* a generator that may be awaited */ };
/* What a place of the frame holds. */
enum { KR_REF_OBJECT, KR_REF_VIEW, KR_REF_EXC };

typedef struct KrFrameRef {
    size_t offset;
    int kind;
} KrFrameRef;

/* One function; constant. */
typedef struct KrGenDef {
    int kind;
    KrGenBody body;
    size_t size; /* of the object */
    const char *qualname, *name, *file;
    int line;
    int count; /* of refs: every place of the frame that owns something */
    const KrFrameRef *refs;
} KrGenDef;

struct KrGen {
    PyObject_VAR_HEAD
    const KrGenDef *def;
    KrModule *module;
    int resume;          /* 0 not started; N left at yield N; -1 running or finished */
    int entered;         /* free-threaded builds: a thread is about to run it, or runs it */
    int seen;            /* free-threaded builds: `resume` as other threads may read it: after the last step */
    int closed;          /* asynchronous: aclose() was called, or it is exhausted */
    int busy;            /* asynchronous: an asend() or athrow() is under way */
    int hooked;          /* asynchronous: the hooks have seen it */
    PyObject *delegate;  /* what `yield from` or `await` waits for, while suspended there */
    PyObject *value;     /* its result, on the way to kr_gen_result */
    PyObject *name, *qualname; /* NULL: as in the def */
    PyObject *function;  /* the function object that made it, or NULL */
    PyObject *frame;     /* what gi_frame shows, once asked for */
    PyObject *weakrefs;
    PyObject *extra;     /* coroutine: origin; asynchronous: finalizer of the hooks */
    KrHandled handled;   /* the exception its code is handling; `outer` is set while it runs, or what it delegates to */
};

/* A new generator, not started; its frame is all zero. `function`, if given, is the function object that makes it:
 * a KrFunction, its names become the generator's. */
KR_FN PyObject *kr_gen_new(KrModule *module, const KrGenDef *def, PyObject *function);
/* `yield from`, `await`: take the reference of `object`. What is to be yielded; NULL: it came to its end, or failed,
 * at once: kr_gen_result says. */
KR_FN PyObject *kr_gen_from(KrGen *gen, PyObject *object);
KR_FN PyObject *kr_gen_await(KrGen *gen, PyObject *object);
/* The same, for what __aenter__, __aexit__ and __anext__ gave: other errors. */
KR_FN PyObject *kr_gen_await_enter(KrGen *gen, PyObject *object);
KR_FN PyObject *kr_gen_await_exit(KrGen *gen, PyObject *object);
KR_FN PyObject *kr_gen_await_next(KrGen *gen, PyObject *object);
/* The result of the delegation that has ended: new reference; NULL: it raised. */
KR_FN PyObject *kr_gen_result(KrGen *gen);

/* async for: object.__aiter__(), iterator.__anext__() */
KR_FN PyObject *kr_aiter(PyObject *object);
KR_FN PyObject *kr_anext(PyObject *iterator);

#endif
