/* pass_bounds.c: pass bounds: deletes index checks that loop ranges make true, moves others out of loops.
 *
 * Facts (facts.h) prove most checks. Of those left at the start of an innermost loop, before anything the
 * program could notice, the ones that are the same in every iteration are made once in front of the loop,
 * and the ones that fail from some iteration on become part of the loop's bound:
 *
 *     range %i = 0, n { bounds %i, %len; ... }
 * ->  range %i = 0, min(n, %len) { ... } ; if min(n, %len) < n { bounds min(n, %len), %len }
 *
 * The code in front and behind is a copy of the start of the body, so the same error is raised, at the
 * same iteration, with the same variables set.
 */
#include "pass/facts.h"
#include "pass/pass.h"

#include "ir/ir_build.h"
#include "ir/ir_flow.h"

enum { MAX_COPY = 300 };

/* What was known about a check when the walk came by, before it was known to have passed. */
typedef struct Check {
    Term index;
    bool not_negative;
} Check;

typedef struct Bounds {
    IrFunc *func;
    Types *types;
    Arena *arena;
    Check *checks; /* by id */
    uint32_t count;
} Bounds;

typedef VEC(Insn *) InsnList;

/* How one loop is to be changed. */
typedef struct Plan {
    InsnList fixed;  /* checks that are the same in every iteration */
    InsnList rising; /* bounds of index + constant: they fail from some iteration on */
    Bits assigned;   /* variables the body sets */
    bool in_try;     /* somebody may look at variables after an error */
} Plan;

static bool is_proven(const Facts *f, const Insn *insn)
{
    Term index = facts_term(f, insn->args[0]);
    Term length = facts_term(f, insn->args[1]);
    return facts_at_least(f, index, 0) && facts_le(f, facts_plus(index, 1), length);
}

static void visit(void *arg, Facts *f, Insn *insn)
{
    Bounds *b = arg;
    if (insn->op != IR_BOUNDS)
        return;
    if (is_proven(f, insn)) {
        ir_remove(insn);
        return;
    }
    Check *check = &b->checks[insn->id];
    check->index = facts_term(f, insn->args[0]);
    check->not_negative = facts_at_least(f, check->index, 0);
}

/* What can be moved */

static int64_t step_of(const Insn *loop)
{
    return loop->op == IR_RANGE ? loop->as.step : loop->as.par->step;
}

static bool is_check(const Insn *insn)
{
    return insn->op == IR_BOUNDS || insn->op == IR_NONZERO || insn->op == IR_NOOVERFLOW ||
           insn->op == IR_VCHK || insn->op == IR_INITCHK;
}

static bool is_plain_local(const IrVar *var)
{
    return var->storage != IR_VAR_GLOBAL && var->storage != IR_VAR_EXTERN && !var->address_taken;
}

/* Can the value be computed in front of the loop, with the same result as in any iteration? */
static bool is_fixed_value(const Plan *plan, const Insn *loop, const Insn *value)
{
    if (!ir_block_inside(value->parent, loop))
        return true;
    if (value->op == IR_GET)
        return is_plain_local(value->as.var) && !bits_has(&plan->assigned, value->as.var->index);
    if (ir_insn_effect(value) != IR_EFFECT_PURE || ir_insn_error(value) != IR_ERROR_NEVER ||
        value->op == IR_INDEXVAR)
        return false;
    for (uint32_t i = 0; i < value->nargs; i++)
        if (!is_fixed_value(plan, loop, value->args[i]))
            return false;
    return true;
}

static bool is_fixed_check(const Plan *plan, const Insn *loop, const Insn *insn)
{
    if (insn->op == IR_INITCHK)
        return !bits_has(&plan->assigned, insn->as.var->index);
    for (uint32_t i = 0; i < insn->nargs; i++)
        if (!is_fixed_value(plan, loop, insn->args[i]))
            return false;
    return true;
}

static bool is_ssize(const Type *type)
{
    return type_is_int(type) && type_is_signed(type) && type_int_size(type) == 8;
}

/* The length is fixed, the index is the loop's plus a constant and not negative. */
static bool is_rising_check(const Bounds *b, const Plan *plan, const Insn *loop, const Insn *insn,
                            const Val *index)
{
    if (insn->op != IR_BOUNDS || insn->id >= b->count || step_of(loop) != 1)
        return false;
    const Check *check = &b->checks[insn->id];
    return check->index.known && check->index.base == index && check->not_negative &&
           is_ssize(insn->args[1]->type) && is_fixed_value(plan, loop, insn->args[1]);
}

/* The start of the body: instructions that may be repeated without anybody noticing. A variable that is
 * read before it is set carries something from one iteration to the next: setting it ends the start. */
typedef struct Start {
    Bits read; /* variables */
    Bits set;
} Start;

static bool is_repeatable(Start *start, const Insn *insn)
{
    if (insn->op == IR_GET) {
        if (is_plain_local(insn->as.var) && !bits_has(&start->set, insn->as.var->index))
            bits_set(&start->read, insn->as.var->index);
        return !ir_type_is_managed(insn->type) || !type_is_object(insn->type);
    }
    if (insn->op == IR_SET) {
        if (!is_plain_local(insn->as.var) || ir_type_is_managed(insn->as.var->type) ||
            bits_has(&start->read, insn->as.var->index))
            return false;
        bits_set(&start->set, insn->as.var->index);
        return true;
    }
    if (is_check(insn) || ir_is_math_call(insn))
        return true;
    return ir_op_info[insn->op].shape == IR_SHAPE_EXPR && !ir_insn_needs_gil(insn) &&
           ir_insn_error(insn) == IR_ERROR_NEVER && ir_insn_effect(insn) <= IR_EFFECT_READS;
}

/* Loops worth it: nothing but arithmetic and memory, and no loop inside. */
static bool is_simple(const IrBlock *block)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        if (insn->op == IR_RANGE || insn->op == IR_LOOP || insn->op == IR_PAR ||
            ir_insn_needs_gil(insn))
            return false;
        for (uint32_t i = 0; i < insn->nblocks; i++)
            if (!is_simple(insn->blocks[i]))
                return false;
    }
    return true;
}

static bool is_in_try(const Insn *insn)
{
    for (const IrBlock *block = insn->parent; block->owner; block = block->owner->parent)
        if (block->owner->op == IR_TRY || block->owner->op == IR_FINALLY)
            return true;
    return false;
}

static void *plan(void *arg, Facts *f, Insn *loop, const Val *index)
{
    Bounds *b = arg;
    IrBlock *body = ir_loop_body(loop);
    (void)f;
    if (loop->nblocks != 1 || !step_of(loop) || !is_simple(body) ||
        ir_block_jumps_to(body, IR_LEAVE, loop))
        return NULL;
    Plan *p = ARENA_NEW(b->arena, Plan);
    p->assigned = bits_new(b->arena, b->func->vars.len);
    p->in_try = is_in_try(loop);
    ir_assigned_vars(body, &p->assigned);
    Start start = {bits_new(b->arena, b->func->vars.len), bits_new(b->arena, b->func->vars.len)};
    uint32_t copied = 0;
    for (Insn *insn = body->first; insn && copied < MAX_COPY; insn = insn->next, copied++) {
        if (insn->op != IR_INDEXVAR && !is_repeatable(&start, insn))
            break;
        if (!is_check(insn))
            continue;
        if (is_fixed_check(p, loop, insn))
            vec_push(b->arena, &p->fixed, insn);
        else if (is_rising_check(b, p, loop, insn, index))
            vec_push(b->arena, &p->rising, insn);
        else
            break; /* it stays, and keeps the loop from being vectorised anyway */
    }
    return p->fixed.len || p->rising.len ? p : NULL;
}

/* Copies of the start of the body */

typedef struct Copier {
    Bounds *b;
    const Insn *loop;
    Insn *index;   /* value of the loop's index in the copy */
    Insn **values; /* by id: copies */
    Insn **vars;   /* by variable index: value in the copy */
    IrBuilder to;
} Copier;

static Copier make_copier(Bounds *b, const Insn *loop, Insn *index, IrBlock *block)
{
    Copier c = {.b = b, .loop = loop, .index = index};
    c.values = ARENA_ARRAY(b->arena, Insn *, b->func->insn_count + 1);
    c.vars = ARENA_ARRAY(b->arena, Insn *, b->func->vars.len + 1);
    c.to = (IrBuilder){b->func->module, b->func, block, loop->span};
    return c;
}

static Insn *copy_insn(Copier *c, const Insn *insn)
{
    Insn *args[VIEW_MAX_DIMS + 1];
    uint32_t count = insn->nargs;
    Insn **all = count <= VIEW_MAX_DIMS + 1 ? args : ARENA_ARRAY(c->b->arena, Insn *, count);
    for (uint32_t i = 0; i < count; i++) {
        Insn *copied = c->values[insn->args[i]->id];
        all[i] = copied ? copied : insn->args[i];
    }
    c->to.span = insn->span;
    Insn *copy = ir_append(&c->to, insn->op, insn->sub, insn->type, all, count);
    copy->as = insn->as;
    return copy;
}

/* A value of the loop and what it is made of, in the copy's block. */
static Insn *copy_value(Copier *c, Insn *value)
{
    if (!ir_block_inside(value->parent, c->loop))
        return value;
    if (!c->values[value->id]) {
        for (uint32_t i = 0; i < value->nargs; i++)
            copy_value(c, value->args[i]);
        c->values[value->id] = copy_insn(c, value);
    }
    return c->values[value->id];
}

/* The body up to and including `last`. Variables set there are followed; they are really set only where
 * somebody may look at them. */
static void copy_start(Copier *c, const Insn *last, bool set_vars)
{
    for (Insn *insn = ir_loop_body(c->loop)->first; insn; insn = insn->next) {
        if (insn->op == IR_INDEXVAR) {
            c->values[insn->id] = ir_cast(&c->to, insn->type, c->index);
        } else if (insn->op == IR_SET) {
            Insn *value = insn->args[0];
            c->vars[insn->as.var->index] = c->values[value->id] ? c->values[value->id] : value;
            if (set_vars)
                copy_insn(c, insn);
        } else if (insn->op == IR_GET && is_plain_local(insn->as.var) &&
                   c->vars[insn->as.var->index]) {
            c->values[insn->id] = c->vars[insn->as.var->index];
        } else {
            c->values[insn->id] = copy_insn(c, insn);
        }
        if (insn == last)
            return;
    }
}

/* In front of and behind the loop */

static IrBlock *open_if(Bounds *b, Insn *cond, Insn *place, bool behind)
{
    Insn *region = ir_region_new(b->func, IR_IF, 0, &cond, 1, 2, place->span);
    if (behind)
        ir_insert_after(place, region);
    else
        ir_insert_before(place, region);
    return region->blocks[0];
}

/* if start < stop { start of the first iteration } */
static void check_in_front(Bounds *b, Insn *loop, const Plan *p)
{
    IrBlock *scratch = ir_block_new(b->func->module);
    IrBuilder to = {b->func->module, b->func, scratch, loop->span};
    Insn *cond = ir_cmp(&to, step_of(loop) > 0 ? IR_CMP_LT : IR_CMP_GT, loop->args[0],
                        loop->args[1]);
    ir_block_move_before(scratch, loop);
    Copier c = make_copier(b, loop, loop->args[0], open_if(b, cond, loop, false));
    copy_start(&c, vec_last(&p->fixed), p->in_try);
}

static bool start_is_below(const Facts *f, const Insn *start, Term length, int64_t offset)
{
    Term term = facts_term(f, start);
    return term.known && length.known && facts_le(f, facts_plus(term, offset), length);
}

static Insn *make_extreme(IrBuilder *to, IrBin sub, Insn *a, Insn *b)
{
    return a ? ir_bin(to, sub, a, b) : b;
}

/* min(stop, lengths - offsets), at least the start */
static Insn *make_limit(Bounds *b, const Facts *f, Insn *loop, const Plan *p, IrBlock *scratch)
{
    const Type *ssize = TYPE_OF(b->types, SSIZE);
    Copier c = make_copier(b, loop, NULL, scratch);
    Insn *limit = ir_cast(&c.to, ssize, loop->args[1]);
    bool above_start = true;
    for (uint32_t i = 0; i < p->rising.len; i++) {
        const Insn *check = p->rising.items[i];
        int64_t offset = b->checks[check->id].index.offset;
        Term length_term = facts_term(f, check->args[1]);
        Insn *length = ir_cast(&c.to, ssize, copy_value(&c, check->args[1]));
        if (offset) {
            Insn *amount = ir_int(&c.to, ssize, offset > 0 ? offset : -offset);
            length = ir_bin(&c.to, offset > 0 ? IR_BIN_SUB : IR_BIN_ADD, length, amount);
        }
        limit = make_extreme(&c.to, IR_BIN_MIN, limit, length);
        above_start &= start_is_below(f, loop->args[0], length_term, offset);
    }
    if (!above_start)
        limit = make_extreme(&c.to, IR_BIN_MAX, limit, ir_cast(&c.to, ssize, loop->args[0]));
    return ir_cast(&c.to, loop->args[1]->type, limit);
}

static void limit_loop(Bounds *b, const Facts *f, Insn *loop, const Plan *p)
{
    IrBlock *scratch = ir_block_new(b->func->module);
    Insn *stop = loop->args[1];
    Insn *limit = make_limit(b, f, loop, p, scratch);
    IrBuilder to = {b->func->module, b->func, scratch, loop->span};
    Insn *cond = ir_cmp(&to, IR_CMP_LT, limit, stop);
    ir_block_move_before(scratch, loop);
    loop->args[1] = limit;
    ir_remove(cond);
    ir_insert_after(loop, cond);
    Copier c = make_copier(b, loop, limit, open_if(b, cond, cond, true));
    copy_start(&c, vec_last(&p->rising), p->in_try);
}

static void leave(void *arg, Facts *f, Insn *loop, void *made)
{
    Bounds *b = arg;
    const Plan *p = made;
    if (p->fixed.len)
        check_in_front(b, loop, p);
    for (uint32_t i = 0; i < p->fixed.len; i++)
        ir_remove(p->fixed.items[i]);
    if (p->rising.len)
        limit_loop(b, f, loop, p);
    for (uint32_t i = 0; i < p->rising.len; i++)
        ir_remove(p->rising.items[i]);
}

void pass_bounds(IrFunc *func, Diags *diags, const PassOptions *options)
{
    (void)diags;
    (void)options;
    Bounds bounds = {func, func->module->types, ir_scratch(func), NULL, func->insn_count};
    bounds.checks = ARENA_ARRAY(bounds.arena, Check, bounds.count + 1);
    FactsClient client = {visit, plan, leave, &bounds};
    facts_walk(func, &client);
}
