/* outline.h: one parallel region on its way to a function of its own: what the files of pass outline share.
 *
 * Code is built at o->b, which outline_build_in sets. Captures are known once outline_collect and, for the bounds of
 * the loop, outline_fill_caller have run.
 */
#ifndef KRAIT_PASS_OUTLINE_H
#define KRAIT_PASS_OUTLINE_H

#include "base/map.h"
#include "ir/ir_build.h"

/* How a variable of the enclosing function is seen by the threads. */
typedef enum CaptureMode {
    CAPTURE_VALUE,   /* read only: a copy */
    CAPTURE_PRIVATE, /* each thread has its own, not initialised */
    CAPTURE_FIRST,   /* its own, from the value before */
    CAPTURE_LAST,    /* its own, from the value before; written back by the last iteration */
    CAPTURE_REDUCE,  /* its own, from the identity; combined at the end */
    CAPTURE_SHARED   /* one for all, through its address */
} CaptureMode;

typedef struct Capture {
    IrVar *outer;  /* in the enclosing function; NULL: only `value` */
    Insn *value;   /* value computed before the region that the body uses */
    IrVar *inner;  /* in the new function; of pointer type when SHARED */
    CaptureMode mode;
    IrBin reduction;
    const TypeField *field; /* of the shared struct; NULL: PRIVATE */
} Capture;

typedef struct Outline {
    IrModule *module;
    Arena *arena;
    Types *types;
    IrFunc *func;  /* enclosing function */
    IrFunc *work;  /* new function */
    Insn *par;     /* the region; moved into `work` as the landing of its exits */
    Insn *loop;    /* the par whose iterations are shared out: `par`, or a loop inside its region */
    IrBlock *body; /* what `loop` holds */
    IrBuilder b;   /* where code is being built */
    VEC(Capture) captures;
    Map brought;   /* values computed before the region: what stands for them in `work` */
    const Type *shared_type; /* struct */
    Insn *data;    /* in work: pointer to the struct */
    IrVar *last;   /* in work: this thread had the last iteration; NULL: nobody asks */
    bool stops;    /* threads look whether to stop: something leaves the region */
    bool fails;    /* an exception may leave it */
} Outline;

/* Bounds of a loop as the threads need them: captures of `start` and of the number of iterations. */
typedef struct OutlineLoop {
    Insn *start, *step, *count, *chunk; /* values in work; step NULL: constant; chunk NULL: none */
} OutlineLoop;

/* Arguments of a loop: start, stop [, step] [, threads] [, chunk]; of a plain region: [threads]. NULL: not there. */
typedef struct OutlineArgs {
    Insn *start, *stop, *step, *threads, *chunk;
} OutlineArgs;

/* outline.c */
OutlineArgs outline_args(const Insn *par);
/* Code is built at the end of `block` of `func` from here on. */
void outline_build_in(Outline *o, IrFunc *func, IrBlock *block);
/* A call of a C function by name; result void: no value. */
Insn *outline_call(Outline *o, const char *c_name, const Type *result, Insn *const *args, uint32_t count);
/* The number of iterations of o->loop, as long: 0 when there are none. `step` NULL: constant. */
Insn *outline_count(Outline *o, Insn *start, Insn *stop, Insn *step);
/* A variable of type KrPar, in which the threads of a region keep what they raise. */
IrVar *outline_state(Outline *o, IrFunc *func);
/* Raises it behind the region; `check`: the error check that stands there, or NULL. */
void outline_raise(Outline *o, IrVar *state, Insn *check);
/* Is the variable's result written back through a pointer in the shared struct? */
static inline bool outline_by_address(const Capture *c)
{
    return c->mode == CAPTURE_LAST || c->mode == CAPTURE_REDUCE;
}

/* outline_capture.c */
/* Fills o->captures, o->fails and o->stops; arguments of the body that are computed before it are replaced. */
void outline_collect(Outline *o);
Capture *outline_find(Outline *o, const IrVar *var);
/* What stands in `work` for a value computed before the region: a constant made again, or the read of a capture. */
Insn *outline_bring(Outline *o, Insn *value);

/* outline_caller.c: replaces the region in its function; fills in the bounds of its loop. */
void outline_fill_caller(Outline *o, OutlineLoop *loop);

/* outline_work.c */
/* The new function, empty; its variables, with the names of the old ones; its code around the body of the region. */
void outline_make_work(Outline *o);
void outline_make_vars(Outline *o);
void outline_fill_work(Outline *o, const OutlineLoop *loop);

/* outline_loop.c: the loops that run this thread's share of the iterations around o->body. */
void outline_loop(Outline *o, const OutlineLoop *loop);

/* outline_inner.c: the same for each prange in the block or below. */
void outline_inner_loops(Outline *o, IrBlock *block);

#endif
