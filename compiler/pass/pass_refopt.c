/* pass_refopt.c: takes back what refs was careful about and need not have been.
 *
 * Place in the pipeline: after refs; may be skipped. Two things. A forward analysis of which variables may own
 * something at each point: `replace` of one that cannot becomes `set`, `unset` of one goes away, and one
 * that owns nothing where the function ends is not released there. And a `keep` followed by the release
 * of the same value hands the reference over instead.
 *
 *     replace x, %v        (x is NULL here)        gives        set x, %v
 *     %k = keep %v  decref %v  return %k           gives        return %v
 */
#include "base/bits.h"
#include "ir/ir_build.h"
#include "ir/ir_flow.h"
#include "ir/ir_region.h"
#include "pass/pass.h"

/* Where jumps to a region meet: which variables may own something there. */
typedef struct Meet {
    Insn *region;
    Bits head;    /* loop, range, par: start of an iteration */
    Bits left;    /* behind the region */
    Bits landed;  /* its first landing: errors of the first block */
    Bits ended;   /* landing at its end: errors of a handler or cleanup */
} Meet;

typedef struct Owns {
    IrFunc *func;
    Arena *arena;
    uint32_t vars;
    VEC(Meet *) meets;
    Bits now;
    Bits at_end; /* where the function is left */
    bool rewrite;
} Owns;

static void walk_block(Owns *o, IrBlock *block);

static Bits copy_of(Owns *o, const Bits *bits)
{
    Bits copy = bits_new(o->arena, o->vars);
    bits_copy(&copy, bits);
    return copy;
}

static Meet *meet_of(Owns *o, Insn *region)
{
    for (uint32_t i = o->meets.len; i-- > 0;)
        if (o->meets.items[i]->region == region)
            return o->meets.items[i];
    Meet *meet = ARENA_NEW(o->arena, Meet);
    meet->region = region;
    meet->head = bits_new(o->arena, o->vars);
    meet->left = bits_new(o->arena, o->vars);
    meet->landed = bits_new(o->arena, o->vars);
    meet->ended = bits_new(o->arena, o->vars);
    vec_push(o->arena, &o->meets, meet);
    return meet;
}

/* Is the instruction in the first block of the region? */
static bool is_in_first(const Insn *insn, const Insn *region)
{
    return ir_top_in(region->blocks[0], (Insn *)(uintptr_t)insn) != NULL;
}

static void walk_errchk(Owns *o, const Insn *errchk)
{
    if (!errchk->as.target) {
        bits_union(&o->at_end, &o->now);
        return;
    }
    Meet *meet = meet_of(o, errchk->as.target);
    bits_union(is_in_first(errchk, errchk->as.target) ? &meet->landed : &meet->ended, &o->now);
}

static bool is_tracked(const IrVar *var)
{
    return var->storage != IR_VAR_GLOBAL && var->storage != IR_VAR_EXTERN &&
           ir_type_is_managed(var->type);
}

static void walk_store(Owns *o, Insn *insn)
{
    uint32_t index = insn->as.var->index;
    if (!is_tracked(insn->as.var))
        return;
    bool owns = bits_has(&o->now, index);
    if (insn->op == IR_UNSET || insn->op == IR_MOVE) {
        if (insn->op == IR_UNSET && o->rewrite && !owns)
            ir_remove(insn);
        bits_clear(&o->now, index);
        return;
    }
    if (insn->op == IR_REPLACE && o->rewrite && !owns)
        insn->op = IR_SET;
    bits_set(&o->now, index);
}

/* An iteration is repeated until what its start may meet does not grow; the start is remembered, so that an
 * outer repetition finds it settled. */
static void walk_loop(Owns *o, Insn *loop)
{
    Meet *meet = meet_of(o, loop);
    bits_union(&meet->head, &o->now);
    for (bool grew = true; grew;) {
        bits_copy(&o->now, &meet->head);
        for (uint32_t i = 0; i < loop->nblocks; i++)
            walk_block(o, loop->blocks[i]);
        grew = ir_block_falls(ir_loop_body(loop)) && bits_union(&meet->head, &o->now);
        grew = bits_union(&meet->head, &meet->landed) || grew;
    }
    bits_copy(&o->now, &meet->left);
    if (loop->op != IR_LOOP)
        bits_union(&o->now, &meet->head);
}

static void walk_choice(Owns *o, Insn *insn)
{
    Meet *meet = meet_of(o, insn);
    Bits before = copy_of(o, &o->now);
    Bits after = copy_of(o, &meet->left);
    for (uint32_t i = 0; i < insn->nblocks; i++) {
        bits_copy(&o->now, &before);
        walk_block(o, insn->blocks[i]);
        if (ir_block_falls(insn->blocks[i]))
            bits_union(&after, &o->now);
    }
    if (insn->op == IR_SWITCH && insn->nblocks == insn->as.cases.len)
        bits_union(&after, &before);
    bits_union(&after, &meet->left);
    bits_copy(&o->now, &after);
}

/* try, finally, gil, block: the second block sees the errors of the first (finally: also its normal end). */
static void walk_region(Owns *o, Insn *insn)
{
    Meet *meet = meet_of(o, insn);
    walk_block(o, insn->blocks[0]);
    Bits after = copy_of(o, &meet->left);
    if (ir_block_falls(insn->blocks[0]))
        bits_union(&after, &o->now);
    if (insn->op == IR_TRY) {
        bits_copy(&o->now, &meet->landed);
        walk_block(o, insn->blocks[1]);
        if (ir_block_falls(insn->blocks[1]))
            bits_union(&after, &o->now);
    } else if (insn->op == IR_FINALLY) {
        bits_copy(&o->now, &after);
        bits_union(&o->now, &meet->landed);
        walk_block(o, insn->blocks[1]);
        bits_copy(&after, &o->now);
        bits_union(&after, &meet->left);
    } else {
        bits_union(&after, &meet->landed);
    }
    bits_union(&after, &meet->ended);
    bits_copy(&o->now, &after);
}

static void walk_insn(Owns *o, Insn *insn)
{
    switch ((int)insn->op) {
    case IR_SET: case IR_REPLACE: case IR_UNSET: case IR_MOVE:
        walk_store(o, insn);
        break;
    case IR_ERRCHK:
        walk_errchk(o, insn);
        break;
    case IR_RETURN:
        bits_union(&o->at_end, &o->now);
        break;
    case IR_LEAVE:
        bits_union(&meet_of(o, insn->as.target)->left, &o->now);
        break;
    case IR_AGAIN:
        bits_union(&meet_of(o, insn->as.target)->landed, &o->now);
        break;
    case IR_LOOP: case IR_RANGE: case IR_PAR:
        walk_loop(o, insn);
        break;
    case IR_IF: case IR_SWITCH:
        walk_choice(o, insn);
        break;
    case IR_TRY: case IR_FINALLY: case IR_GIL: case IR_BLOCK:
        walk_region(o, insn);
        break;
    default:
        break;
    }
}

static void walk_block(Owns *o, IrBlock *block)
{
    Insn *next;
    for (Insn *insn = block->first; insn; insn = next) {
        next = insn->next;
        walk_insn(o, insn);
    }
}

/* What the function owns when it starts: assigned arguments, *args, **kwargs, what a frame was given. */
static void start(Owns *o)
{
    o->now = bits_new(o->arena, o->vars);
    for (uint32_t i = 0; i < o->func->py_params.len; i++) {
        const IrPyParam *param = &o->func->py_params.items[i];
        if (param->arg && param->arg->released)
            bits_set(&o->now, param->arg->index);
    }
    for (uint32_t i = 0; i < o->func->params.len; i++)
        if (o->func->params.items[i]->released)
            bits_set(&o->now, o->func->params.items[i]->index);
    for (uint32_t i = 0; i < o->func->vars.len; i++)
        if (o->func->vars.items[i]->given && is_tracked(o->func->vars.items[i]))
            bits_set(&o->now, i);
}

static void find_owners(IrFunc *func)
{
    Arena *arena = ir_scratch(func);
    Owns owns = {.func = func, .arena = arena, .vars = func->vars.len};
    owns.at_end = bits_new(arena, owns.vars);
    for (int round = 0; round < 2; round++) {
        owns.rewrite = round == 1;
        start(&owns);
        walk_block(&owns, func->body);
        if (ir_block_falls(func->body))
            bits_union(&owns.at_end, &owns.now);
    }
    for (uint32_t i = 0; i < func->vars.len; i++)
        if (!bits_has(&owns.at_end, i) && !func->vars.items[i]->address_taken)
            func->vars.items[i]->released = false;
}

/* ---- keep ... decref ------------------------------------------------------------------------- */

static bool uses(const Insn *insn, const Insn *value)
{
    for (uint32_t i = 0; i < insn->nargs; i++)
        if (insn->args[i] == value)
            return true;
    return false;
}

/* The release of `value` that follows, with nothing between that could see the difference. */
static Insn *find_release(Insn *keep)
{
    for (Insn *insn = keep->next; insn; insn = insn->next) {
        if (insn->op == IR_DECREF && insn->args[0] == keep->args[0])
            return insn;
        if (insn->nblocks || insn->op == IR_ERRCHK || uses(insn, keep->args[0]))
            return NULL;
    }
    return NULL;
}

static void hand_over(IrFunc *func, IrBlock *block)
{
    Insn *next;
    for (Insn *insn = block->first; insn; insn = next) {
        for (uint32_t i = 0; i < insn->nblocks; i++)
            hand_over(func, insn->blocks[i]);
        bool owned = insn->op == IR_KEEP && ir_insn_result(insn->args[0]) == IR_RESULT_OWNED;
        Insn *release = owned ? find_release(insn) : NULL;
        if (release) {
            ir_replace_uses(func, insn, insn->args[0]);
            ir_remove(release);
        }
        next = insn->next;
        if (release)
            ir_remove(insn);
    }
}

void pass_refopt(IrFunc *func, Diags *diags, const PassOptions *options)
{
    (void)diags;
    (void)options;
    hand_over(func, func->body);
    find_owners(func);
}
