/* facts_walk.c: walks a function and keeps the facts up to date; clients look at them on the way.
 *
 * A variable is bound to the Term it was set to. At the head of a loop the variables that the body sets
 * get new Vals, with the order to their old value where the body only counts up or only down; where
 * branches meet, variables that differ get a new Val with what both sides know. What holds after
 * `if c { leave }` is the opposite of c.
 *
 *     range %1 = 0, n { ... }     in the body 0 <= %1, %1 <= n - 1
 */
#include "pass/facts.h"

#include "ir/ir_flow.h"

#include <string.h>

typedef struct Walk {
    Facts *f;
    const FactsClient *client;
} Walk;

static void walk_block(Walk *w, IrBlock *block);

static bool is_tracked(const IrVar *var)
{
    return var->storage != IR_VAR_GLOBAL && var->storage != IR_VAR_EXTERN && !var->address_taken;
}

/* Something unknown; of floats and the like nothing is kept. */
static Term new_term(Facts *f, const Type *type)
{
    if (!type_is_int(type) && !ir_type_is_managed(type))
        return (Term){.known = false};
    return (Term){facts_new_val(f, type), 0, true};
}

/* A copy of the variables' Terms; given back by drop_env. */
static Term *copy_env(Facts *f)
{
    Term *copy = f->spare.len ? vec_pop(&f->spare)
                              : ARENA_ARRAY(f->arena, Term, f->func->vars.len + 1);
    memcpy(copy, f->env, f->func->vars.len * sizeof *copy);
    return copy;
}

static void restore_env(Facts *f, const Term *copy)
{
    memcpy(f->env, copy, f->func->vars.len * sizeof *copy);
}

static void drop_env(Facts *f, Term *copy)
{
    vec_push(f->arena, &f->spare, copy);
}

/* Loops */

static const Insn *strip_casts(const Insn *value)
{
    while (value->op == IR_CAST && type_is_int(value->type) && type_is_int(value->args[0]->type))
        value = value->args[0];
    return value;
}

/* Sign of what is added when the value is `var + something` or `var - something`; 0: unknown. */
static int8_t direction_of(const Facts *f, const Insn *set, const Bits *assigned)
{
    const Insn *value = strip_casts(set->args[0]);
    if (value->op != IR_BIN || (value->sub != IR_BIN_ADD && value->sub != IR_BIN_SUB))
        return 0;
    const Insn *first = strip_casts(value->args[0]);
    const Insn *by = strip_casts(value->args[1]);
    if (first->op != IR_GET || first->as.var != set->as.var)
        return 0;
    Term amount = {.known = false};
    if (by->op == IR_CONST && type_is_int(by->type))
        amount = facts_constant(by->as.imm.i);
    else if (by->op == IR_GET && is_tracked(by->as.var) && !bits_has(assigned, by->as.var->index))
        amount = f->env[by->as.var->index];
    int8_t up = value->sub == IR_BIN_ADD ? 1 : -1;
    int8_t down = value->sub == IR_BIN_ADD ? -1 : 1;
    if (amount.known && facts_at_least(f, amount, 0))
        return up;
    return amount.known && facts_le(f, amount, facts_constant(0)) ? down : 0;
}

/* By variable: 1 when the block only counts it up, -1 only down, 0 neither, 2 does not set it. */
static void find_directions(const Facts *f, const IrBlock *block, const Bits *assigned,
                            int8_t *directions)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        if (ir_op_has_var(insn->op) && insn->op != IR_GET && is_tracked(insn->as.var)) {
            int8_t *direction = &directions[insn->as.var->index];
            int8_t one = insn->op == IR_SET ? direction_of(f, insn, assigned) : 0;
            *direction = *direction == 2 || *direction == one ? one : 0;
        }
        for (uint32_t i = 0; i < insn->nblocks; i++)
            find_directions(f, insn->blocks[i], assigned, directions);
    }
}

static bool can_count(const IrVar *var)
{
    return type_is_int(var->type) && type_is_signed(var->type) && type_int_size(var->type) >= 4;
}

/* New Vals for what the region's blocks set, as at the head of a loop or behind one. */
static void weaken(Walk *w, const Insn *region)
{
    Facts *f = w->f;
    uint32_t count = f->func->vars.len;
    Bits assigned = bits_new(f->arena, count);
    int8_t *directions = ARENA_ARRAY(f->arena, int8_t, count + 1);
    ir_assigned_by(region, &assigned);
    memset(directions, 2, count);
    for (uint32_t i = 0; i < region->nblocks; i++)
        find_directions(f, region->blocks[i], &assigned, directions);
    for (uint32_t i = 0; i < count; i++) {
        const IrVar *var = f->func->vars.items[i];
        if (!bits_has(&assigned, i))
            continue;
        Term old = f->env[i];
        f->env[i] = new_term(f, var->type);
        if (!can_count(var))
            continue;
        if (directions[i] == 1)
            facts_learn_le(f, old, f->env[i]);
        if (directions[i] == -1)
            facts_learn_le(f, f->env[i], old);
    }
}

/* start <= index <= stop - 1, or the other way round. */
static Val *bind_index(Walk *w, const Insn *loop)
{
    Facts *f = w->f;
    Insn *index = ir_loop_index(loop);
    int64_t step = loop->op == IR_RANGE ? loop->as.step : loop->as.par->step;
    Val *val = facts_new_val(f, index ? index->type : loop->args[0]->type);
    Term term = {val, 0, true};
    Term start = facts_term(f, loop->args[0]);
    Term stop = {.known = false};
    if (loop->nargs > 1 && !(loop->op == IR_RANGE && loop->sub))
        stop = facts_term(f, loop->args[1]);
    if (step > 0) {
        facts_learn_le(f, start, term);
        facts_learn_le(f, facts_plus(term, 1), stop);
    } else if (step < 0) {
        facts_learn_le(f, term, start);
        facts_learn_le(f, facts_plus(stop, 1), term);
    }
    if (index && index->id < f->count)
        f->terms[index->id] = term;
    return val;
}

static void walk_counted(Walk *w, Insn *loop)
{
    Facts *f = w->f;
    void *plan = NULL;
    weaken(w, loop);
    uint32_t mark = facts_enter(f);
    if (loop->nblocks > 1)
        walk_block(w, loop->blocks[0]);
    Term *before = copy_env(f);
    const Val *index = bind_index(w, loop);
    walk_block(w, ir_loop_body(loop));
    restore_env(f, before);
    drop_env(f, before);
    if (w->client->plan)
        plan = w->client->plan(w->client->arg, f, loop, index);
    facts_forget(f, mark);
    weaken(w, loop);
    if (plan)
        w->client->leave(w->client->arg, f, loop, plan);
}

static void walk_loop(Walk *w, Insn *loop)
{
    weaken(w, loop);
    Term *head = copy_env(w->f);
    uint32_t mark = facts_enter(w->f);
    walk_block(w, loop->blocks[0]);
    facts_forget(w->f, mark);
    restore_env(w->f, head); /* it may be left anywhere */
    drop_env(w->f, head);
    weaken(w, loop);
}

/* Branches */

/* What one side of a branch knows about a variable at its end. */
typedef struct Side {
    Term *env;
    bool falls;
} Side;

static bool same_term(Term a, Term b)
{
    return a.known && b.known && a.base == b.base && a.offset == b.offset;
}

/* After both sides: `low` says which variables are at least 0 at the end of the first. */
static void merge_var(Facts *f, uint32_t i, Term first, Term second, bool low, bool below)
{
    const IrVar *var = f->func->vars.items[i];
    if (same_term(first, second)) {
        f->env[i] = first;
        return;
    }
    Term merged = new_term(f, var->type);
    f->env[i] = merged;
    if (low)
        facts_learn_le(f, facts_constant(0), merged);
    if (below)
        facts_learn_le(f, merged, first);
}

static void walk_if(Walk *w, Insn *insn)
{
    Facts *f = w->f;
    uint32_t count = f->func->vars.len;
    Bits low = bits_new(f->arena, count);
    Bits below = bits_new(f->arena, count);
    Bits assigned = bits_new(f->arena, count);
    const Insn *cond = insn->args[0];
    ir_assigned_by(insn, &assigned);
    Term *before = copy_env(f);

    uint32_t mark = facts_enter(f);
    facts_assume(f, cond, true);
    walk_block(w, insn->blocks[0]);
    for (uint32_t i = 0; i < count; i++)
        if (bits_has(&assigned, i) && facts_at_least(f, f->env[i], 0))
            bits_set(&low, i);
    bool first_falls = ir_block_falls(insn->blocks[0]);
    facts_forget(f, mark);
    Term *first = copy_env(f);

    restore_env(f, before);
    facts_assume(f, cond, false);
    walk_block(w, insn->blocks[1]);
    bool second_falls = ir_block_falls(insn->blocks[1]);
    for (uint32_t i = 0; i < count; i++) {
        if (!bits_has(&assigned, i))
            continue;
        if (bits_has(&low, i) && !facts_at_least(f, f->env[i], 0))
            bits_clear(&low, i);
        if (facts_le(f, f->env[i], first[i]))
            bits_set(&below, i);
    }
    facts_forget(f, mark);
    if (!second_falls)
        restore_env(f, first);
    for (uint32_t i = 0; i < count && first_falls && second_falls; i++)
        if (bits_has(&assigned, i))
            merge_var(f, i, first[i], f->env[i], bits_has(&low, i), bits_has(&below, i));
    drop_env(f, first);
    drop_env(f, before);
    if (first_falls != second_falls)
        facts_assume(f, cond, first_falls);
}

/* Blocks that may be entered, left or skipped in ways not followed: what they set is unknown after. */
static void walk_apart(Walk *w, Insn *insn)
{
    Term *before = copy_env(w->f);
    for (uint32_t i = 0; i < insn->nblocks; i++) {
        uint32_t mark = facts_enter(w->f);
        if (i > 0 && insn->op != IR_SWITCH)
            weaken(w, insn);
        walk_block(w, insn->blocks[i]);
        facts_forget(w->f, mark);
        restore_env(w->f, before);
    }
    drop_env(w->f, before);
    weaken(w, insn);
}

static void walk_region(Walk *w, Insn *insn)
{
    bool through = insn->op == IR_GIL || (insn->op == IR_BLOCK && !insn->label);
    if (insn->op == IR_BLOCK && insn->label)
        through = !ir_block_jumps_to(insn->blocks[0], IR_LEAVE, insn);
    if (insn->op == IR_IF)
        walk_if(w, insn);
    else if (insn->op == IR_RANGE || (insn->op == IR_PAR && insn->as.par->is_loop))
        walk_counted(w, insn);
    else if (insn->op == IR_LOOP)
        walk_loop(w, insn);
    else if (through)
        walk_block(w, insn->blocks[0]);
    else
        walk_apart(w, insn);
}

/* Instructions */

static void learn_check(Facts *f, const Insn *insn)
{
    Term first = insn->nargs ? facts_term(f, insn->args[0]) : (Term){.known = false};
    if (insn->op == IR_BOUNDS) {
        Term length = facts_term(f, insn->args[1]);
        facts_learn_le(f, facts_constant(0), first);
        if (first.known && length.known)
            facts_learn_le(f, facts_plus(first, 1), length);
    } else if (insn->op == IR_NONZERO && first.known && type_is_int(insn->args[0]->type)) {
        if (facts_at_least(f, first, 0))
            facts_learn_le(f, facts_constant(1), first);
    } else if (insn->op == IR_NONECHK && first.known) {
        facts_learn_not_none(f, first.base);
    } else if (insn->op == IR_VCHK && first.known) {
        facts_learn_set(f, first.base);
    }
}

static void learn(Walk *w, const Insn *insn)
{
    Facts *f = w->f;
    if (insn->op == IR_SET || insn->op == IR_UNSET) {
        Term term = insn->nargs ? facts_term(f, insn->args[0]) : (Term){.known = false};
        if (is_tracked(insn->as.var))
            f->env[insn->as.var->index] = term.known ? term : new_term(f, insn->as.var->type);
    } else if (insn->op == IR_GET) {
        bool tracked = is_tracked(insn->as.var);
        f->terms[insn->id] = tracked ? f->env[insn->as.var->index] : new_term(f, insn->type);
    } else if (insn->op != IR_INDEXVAR && ir_has_value(insn)) {
        f->terms[insn->id] = facts_of_insn(f, insn);
    } else {
        learn_check(f, insn);
    }
}

static void walk_block(Walk *w, IrBlock *block)
{
    for (Insn *insn = block->first, *next; insn; insn = next) {
        next = insn->next;
        if (insn->id >= w->f->count)
            continue;
        if (ir_is_region(insn)) {
            walk_region(w, insn);
            continue;
        }
        Insn copy = *insn; /* what a check says holds even when the client deletes it */
        if (w->client->visit)
            w->client->visit(w->client->arg, w->f, insn);
        if (insn->parent)
            learn(w, insn);
        else
            learn(w, &copy);
    }
}

void facts_walk(IrFunc *func, const FactsClient *client)
{
    Arena *arena = ir_scratch(func);
    Facts facts = {.arena = arena, .func = func, .count = func->insn_count};
    Walk walk = {&facts, client};
    facts.env = ARENA_ARRAY(arena, Term, func->vars.len + 1);
    facts.terms = ARENA_ARRAY(arena, Term, func->insn_count + 1);
    for (uint32_t i = 0; i < func->vars.len; i++)
        facts.env[i] = new_term(&facts, func->vars.items[i]->type);
    walk_block(&walk, func->body);
}
