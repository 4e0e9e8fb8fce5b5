/* lower_early.c: methods that are needed above the class statement of their extension type; see lower_early.h.
 *
 * Type objects are made before the module's body runs, the objects of their methods where the class statement stands, as
 * defaults and decorators must be. A body that calls functions of the module above the statement can meet instances:
 *
 *     made = make()            # a cdef function: returns an Item
 *     made.work()
 *     cdef class Item:
 *         @locked
 *         def work(self): ...
 *
 * As in Cython, such a method is there from the start, without its decorators. One with defaults is not: they are not
 * known yet.
 */
#include "lower/lower_early.h"

#include "lower/lower_cclass.h"
#include "lower/lower_class.h"
#include "lower/lower_func.h"
#include "lower/lower_funcobj.h"

#include <string.h>

typedef struct Search {
    const Lower *lw;
    bool found;
} Search;

/* A call of a function or an extension type of this module? */
static bool is_own_call(const Lower *lw, const Ast *node)
{
    if (node->kind != AST_Call)
        return false;
    const Ast *func = AST_AS(Call, node)->func;
    const Symbol *symbol = func->kind == AST_Name ? lw->sema->symbol_of[func->id] : NULL;
    return symbol && (symbol->func || (symbol->kind == SYM_CLASS && symbol->cls && symbol->cls->node));
}

static bool is_definition(const Ast *node)
{
    return node->kind == AST_FunctionDef || node->kind == AST_CFuncDef || node->kind == AST_Lambda ||
           node->kind == AST_ClassDef || node->kind == AST_CClassDef;
}

static bool visit(const Ast *node, void *arg)
{
    Search *search = arg;
    if (is_definition(node))
        return true;
    search->found = search->found || is_own_call(search->lw, node);
    if (!search->found)
        ast_each_child(node, visit, search);
    return !search->found;
}

static bool is_wrapped_by(const FuncInfo *info, const char *name)
{
    for (uint32_t i = 0; i < info->decorators.len; i++) {
        const Ast *node = info->decorators.items[i];
        if (node->kind == AST_Name && strcmp(AST_AS(Name, node)->id->text, name) == 0)
            return true;
    }
    return false;
}

static bool has_defaults(const FuncInfo *info)
{
    const AstNodes *params = lower_params_of(info->node);
    for (uint32_t i = 0; i < params->len; i++)
        if (AST_AS(Param, params->items[i])->default_value)
            return true;
    return false;
}

static bool may_be_early(const FuncInfo *info)
{
    bool has_object = info->kind == FUNC_DEF || (info->kind == FUNC_CP && !info->decorators.len);
    return has_object && info->item && !info->accessor && !info->special && !info->fused &&
           !info->is_static && !is_wrapped_by(info, "classmethod") && !has_defaults(info);
}

/* The method's object without what decorates it. */
static Insn *bare_object(Lower *lw, const FuncInfo *info)
{
    if (!info->decorators.len)
        return lower_method_object(lw, info);
    Insn *object = lower_funcobj(lw, info);
    return info->directives->binding ? object : LOWER_PRIM(lw, builtin_method, object);
}

static void add_methods(Lower *lw, const ClassInfo *cls)
{
    IrVar *outer = lw->space;
    const Directives *directives = lw->directives;
    Insn *type = lower_cclass_object(lw, cls->symbol);
    lw->space = lower_temp(lw, "space", LOWER_TYPE(lw, OBJECT), LOWER_PRIM(lw, cclass_space, type));
    lw->directives = cls->directives;
    for (uint32_t i = 0; i < cls->functions.len; i++) {
        const FuncInfo *info = cls->functions.items[i];
        if (!may_be_early(info))
            continue;
        Span old = lower_at(lw, info->node);
        lower_field_set(lw, info->item, bare_object(lw, info));
        lw->b.span = old;
    }
    LOWER_PRIM(lw, cclass_done, lower_cclass_object(lw, cls->symbol));
    lw->space = outer;
    lw->directives = directives;
}

void lower_early_methods(Lower *lw)
{
    const AstNodes *body = &lw->sema->tree->module->body;
    Search search = {.lw = lw};
    for (uint32_t i = 0; i < body->len; i++) {
        const Ast *node = body->items[i];
        const ClassInfo *cls = node->kind == AST_CClassDef ? lw->sema->info_of[node->id] : NULL;
        if (search.found && cls && cls->node == node && !cls->bases.len)
            add_methods(lw, cls);
        else if (!search.found)
            visit(node, &search);
    }
}
