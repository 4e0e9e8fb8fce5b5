/* tree_place.c: variables in the C text: where they are declared, what is computed straight into them.
 *
 * After folding, three things make the difference between three-address code and what a person writes. A
 * value that can fail and is only stored goes straight into its variable (or the result). A range whose
 * index is only copied into a variable counts in that variable. A variable is declared where it is first set,
 * when that set stands before every other access in the innermost block that holds them all; temporaries
 * are declared before the region that sets them; all others stand on top of the function.
 *
 *     %1 = unbox x  errchk %1  set n, %1             long n = kr_unbox_long(x); if (...)
 *     range %i = 0, n { set i, %i ... }              for (long i = 0; i < n; i++) {
 */
#include "pass/tree_place.h"

#include "ir/ir_flow.h"
#include "ir/ir_region.h"

typedef VEC(Insn *) InsnVec;

typedef struct Place {
    IrFunc *func;
    Arena *arena;
    uint32_t *uses;
    uint32_t *order;  /* by id: place in the text */
    InsnVec *access;  /* by variable index: instructions that name it, in order */
    uint32_t count;
} Place;

static bool names_var(const Insn *insn)
{
    switch ((int)insn->op) {
    case IR_GET: case IR_SET: case IR_UNSET: case IR_ADDR: case IR_INITCHK: case IR_REPLACE:
    case IR_ASSIGN: case IR_MOVE:
        return insn->as.var->storage == IR_VAR_LOCAL || insn->as.var->storage == IR_VAR_TEMP ||
               insn->as.var->storage == IR_VAR_PARAM;
    default:
        return false;
    }
}

static void gather(Place *p, IrBlock *block)
{
    for (Insn *insn = block->first; insn; insn = insn->next) {
        p->order[insn->id] = ++p->count;
        if (names_var(insn))
            vec_push(p->arena, &p->access[insn->as.var->index], insn);
        if (insn->op == IR_PAR)
            for (uint32_t i = 0; i < insn->as.par->vars.len; i++)
                if (insn->as.par->vars.items[i].sharing != IR_SHARE_PRIVATE)
                    vec_push(p->arena, &p->access[insn->as.par->vars.items[i].var->index], insn);
        for (uint32_t i = 0; i < insn->nblocks; i++)
            gather(p, insn->blocks[i]);
    }
}

/* ---- values computed into variables ---------------------------------------------------------- */

static bool is_use(const Insn *insn, const Insn *value)
{
    for (uint32_t i = 0; i < insn->nargs; i++)
        if (insn->args[i] == value)
            return true;
    return false;
}

/* The SET or RETURN that directly follows a value, its check and the releases between. */
static Insn *find_taker(const Insn *value)
{
    Insn *insn = value->next;
    while (insn && (insn->op == IR_DECREF ||
                    (insn->op == IR_ERRCHK && insn->sub <= IR_CHECK_DECLARED &&
                     insn->args[0] == value)) &&
           !(insn->op == IR_DECREF && insn->args[0] == value))
        insn = insn->next;
    bool takes = insn && (insn->op == IR_SET || insn->op == IR_RETURN) && is_use(insn, value);
    return takes ? insn : NULL;
}

static bool is_local(const IrVar *var)
{
    return var->storage == IR_VAR_LOCAL || var->storage == IR_VAR_TEMP ||
           var->storage == IR_VAR_PARAM;
}

/* Where a failure of the value would be seen: does it stay unseen in the function? */
static bool fails_to_end(const Insn *value)
{
    const Insn *check = value->next;
    while (check->op == IR_DECREF)
        check = check->next;
    return check->op == IR_ERRCHK && !check->as.target;
}

static void try_into(Place *p, Insn *value)
{
    bool fails = ir_insn_error(value) != IR_ERROR_NEVER;
    if (value->flags || !ir_has_value(value) || ir_op_info[value->op].shape != IR_SHAPE_EXPR ||
        !fails || value->op == IR_TYPECHK || value->op == IR_YIELD || p->uses[value->id] != 2)
        return;
    Insn *taker = find_taker(value);
    if (!taker || taker->prev->op == IR_TYPECHK)
        return;
    bool managed = ir_type_is_managed(value->type);
    if (taker->op == IR_RETURN) {
        value->flags |= INSN_RESULT;
        return;
    }
    IrVar *var = taker->as.var;
    if (!is_local(var) || (!managed && (var->address_taken || !fails_to_end(value))))
        return;
    value->into = var;
    taker->flags |= INSN_DEAD;
}

static void walk_into(Place *p, IrBlock *block)
{
    for (Insn *insn = block->first; insn; insn = insn->next) {
        try_into(p, insn);
        for (uint32_t i = 0; i < insn->nblocks; i++)
            walk_into(p, insn->blocks[i]);
    }
}

/* ---- loops that count in a variable ---------------------------------------------------------- */

static Insn *first_set(const Insn *loop)
{
    Insn *index = ir_loop_index(loop);
    Insn *set = index ? index->next : NULL;
    bool copies = set && set->op == IR_SET && set->args[0] == index;
    return copies && is_local(set->as.var) && !set->as.var->address_taken &&
                   set->as.var->storage != IR_VAR_PARAM && !set->as.var->in_frame &&
                   type_strip(set->as.var->type) == type_strip(index->type)
               ? set
               : NULL;
}

/* Innermost loop around the access that sets the variable first of all. */
static Insn *loop_of(Insn *access, const IrVar *var)
{
    for (Insn *loop = ir_loop_around(access); loop; loop = ir_loop_around(loop)) {
        Insn *set = first_set(loop);
        if (set && set->as.var == var)
            return loop;
    }
    return NULL;
}

/* Is every access of the variable in a loop that counts in it and does not change it otherwise? */
static bool only_counts(Place *p, const IrVar *var)
{
    const InsnVec *access = &p->access[var->index];
    for (uint32_t i = 0; i < access->len; i++) {
        Insn *insn = access->items[i];
        Insn *loop = insn->op == IR_PAR ? NULL : loop_of(insn, var);
        if (!loop || (insn->op == IR_SET && first_set(loop) != insn))
            return false;
        /* a second loop around would count in it too */
        Insn *outer = loop_of(loop, var);
        if (outer || (insn->op != IR_SET && insn->op != IR_GET))
            return false;
    }
    return access->len > 0;
}

static void walk_counters(Place *p, IrBlock *block)
{
    for (Insn *insn = block->first; insn; insn = insn->next) {
        for (uint32_t i = 0; i < insn->nblocks; i++)
            walk_counters(p, insn->blocks[i]);
        if (insn->op != IR_RANGE && insn->op != IR_PAR)
            continue;
        Insn *set = first_set(insn);
        if (!set || !only_counts(p, set->as.var))
            continue;
        insn->into = set->as.var;
        insn->flags |= INSN_INDEX;
        set->flags |= INSN_DEAD;
        set->as.var->declared_by = insn;
    }
}

/* ---- declarations ---------------------------------------------------------------------------- */

static uint32_t depth_of(const IrBlock *block)
{
    uint32_t depth = 0;
    for (; block->owner; block = block->owner->parent)
        depth++;
    return depth;
}

static IrBlock *common_block(IrBlock *a, IrBlock *b)
{
    uint32_t da = depth_of(a);
    uint32_t db = depth_of(b);
    for (; da > db; da--)
        a = a->owner->parent;
    for (; db > da; db--)
        b = b->owner->parent;
    while (a != b) {
        a = a->owner->parent;
        b = b->owner->parent;
    }
    return a;
}

/* A block whose C text is an expression or a loop's header holds no declaration. */
static bool holds_declarations(const IrBlock *block)
{
    const Insn *owner = block->owner;
    return !owner || !(owner->op == IR_RANGE && owner->sub && owner->blocks[0] == block);
}

/* The value that goes into the variable where a dead SET stands. */
static Insn *value_of_set(Insn *set)
{
    Insn *value = set->args[0];
    return (set->flags & INSN_DEAD) && value->into == set->as.var ? value : set;
}

static bool is_needed_at_end(const IrVar *var)
{
    return var->released || type_strip(var->type)->kind == TYPE_ARRAY ||
           type_strip(var->type)->kind == TYPE_VIEW;
}

static bool is_argument(const IrFunc *func, const IrVar *var)
{
    for (uint32_t i = 0; i < func->py_params.len; i++)
        if (func->py_params.items[i].arg == var)
            return true;
    return var->storage == IR_VAR_PARAM;
}

static void place_var(Place *p, IrVar *var)
{
    const InsnVec *access = &p->access[var->index];
    bool kept = is_argument(p->func, var) || !is_local(var) || var->in_frame;
    if (kept || var->declared_by || is_needed_at_end(var) || !access->len)
        return;
    Insn *first = access->items[0];
    IrBlock *block = first->parent;
    for (uint32_t i = 1; i < access->len; i++)
        block = common_block(block, access->items[i]->parent);
    if (!holds_declarations(block))
        return;
    Insn *top = ir_top_in(block, first);
    if (top == first && first->op == IR_SET)
        var->declared_by = value_of_set(first);
    else if (var->storage == IR_VAR_TEMP && ir_is_region(top))
        var->declared_by = top;
}

void tree_place_vars(IrFunc *func)
{
    Arena *arena = ir_scratch(func);
    Place place = {.func = func, .arena = arena};
    place.uses = ir_count_uses(arena, func);
    place.order = ARENA_ARRAY(arena, uint32_t, func->insn_count + 1);
    place.access = ARENA_ARRAY(arena, InsnVec, func->vars.len + 1);
    gather(&place, func->body);
    walk_into(&place, func->body);
    walk_counters(&place, func->body);
    for (uint32_t i = 0; i < func->vars.len; i++)
        place_var(&place, func->vars.items[i]);
}
