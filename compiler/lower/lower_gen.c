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

#include "lower/lower_convert.h"
#include "lower/lower_func.h"

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
    IrFunc *frame = lower_new_func(unit, IR_FUNC_FRAME, info);
    frame->result = TYPE_OF(unit->module->types, OBJECT);
    frame->except.kind = EXCEPT_NULL;
    frame->py_name = lower_shown_name(info);
    frame->gen = kind_of(info);
    map_set(unit->module->arena, &unit->frames, info, frame);
}

/* ---- the def --------------------------------------------------------------------------------- */

static void give(Lower *maker, Lower *body, Insn *gen, uint32_t number, Symbol *symbol, IrVar *var)
{
    Insn *args[] = {gen, ir_get(&maker->b, var)};
    ir_append(&maker->b, IR_GENSET, 0, NULL, args, 2)->as.index = number;
    IrVar *given = ir_var_new(body->b.func, IR_VAR_LOCAL, var->name, var->type);
    given->span = var->span;
    given->given = true;
    given->maybe_unbound = ir_type_is_managed(var->type);
    map_set(body->arena, &body->vars, symbol, given);
}

Lower lower_gen_make(Lower *maker)
{
    IrFunc *frame = map_get(&maker->unit->frames, maker->info);
    Lower body = lower_start(maker->unit, frame, maker->info);
    Insn *gen = ir_append(&maker->b, IR_GENNEW, 0, LOWER_TYPE(maker, OBJECT), NULL, 0);
    uint32_t count = 0;
    gen->as.func = frame;
    for (uint32_t i = 0; i < maker->vars.len; i++)
        give(maker, &body, gen, count++, (Symbol *)(uintptr_t)maker->vars.entries[i].key,
             maker->vars.entries[i].value);
    ir_return(&maker->b, gen);
    return body;
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
