/* names.c: binding one name, and looking up what all uses of names stand for; see names.h. */
#include "sema/names.h"

Scope *names_binding_scope(Scope *scope)
{
    while (scope->kind == SCOPE_COMP)
        scope = scope->parent;
    return scope;
}

Symbol *names_outer_local(const Scope *scope, Atom name)
{
    for (scope = scope->parent; scope; scope = scope->parent) {
        Symbol *symbol = scope->kind == SCOPE_FUNC ? scope_find(scope, name) : NULL;
        if (symbol)
            return symbol->kind == SYM_LOCAL ? symbol : NULL;
    }
    return NULL;
}

Symbol *names_bind(Analyzer *a, Scope *scope, Atom name, const Ast *node)
{
    Symbol *symbol = scope_find(scope, name);
    if (!symbol) {
        bool is_module = scope->kind == SCOPE_MODULE;
        symbol = scope_add(a->arena, scope, is_module ? SYM_GLOBAL : SYM_LOCAL, name,
                           is_module ? KIND_TYPE(a, OBJECT) : NULL, node->span);
        symbol->decl = node;
    }
    symbol->is_rebound |= symbol->is_assigned;
    symbol->is_assigned = true;
    analyzer_set_symbol(a, node, symbol);
    return symbol;
}

void names_record(Analyzer *a, Body *body, Symbol *symbol, const Ast *source, BindKind kind)
{
    if (symbol->kind != SYM_LOCAL || (symbol->is_declared && !symbol->is_star))
        return;
    Binding binding = {symbol, source, kind};
    vec_push(a->arena, &body->bindings, binding);
}

static void report_unknown(Analyzer *a, const NameUse *use)
{
    Atom name = use->node->id;
    Diag *diag = REPORT(a, DIAG_UNKNOWN_NAME, use->node->head.span, name->text);
    analyzer_suggest_name(a, diag, use->scope, name, false);
    Symbol *poison = scope_add(a->arena, names_binding_scope(use->scope), SYM_POISON, name,
                               KIND_TYPE(a, ERROR), SPAN_NONE);
    analyzer_set_symbol(a, &use->node->head, poison);
}

static bool has_free(const FuncInfo *func, const Symbol *symbol)
{
    for (uint32_t i = 0; i < func->frees.len; i++)
        if (func->frees.items[i] == symbol)
            return true;
    return false;
}

/* What is assigned to a captured variable is seen by functions that run at any time. */
static void forget_type(Analyzer *a, Symbol *symbol)
{
    bool is_fixed = symbol->is_declared && !(symbol->is_star && symbol->is_rebound);
    if (!is_fixed)
        symbol->type = KIND_TYPE(a, OBJECT);
}

void names_capture(Analyzer *a, Symbol *symbol, FuncInfo *user)
{
    symbol->is_captured = true;
    forget_type(a, symbol);
    for (; user && user != symbol->scope->func && !has_free(user, symbol); user = user->outer)
        vec_push(a->arena, &user->frees, symbol);
}

static void resolve_use(Analyzer *a, const NameUse *use)
{
    Symbol *symbol = scope_lookup(use->scope, use->node->id);
    if (!symbol && a->has_star_import)
        symbol = scope_add(a->arena, a->sema->module, SYM_GLOBAL, use->node->id,
                           KIND_TYPE(a, OBJECT), SPAN_NONE);
    if (!symbol) {
        report_unknown(a, use);
        return;
    }
    symbol->is_used = true;
    if (symbol->kind == SYM_LOCAL && symbol->scope->func != use->scope->func)
        names_capture(a, symbol, use->scope->func);
    if (use->in_arithmetic)
        symbol->might_overflow = true;
    analyzer_use_header(a, symbol);
    analyzer_set_symbol(a, &use->node->head, symbol);
}

void names_resolve_uses(Analyzer *a)
{
    for (uint32_t i = 0; i < a->uses.len; i++)
        resolve_use(a, &a->uses.items[i]);
}
