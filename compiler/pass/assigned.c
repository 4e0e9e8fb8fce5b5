/* assigned.c: definite assignment over structured IR.
 *
 * One forward walk with two bit sets, "surely set" and "possibly set". Branches meet by intersection and
 * union; a loop's head loses what its body deletes and may have what its body sets, so no iteration to a
 * fixed point is needed. A leave carries its state to the end of the region it names; a handler and a
 * cleanup may be entered from anywhere in the body before them.
 *
 *     if c { set x, 1 } else { }        x is possibly, not surely, set behind it
 *     loop .l { set x, 1 ; leave l }    x is surely set behind it
 */
#include "pass/assigned.h"

#include "ir/ir_flow.h"

/* State at the end of a region that leaves name. */
typedef struct Landing {
    const Insn *region;
    AssignState state;
    struct Landing *outer;
} Landing;

typedef struct Walker {
    Arena *arena;
    IrFunc *func;
    void (*visit)(void *arg, Insn *insn, const AssignState *state);
    void *arg;
    Landing *landings;
} Walker;

static void walk_block(Walker *w, IrBlock *block, AssignState *state);

static bool is_tracked(const IrVar *var)
{
    return var->storage != IR_VAR_GLOBAL && var->storage != IR_VAR_EXTERN;
}

bool assigned_must(const AssignState *state, const IrVar *var)
{
    return !state->live || !is_tracked(var) || bits_has(&state->must, var->index);
}

bool assigned_may(const AssignState *state, const IrVar *var)
{
    return !state->live || !is_tracked(var) || bits_has(&state->may, var->index);
}

/* States */

static AssignState copy_state(const Walker *w, const AssignState *from)
{
    AssignState state = {bits_new(w->arena, from->must.len), bits_new(w->arena, from->may.len),
                         from->live};
    bits_copy(&state.must, &from->must);
    bits_copy(&state.may, &from->may);
    return state;
}

/* `to` becomes what holds after either. */
static void meet(AssignState *to, const AssignState *from)
{
    if (!from->live)
        return;
    if (!to->live) {
        bits_copy(&to->must, &from->must);
        bits_copy(&to->may, &from->may);
        to->live = true;
        return;
    }
    bits_intersect(&to->must, &from->must);
    bits_union(&to->may, &from->may);
}

static void remove_bits(Bits *from, const Bits *what)
{
    for (uint32_t i = 0; i < from->len; i++)
        if (bits_has(what, i))
            bits_clear(from, i);
}

static void collect_unset(const IrBlock *block, Bits *vars)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        if ((insn->op == IR_UNSET || insn->op == IR_MOVE) && is_tracked(insn->as.var))
            bits_set(vars, insn->as.var->index);
        for (uint32_t i = 0; i < insn->nblocks; i++)
            collect_unset(insn->blocks[i], vars);
    }
}

/* The block ran partly, or any number of times, before this state. */
static void weaken(const Walker *w, AssignState *state, const IrBlock *block)
{
    Bits unset = bits_new(w->arena, state->must.len);
    collect_unset(block, &unset);
    remove_bits(&state->must, &unset);
    ir_assigned_vars(block, &state->may);
}

/* Jumps */

static Landing *find_landing(const Walker *w, const Insn *region)
{
    Landing *landing = w->landings;
    while (landing && landing->region != region)
        landing = landing->outer;
    return landing;
}

/* A leave: the cleanups between it and the end of its region run on the way. */
static void leave_to(const Walker *w, const Insn *jump, const AssignState *state)
{
    Landing *landing = find_landing(w, jump->as.target);
    if (!landing || !state->live)
        return;
    AssignState on_the_way = copy_state(w, state);
    const IrBlock *block = jump->parent;
    while (block->owner && block->owner != jump->as.target) {
        if (block->owner->op == IR_FINALLY && block == block->owner->blocks[0])
            weaken(w, &on_the_way, block->owner->blocks[1]);
        block = block->owner->parent;
    }
    meet(&landing->state, &on_the_way);
}

/* Regions: `state` is that before, and becomes that behind the region */

static void walk_if(Walker *w, Insn *insn, AssignState *state)
{
    AssignState other = copy_state(w, state);
    walk_block(w, insn->blocks[0], state);
    walk_block(w, insn->blocks[1], &other);
    meet(state, &other);
}

static void walk_switch(Walker *w, Insn *insn, AssignState *state)
{
    AssignState before = copy_state(w, state);
    if (insn->nblocks > insn->as.cases.len)
        state->live = false; /* some block runs */
    for (uint32_t i = 0; i < insn->nblocks; i++) {
        AssignState one = copy_state(w, &before);
        walk_block(w, insn->blocks[i], &one);
        meet(state, &one);
    }
}

static void walk_counted(Walker *w, Insn *insn, AssignState *state)
{
    for (uint32_t i = 0; i < insn->nblocks; i++)
        weaken(w, state, insn->blocks[i]);
    if (insn->nblocks > 1) /* the live stop runs at least once */
        walk_block(w, insn->blocks[0], state);
    AssignState body = copy_state(w, state);
    walk_block(w, ir_loop_body(insn), &body);
}

static void walk_try(Walker *w, Insn *insn, AssignState *state)
{
    AssignState handler = copy_state(w, state);
    weaken(w, &handler, insn->blocks[0]);
    walk_block(w, insn->blocks[0], state);
    walk_block(w, insn->blocks[1], &handler);
    meet(state, &handler);
}

static void walk_finally(Walker *w, Insn *insn, AssignState *state)
{
    AssignState cleanup = copy_state(w, state);
    weaken(w, &cleanup, insn->blocks[0]);
    walk_block(w, insn->blocks[0], state);
    walk_block(w, insn->blocks[1], &cleanup);
    weaken(w, state, insn->blocks[1]);
    bits_union(&state->must, &cleanup.must);
    state->live &= cleanup.live;
}

static void walk_region(Walker *w, Insn *insn, AssignState *state)
{
    AssignState none = copy_state(w, state);
    none.live = false;
    Landing landing = {insn, none, w->landings};
    w->landings = &landing;
    if (insn->op == IR_IF) {
        walk_if(w, insn, state);
    } else if (insn->op == IR_SWITCH) {
        walk_switch(w, insn, state);
    } else if (insn->op == IR_RANGE || (insn->op == IR_PAR && insn->as.par->is_loop)) {
        walk_counted(w, insn, state);
    } else if (insn->op == IR_TRY) {
        walk_try(w, insn, state);
    } else if (insn->op == IR_FINALLY) {
        walk_finally(w, insn, state);
    } else if (insn->op == IR_LOOP) {
        weaken(w, state, insn->blocks[0]);
        walk_block(w, insn->blocks[0], state);
        state->live = false;
    } else {
        walk_block(w, insn->blocks[0], state);
    }
    w->landings = landing.outer;
    meet(state, &landing.state);
}

/* Instructions */

static void set_var(AssignState *state, const IrVar *var)
{
    if (!is_tracked(var))
        return;
    bits_set(&state->must, var->index);
    bits_set(&state->may, var->index);
}

static void apply(Walker *w, const Insn *insn, AssignState *state)
{
    if (insn->op == IR_SET || insn->op == IR_REPLACE || insn->op == IR_ADDR) {
        set_var(state, insn->as.var); /* who takes the address is trusted to set it */
    } else if (insn->op == IR_INITCHK) {
        set_var(state, insn->as.var);
    } else if ((insn->op == IR_UNSET || insn->op == IR_MOVE) && is_tracked(insn->as.var)) {
        bits_clear(&state->must, insn->as.var->index);
        bits_clear(&state->may, insn->as.var->index);
    } else if (ir_is_exit(insn)) {
        if (insn->op == IR_LEAVE)
            leave_to(w, insn, state);
        state->live = false;
    }
}

static void walk_block(Walker *w, IrBlock *block, AssignState *state)
{
    Insn *next;
    for (Insn *insn = block->first; insn; insn = next) {
        next = insn->next;
        Insn copy = *insn; /* the visitor may remove it */
        w->visit(w->arg, insn, state);
        if (ir_is_region(&copy))
            walk_region(w, insn, state);
        else
            apply(w, &copy, state);
    }
}

void assigned_walk(IrFunc *func, void (*visit)(void *arg, Insn *insn, const AssignState *state),
                   void *arg)
{
    Arena *arena = ir_scratch(func);
    Walker walker = {arena, func, visit, arg, NULL};
    AssignState state = {bits_new(arena, func->vars.len), bits_new(arena, func->vars.len), true};
    for (uint32_t i = 0; i < func->params.len; i++)
        set_var(&state, func->params.items[i]);
    for (uint32_t i = 0; i < func->py_params.len; i++)
        if (func->py_params.items[i].arg)
            set_var(&state, func->py_params.items[i].arg);
    for (uint32_t i = 0; i < func->vars.len; i++)
        if (func->vars.items[i]->given)
            set_var(&state, func->vars.items[i]);
    walk_block(&walker, func->body, &state);
}

void assigned_walk_block(IrFunc *func, IrBlock *block,
                         void (*visit)(void *arg, Insn *insn, const AssignState *state), void *arg)
{
    Arena *arena = ir_scratch(func);
    Walker walker = {arena, func, visit, arg, NULL};
    AssignState state = {bits_new(arena, func->vars.len), bits_new(arena, func->vars.len), true};
    walk_block(&walker, block, &state);
}
