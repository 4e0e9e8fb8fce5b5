/* pass_frame.c: generators: what lives across a yield goes to the frame object.
 *
 * Place in the pipeline: after final, in phase H; touches frame functions only. A frame function is left at each
 * yield and entered again behind it by a plain jump, so nothing in a C local survives one. Variables with a yield
 * between their uses are marked `frame` (all objects and views are: the frame's table of references is also what
 * the garbage collector sees); a value used behind a yield is stored in such a variable, or made again when it
 * is always the same; a range that yields counts in one and reads its bound again each time.
 *
 *     %1 = iter x              %1 = iter x ; set iterator, %1                    (local iterator frame)
 *     loop { %2 = next %1 ...    ->    loop { %2 = next (get iterator) ... yield ... }
 *     yield ... }              unset iterator
 */
#include "ir/ir_build.h"
#include "ir/ir_flow.h"
#include "ir/ir_region.h"
#include "pass/pass.h"

typedef struct Use {
    Insn *user;
    uint32_t arg;
} Use;

typedef struct Frame {
    IrFunc *func;
    Arena *arena;
    uint32_t count;      /* instructions at the start */
    VEC(Use) *uses;      /* by value id */
    VEC(Insn *) *access; /* by variable index: instructions that name it, in order */
    uint32_t *order;     /* by id: place in the text */
    uint32_t placed;
} Frame;

static Insn *make(Frame *f, IrOp op, const Type *type, Insn *arg, Span span)
{
    return ir_insn_new(f->func, op, 0, type, &arg, arg ? 1 : 0, span);
}

static IrVar *new_temp(Frame *f, const char *role, const Type *type)
{
    IrVar *var = ir_var_new(f->func, IR_VAR_TEMP, atom_from(f->func->module->atoms, role), type);
    var->maybe_unbound = ir_type_is_managed(type);
    return var;
}

static Insn *make_get(Frame *f, IrVar *var, Span span)
{
    Insn *get = make(f, IR_GET, var->type, NULL, span);
    get->as.var = var;
    return get;
}

static Insn *make_set(Frame *f, IrVar *var, Insn *value)
{
    Insn *set = make(f, IR_SET, NULL, value, value->span);
    set->as.var = var;
    return set;
}

/* ---- ranges ---------------------------------------------------------------------------------- */

/* The bound of a range that yields is read again from a variable. */
static void make_live(Frame *f, Insn *range)
{
    Insn *stop = range->args[1];
    IrBlock *body = range->blocks[0];
    IrBlock *block = ir_block_new(f->func->module);
    block->owner = range;
    Insn *again;
    if (stop->op == IR_CONST) {
        again = make(f, IR_CONST, stop->type, NULL, range->span);
        again->as = stop->as;
    } else {
        IrVar *var = new_temp(f, "stop", stop->type);
        ir_insert_before(range, make_set(f, var, stop));
        again = make_get(f, var, range->span);
    }
    ir_block_append(block, again);
    range->blocks = ARENA_ARRAY(f->arena, IrBlock *, 2);
    range->blocks[0] = block;
    range->blocks[1] = body;
    range->nblocks = 2;
    range->nargs = 1;
    range->sub = 1;
}

/* Is `set var, index` the only place that changes the variable, and every other access inside the loop? Then
 * the loop may count in it. */
static bool counts_in(const IrFunc *func, const Insn *set, const Insn *range, const IrBlock *block)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        if (ir_op_has_var(insn->op) && insn->as.var == set->as.var && insn != set &&
            (insn->op != IR_GET || !ir_block_inside(insn->parent, range)))
            return false;
        for (uint32_t i = 0; i < insn->nblocks; i++)
            if (!counts_in(func, set, range, insn->blocks[i]))
                return false;
    }
    return true;
}

static IrVar *find_counter(Frame *f, const Insn *range, Insn *index)
{
    Insn *set = index->next;
    bool copies = set && set->op == IR_SET && set->args[0] == index && set->as.var->storage == IR_VAR_LOCAL &&
                  !set->as.var->address_taken && !set->as.var->given &&
                  type_strip(set->as.var->type) == type_strip(index->type);
    if (!copies || !counts_in(f->func, set, range, f->func->body))
        return NULL;
    IrVar *var = set->as.var;
    ir_remove(set);
    return var;
}

static void use_counter(Frame *f, IrBlock *block, const Insn *index, IrVar *counter)
{
    for (Insn *insn = block->first; insn; insn = insn->next) {
        for (uint32_t i = 0; i < insn->nargs; i++) {
            if (insn->args[i] != index)
                continue;
            Insn *get = make_get(f, counter, insn->span);
            ir_insert_before(insn, get);
            insn->args[i] = get;
        }
        for (uint32_t i = 0; i < insn->nblocks; i++)
            use_counter(f, insn->blocks[i], index, counter);
    }
}

static void rewrite_range(Frame *f, Insn *range)
{
    Insn *index = ir_loop_index(range);
    const Type *type = index ? index->type : range->args[0]->type;
    IrVar *counter = index ? find_counter(f, range, index) : NULL;
    if (!range->sub)
        make_live(f, range);
    if (!counter)
        counter = new_temp(f, "i", type);
    counter->in_frame = true;
    if (index) {
        use_counter(f, ir_loop_body(range), index, counter);
        ir_remove(index);
    }
    range->into = counter;
    range->flags |= INSN_INDEX;
}

static void rewrite_ranges(Frame *f, IrBlock *block)
{
    for (Insn *insn = block->first; insn; insn = insn->next) {
        if (insn->op == IR_RANGE && ir_insn_yields(insn))
            rewrite_range(f, insn);
        for (uint32_t i = 0; i < insn->nblocks; i++)
            rewrite_ranges(f, insn->blocks[i]);
    }
}

/* ---- values ---------------------------------------------------------------------------------- */

static void gather(Frame *f, IrBlock *block)
{
    for (Insn *insn = block->first; insn; insn = insn->next) {
        f->order[insn->id] = ++f->placed;
        for (uint32_t i = 0; i < insn->nargs; i++)
            vec_push(f->arena, &f->uses[insn->args[i]->id], ((Use){insn, i}));
        if (ir_op_has_var(insn->op) && insn->as.var->storage != IR_VAR_GLOBAL &&
            insn->as.var->storage != IR_VAR_EXTERN)
            vec_push(f->arena, &f->access[insn->as.var->index], insn);
        for (uint32_t i = 0; i < insn->nblocks; i++)
            gather(f, insn->blocks[i]);
    }
}

static void study(Frame *f)
{
    f->count = f->func->insn_count;
    f->placed = 0;
    f->uses = (void *)ARENA_ARRAY(f->arena, char, (f->count + 1) * sizeof *f->uses);
    f->access = (void *)ARENA_ARRAY(f->arena, char, (f->func->vars.len + 1) * sizeof *f->access);
    f->order = ARENA_ARRAY(f->arena, uint32_t, f->count + 1);
    gather(f, f->func->body);
}

static bool is_never_set(const Frame *f, const IrVar *var)
{
    bool local = var->storage == IR_VAR_LOCAL || var->storage == IR_VAR_TEMP;
    if (!local || var->address_taken)
        return false;
    for (uint32_t i = 0; i < f->access[var->index].len; i++)
        if (f->access[var->index].items[i]->op != IR_GET && f->access[var->index].items[i]->op != IR_INITCHK)
            return false;
    return true;
}

/* Is the value the same wherever it is made? */
static bool can_repeat(const Frame *f, const Insn *value)
{
    switch ((int)value->op) {
    case IR_CONST: case IR_PYCONST: case IR_NULL: case IR_SIZEOF: case IR_FUNCADDR: case IR_ADDR: case IR_CAUGHT:
        return true;
    case IR_GET:
        return is_never_set(f, value->as.var);
    default:
        return false;
    }
}

static Insn *repeat(Frame *f, const Insn *value, Span span)
{
    Insn *copy = make(f, value->op, value->type, NULL, span);
    copy->sub = value->sub;
    copy->as = value->as;
    return copy;
}

/* What the variable is for, as its name in C. */
static const char *role_of(const Insn *value)
{
    switch ((int)value->op) {
    case IR_ITER: return "iterator";
    case IR_NEXT: return "item";
    case IR_BUILD: return value->sub == IR_BUILD_DICT ? "dict" : value->sub == IR_BUILD_SET ? "set" : "list";
    case IR_VAT: case IR_INDEX: case IR_FIELD: return "place";
    default: return ir_type_is_managed(value->type) ? "value" : "number";
    }
}

/* Behind the last use the variable is empty again: objects go when the program would let them go. */
static void unset_behind(Frame *f, IrVar *var, const Insn *value, const Insn *last)
{
    Insn *top = ir_top_in(value->parent, (Insn *)(uintptr_t)last);
    if (!top || ir_is_exit(top) || !ir_insn_falls(top))
        return;
    Insn *unset = make(f, IR_UNSET, NULL, NULL, last->span);
    unset->as.var = var;
    ir_insert_after(top, unset);
}

static void unset_first(Frame *f, IrVar *var, const Insn *region)
{
    Insn *unset = make(f, IR_UNSET, NULL, NULL, region->span);
    unset->as.var = var;
    if (region->blocks[1]->first)
        ir_insert_before(region->blocks[1]->first, unset);
    else
        ir_block_append(region->blocks[1], unset);
}

/* So it is where an error leaves the innermost try around the value, and an exit the innermost finally. */
static void unset_in_handlers(Frame *f, IrVar *var, const Insn *value)
{
    bool caught = false;
    const IrBlock *block = value->parent;
    for (Insn *owner = block->owner; owner; block = owner->parent, owner = block->owner) {
        if (block != owner->blocks[0])
            continue;
        if (owner->op == IR_FINALLY || (owner->op == IR_TRY && !caught))
            unset_first(f, var, owner);
        if (owner->op == IR_FINALLY)
            return;
        caught |= owner->op == IR_TRY;
    }
}

static void store_value(Frame *f, Insn *value)
{
    IrVar *var = new_temp(f, role_of(value), value->type);
    var->span = value->span;
    const Insn *last = NULL;
    ir_insert_after(value, make_set(f, var, value));
    for (uint32_t i = 0; i < f->uses[value->id].len; i++) {
        Use use = f->uses[value->id].items[i];
        if (!ir_crosses_yield(value, use.user))
            continue;
        Insn *get = make_get(f, var, use.user->span);
        ir_insert_before(use.user, get);
        use.user->args[use.arg] = get;
        if (!last || f->order[use.user->id] > f->order[last->id])
            last = use.user;
    }
    if (!ir_type_is_managed(value->type))
        return;
    unset_behind(f, var, value, last);
    unset_in_handlers(f, var, value);
}

static void settle_value(Frame *f, Insn *value)
{
    bool crosses = false, repeats = can_repeat(f, value);
    for (uint32_t i = 0; i < f->uses[value->id].len; i++) {
        Use use = f->uses[value->id].items[i];
        if (!ir_crosses_yield(value, use.user))
            continue;
        crosses = true;
        if (!repeats)
            continue;
        Insn *copy = repeat(f, value, use.user->span);
        ir_insert_before(use.user, copy);
        use.user->args[use.arg] = copy;
    }
    if (crosses && !repeats)
        store_value(f, value);
}

static void settle_values(Frame *f, IrBlock *block)
{
    for (Insn *insn = block->first; insn; insn = insn->next) {
        if (insn->id < f->count && f->uses[insn->id].len)
            settle_value(f, insn);
        for (uint32_t i = 0; i < insn->nblocks; i++)
            settle_values(f, insn->blocks[i]);
    }
}

/* ---- variables ------------------------------------------------------------------------------- */

static bool holds(const IrBlock *outer, const IrBlock *block)
{
    while (block && block != outer)
        block = block->owner ? block->owner->parent : NULL;
    return block == outer;
}

static bool yields_around(const IrBlock *block)
{
    for (const Insn *loop = block->owner; loop; loop = loop->parent->owner) {
        bool repeats = loop->op == IR_LOOP || loop->op == IR_RANGE;
        if (repeats && ir_insn_yields(loop))
            return true;
    }
    return false;
}

/* A C variable without a yield between its first and last access, in the text and around a loop; temporaries are
 * set before they are read, so that loops around them do not matter. */
static bool stays_local(const Frame *f, const IrVar *var)
{
    if (var->given || var->address_taken || ir_type_is_managed(var->type))
        return false;
    uint32_t count = f->access[var->index].len;
    if (!count)
        return true;
    Insn *const *access = f->access[var->index].items;
    IrBlock *block = access[0]->parent;
    for (uint32_t i = 1; i < count; i++)
        while (!holds(block, access[i]->parent))
            block = block->owner->parent;
    if (var->storage != IR_VAR_TEMP && yields_around(block))
        return false;
    const Insn *last = ir_top_in(block, access[count - 1]);
    for (const Insn *insn = ir_top_in(block, access[0]); insn; insn = insn->next) {
        if (ir_insn_yields(insn))
            return false;
        if (insn == last)
            return true;
    }
    return false;
}

void pass_frame(IrFunc *func, Diags *diags, const PassOptions *options)
{
    (void)diags;
    (void)options;
    if (func->kind != IR_FUNC_FRAME)
        return;
    Frame frame = {.func = func, .arena = func->module->arena};
    rewrite_ranges(&frame, func->body);
    study(&frame);
    settle_values(&frame, func->body);
    study(&frame);
    for (uint32_t i = 0; i < func->vars.len; i++)
        if (!stays_local(&frame, func->vars.items[i]))
            func->vars.items[i]->in_frame = true;
}
