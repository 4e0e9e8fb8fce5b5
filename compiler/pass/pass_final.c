/* pass_final.c: exits (return, leave, again) that cross finally, handler, gil and par regions.
 *
 * Place in the pipeline: first of the LOWER passes; afterwards every exit can be printed as a plain jump.
 * Crossing a `gil`, a handler or a cleanup costs one `unwind` before the exit. Crossing the body of a
 * `finally` must run its one cleanup: the exit becomes "remember which one; leave the region", and behind
 * the region an `if` goes on with it. What stands behind is an exit again and may cross the next region.
 * Errors need nothing here: their landings follow from nesting (ir_landing).
 *
 *     finally .f { return x } { g() }    gives    finally .f { set result, x; leave f } { g() }
 *                                                 return result
 */
#include "ir/ir_build.h"
#include "ir/ir_flow.h"
#include "ir/ir_region.h"
#include "pass/pass.h"

/* An exit that left a finally's body: what to go on with behind it. */
typedef struct Pending {
    IrOp op;
    Insn *target; /* LEAVE, AGAIN */
    Span span;
} Pending;

typedef struct Frame {
    struct Frame *up;
    Insn *region; /* a FINALLY whose body is being walked */
    VEC(Pending) pending;
    IrVar *why;
    bool falls; /* its body also ends normally */
} Frame;

typedef struct Final {
    IrFunc *func;
    Arena *arena;
    Types *types;
    Diags *diags;
    Frame *frame;
    IrVar *result; /* value of a return on its way out */
} Final;

static void walk_block(Final *f, IrBlock *block);

static Insn *make(Final *f, IrOp op, const Type *type, Insn *arg, Span span)
{
    return ir_insn_new(f->func, op, 0, type, &arg, arg ? 1 : 0, span);
}

static Insn *make_number(Final *f, int64_t value, Span span)
{
    Insn *insn = make(f, IR_CONST, TYPE_OF(f->types, INT), NULL, span);
    insn->as.imm.i = value;
    return insn;
}

static IrVar *new_temp(Final *f, const char *role, const Type *type)
{
    return ir_var_new(f->func, IR_VAR_TEMP, atom_from(f->func->module->atoms, role), type);
}

/* set var, value: placed before `place` */
static void set_before(Final *f, Insn *place, IrVar *var, Insn *value)
{
    Insn *set = make(f, IR_SET, NULL, value, place->span);
    set->as.var = var;
    ir_insert_before(place, set);
}

static void insert_unwind(Final *f, Insn *exit, Insn *region)
{
    Insn *unwind = make(f, IR_UNWIND, NULL, NULL, exit->span);
    unwind->as.target = region;
    ir_insert_before(exit, unwind);
}

static uint32_t code_of(Final *f, Frame *frame, const Insn *exit)
{
    Insn *target = exit->op == IR_RETURN ? NULL : exit->as.target;
    for (uint32_t i = 0; i < frame->pending.len; i++)
        if (frame->pending.items[i].op == exit->op && frame->pending.items[i].target == target)
            return i + 1;
    Pending pending = {exit->op, target, exit->span};
    vec_push(f->arena, &frame->pending, pending);
    return frame->pending.len;
}

static bool is_get_of(const Insn *value, const IrVar *var)
{
    return value->op == IR_GET && value->as.var == var;
}

/* The exit crosses the body of frame->region: remember it and leave the region instead. */
static void turn_into_leave(Final *f, Frame *frame, Insn *exit)
{
    uint32_t code = code_of(f, frame, exit);
    if (exit->op == IR_RETURN && exit->nargs) {
        if (!f->result)
            f->result = new_temp(f, "returned", f->func->result);
        f->result->maybe_unbound = ir_type_is_managed(f->func->result);
        if (is_get_of(exit->args[0], f->result))
            ir_remove(exit->args[0]); /* on its way already */
        else
            set_before(f, exit, f->result, exit->args[0]);
    }
    if (!frame->why)
        frame->why = new_temp(f, "why", TYPE_OF(f->types, INT));
    Insn *number = make_number(f, code, exit->span);
    ir_insert_before(exit, number);
    set_before(f, exit, frame->why, number);
    exit->op = IR_LEAVE;
    exit->nargs = 0;
    exit->as.target = frame->region;
    if (!frame->region->label)
        frame->region->label =
            atom_from(f->func->module->atoms,
                      arena_printf(f->arena, "finally%u", ++f->func->label_count));
}

static Frame *frame_of(Final *f, const Insn *region)
{
    Frame *frame = f->frame;
    while (frame && frame->region != region)
        frame = frame->up;
    return frame;
}

static void walk_exit(Final *f, Insn *exit)
{
    const Insn *target = exit->op == IR_RETURN ? NULL : exit->as.target;
    IrBlock *block = exit->parent;
    for (Insn *region = block->owner; region && region != target; region = block->owner) {
        bool second = ir_block_number(block) == 1;
        if (region->op == IR_FINALLY && !second) {
            turn_into_leave(f, frame_of(f, region), exit);
            return;
        }
        if (region->op == IR_GIL || ((region->op == IR_TRY || region->op == IR_FINALLY) && second))
            insert_unwind(f, exit, region);
        if (region->op == IR_PAR) {
            diag_report(f->diags, DIAG_NOT_SUPPORTED, exit->span, "return out of a parallel region");
            return;
        }
        block = region->parent;
    }
}

/* The exit itself, appended to `block` or placed behind `after`. */
static void place_exit(Final *f, const Pending *pending, IrBlock *block, Insn *after)
{
    Insn *value = NULL;
    if (pending->op == IR_RETURN && f->result) {
        value = make(f, IR_GET, f->result->type, NULL, pending->span);
        value->as.var = f->result;
    }
    Insn *exit = make(f, pending->op, NULL, value, pending->span);
    if (pending->op != IR_RETURN)
        exit->as.target = pending->target;
    if (block) {
        if (value)
            ir_block_append(block, value);
        ir_block_append(block, exit);
        return;
    }
    ir_insert_after(after, exit);
    if (value)
        ir_insert_after(after, value);
}

/* if (why == code) { exit }, behind `after`; returns the `if`. */
static Insn *place_dispatch(Final *f, Frame *frame, uint32_t k, Insn *after)
{
    const Pending *pending = &frame->pending.items[k];
    IrModule *module = f->func->module;
    Insn *args[2];
    args[0] = make(f, IR_GET, frame->why->type, NULL, pending->span);
    args[0]->as.var = frame->why;
    args[1] = make_number(f, k + 1, pending->span);
    Insn *cond = ir_insn_new(f->func, IR_CMP, IR_CMP_EQ, TYPE_OF(f->types, BINT), args, 2,
                             pending->span);
    Insn *branch = make(f, IR_IF, NULL, cond, pending->span);
    branch->nblocks = 2;
    branch->blocks = ARENA_ARRAY(module->arena, IrBlock *, 2);
    for (int i = 0; i < 2; i++) {
        branch->blocks[i] = ir_block_new(module);
        branch->blocks[i]->owner = branch;
    }
    ir_insert_after(after, args[0]);
    ir_insert_after(args[0], args[1]);
    ir_insert_after(args[1], cond);
    ir_insert_after(cond, branch);
    place_exit(f, pending, branch->blocks[0], NULL);
    return branch;
}

static void remove_number_sets(IrBlock *block, const IrVar *why)
{
    Insn *next;
    for (Insn *insn = block->first; insn; insn = next) {
        next = insn->next;
        for (uint32_t i = 0; i < insn->nblocks; i++)
            remove_number_sets(insn->blocks[i], why);
        if (insn->op != IR_SET || insn->as.var != why)
            continue;
        ir_remove(insn->args[0]);
        ir_remove(insn);
    }
}

static void remove_after(Insn *insn)
{
    while (insn->next)
        ir_remove(insn->next);
}

/* What goes on behind the region: nothing, the only exit there is, or a choice. */
static void end_finally(Final *f, Frame *frame)
{
    Insn *region = frame->region;
    if (!frame->pending.len)
        return;
    bool goes_on = ir_block_falls(region->blocks[1]);
    if (!goes_on || (frame->pending.len == 1 && !frame->falls)) {
        remove_number_sets(region->blocks[0], frame->why);
        remove_after(region);
        if (goes_on)
            place_exit(f, &frame->pending.items[0], NULL, region);
        return;
    }
    Insn *zero = make_number(f, 0, region->span);
    ir_insert_before(region, zero);
    set_before(f, region, frame->why, zero);
    Insn *after = region;
    for (uint32_t i = 0; i < frame->pending.len; i++)
        after = place_dispatch(f, frame, i, after);
}

static void walk_finally(Final *f, Insn *region)
{
    Frame frame = {.up = f->frame, .region = region};
    frame.falls = ir_block_falls(region->blocks[0]) ||
                  ir_block_jumps_to(region->blocks[0], IR_LEAVE, region);
    f->frame = &frame;
    walk_block(f, region->blocks[0]);
    f->frame = frame.up;
    walk_block(f, region->blocks[1]);
    end_finally(f, &frame);
}

static void walk_block(Final *f, IrBlock *block)
{
    for (Insn *insn = block->first; insn; insn = insn->next) {
        if (insn->op == IR_FINALLY)
            walk_finally(f, insn);
        else if (insn->op == IR_RETURN || insn->op == IR_LEAVE || insn->op == IR_AGAIN)
            walk_exit(f, insn);
        else
            for (uint32_t i = 0; i < insn->nblocks; i++)
                walk_block(f, insn->blocks[i]);
    }
}

void pass_final(IrFunc *func, Diags *diags, const PassOptions *options)
{
    (void)options;
    Final final = {.func = func,
                   .arena = func->module->arena,
                   .types = func->module->types,
                   .diags = diags};
    walk_block(&final, func->body);
}
