/* pass_tree.c: which values are printed inside their use, so that the C has expressions, not temporaries.
 *
 * Place in the pipeline: after refs, before names. A block is walked with a list of pending values: computed,
 * not yet printed. An instruction takes its operands from the list; whatever else is pending and could be
 * disturbed by it (it assigns a variable or memory that the value reads, or the value has an effect of its own)
 * gets a C local of its own where it stands. What can fail has its own line. Values that only name or read a
 * variable may be printed in several uses. Where variables are declared is decided in tree_place.c.
 *
 *     %1 = load (vat a, i)   %2 = bin mul %1, x   set s, (bin add s, %2)      s = s + a_data[i] * x;
 */
#include "ir/ir_build.h"
#include "ir/ir_flow.h"
#include "pass/pass.h"
#include "pass/tree_place.h"

#include <string.h>

enum { MAX_SIZE = 48 /* instructions in one expression */, MAX_CALLS = 3 /* calls in what a call is given */ };

/* What evaluating a value later than it stands could meet. */
typedef struct Expr {
    bool reads;   /* memory that a store or a call may change */
    bool globals; /* variables of the module */
    bool effect;  /* it has an effect itself */
    uint32_t size, calls;
    VEC(IrVar *) vars; /* local and module variables it reads */
} Expr;

/* What an instruction does to pending values. */
typedef struct Effects {
    bool writes, python;
    VEC(const IrVar *) sets;
} Effects;

typedef struct Tree {
    IrFunc *func;
    Arena *arena;
    uint32_t *uses;  /* by id; for pending leaves: uses still to come */
    Expr *exprs;     /* by id */
    uint32_t *order; /* by id: place in the text */
    uint32_t count;
    VEC(Insn *) pending;  /* NULL: no longer */
    uint32_t *places;     /* by id: 1 + place in pending, 0: none */
    uint32_t effects;     /* pending values with an effect */
} Tree;

static bool is_module_var(const IrVar *var)
{
    return var->storage == IR_VAR_GLOBAL || var->storage == IR_VAR_EXTERN;
}

/* ---- what may be folded ---------------------------------------------------------------------- */

/* Always the same wherever it is printed. */
static bool is_constant(const Insn *insn)
{
    switch ((int)insn->op) {
    case IR_CONST: case IR_PYCONST: case IR_NULL: case IR_INDEXVAR: case IR_SIZEOF:
    case IR_FUNCADDR: case IR_ADDR: case IR_CAUGHT:
        return true;
    default:
        return false;
    }
}

/* Does a move leave the variable empty, because somebody looks at it again? */
static bool is_emptied(const Insn *move)
{
    return move->as.var->released || move->as.var->in_frame;
}

/* Printed as a name, or as the place of an item of something named: may be repeated. */
static bool is_leaf(const Insn *insn)
{
    if (insn->op == IR_GET || insn->op == IR_VDIM || is_constant(insn))
        return true;
    if (insn->op == IR_MOVE)
        return !is_emptied(insn);
    if (insn->op != IR_VAT && insn->op != IR_INDEX && insn->op != IR_FIELD)
        return false;
    for (uint32_t i = 0; i < insn->nargs; i++)
        if ((insn->args[i]->flags & INSN_FOLD) && !is_leaf(insn->args[i]))
            return false;
    return true;
}

static bool is_view(const Insn *insn)
{
    return type_strip(insn->type)->kind == TYPE_VIEW;
}

static bool is_math(const Insn *insn)
{
    const TypeFunc *func = ir_insn_func_type(insn);
    if (insn->op != IR_CALL || !insn->as.callee->header || !func ||
        strcmp(insn->as.callee->header, "<math.h>") != 0)
        return false;
    for (uint32_t i = 0; i < func->count; i++)
        if (!type_is_number(func->params[i].type))
            return false;
    return true;
}

static bool has_effect(const Insn *insn)
{
    if (insn->op == IR_KEEP || insn->op == IR_MOVE || is_math(insn))
        return false;
    IrEffect effect = ir_insn_effect(insn);
    return effect == IR_EFFECT_WRITES || effect == IR_EFFECT_PYTHON;
}

static bool can_fold(const Insn *insn)
{
    if (ir_op_info[insn->op].shape != IR_SHAPE_EXPR || !ir_has_value(insn) ||
        (ir_insn_error(insn) != IR_ERROR_NEVER && !ir_is_unchecked(insn)))
        return false;
    return insn->op == IR_GET || insn->op == IR_LOAD || !is_view(insn);
}

/* May operand k of `user` be an expression, or must it be a name because it is printed more than once? */
static bool takes_expression(const Insn *user, uint32_t k, const Insn *arg)
{
    bool owned = ir_type_is_managed(arg->type) && ir_insn_result(arg) == IR_RESULT_OWNED;
    if (is_view(arg)) /* a loaded one: copied, not looked into */
        return user->op == IR_SET;
    if (k < 8 && (user->takes >> k & 1)) /* a function's, never a macro's */
        return true;
    switch ((int)user->op) {
    case IR_WRAP: case IR_TYPECHK: case IR_TRUTH: case IR_INCREF: case IR_DECREF: case IR_ERRCHK:
    case IR_NOOVERFLOW:
        return false;
    case IR_BIN:
        return user->sub != IR_BIN_MIN && user->sub != IR_BIN_MAX;
    case IR_PRIM: case IR_BOUNDS: case IR_UNBOX: case IR_BOX:
        return !owned && !has_effect(arg);
    case IR_SET: case IR_REPLACE: case IR_ASSIGN: case IR_RETURN: case IR_BUILD: case IR_YIELD: case IR_GENSET: case IR_DELEGATE:
        return true;
    case IR_RANGE: case IR_PAR:
        return k != 1 || !has_effect(arg);
    default:
        return !owned;
    }
}

/* ---- conflicts ------------------------------------------------------------------------------- */

static void add_var(Tree *t, Expr *expr, IrVar *var)
{
    if (var->storage == IR_VAR_EXTERN || var->address_taken)
        expr->reads = true;
    if (is_module_var(var))
        expr->globals = true;
    vec_push(t->arena, &expr->vars, var);
}

static Expr make_expr(Tree *t, const Insn *insn)
{
    Expr expr = {.size = 1};
    if (insn->op == IR_GET || insn->op == IR_MOVE)
        add_var(t, &expr, insn->as.var);
    if (insn->op == IR_LOAD || insn->op == IR_KEEP || insn->op == IR_CALL ||
        ((insn->op == IR_PRIM || insn->op == IR_TRUTH) && ir_insn_effect(insn) != IR_EFFECT_PURE))
        expr.reads = !is_math(insn);
    /* parts of a view that is a temporary: gone when it is released */
    if ((insn->op == IR_VDIM || insn->op == IR_VAT) && insn->args[0]->op != IR_GET)
        expr.reads = true;
    expr.effect = has_effect(insn);
    expr.calls = expr.effect;
    for (uint32_t i = 0; i < insn->nargs; i++) {
        if (!(insn->args[i]->flags & INSN_FOLD))
            continue;
        const Expr *arg = &t->exprs[insn->args[i]->id];
        expr.reads |= arg->reads;
        expr.globals |= arg->globals;
        expr.effect |= arg->effect;
        expr.size += arg->size;
        expr.calls += arg->calls;
        for (uint32_t k = 0; k < arg->vars.len; k++)
            vec_push(t->arena, &expr.vars, arg->vars.items[k]);
    }
    return expr;
}

static bool sets_var(const Insn *insn)
{
    return insn->op == IR_SET || insn->op == IR_UNSET || insn->op == IR_REPLACE || insn->op == IR_ASSIGN ||
           (insn->op == IR_MOVE && is_emptied(insn));
}

static void add_effects(Tree *t, Effects *effects, const Insn *insn)
{
    IrEffect effect = ir_insn_effect(insn);
    if (sets_var(insn)) {
        vec_push(t->arena, &effects->sets, insn->as.var);
        effects->writes |= insn->as.var->address_taken || insn->as.var->storage == IR_VAR_EXTERN;
        effects->python |= effect == IR_EFFECT_PYTHON || insn->op == IR_UNSET;
    } else if (has_effect(insn) && insn->op != IR_INCREF && insn->op != IR_UNWIND) {
        effects->writes = true;
        effects->python |= effect == IR_EFFECT_PYTHON;
    }
    for (uint32_t i = 0; i < insn->nblocks; i++)
        for (const Insn *inner = insn->blocks[i]->first; inner; inner = inner->next)
            add_effects(t, effects, inner);
}

static bool conflicts(const Expr *expr, const Effects *effects)
{
    if ((expr->reads && (effects->writes || effects->python)) ||
        (expr->globals && effects->python))
        return true;
    for (uint32_t i = 0; i < effects->sets.len; i++)
        for (uint32_t k = 0; k < expr->vars.len; k++)
            if (expr->vars.items[k] == effects->sets.items[i])
                return true;
    return false;
}

/* ---- the list of pending values -------------------------------------------------------------- */

static void forget(Tree *t, uint32_t place)
{
    const Insn *value = t->pending.items[place];
    t->pending.items[place] = NULL;
    t->places[value->id] = 0;
    t->effects -= t->exprs[value->id].effect;
    while (t->pending.len && !vec_last(&t->pending))
        t->pending.len--;
}

static int find_pending(const Tree *t, const Insn *value)
{
    return (int)t->places[value->id] - 1;
}

/* The value is printed where it stands, as a C local. */
static void settle(Tree *t, uint32_t place)
{
    t->pending.items[place]->flags &= (uint16_t)~INSN_FOLD;
    forget(t, place);
}

static bool is_plain_value(const Insn *insn)
{
    return can_fold(insn) && !has_effect(insn) && insn->op != IR_LOAD && insn->op != IR_PRIM;
}

/* Settles what `insn`, which did not take it, could disturb. */
static void disturb(Tree *t, Insn *insn)
{
    Effects effects = {0};
    add_effects(t, &effects, insn);
    bool quiet = is_plain_value(insn);
    bool harmless = !effects.writes && !effects.python && !effects.sets.len && !insn->nblocks;
    if (harmless && (quiet || !t->effects))
        return;
    for (uint32_t i = t->pending.len; i-- > 0;) {
        const Insn *value = i < t->pending.len ? t->pending.items[i] : NULL;
        if (!value)
            continue;
        const Expr *expr = &t->exprs[value->id];
        bool crossed = insn->nblocks && !is_leaf(value);
        if (crossed || (expr->effect && !quiet) || conflicts(expr, &effects))
            settle(t, i);
    }
}

/* A loop evaluates its stop again and again: nothing in its body may change it. */
static bool is_stable_stop(Tree *t, const Insn *loop, const Insn *stop)
{
    Effects effects = {0};
    const Expr *expr = &t->exprs[stop->id];
    add_effects(t, &effects, loop);
    return !expr->reads && !expr->effect && !conflicts(expr, &effects);
}

static bool may_take(Tree *t, Insn *user, uint32_t k, Insn *arg)
{
    if ((user->op == IR_RANGE || user->op == IR_PAR) && k == 1 && !is_constant(arg) &&
        !is_stable_stop(t, user, arg))
        return false;
    if (is_leaf(arg))
        return true;
    bool takes_move = (user->op == IR_RETURN && !(arg->op == IR_MOVE && arg->as.var->in_frame)) ||
                      user->op == IR_SET || user->op == IR_REPLACE || user->op == IR_ASSIGN;
    if (arg->op == IR_MOVE && is_emptied(arg) && !takes_move)
        return false;
    if (t->exprs[arg->id].calls >= MAX_CALLS && arg->op != IR_KEEP)
        return false;
    return user->parent == arg->parent && takes_expression(user, k, arg);
}

static void take_arg(Tree *t, Insn *user, uint32_t k)
{
    Insn *arg = user->args[k];
    int place = find_pending(t, arg);
    if (!(arg->flags & INSN_FOLD) || (place < 0 && !is_constant(arg)))
        return;
    if (!may_take(t, user, k, arg)) {
        arg->flags &= (uint16_t)~INSN_FOLD;
        if (place >= 0)
            forget(t, (uint32_t)place);
        return;
    }
    if (place >= 0 && (!is_leaf(arg) || --t->uses[arg->id] == 0))
        forget(t, (uint32_t)place);
}

/* C does not order operands: of those with an effect or reading memory, only the last stays folded when one
 * of them has an effect. */
static void order_args(Tree *t, Insn *user)
{
    bool effect = false;
    Insn *last = NULL;
    for (uint32_t i = 0; i < user->nargs; i++) {
        Insn *arg = user->args[i];
        const Expr *expr = &t->exprs[arg->id];
        if (!(arg->flags & INSN_FOLD) || !(expr->effect || expr->reads || expr->globals))
            continue;
        effect |= expr->effect;
        if (!last || t->order[arg->id] > t->order[last->id])
            last = arg;
    }
    for (uint32_t i = 0; i < user->nargs && effect; i++) {
        Insn *arg = user->args[i];
        const Expr *expr = &t->exprs[arg->id];
        if (arg != last && (expr->effect || expr->reads || expr->globals) && !is_constant(arg))
            arg->flags &= (uint16_t)~INSN_FOLD;
    }
}

static void limit_size(Tree *t, Insn *user)
{
    uint32_t total = 0;
    for (uint32_t i = 0; i < user->nargs; i++) {
        Insn *arg = user->args[i];
        if (!(arg->flags & INSN_FOLD) || is_leaf(arg))
            continue;
        total += t->exprs[arg->id].size;
        if (total > MAX_SIZE && !ir_type_is_managed(arg->type))
            arg->flags &= (uint16_t)~INSN_FOLD;
    }
}

/* ---- the walk -------------------------------------------------------------------------------- */

/* `long n = f(x); if (n == -1 ...)` with no other use of n: the call stands in the condition. */
static bool is_only_checked(const Tree *t, const Insn *insn)
{
    const Insn *next = insn->next;
    return next && next->op == IR_ERRCHK && next->sub <= IR_CHECK_DECLARED &&
           next->args[0] == insn && t->uses[insn->id] == 1 && !is_view(insn) &&
           ir_insn_result(insn) != IR_RESULT_OWNED && insn->op != IR_TYPECHK && insn->op != IR_YIELD;
}

static void offer(Tree *t, Insn *insn)
{
    if (is_only_checked(t, insn)) {
        insn->flags |= INSN_FOLD;
        return;
    }
    if (!can_fold(insn))
        return;
    bool single = t->uses[insn->id] == 1;
    bool repeated = is_leaf(insn);
    if (!single && !repeated)
        return;
    t->exprs[insn->id] = make_expr(t, insn);
    insn->flags |= INSN_FOLD;
    if (is_constant(insn))
        return;
    vec_push(t->arena, &t->pending, insn);
    t->places[insn->id] = t->pending.len;
    t->effects += t->exprs[insn->id].effect;
}

static void fold_block(Tree *t, IrBlock *block)
{
    uint32_t base = t->pending.len;
    for (Insn *insn = block->first; insn; insn = insn->next) {
        for (uint32_t i = 0; i < insn->nargs; i++)
            take_arg(t, insn, i);
        order_args(t, insn);
        limit_size(t, insn);
        disturb(t, insn);
        for (uint32_t i = 0; i < insn->nblocks; i++)
            fold_block(t, insn->blocks[i]);
        offer(t, insn);
    }
    while (t->pending.len > base)
        forget(t, t->pending.len - 1); /* the last one is never NULL */
}

/* ---- before the walk ------------------------------------------------------------------------- */

/* An object is the same C value whatever its type is known to be: uses of checked and cast objects become uses
 * of the object. */
static void drop_aliases(Tree *t)
{
    Insn **by_id = ARENA_ARRAY(t->arena, Insn *, t->func->insn_count + 1);
    VEC(IrBlock *) blocks = {0};
    bool any = false;
    vec_push(t->arena, &blocks, t->func->body);
    for (uint32_t k = 0; k < blocks.len; k++)
        for (Insn *insn = blocks.items[k]->first; insn; insn = insn->next) {
            for (uint32_t i = 0; i < insn->nblocks; i++)
                vec_push(t->arena, &blocks, insn->blocks[i]);
            bool object = type_is_object(insn->type) && insn->nargs &&
                          type_is_object(insn->args[0]->type);
            if (!object || (insn->op != IR_TYPECHK && insn->op != IR_CAST))
                continue;
            by_id[insn->id] = insn->args[0];
            any = true;
            if (insn->op != IR_TYPECHK || !insn->next || insn->next->op != IR_ERRCHK)
                continue;
            insn->next->sub = IR_CHECK_STATUS;
            insn->next->args++;
            insn->next->nargs--;
        }
    if (any)
        ir_replace_many(t->func, by_id, t->func->insn_count);
}

/* Removes values nobody uses; from the end, so that their operands go too. */
static void drop_unused(Tree *t, IrBlock *block)
{
    Insn *prev;
    for (Insn *insn = block->last; insn; insn = prev) {
        prev = insn->prev;
        for (uint32_t i = insn->nblocks; i-- > 0;)
            drop_unused(t, insn->blocks[i]);
        bool loose = can_fold(insn) && !has_effect(insn) && !t->uses[insn->id] &&
                     ir_insn_result(insn) != IR_RESULT_OWNED;
        if (!loose || insn->op == IR_INDEXVAR)
            continue;
        for (uint32_t i = 0; i < insn->nargs; i++)
            t->uses[insn->args[i]->id]--;
        ir_remove(insn);
    }
}

static void number(Tree *t, const IrBlock *block)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        t->order[insn->id] = ++t->count;
        for (uint32_t i = 0; i < insn->nblocks; i++)
            number(t, insn->blocks[i]);
    }
}

void pass_tree(IrFunc *func, Diags *diags, const PassOptions *options)
{
    (void)diags;
    (void)options;
    Tree tree = {.func = func, .arena = ir_scratch(func)};
    drop_aliases(&tree);
    tree.uses = ir_count_uses(tree.arena, func);
    drop_unused(&tree, func->body);
    tree.exprs = ARENA_ARRAY(tree.arena, Expr, func->insn_count + 1);
    tree.places = ARENA_ARRAY(tree.arena, uint32_t, func->insn_count + 1);
    tree.order = ARENA_ARRAY(tree.arena, uint32_t, func->insn_count + 1);
    number(&tree, func->body);
    fold_block(&tree, func->body);
    tree_place_vars(func);
}
