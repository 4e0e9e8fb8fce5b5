/* outline_inner.c: a prange inside of `with parallel():` when the region around it is outlined: its iterations are
 * shared out in the team there is.
 *
 * What a thread raises in the loop is kept until all have come to its end, and raised again there; a thread that has
 * left the loop runs none of the iterations it is still given.
 */
#include "ir/ir_flow.h"
#include "pass/outline.h"

/* Jumps that are errors land elsewhere. */
static void retarget_errors(IrBlock *block, const Insn *from, Insn *to)
{
    for (Insn *insn = block->first; insn; insn = insn->next) {
        if (insn->op == IR_ERRCHK && insn->as.target == from)
            insn->as.target = to;
        for (uint32_t i = 0; i < insn->nblocks; i++)
            retarget_errors(insn->blocks[i], from, to);
    }
}

/* Breaks out of `loop` become: note it, go on with the next iteration. */
static void skip_rest(Outline *o, IrBlock *block, const Insn *loop, IrVar *stopped)
{
    for (Insn *insn = block->first; insn; insn = insn->next) {
        for (uint32_t i = 0; i < insn->nblocks; i++)
            skip_rest(o, insn->blocks[i], loop, stopped);
        if (insn->op != IR_LEAVE || insn->as.target != loop)
            continue;
        IrBlock *code = ir_block_new(o->module);
        outline_build_in(o, o->work, code);
        ir_set(&o->b, stopped, ir_int(&o->b, stopped->type, 1));
        if (o->last)
            ir_set(&o->b, o->last, ir_int(&o->b, o->last->type, 1));
        ir_block_move_before(code, insn);
        insn->op = IR_AGAIN;
    }
}

/* A thread that has left the loop runs none of the iterations it is still given, as with the pragmas. */
static void stop_inner_loop(Outline *o, Insn *inner, IrBlock *before)
{
    if (!ir_block_jumps_to(inner->blocks[0], IR_LEAVE, inner))
        return;
    outline_build_in(o, o->work, before);
    IrVar *stopped = ir_temp_new(&o->b, "stopped", TYPE_OF(o->types, BINT));
    ir_set(&o->b, stopped, ir_int(&o->b, stopped->type, 0));
    skip_rest(o, inner->blocks[0], inner, stopped);
    Insn *first = inner->blocks[0]->first;
    if (first->op == IR_INDEXVAR)
        first = first->next;
    IrBlock *code = ir_block_new(o->module);
    outline_build_in(o, o->work, code);
    Insn *cond = ir_get(&o->b, stopped);
    Insn *branch = ir_region(&o->b, IR_IF, 0, &cond, 1, 2, NULL);
    ir_enter(&o->b, branch, 0);
    ir_again(&o->b, inner);
    ir_close(&o->b, branch);
    ir_block_move_before(code, first);
}

/* What a thread raises in the loop is kept until all have come to its end, and raised again there. */
static Insn *open_guard(Outline *o, IrVar **state)
{
    *state = outline_state(o, o->work);
    Insn *pointer = ir_addr(&o->b, *state);
    ir_prim(&o->b, PRIM_OF(par_begin), NULL, &pointer, 1);
    pointer = ir_addr(&o->b, *state);
    Insn *guard = ir_region(&o->b, IR_PAR, IR_PAR_WORK, &pointer, 1, 1, "loop");
    guard->as.par = ARENA_NEW(o->arena, IrPar);
    ir_enter(&o->b, guard, 0);
    return guard;
}

static void share_inner_loop(Outline *o, Insn *inner)
{
    OutlineArgs args = outline_args(inner);
    IrBlock *code = ir_block_new(o->module);
    OutlineLoop loop = {args.start, args.step, NULL, args.chunk};
    const IrBuilder outside = o->b;
    Insn *check = inner->next;
    IrVar *state = NULL;
    o->loop = inner;
    o->body = inner->blocks[0];
    stop_inner_loop(o, inner, code);
    outline_build_in(o, o->work, code);
    Insn *guard = ir_block_jumps_to(inner->blocks[0], IR_ERRCHK, inner) ? open_guard(o, &state) : NULL;
    if (guard)
        retarget_errors(inner->blocks[0], inner, guard);
    loop.count = outline_count(o, args.start, args.stop, args.step);
    outline_loop(o, &loop);
    if (guard)
        ir_close(&o->b, guard);
    if (inner->as.par->schedule >= IR_SCHED_DYNAMIC)
        outline_call(o, "GOMP_loop_end_nowait", TYPE_OF(o->types, VOID), NULL, 0);
    outline_call(o, "GOMP_barrier", TYPE_OF(o->types, VOID), NULL, 0);
    if (guard)
        outline_raise(o, state, check);
    ir_block_move_before(code, inner);
    ir_remove(inner);
    if (!guard && check && check->op == IR_ERRCHK && check->sub == IR_CHECK_PENDING)
        ir_remove(check);
    o->b = outside;
}

void outline_inner_loops(Outline *o, IrBlock *block)
{
    Insn *next;
    for (Insn *insn = block->first; insn; insn = next) {
        next = insn->next;
        if (insn->op == IR_PAR) {
            share_inner_loop(o, insn);
            continue;
        }
        for (uint32_t i = 0; i < insn->nblocks; i++)
            outline_inner_loops(o, insn->blocks[i]);
    }
}
