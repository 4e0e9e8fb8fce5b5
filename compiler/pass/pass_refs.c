/* pass_refs.c: reference counts and view acquisitions, made explicit from the liveness of values.
 *
 * Place in the pipeline: after err, so that every edge an error takes is an errchk. An owned value is
 * consumed once: by the stealing use that is its last, or released right behind its last use; on edges
 * that leave its block before that it is released there (errchk lists, decref before an exit). A borrowed
 * value gets a reference of its own (`keep`) where it is stolen, or from the start when what it was
 * borrowed from may change before its last use. Variables own what they hold; arguments are borrowed
 * unless the function assigns to them.
 *
 *     %v: obj = prim list_item xs, i          %v: obj = prim list_item xs, i
 *     errchk null %v -> fail           gives  errchk null %v -> fail
 *     set x, %v                               replace x, %v
 */
#include "ir/ir_build.h"
#include "ir/ir_flow.h"
#include "ir/ir_region.h"
#include "pass/pass.h"

#include <string.h>

typedef VEC(Insn *) InsnVec;

typedef struct VarFacts {
    Insn *get;     /* the only one, when gets == 1 */
    uint32_t gets; /* GET, INITCHK, ADDR */
    InsnVec sets;  /* SET, UNSET */
    InsnVec returns; /* GETs of a temporary that go into the RETURN behind them */
} VarFacts;

/* Arguments of one instruction that are the same value: a list of 100,000 items is not searched for each of them. */
typedef struct ArgRun {
    uint32_t first, count;
} ArgRun;

typedef struct Refs {
    IrFunc *func;
    Arena *arena;
    uint32_t count;   /* instructions at the start; later ones are ours */
    InsnVec *users;   /* by value id */
    ArgRun *runs;     /* by value id: where the only user has it */
    uint32_t *order;  /* by id: place in its block */
    VarFacts *vars;   /* by index of a local */
} Refs;

/* ---- facts ----------------------------------------------------------------------------------- */

/* Is the value, or what it is another name for, a reference of its own? */
static bool is_owned(const Insn *value)
{
    while (value->op == IR_TYPECHK || value->op == IR_CAST)
        value = value->args[0];
    return ir_type_is_managed(value->type) && ir_insn_result(value) == IR_RESULT_OWNED;
}

/* Lowering marks variables that only ever name an argument as borrowed; one that takes over a reference is not. */
static bool is_returned(const Insn *get)
{
    return get->next && get->next->op == IR_RETURN && get->next->args[0] == get;
}

static void note_var(Refs *r, Insn *insn)
{
    bool sets = insn->op == IR_SET || insn->op == IR_UNSET;
    bool gets = insn->op == IR_GET || insn->op == IR_INITCHK || insn->op == IR_ADDR;
    if ((!sets && !gets) || !ir_var_is_local(insn->as.var))
        return;
    VarFacts *facts = &r->vars[insn->as.var->index];
    if (sets) {
        vec_push(r->arena, &facts->sets, insn);
        if (insn->op == IR_SET && is_owned(insn->args[0]))
            insn->as.var->borrowed = false;
        return;
    }
    if (insn->op == IR_GET && insn->as.var->storage == IR_VAR_TEMP && is_returned(insn)) {
        vec_push(r->arena, &facts->returns, insn);
        return;
    }
    facts->gets++;
    facts->get = insn->op == IR_GET ? insn : NULL;
}

static void gather(Refs *r, IrBlock *block)
{
    uint32_t place = 0;
    for (Insn *insn = block->first; insn; insn = insn->next) {
        r->order[insn->id] = ++place;
        note_var(r, insn);
        for (uint32_t i = 0; i < insn->nargs; i++) {
            InsnVec *users = &r->users[insn->args[i]->id];
            ArgRun *run = &r->runs[insn->args[i]->id];
            bool again = users->len && vec_last(users) == insn;
            if (!again)
                vec_push(r->arena, users, insn);
            if (users->len > 1)
                *run = (ArgRun){0, UINT32_MAX};
            else
                *run = again ? (ArgRun){run->first, run->count + 1} : (ArgRun){i, 1};
        }
        for (uint32_t i = 0; i < insn->nblocks; i++)
            gather(r, insn->blocks[i]);
    }
}

static bool is_pointer(const Type *type)
{
    return type_is_ptr(type) && type_strip(type)->kind != TYPE_FUNC;
}

/* Is `insn` another name for, or a pointer into, what `value` refers to? */
static bool is_alias(const Insn *insn, const Insn *value)
{
    bool managed = ir_type_is_managed(insn->type);
    if (insn->nargs == 0 || (!managed && !is_pointer(insn->type)))
        return false;
    switch ((int)insn->op) {
    case IR_TYPECHK: case IR_CAST: case IR_FIELD: case IR_INDEX: case IR_VAT: case IR_BIN:
        return insn->args[0] == value;
    case IR_UNBOX:
        return true;
    case IR_PRIM:
        return (!managed || insn->as.prim->own == IR_RESULT_BORROWED) &&
               ir_type_is_managed(value->type);
    default:
        return false;
    }
}

/* Users of the value and of its aliases. */
static void collect_uses(Refs *r, const Insn *value, InsnVec *group, InsnVec *uses)
{
    vec_push(r->arena, group, (Insn *)(uintptr_t)value);
    if (value->id >= r->count)
        return;
    const InsnVec *users = &r->users[value->id];
    for (uint32_t i = 0; i < users->len; i++) {
        vec_push(r->arena, uses, users->items[i]);
        if (is_alias(users->items[i], value))
            collect_uses(r, users->items[i], group, uses);
    }
}

static bool in_group(const InsnVec *group, const Insn *value)
{
    for (uint32_t i = 0; i < group->len; i++)
        if (group->items[i] == value)
            return true;
    return false;
}

/* Where in the arguments of its users the group may be: made of one value (and a reference to it) with one user, in
 * the places of that value, else anywhere. */
static ArgRun run_of(const Refs *r, const InsnVec *group)
{
    const ArgRun anywhere = {0, UINT32_MAX};
    const Insn *only = NULL;
    for (uint32_t i = 0; i < group->len; i++) {
        const Insn *value = group->items[i];
        if (value->id >= r->count)
            continue;
        if (only && only != value)
            return anywhere;
        only = value;
    }
    return only && r->users[only->id].len == 1 ? r->runs[only->id] : anywhere;
}

/* How many arguments of `user` are of the group, and how many of those it steals. */
static uint32_t count_args(const Refs *r, const InsnVec *group, const Insn *user, bool stolen)
{
    ArgRun run = run_of(r, group);
    uint32_t count = 0;
    for (uint32_t i = run.first, seen = 0; i < user->nargs && seen < run.count; i++) {
        if (!in_group(group, user->args[i]))
            continue;
        seen++;
        count += !stolen || ir_insn_steals(user, i);
    }
    return count;
}

static bool may_be_null(const Insn *value)
{
    while (value->op == IR_CAST || value->op == IR_TYPECHK)
        value = value->args[0];
    if (value->op == IR_GET)
        return value->sub || (value->as.var->storage == IR_VAR_TEMP && value->as.var->maybe_unbound);
    return ir_insn_error(value) == IR_ERROR_NULLOCC;
}

/* ---- making instructions --------------------------------------------------------------------- */

static Insn *make(Refs *r, IrOp op, Insn *value, Span span)
{
    const Type *type = op == IR_KEEP ? value->type : NULL;
    bool maybe = may_be_null(value) && !type_is_error(value->type);
    return ir_insn_new(r->func, op, maybe ? 1 : 0, type, &value, 1, span);
}

/* A check without a value stands for the statement before it, a view is made inside its check, and so is a status
 * that nothing else looks at: nothing may come between. */
static bool is_glued_check(const Refs *r, const Insn *insn)
{
    if (!insn || insn->op != IR_ERRCHK)
        return false;
    if (insn->sub > IR_CHECK_DECLARED || type_strip(insn->args[0]->type)->kind == TYPE_VIEW)
        return true;
    const Insn *value = insn->args[0];
    return insn->sub == IR_CHECK_NEG1 && value->id < r->count && r->users[value->id].len == 1;
}

static void release_after(Refs *r, Insn *place, Insn *value)
{
    while (is_glued_check(r, place->next))
        place = place->next;
    ir_insert_after(place, make(r, IR_DECREF, value, place->span));
}

static void release_at_start(Refs *r, IrBlock *block, Insn *value, Span span)
{
    Insn *decref = make(r, IR_DECREF, value, span);
    Insn *first = block->first;
    if (first && first->op == IR_INDEXVAR)
        ir_insert_after(first, decref);
    else if (first)
        ir_insert_before(first, decref);
    else
        ir_block_append(block, decref);
}

/* Before an exit that leaves `block`: behind the unwinds of regions inside it, before those of regions around
 * it (the thread then has the GIL it had where the value was made). */
static void release_before_exit(Refs *r, Insn *exit, const IrBlock *block, Insn *value)
{
    Insn *place = exit;
    for (Insn *insn = exit->prev; insn && (insn->op == IR_UNWIND || insn->op == IR_DECREF);
         insn = insn->prev)
        if (insn->op == IR_UNWIND && ir_block_inside(block, insn->as.target))
            place = insn;
    ir_insert_before(place, make(r, IR_DECREF, value, exit->span));
}

static void add_release(Refs *r, Insn *errchk, Insn *value)
{
    if (errchk->nargs >= errchk->room) {
        errchk->room = errchk->nargs * 2 + 2;
        Insn **args = ARENA_ARRAY(r->func->module->arena, Insn *, errchk->room);
        if (errchk->nargs)
            memcpy(args, errchk->args, errchk->nargs * sizeof *args);
        errchk->args = args;
    }
    errchk->args[errchk->nargs++] = value;
}

/* Gives `user` a reference of its own for each stolen argument of the group. */
static void keep_for(Refs *r, const InsnVec *group, Insn *user)
{
    ArgRun run = run_of(r, group);
    for (uint32_t i = run.first, seen = 0; i < user->nargs && seen < run.count; i++) {
        if (!in_group(group, user->args[i]))
            continue;
        seen++;
        if (!ir_insn_steals(user, i))
            continue;
        Insn *keep = make(r, IR_KEEP, user->args[i], user->span);
        ir_insert_before(user, keep);
        user->args[i] = keep;
    }
}

/* ---- holding a reference from `start` to its last use ---------------------------------------- */

typedef struct Hold {
    Insn *value;
    InsnVec group, uses;
} Hold;

static void hold_in(Refs *r, Hold *h, IrBlock *block, Insn *start);

/* Does this branch of an `if` know the value to be NULL? */
static bool is_null_branch(const Hold *h, const IrBlock *block)
{
    const Insn *owner = block->owner;
    if (!owner || owner->op != IR_IF || owner->args[0]->op != IR_CMP)
        return false;
    const Insn *cond = owner->args[0];
    bool about = (cond->args[0] == h->value && cond->args[1]->op == IR_NULL) ||
                 (cond->args[1] == h->value && cond->args[0]->op == IR_NULL);
    IrCmp equal = ir_block_number(block) == 0 ? IR_CMP_EQ : IR_CMP_NE;
    return about && cond->sub == equal;
}

/* Releases on every edge out of `block` that leaves from `insn` or below. */
static void release_on_edges(Refs *r, Hold *h, IrBlock *block, Insn *insn)
{
    if (insn->op == IR_ERRCHK) {
        bool own = insn->nargs && insn->sub <= IR_CHECK_DECLARED && insn->args[0] == h->value;
        if (!own && ir_jump_leaves(insn, block))
            add_release(r, insn, h->value);
        return;
    }
    bool jump = insn->op == IR_LEAVE || insn->op == IR_AGAIN || insn->op == IR_RETURN;
    if (jump && ir_jump_leaves(insn, block)) {
        release_before_exit(r, insn, block, h->value);
        return;
    }
    for (uint32_t i = 0; i < insn->nblocks; i++) {
        if (is_null_branch(h, insn->blocks[i]))
            continue;
        Insn *next;
        for (Insn *inner = insn->blocks[i]->first; inner; inner = next) {
            next = inner->next;
            release_on_edges(r, h, block, inner);
        }
    }
}

/* Edges from behind `start` (NULL: the start of the block) up to `last`; none when they are the same. */
static void release_on_edges_until(Refs *r, Hold *h, IrBlock *block, Insn *start, Insn *last)
{
    Insn *next;
    if (start == last)
        return;
    for (Insn *insn = start ? start->next : block->first; insn; insn = next) {
        next = insn->next;
        release_on_edges(r, h, block, insn);
        if (insn == last)
            return;
    }
}

static Insn *find_last(Refs *r, const Hold *h, const IrBlock *block)
{
    Insn *last = NULL;
    for (uint32_t i = 0; i < h->uses.len; i++) {
        Insn *top = ir_top_in(block, h->uses.items[i]);
        if (top && (!last || r->order[top->id] > r->order[last->id]))
            last = top;
    }
    return last;
}

/* Is a use in one of the branches of this `if`, outside of deeper loops, a stealing one? */
static bool is_stolen_in_branch(const Refs *r, const Hold *h, const Insn *region)
{
    for (uint32_t i = 0; i < h->uses.len; i++) {
        const Insn *user = h->uses.items[i];
        if (!count_args(r, &h->group, user, true))
            continue;
        const Insn *around = user->parent->owner;
        while (around && around != region && around->op == IR_IF)
            around = around->parent->owner;
        if (around == region)
            return true;
    }
    return false;
}

static void keep_for_all(Refs *r, Hold *h, const IrBlock *block, const Insn *except)
{
    for (uint32_t i = 0; i < h->uses.len; i++)
        if (h->uses.items[i] != except && ir_top_in(block, h->uses.items[i]))
            keep_for(r, &h->group, h->uses.items[i]);
}

static void hold_in_branches(Refs *r, Hold *h, IrBlock *block, Insn *start, Insn *last)
{
    for (uint32_t i = 0; i < h->uses.len; i++) {
        Insn *top = ir_top_in(block, h->uses.items[i]);
        if (top && top != last)
            keep_for(r, &h->group, h->uses.items[i]);
    }
    release_on_edges_until(r, h, block, start, last->prev);
    for (uint32_t i = 0; i < last->nblocks; i++)
        if (!is_null_branch(h, last->blocks[i]))
            hold_in(r, h, last->blocks[i], NULL);
}

/* The reference is held from behind `start`; sees to it that it is gone at the end of the block. */
static void hold_in(Refs *r, Hold *h, IrBlock *block, Insn *start)
{
    Insn *last = find_last(r, h, block);
    if (!last) {
        if (start)
            release_after(r, start, h->value);
        else
            release_at_start(r, block, h->value, block->owner->span);
        return;
    }
    bool consumed = in_group(&h->uses, last) && count_args(r, &h->group, last, false) == 1 &&
                    count_args(r, &h->group, last, true) == 1;
    if (consumed) {
        keep_for_all(r, h, block, last);
        release_on_edges_until(r, h, block, start, last->prev);
        return;
    }
    if (last->op == IR_IF && is_stolen_in_branch(r, h, last)) {
        hold_in_branches(r, h, block, start, last);
        return;
    }
    keep_for_all(r, h, block, NULL);
    Insn *end = last;
    while (is_glued_check(r, end->next))
        end = end->next;
    release_on_edges_until(r, h, block, start, end);
    bool gone = (end->op == IR_ERRCHK && end->sub == IR_CHECK_ALWAYS) || ir_is_exit(end);
    if (!gone && ir_insn_falls(end))
        release_after(r, end, h->value);
}

static void hold(Refs *r, Insn *value, const Insn *uses_of)
{
    Hold h = {.value = value};
    vec_push(r->arena, &h.group, value);
    collect_uses(r, uses_of, &h.group, &h.uses);
    hold_in(r, &h, value->parent, value);
}

/* ---- borrowed values ------------------------------------------------------------------------- */

static bool assigns(const Insn *insn, const IrVar *var)
{
    if ((insn->op == IR_SET || insn->op == IR_UNSET) && insn->as.var == var)
        return true;
    for (uint32_t i = 0; i < insn->nblocks; i++)
        for (const Insn *inner = insn->blocks[i]->first; inner; inner = inner->next)
            if (assigns(inner, var))
                return true;
    return false;
}

/* Does `var` change between `value`, read from it, and the last use of the value? */
static bool local_changes(Refs *r, const Insn *value, const Insn *last)
{
    const IrVar *var = value->as.var;
    if (!r->vars[var->index].sets.len)
        return false;
    for (const Insn *insn = value->next; insn; insn = insn->next) {
        if (insn == last && (insn->op == IR_SET || insn->op == IR_UNSET))
            return false;
        if (assigns(insn, var))
            return true;
        if (insn == last)
            return false;
    }
    return false;
}

/* Is the last use the very next instruction, and does that run no code that could drop the object? */
static bool is_used_at_once(const Insn *value, const Insn *last)
{
    return value->next == last && !last->nblocks && ir_insn_effect(last) != IR_EFFECT_PYTHON;
}

/* Must the value have a reference of its own to live until its last use? */
static bool is_endangered(Refs *r, const Insn *value, const Insn *last)
{
    if (ir_insn_is_shared(r->func->module, value))
        return true;
    switch ((int)value->op) {
    case IR_GET:
        if (ir_var_is_local(value->as.var) && !value->as.var->address_taken)
            return local_changes(r, value, last);
        return !is_used_at_once(value, last);
    case IR_PRIM: case IR_LOAD: case IR_PART:
        return !is_used_at_once(value, last);
    default:
        return false;
    }
}

/* Is nothing but its address looked at? */
static bool is_compared_only(const InsnVec *uses)
{
    for (uint32_t i = 0; i < uses->len; i++)
        if (uses->items[i]->op != IR_CMP && uses->items[i]->op != IR_NONECHK)
            return false;
    return true;
}

static void borrow(Refs *r, Insn *value)
{
    Hold h = {.value = value};
    collect_uses(r, value, &h.group, &h.uses);
    Insn *last = find_last(r, &h, value->parent);
    if (!last)
        return;
    if (is_compared_only(&h.uses) || !is_endangered(r, value, last)) {
        keep_for_all(r, &h, value->parent, NULL);
        return;
    }
    Insn *keep = make(r, IR_KEEP, value, value->span);
    if (ir_insn_error(value) == IR_ERROR_NULL)
        keep->sub = 1; /* it stands in front of the check */
    ir_insert_after(value, keep);
    ArgRun run = run_of(r, &h.group);
    for (uint32_t i = 0; i < h.uses.len; i++) {
        Insn *user = h.uses.items[i];
        for (uint32_t k = run.first, seen = 0; k < user->nargs && seen < run.count; k++) {
            if (user->args[k] != value)
                continue;
            user->args[k] = keep;
            seen++;
        }
    }
    h.value = keep; /* the uses as they were: aliases hang on `value` no longer */
    vec_push(r->arena, &h.group, keep);
    hold_in(r, &h, keep->parent, keep);
}

/* ---- variables ------------------------------------------------------------------------------- */

static bool is_argument(const IrFunc *func, const IrVar *var, bool *is_star)
{
    *is_star = false;
    for (uint32_t i = 0; i < func->py_params.len; i++) {
        if (func->py_params.items[i].arg != var)
            continue;
        *is_star = func->py_params.items[i].is_star || func->py_params.items[i].is_starstar;
        return true;
    }
    return var->storage == IR_VAR_PARAM;
}

static bool has_default(const IrFunc *func, const IrVar *var)
{
    for (uint32_t i = 0; i < func->py_params.len; i++)
        if (func->py_params.items[i].arg == var)
            return func->py_params.items[i].has_default;
    return false;
}

/* An argument the function assigns to: it owns it from the start. */
static void own_argument(Refs *r, IrVar *var)
{
    Insn *get = ir_insn_new(r->func, IR_GET, 0, var->type, NULL, 0, var->span);
    get->as.var = var;
    Insn *incref = ir_insn_new(r->func, IR_INCREF, has_default(r->func, var) ? 1 : 0, NULL, &get,
                               1, var->span);
    if (r->func->body->first)
        ir_insert_before(r->func->body->first, get);
    else
        ir_block_append(r->func->body, get);
    ir_insert_after(get, incref);
}

static void settle_var(Refs *r, IrVar *var)
{
    bool is_star;
    bool argument = is_argument(r->func, var, &is_star);
    bool assigned = r->vars[var->index].sets.len > 0;
    if (argument && assigned && !is_star)
        own_argument(r, var);
    if (argument)
        var->borrowed = !assigned && !is_star;
    bool stored = var->address_taken && var->storage == IR_VAR_TEMP; /* through its address */
    var->released = is_star || ((assigned || stored) && !var->borrowed);
    if (!argument)
        var->maybe_unbound = true;
}

/* Is a set inside every loop around the get? Then no second iteration reads what the first one took. */
static bool loops_agree(const Insn *get, const Insn *set)
{
    for (const Insn *loop = ir_loop_around(get); loop; loop = ir_loop_around(loop))
        if (!ir_block_inside(set->parent, loop))
            return false;
    return true;
}

/* A temporary read once gives its reference away. */
static void move_temp(Refs *r, const IrVar *var)
{
    VarFacts *facts = &r->vars[var->index];
    for (uint32_t i = 0; i < facts->returns.len; i++)
        facts->returns.items[i]->op = IR_MOVE;
    if (var->storage != IR_VAR_TEMP || facts->gets != 1 || !facts->get || facts->returns.len)
        return;
    for (uint32_t i = 0; i < facts->sets.len; i++)
        if (!loops_agree(facts->get, facts->sets.items[i]))
            return;
    facts->get->op = IR_MOVE;
}

/* ---- copies ---------------------------------------------------------------------------------- */

static bool is_made_here(const Insn *set)
{
    const Insn *value = set->args[0];
    const IrVar *var = set->as.var;
    bool constant = value->op == IR_CONST || value->op == IR_GET || value->op == IR_NULL ||
                    value->op == IR_PYCONST;
    return var->storage == IR_VAR_TEMP && !var->address_taken && !constant &&
           value->parent == set->parent && type_strip(var->type) == type_strip(value->type);
}

/* The last use of the value behind `set t, value`; NULL when there is none or not all of them may read t instead. */
static Insn *last_copy(Refs *r, const Insn *set)
{
    const InsnVec *users = &r->users[set->args[0]->id];
    Insn *last = NULL;
    for (uint32_t i = 0; i < users->len; i++) {
        Insn *user = users->items[i];
        if (user->parent != set->parent)
            return NULL;
        if (r->order[user->id] > r->order[set->id])
            last = user;
    }
    for (const Insn *insn = set->next; last && insn != last; insn = insn->next)
        if (assigns(insn, set->as.var))
            return NULL;
    return last;
}

/* Behind `set t, v` what uses v reads t: the set is then v's last use and consumes it. */
static void forward_copy(Refs *r, Insn *set)
{
    Insn *value = set->args[0];
    Insn *last = is_made_here(set) ? last_copy(r, set) : NULL;
    for (Insn *insn = set->next; last; insn = insn->next) {
        for (uint32_t i = 0; i < insn->nargs; i++) {
            if (insn->args[i] != value)
                continue;
            Insn *get = ir_insn_new(r->func, IR_GET, 0, set->as.var->type, NULL, 0, insn->span);
            get->as.var = set->as.var;
            ir_insert_before(insn, get);
            insn->args[i] = get;
        }
        if (insn == last)
            return;
    }
}

static void forward_copies(Refs *r, IrBlock *block)
{
    for (Insn *insn = block->first; insn; insn = insn->next) {
        if (insn->op == IR_SET)
            forward_copy(r, insn);
        for (uint32_t i = 0; i < insn->nblocks; i++)
            forward_copies(r, insn->blocks[i]);
    }
}

static void study(Refs *r)
{
    r->count = r->func->insn_count;
    r->users = ARENA_ARRAY(r->arena, InsnVec, r->count + 1);
    r->runs = ARENA_ARRAY(r->arena, ArgRun, r->count + 1);
    r->order = ARENA_ARRAY(r->arena, uint32_t, r->count + 1);
    r->vars = ARENA_ARRAY(r->arena, VarFacts, r->func->vars.len + 1);
    gather(r, r->func->body);
}

/* ---- the pass -------------------------------------------------------------------------------- */

static void walk(Refs *r, IrBlock *block)
{
    Insn *next;
    for (Insn *insn = block->first; insn; insn = next) {
        next = insn->next;
        if (insn->id >= r->count)
            continue;
        for (uint32_t i = 0; i < insn->nblocks; i++)
            walk(r, insn->blocks[i]);
        if (!ir_type_is_managed(insn->type))
            continue;
        IrResult result = ir_insn_result(insn);
        bool alias = result != IR_RESULT_OWNED && insn->nargs && is_alias(insn, insn->args[0]) &&
                     ir_type_is_managed(insn->args[0]->type);
        if (result == IR_RESULT_OWNED)
            hold(r, insn, insn);
        else if (insn->op != IR_NULL && !alias)
            borrow(r, insn);
    }
}

static void settle_set(void *arg, Insn *insn)
{
    (void)arg;
    if (insn->op != IR_SET || !ir_type_is_managed(insn->as.var->type) || insn->as.var->borrowed)
        return;
    if (insn->args[0]->op == IR_NULL) {
        insn->op = IR_UNSET;
        insn->nargs = 0;
    } else {
        insn->op = IR_REPLACE;
    }
}

void pass_refs(IrFunc *func, Diags *diags, const PassOptions *options)
{
    (void)diags;
    (void)options;
    Refs r = {.func = func, .arena = ir_scratch(func)};
    study(&r);
    forward_copies(&r, func->body);
    study(&r);
    for (uint32_t i = 0; i < func->vars.len; i++)
        if (ir_type_is_managed(func->vars.items[i]->type))
            move_temp(&r, func->vars.items[i]);
    walk(&r, func->body);
    for (uint32_t i = 0; i < func->vars.len; i++)
        if (ir_type_is_managed(func->vars.items[i]->type))
            settle_var(&r, func->vars.items[i]);
    ir_each_insn(func->body, settle_set, NULL);
}
