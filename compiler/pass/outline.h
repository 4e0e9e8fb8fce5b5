/* outline.h: what pass_outline.c and outline_loop.c share: one parallel region on its way to a function. */
#ifndef KRAIT_PASS_OUTLINE_H
#define KRAIT_PASS_OUTLINE_H

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

/* Appends, at o->b, a call of a C function by name; result void: no value. */
Insn *outline_call(Outline *o, const char *c_name, const Type *result, Insn *const *args, uint32_t count);
/* Builds, at o->b, the loops that run this thread's share of the iterations around o->body. */
void outline_loop(Outline *o, const OutlineLoop *loop);
/* 0 op x == x; minimum and maximum have none: NULL. */
Insn *outline_identity(Outline *o, IrBin op, const Type *type);

#endif
