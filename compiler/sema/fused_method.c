/* fused_method.c: C methods with fused types; see fused_method.h. Source: Cython user guide, "Fused types (templates)":
 * "Fused types can be used to ... cdef class methods". */
#include "sema/fused_method.h"
#include "sema/declare_method.h"
#include "sema/fused_use.h"

void fused_method_symbol(Analyzer *a, FusedSpec *spec, const Symbol *template)
{
    const Symbol *old = spec->symbol;
    Symbol *symbol = old ? spec->symbol : ARENA_NEW(a->arena, Symbol);
    Symbol *overrides = old ? old->overrides : NULL;
    bool is_final = old && old->is_final;
    bool is_method = template->scope->kind == SCOPE_CLASS;
    *symbol = *template;
    symbol->fused = NULL;
    symbol->func = NULL;
    symbol->overrides = overrides;
    symbol->is_final = is_final;
    if (is_method)
        symbol->name = analyzer_atom(a, arena_printf(a->arena, "%s[%s]", template->name->text, spec->signature));
    spec->symbol = symbol;
}

static bool same_types(const FusedSpec *one, const FusedSpec *other)
{
    if (one->count != other->count)
        return false;
    for (uint32_t i = 0; i < one->count; i++)
        if (!type_same(one->types[i], other->types[i]))
            return false;
    return true;
}

Symbol *fused_method_inherited(const ClassInfo *cls, const Symbol *template, const FusedSpec *spec)
{
    Symbol *known = declare_inherited(cls, template->name);
    if (!known || !known->fused)
        return known;
    for (uint32_t i = 0; i < known->fused->spec_count; i++) {
        Symbol *one = known->fused->specs[i].symbol;
        if (!one || !same_types(&known->fused->specs[i], spec))
            continue;
        return one->overrides ? one->overrides : one;
    }
    return NULL;
}

const AstAttribute *fused_method_callee(const AstCall *call)
{
    const Ast *func = call->func->kind == AST_Subscript ? AST_AS(Subscript, call->func)->value : call->func;
    return func->kind == AST_Attribute ? AST_AS(Attribute, func) : NULL;
}

Symbol *fused_method_chosen(Analyzer *a, const AstCall *call, const Symbol *symbol, uint32_t shift)
{
    if (call->func->kind == AST_Subscript)
        return fused_index(a, AST_AS(Subscript, call->func), symbol);
    return fused_call(a, call, symbol, shift);
}
