/* outline_loop.c: how the iterations of an outlined parallel loop are shared out among the threads.
 *
 * Iterations are numbered 0 .. count-1. static: each thread computes its own part; static with a chunk: every
 * nt-th chunk; dynamic, guided, runtime: libgomp hands out chunks. Source: OpenMP 4.5, 2.7.1; what gcc emits
 * for the same pragmas (docs/design/jit.md).
 *
 *     static:   range %t = from, to { set i, start + %t * step; body }
 *     dynamic:  if start(0, count, 1, chunk, &from, &to) { loop { range ...; if !next(&from, &to) leave } }
 */
#include "ir/ir_flow.h"
#include "pass/outline.h"

#define LONG_TYPE(o) TYPE_OF((o)->types, LONG)

static Insn *number(Outline *o, int64_t value)
{
    return ir_int(&o->b, LONG_TYPE(o), value);
}

static Insn *smaller(Outline *o, Insn *a, Insn *b)
{
    return ir_select(&o->b, ir_cmp(&o->b, IR_CMP_LT, a, b), a, b);
}

/* Exits of the body that meant "next iteration of the par" mean the innermost loop now. */
static void retarget_again(IrBlock *block, const Insn *par, Insn *loop)
{
    for (Insn *insn = block->first; insn; insn = insn->next) {
        if (insn->op == IR_AGAIN && insn->as.target == par)
            insn->as.target = loop;
        for (uint32_t i = 0; i < insn->nblocks; i++)
            retarget_again(insn->blocks[i], par, loop);
    }
}

/* The value of the loop variable in iteration t: start + t * step. */
static Insn *index_value(Outline *o, const OutlineLoop *loop, Insn *t, const Type *type)
{
    Insn *step = loop->step ? loop->step : ir_int(&o->b, type, o->loop->as.par->step);
    Insn *scaled = ir_cast(&o->b, type, t);
    bool is_one = !loop->step && o->loop->as.par->step == 1;
    if (!is_one)
        scaled = ir_bin(&o->b, IR_BIN_MUL, scaled, step);
    return ir_bin(&o->b, IR_BIN_ADD, loop->start, scaled);
}

/* if stopped(par) leave the region */
static void look_for_stop(Outline *o)
{
    Insn *state = o->par->args[0];
    Insn *stopped = ir_prim(&o->b, PRIM_OF(par_stopped), NULL, &state, 1);
    Insn *branch = ir_region(&o->b, IR_IF, 0, &stopped, 1, 2, NULL);
    ir_enter(&o->b, branch, 0);
    ir_leave(&o->b, o->par);
    ir_close(&o->b, branch);
}

typedef struct Swap {
    const Insn *old;
    Insn *new_value;
} Swap;

static void swap_args(void *arg, Insn *insn)
{
    const Swap *swap = arg;
    for (uint32_t i = 0; i < insn->nargs; i++)
        if (insn->args[i] == swap->old)
            insn->args[i] = swap->new_value;
}

/* range %t = from, to { body }; the body is used up. */
static void run_part(Outline *o, const OutlineLoop *loop, Insn *from, Insn *to)
{
    Insn *args[] = {from, to};
    Insn *range = ir_region(&o->b, IR_RANGE, 0, args, 2, 1, "part");
    range->as.step = 1;
    ir_enter(&o->b, range, 0);
    Insn *t = ir_append(&o->b, IR_INDEXVAR, 0, LONG_TYPE(o), NULL, 0);
    if (o->stops)
        look_for_stop(o);
    Insn *old = o->body->first && o->body->first->op == IR_INDEXVAR ? o->body->first : NULL;
    Insn *index = old ? index_value(o, loop, t, old->type) : NULL;
    retarget_again(o->body, o->loop, range);
    if (old) {
        Swap swap = {old, index};
        ir_each_insn(o->body, swap_args, &swap); /* the body need not be part of the function yet */
        ir_remove(old);
    }
    ir_block_move(o->body, o->b.block);
    ir_close(&o->b, range);
}

/* last |= to == count */
static void note_last(Outline *o, const OutlineLoop *loop, Insn *to)
{
    if (!o->last)
        return;
    Insn *is_last = ir_cmp(&o->b, IR_CMP_EQ, to, loop->count);
    Insn *branch = ir_region(&o->b, IR_IF, 0, &is_last, 1, 2, NULL);
    ir_enter(&o->b, branch, 0);
    ir_set(&o->b, o->last, ir_int(&o->b, o->last->type, 1));
    ir_close(&o->b, branch);
}

static Insn *thread_number(Outline *o)
{
    return ir_cast(&o->b, LONG_TYPE(o), outline_call(o, "omp_get_thread_num", TYPE_OF(o->types, INT), NULL, 0));
}

static Insn *thread_count(Outline *o)
{
    return ir_cast(&o->b, LONG_TYPE(o), outline_call(o, "omp_get_num_threads", TYPE_OF(o->types, INT), NULL, 0));
}

static IrVar *keep(Outline *o, const char *role, Insn *value)
{
    IrVar *var = ir_temp_new(&o->b, role, value->type);
    ir_set(&o->b, var, value);
    return var;
}

/* Parts of equal size; the first count % nt threads have one iteration more. */
static void static_parts(Outline *o, const OutlineLoop *loop)
{
    IrBuilder *b = &o->b;
    IrVar *me = keep(o, "me", thread_number(o)), *all = keep(o, "all", thread_count(o));
    IrVar *share = keep(o, "share", ir_bin(b, IR_BIN_DIV, loop->count, ir_get(b, all)));
    IrVar *rest = keep(o, "rest", ir_bin(b, IR_BIN_MOD, loop->count, ir_get(b, all)));
    Insn *before = ir_bin(b, IR_BIN_MUL, ir_get(b, me), ir_get(b, share));
    before = ir_bin(b, IR_BIN_ADD, before, smaller(o, ir_get(b, me), ir_get(b, rest)));
    IrVar *from = keep(o, "from", before);
    Insn *extra = ir_cast(b, LONG_TYPE(o), ir_cmp(b, IR_CMP_LT, ir_get(b, me), ir_get(b, rest)));
    Insn *size = ir_bin(b, IR_BIN_ADD, ir_get(b, share), extra);
    IrVar *to = keep(o, "to", ir_bin(b, IR_BIN_ADD, ir_get(b, from), size));
    run_part(o, loop, ir_get(b, from), ir_get(b, to));
    if (!o->last)
        return;
    Insn *some = ir_cmp(b, IR_CMP_LT, ir_get(b, from), ir_get(b, to));
    Insn *branch = ir_region(b, IR_IF, 0, &some, 1, 2, NULL);
    ir_enter(b, branch, 0);
    note_last(o, loop, ir_get(b, to));
    ir_close(b, branch);
}

/* Chunks me, me + nt, me + 2 nt, ... */
static void static_chunks(Outline *o, const OutlineLoop *loop)
{
    IrBuilder *b = &o->b;
    IrVar *chunk = keep(o, "chunk", ir_cast(b, LONG_TYPE(o), loop->chunk));
    IrVar *from = keep(o, "from", ir_bin(b, IR_BIN_MUL, thread_number(o), ir_get(b, chunk)));
    IrVar *stride = keep(o, "stride", ir_bin(b, IR_BIN_MUL, thread_count(o), ir_get(b, chunk)));
    Insn *chunks = ir_region(b, IR_LOOP, 0, NULL, 0, 1, "chunks");
    ir_enter(b, chunks, 0);
    Insn *done = ir_cmp(b, IR_CMP_GE, ir_get(b, from), loop->count);
    Insn *branch = ir_region(b, IR_IF, 0, &done, 1, 2, NULL);
    ir_enter(b, branch, 0);
    ir_leave(b, chunks);
    ir_close(b, branch);
    Insn *end = ir_bin(b, IR_BIN_ADD, ir_get(b, from), ir_get(b, chunk));
    IrVar *to = keep(o, "to", smaller(o, end, loop->count));
    run_part(o, loop, ir_get(b, from), ir_get(b, to));
    note_last(o, loop, ir_get(b, to));
    ir_set(b, from, ir_bin(b, IR_BIN_ADD, ir_get(b, from), ir_get(b, stride)));
    ir_close(b, chunks);
}

/* "GOMP_loop_..._start(0, count, 1, chunk, &from, &to)"; runtime has no chunk. */
static Insn *first_chunk(Outline *o, const OutlineLoop *loop, const char *name, Insn *from, Insn *to)
{
    Insn *args[6] = {number(o, 0), loop->count, number(o, 1)};
    uint32_t n = 3;
    if (o->loop->as.par->schedule != IR_SCHED_RUNTIME)
        args[n++] = loop->chunk ? ir_cast(&o->b, LONG_TYPE(o), loop->chunk) : number(o, 1);
    args[n++] = from;
    args[n++] = to;
    return outline_call(o, name, TYPE_OF(o->types, BINT), args, n);
}

/* libgomp hands out chunks until there are none. */
static void dealt_chunks(Outline *o, const OutlineLoop *loop, const char *start, const char *next)
{
    IrBuilder *b = &o->b;
    IrVar *from = keep(o, "from", number(o, 0)), *to = keep(o, "to", number(o, 0));
    Insn *place = ir_addr(&o->b, from);
    Insn *some = first_chunk(o, loop, start, place, ir_addr(&o->b, to));
    Insn *branch = ir_region(b, IR_IF, 0, &some, 1, 2, NULL);
    ir_enter(b, branch, 0);
    Insn *chunks = ir_region(b, IR_LOOP, 0, NULL, 0, 1, "chunks");
    ir_enter(b, chunks, 0);
    run_part(o, loop, ir_get(b, from), ir_get(b, to));
    note_last(o, loop, ir_get(b, to));
    Insn *args[] = {ir_addr(&o->b, from), ir_addr(&o->b, to)};
    Insn *more = outline_call(o, next, TYPE_OF(o->types, BINT), args, 2);
    Insn *end = ir_un(b, IR_UN_NOT, more);
    Insn *stop = ir_region(b, IR_IF, 0, &end, 1, 2, NULL);
    ir_enter(b, stop, 0);
    ir_leave(b, chunks);
    ir_close(b, stop);
    ir_close(b, chunks);
    ir_close(b, branch);
}

void outline_loop(Outline *o, const OutlineLoop *loop)
{
    switch (o->loop->as.par->schedule) {
    case IR_SCHED_NONE:
    case IR_SCHED_STATIC:
        if (loop->chunk)
            static_chunks(o, loop);
        else
            static_parts(o, loop);
        return;
    case IR_SCHED_DYNAMIC:
        dealt_chunks(o, loop, "GOMP_loop_nonmonotonic_dynamic_start", "GOMP_loop_nonmonotonic_dynamic_next");
        return;
    case IR_SCHED_GUIDED:
        dealt_chunks(o, loop, "GOMP_loop_nonmonotonic_guided_start", "GOMP_loop_nonmonotonic_guided_next");
        return;
    case IR_SCHED_RUNTIME:
        dealt_chunks(o, loop, "GOMP_loop_maybe_nonmonotonic_runtime_start",
                     "GOMP_loop_maybe_nonmonotonic_runtime_next");
        return;
    }
}
