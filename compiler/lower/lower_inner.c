/* lower_inner.c: functions called once, in place; see lower_inner.h.
 *
 *     def f(n): class C: x = n   ->   func @C(space, n_cell) { ... class_set space, 'x', (class_get_cell space, 'n', n) }
 */
#include "lower/lower_inner.h"

#include "lower/lower_cell.h"
#include "lower/lower_func.h"

void lower_inner_declare(LowerUnit *unit, const FuncInfo *info, const char *name)
{
    IrFunc *func = lower_func_new(unit, IR_FUNC_C, info);
    func->py_name = name;
    if (info->kind == FUNC_TYPE_PARAMS)
        func->qualname = name; /* of traceback entries */
    func->result = TYPE_OF(unit->module->types, OBJECT);
    func->except.kind = EXCEPT_NULL;
    map_set(unit->module->arena, &unit->entries, info, func);
}

static bool takes_space(const FuncInfo *info)
{
    return info->kind == FUNC_CLASS || (info->outer && info->outer->kind == FUNC_CLASS);
}

static IrVar *add_param(Lower *lw, const char *name)
{
    IrVar *var = ir_var_new(lw->b.func, IR_VAR_PARAM, atom_from(lw->b.module->atoms, name),
                            LOWER_TYPE(lw, OBJECT));
    var->borrowed = true;
    return var;
}

void lower_inner_start(Lower *lw)
{
    const FuncInfo *info = lw->info;
    if (takes_space(info))
        lw->space = add_param(lw, "space");
    for (uint32_t i = 0; i < info->frees.len; i++) {
        const char *name = arena_printf(lw->arena, "%s_cell", info->frees.items[i]->name->text);
        lower_cell_take(lw, info->frees.items[i], ir_get(&lw->b, add_param(lw, name)));
    }
    lower_cells_of_scope(lw, info->scope);
}

static const Type *type_of_call(Lower *lw, uint32_t count)
{
    TypeFunc type = {
        .result = LOWER_TYPE(lw, OBJECT), .count = count, .except = {.kind = EXCEPT_NULL}};
    type.params = ARENA_ARRAY(lw->arena, TypeParam, count + 1);
    for (uint32_t i = 0; i < count; i++)
        type.params[i].type = type.result;
    return type_func(lw->types, &type);
}

static IrCallee *callee_of(Lower *lw, const FuncInfo *info, uint32_t count)
{
    IrCallee *callee = ARENA_NEW(lw->arena, IrCallee);
    callee->func = map_get(&lw->unit->entries, info);
    callee->type = type_of_call(lw, count);
    return callee;
}

Insn *lower_inner_address(Lower *lw, const FuncInfo *info)
{
    return ir_funcaddr(&lw->b, callee_of(lw, info, 1));
}

Insn *lower_inner_call(Lower *lw, const FuncInfo *info, Insn *space)
{
    uint32_t count = 0;
    Insn **args = ARENA_ARRAY(lw->arena, Insn *, info->frees.len + 2);
    if (takes_space(info))
        args[count++] = space ? space : ir_get(&lw->b, lw->space);
    for (uint32_t i = 0; i < info->frees.len; i++)
        args[count++] = lower_cell(lw, info->frees.items[i]);
    return ir_call(&lw->b, callee_of(lw, info, count), args, count);
}
