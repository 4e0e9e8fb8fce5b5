/* lower_gen.c: generators, coroutines, asynchronous generators.
 *
 * Such a function becomes two: a def that takes and converts the arguments and makes the object, and a frame
 * function with the body. What the def's prologue has set (parameters, cells) is given to the frame, where it is
 * a variable of the same name. Sources: Python language reference 6.2.9, 8.8; PEP 380, 492, 525.
 *
 *     def f(x): yield x   ->   func @f def { %g = gennew @f ; genset 0 %g, x ; return %g }
 *                              func @f frame { local x given ; yield x ; return None }
 */
#include "lower/lower_gen.h"

#include "lower/lower_cell.h"
#include "lower/lower_comp.h"
#include "lower/lower_convert.h"
#include "lower/lower_expr.h"
#include "lower/lower_func.h"
#include "lower/lower_loop.h"

bool lower_is_gen(const FuncInfo *info)
{
    return info->is_generator || info->is_coroutine;
}

static IrGen kind_of(const FuncInfo *info)
{
    if (!info->is_coroutine)
        return IR_GEN_GENERATOR;
    if (info->is_generator)
        return IR_GEN_ASYNC;
    return info->directives->iterable_coroutine ? IR_GEN_ITERABLE : IR_GEN_COROUTINE;
}

void lower_gen_declare(LowerUnit *unit, const FuncInfo *info)
{
    if (!lower_is_gen(info))
        return;
    IrFunc *frame = lower_func_new(unit, IR_FUNC_FRAME, info);
    frame->result = TYPE_OF(unit->module->types, OBJECT);
    frame->except.kind = EXCEPT_NULL;
    frame->py_name = info->name->text;
    frame->gen = kind_of(info);
    map_set(unit->module->arena, &unit->frames, info, frame);
}

/* ---- what the frame is given ----------------------------------------------------------------- */

/* `self`: the function object, or NULL. */
static Insn *make_gen(Lower *lw, IrFunc *frame, IrVar *self)
{
    Insn *function = self ? ir_get(&lw->b, self) : NULL;
    Insn *gen = ir_append(&lw->b, IR_GENNEW, 0, LOWER_TYPE(lw, OBJECT), &function, self ? 1 : 0);
    gen->as.func = frame;
    return gen;
}

static void give(Lower *lw, Insn *gen, uint32_t number, Insn *value)
{
    Insn *args[] = {gen, value};
    ir_append(&lw->b, IR_GENSET, 0, NULL, args, 2)->as.index = number;
}

/* The frame's next variable that has its value from the start. */
static IrVar *take(IrFunc *frame, Atom name, const Type *type, Span span)
{
    IrVar *given = ir_var_new(frame, IR_VAR_LOCAL, name, type);
    given->given = true;
    given->span = span;
    given->maybe_unbound = ir_type_is_managed(type);
    return given;
}

static uint32_t give_all(Lower *maker, Insn *gen, uint32_t number, const Map *vars, Lower *body, Map *to)
{
    for (uint32_t i = 0; i < vars->len; i++) {
        IrVar *var = vars->entries[i].value;
        give(maker, gen, number++, ir_get(&maker->b, var));
        map_set(body->arena, to, vars->entries[i].key, take(body->b.func, var->name, var->type, var->span));
    }
    return number;
}

Lower lower_gen_make(Lower *maker)
{
    IrFunc *frame = map_get(&maker->unit->frames, maker->info);
    Lower body = lower_start(maker->unit, frame, maker->info);
    Insn *gen = make_gen(maker, frame, maker->b.func->self);
    uint32_t count = give_all(maker, gen, 0, &maker->vars, &body, &body.vars);
    give_all(maker, gen, count, &maker->cells, &body, &body.cells);
    ir_return(&maker->b, gen);
    return body;
}

/* ---- generator expressions ------------------------------------------------------------------- */

/* The first iterator is made where the expression stands. */
static Insn *first_iterator(Lower *lw, const AstCompFor *clause)
{
    Insn *object = lower_memory_list(lw, clause->iter);
    if (!object)
        object = lower_object(lw, clause->iter);
    if (clause->is_async)
        return LOWER_PRIM(lw, aiter, object);
    return ir_append(&lw->b, IR_ITER, 0, LOWER_TYPE(lw, OBJECT), &object, 1);
}

Insn *lower_genexpr(Lower *lw, const AstComp *node)
{
    const FuncInfo *info = lower_comp_info(lw, node);
    Insn *iterator = first_iterator(lw, AST_AS(CompFor, node->clauses.items[0]));
    Insn *gen = make_gen(lw, map_get(&lw->unit->frames, info), NULL);
    give(lw, gen, 0, iterator);
    for (uint32_t i = 0; i < info->frees.len; i++)
        give(lw, gen, i + 1, lower_cell(lw, info->frees.items[i]));
    return gen;
}

static void yield_item(Lower *lw, const AstComp *node)
{
    Insn *item = lower_object(lw, node->element);
    ir_append(&lw->b, IR_YIELD, 0, LOWER_TYPE(lw, OBJECT), &item, 1);
}

void lower_genexpr_define(LowerUnit *unit, const FuncInfo *info)
{
    IrFunc *frame = map_get(&unit->frames, info);
    Lower body = lower_start(unit, frame, info);
    const Type *object = LOWER_TYPE(&body, OBJECT);
    IrVar *iterator = take(frame, atom_from(unit->module->atoms, "iterator"), object, info->node->span);
    for (uint32_t i = 0; i < info->frees.len; i++) {
        const Symbol *symbol = info->frees.items[i];
        lower_cell_given(&body, symbol, take(frame, symbol->name, object, symbol->span));
    }
    lower_profiled(&body);
    lower_cells_of_scope(&body, info->scope);
    lower_comp_run(&body, AST_AS(Comp, info->node), ir_get(&body.b, iterator), yield_item);
    ir_return(&body.b, lower_none(&body));
}

/* ---- yield ----------------------------------------------------------------------------------- */

/* A generator is left and resumed with the GIL held, on one thread. */
static bool may_yield(Lower *lw, const Ast *node)
{
    for (const Insn *region = lw->b.block->owner; region; region = region->parent->owner) {
        if (region->op != IR_GIL && region->op != IR_PAR)
            continue;
        lower_unsupported(lw, node, region->op == IR_PAR ? "a yield in a parallel loop"
                                                         : "a yield where the GIL is released or taken");
        return false;
    }
    return true;
}

Insn *lower_yield(Lower *lw, const Ast *node)
{
    const Ast *value = AST_AS(Yield, node)->value;
    Insn *object = value ? lower_object(lw, value) : lower_none(lw);
    if (!may_yield(lw, node))
        return lower_none(lw);
    return ir_append(&lw->b, IR_YIELD, 0, LOWER_TYPE(lw, OBJECT), &object, 1);
}

Insn *lower_delegate(Lower *lw, IrDelegate what, Insn *object)
{
    bool is_with = what == IR_DELEGATE_ENTER || what == IR_DELEGATE_EXIT;
    if (is_with && lw->b.module->is_cython) /* as any other in Cython's messages */
        what = IR_DELEGATE_AWAIT;
    return ir_append(&lw->b, IR_DELEGATE, (uint16_t)what, LOWER_TYPE(lw, OBJECT), &object, 1);
}

Insn *lower_yield_from(Lower *lw, const Ast *node)
{
    Insn *object = lower_object(lw, AST_AS(YieldFrom, node)->value);
    return may_yield(lw, node) ? lower_delegate(lw, IR_DELEGATE_FROM, object) : lower_none(lw);
}

Insn *lower_await(Lower *lw, const Ast *node)
{
    Insn *object = lower_object(lw, AST_AS(Await, node)->value);
    return may_yield(lw, node) ? lower_delegate(lw, IR_DELEGATE_AWAIT, object) : lower_none(lw);
}
