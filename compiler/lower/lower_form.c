/* lower_form.c: forms of C functions with arguments left out, and entries of cpdef methods; see lower_form.h.
 *
 *     cpdef m(self, a, b=1)   ->   m_virtual(self, a, b):
 *         if (prim may_override self, C) { override = prim method_override self, 'm'; if override { return override(a, b) } }
 *         return m(self, a, b)
 *     1 left out              ->   m_1(self, a): return m_virtual(self, a, 1)
 */
#include "lower/lower_form.h"

#include "base/panic.h"
#include "lower/lower_call.h"
#include "lower/lower_cclass.h"
#include "lower/lower_convert.h"
#include "lower/lower_expr.h"
#include "lower/lower_func.h"
#include "lower/lower_name.h"
#include "sema/method_form.h"

/* The parameters that are given. */
static void add_params(Lower *lw, const TypeFunc *type, uint32_t given)
{
    const AstNodes *params = &AST_AS(CFuncDef, lw->info->node)->params;
    for (uint32_t i = 0; i < given; i++) {
        const Symbol *symbol = i < lw->info->params.len ? lw->info->params.items[i] : NULL;
        Atom name = symbol ? symbol->name : AST_AS(Param, params->items[i])->name;
        IrVar *var = ir_var_new(lw->b.func, IR_VAR_PARAM, name ? name : atom_from(lw->b.module->atoms, "x"),
                                type->params[i].type);
        var->span = lw->b.span;
        var->borrowed = ir_type_is_managed(var->type);
    }
}

/* The parameter that says whether this very method is meant (sema/method_form.h); NULL: there is none. */
static IrVar *add_asked(Lower *lw, const Symbol *symbol)
{
    if (!symbol || !symbol->cls || !method_form_asks(symbol))
        return NULL;
    return ir_var_new(lw->b.func, IR_VAR_PARAM, atom_from(lw->b.module->atoms, "is_own"), LOWER_TYPE(lw, INT));
}

/* Calls `full` with what is given, the defaults, and what was asked if it takes that. */
static void call_full(Lower *lw, IrFunc *full, uint32_t given, IrVar *asked)
{
    const TypeFunc *type = lower_plain(lw->info->type)->func;
    IrCallee *callee = ARENA_NEW(lw->arena, IrCallee);
    callee->func = full;
    callee->type = asked ? method_form_type(lw->types, lw->info->symbol, lw->info->type) : lw->info->type;
    const AstNodes *params = &AST_AS(CFuncDef, lw->info->node)->params;
    uint32_t count = type->count;
    Insn **args = ARENA_ARRAY(lw->arena, Insn *, count + 1);
    for (uint32_t i = 0; i < type->count; i++)
        args[i] = i < given ? ir_get(&lw->b, lw->b.func->params.items[i])
                            : lower_default(lw, lw->info, AST_AS(Param, params->items[i]), type->params[i].type);
    if (asked)
        args[count++] = ir_get(&lw->b, asked);
    Insn *result = ir_call(&lw->b, callee, args, count);
    if (lower_plain(type->result)->kind != TYPE_VOID)
        ir_return(&lw->b, result);
}

/* What Python code has put in the place of a method, called and taken back to C. */
static void call_override(Lower *lw, IrVar *override)
{
    uint32_t count = lower_plain(lw->info->type)->func->count;
    Insn **args = ARENA_ARRAY(lw->arena, Insn *, count + 1);
    const Type *result = lw->b.func->result;
    for (uint32_t i = 1; i < count; i++)
        args[i - 1] = lower_box(lw, ir_get(&lw->b, lw->b.func->params.items[i]));
    Insn *value = lower_pycall(lw, ir_get(&lw->b, override), args, count - 1);
    ir_return(&lw->b, lower_plain(result)->kind == TYPE_VOID ? NULL : lower_convert(lw, value, result));
}

static void take_override(Lower *lw, const FuncInfo *info)
{
    IrVar *method = lower_method_var(lw->unit, info);
    Insn *own = ir_addr(&lw->b, method);
    Insn *self = ir_get(&lw->b, lw->b.func->params.items[0]);
    Insn *found = LOWER_PRIM(lw, method_override, self, lower_name(lw, info->name), own);
    IrVar *override = lower_temp(lw, "override", LOWER_TYPE(lw, OBJECT), found);
    Insn *value = ir_get(&lw->b, override);
    Insn *region = lower_if(lw, ir_cmp(&lw->b, IR_CMP_NE, value, ir_null(&lw->b, value->type)));
    call_override(lw, override);
    ir_close(&lw->b, region);
}

/* An instance of the class itself asks nobody, and needs no GIL for that. */
void lower_dispatch_define(LowerUnit *unit, const FuncInfo *info)
{
    Lower lw = lower_start(unit, map_get(&unit->entries, info), info);
    const TypeFunc *type = lower_plain(info->type)->func;
    add_params(&lw, type, type->count);
    IrVar *asked = add_asked(&lw, info->symbol);
    Insn *meant = asked ? lower_if(&lw, ir_cmp(&lw.b, IR_CMP_EQ, ir_get(&lw.b, asked), ir_int(&lw.b, asked->type, 0))) : NULL;
    Insn *self = ir_get(&lw.b, lw.b.func->params.items[0]);
    Insn *may = LOWER_PRIM(&lw, may_override, self, lower_cclass_object(&lw, info->cls->symbol));
    Insn *region = lower_if(&lw, may);
    Insn *gil = type->nogil && !type->with_gil ? ir_region(&lw.b, IR_GIL, IR_GIL_ACQUIRE, NULL, 0, 1, NULL) : NULL;
    if (gil)
        ir_enter(&lw.b, gil, 0);
    take_override(&lw, info);
    if (gil)
        ir_close(&lw.b, gil);
    ir_close(&lw.b, region);
    if (meant)
        ir_close(&lw.b, meant);
    call_full(&lw, map_get(&unit->methods, info), type->count, NULL);
}

/* Empty, with what callers see. */
static IrFunc *new_form(LowerUnit *unit, const Symbol *symbol, const char *name, uint32_t left)
{
    Arena *arena = unit->module->arena;
    const TypeFunc *type = lower_plain(symbol->type)->func;
    IrFunc *func = ir_func_new(unit->module, IR_FUNC_C,
                               atom_from(unit->module->atoms, arena_printf(arena, "%s_%u", name, (unsigned)left)));
    func->span = symbol->func->node->span;
    func->header = arena_printf(arena, "%s, last %u left out", symbol->name->text, (unsigned)left);
    func->result = type->result;
    func->except = type->except;
    func->nogil = type->nogil;
    func->with_gil = type->with_gil;
    return func;
}

IrFunc *lower_short_form(LowerUnit *unit, const Symbol *symbol, uint32_t left, bool is_own)
{
    const FuncInfo *info = symbol->func;
    is_own = is_own && map_has(&unit->methods, info);
    Map *forms = is_own ? &unit->own_forms : &unit->forms;
    const void *key = (const char *)symbol + left;
    IrFunc *func = map_get(forms, key);
    if (func)
        return func;
    IrFunc *full = map_get(is_own ? &unit->methods : &unit->entries, info);
    if (!left)
        return full;
    if (!full)
        panic("lower: a form of a function that was not declared");
    func = new_form(unit, symbol, full->name->text, left);
    map_set(unit->module->arena, forms, key, func);
    Lower lw = lower_start(unit, func, info);
    const TypeFunc *type = lower_plain(symbol->type)->func;
    add_params(&lw, type, type->count - left);
    call_full(&lw, full, type->count - left, is_own ? NULL : add_asked(&lw, symbol));
    return func;
}
