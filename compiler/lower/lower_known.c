/* lower_known.c: calls of the module's own functions by their names.
 *
 * Place in the pipeline: asked by lower_call.c; the answer goes with the PYCALL (`as.pycall.known`) to the emitter. A
 * name of the module may be bound to anything by anybody: the runtime compares what the name stands for with what it
 * should (runtime/kr/known.h). So a wrong answer costs time only; that the arguments are in place is decided here, by the
 * parameters of the `def`.
 *
 *     def f(a, b=1, c=2): ...
 *     f(x, b=y)     ->   pycall @f ['b'] (global f), x, y        f(x, c=y)   ->   pycall ['c'] (global f), x, y
 */
#include "lower/lower_known.h"

#include "lower/lower_name.h"
#include "sema/fused.h"

/* The `def` that the name called was bound by: one of the module, or of a function around; NULL: not that simple. */
static const Ast *definition_of(const Lower *lw, const AstCall *node)
{
    const Symbol *symbol = node->func->kind == AST_Name ? lower_symbol(lw, node->func) : NULL;
    if (!symbol || !symbol->decl || symbol->decl->kind != AST_FunctionDef)
        return NULL;
    bool is_local = symbol->kind == SYM_LOCAL && !symbol->is_rebound && !symbol->is_deleted;
    return is_local || symbol->kind == SYM_DEF ? symbol->decl : NULL;
}

/* What analysis knows of it. A choice of a fused function has tables of its own, for what stands inside of it. */
static const FuncInfo *symbol_info(const Lower *lw, const AstCall *node, const Ast *def)
{
    const Sema *sema = lower_symbol(lw, node->func)->kind == SYM_DEF ? lw->unit->sema : lw->sema;
    return sema->info_of[def->id];
}

const FuncInfo *lower_known_inner(const Lower *lw, const AstCall *node)
{
    const Ast *def = definition_of(lw, node);
    if (!def || lower_symbol(lw, node->func)->kind != SYM_LOCAL || node->keywords.len ||
        !lw->directives->optimize_inline_defnode_calls)
        return NULL;
    const AstNodes *params = &AST_AS(FunctionDef, def)->params;
    const FuncInfo *func = symbol_info(lw, node, def);
    if (!func || func->fused || func->decorators.len || params->len != node->args.len || func->params.len != params->len)
        return NULL;
    for (uint32_t i = 0; i < params->len; i++)
        if (AST_AS(Param, params->items[i])->kind > AST_PARAM_POSONLY || AST_AS(Param, params->items[i])->default_value)
            return NULL;
    return func;
}

/* Are the arguments the first parameters, in order, and do the others have defaults? */
static bool fits(const AstNodes *params, const AstCall *node)
{
    uint32_t given = node->args.len + node->keywords.len;
    if (given > params->len)
        return false;
    for (uint32_t i = 0; i < node->args.len; i++)
        if (node->args.items[i]->kind == AST_Starred)
            return false;
    for (uint32_t i = 0; i < params->len; i++) {
        const AstParam *param = AST_AS(Param, params->items[i]);
        bool is_keyword = i >= node->args.len && i < given;
        if (param->kind > AST_PARAM_POSONLY || (i >= given && !param->default_value))
            return false;
        if (is_keyword && (param->kind == AST_PARAM_POSONLY ||
                           AST_AS(Keyword, node->keywords.items[i - node->args.len])->name != param->name))
            return false;
    }
    return true;
}

IrFunc *lower_known(const Lower *lw, const AstCall *node)
{
    const Ast *def = definition_of(lw, node);
    const FuncInfo *func = def ? symbol_info(lw, node, def) : NULL;
    bool is_plain = func && func->kind == FUNC_DEF && !func->fused && !func->spec && !func->cls && !func->decorators.len;
    if (!is_plain || !fits(&AST_AS(FunctionDef, def)->params, node))
        return NULL;
    bool binds = func->directives->binding || func->is_nested;
    bool takes_names = func->directives->always_allow_keywords || !node->keywords.len;
    return binds && takes_names ? map_get(&lw->unit->wrappers, func) : NULL;
}
