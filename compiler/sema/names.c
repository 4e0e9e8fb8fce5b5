/* names.c: binding one name, and looking up what all uses of names stand for; see names.h. */
#include "sema/names.h"
#include "sema/advice.h"
#include "sema/magic.h"

#include "sema/declare_class.h"
#include "sema/mangle.h"
#include <string.h>

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

/* What a binding makes of a name that is new in a scope of this kind. */
static SymbolKind bound_kind(ScopeKind kind)
{
    return kind == SCOPE_MODULE ? SYM_GLOBAL : kind == SCOPE_CLASS ? SYM_FIELD : SYM_LOCAL;
}

/* The variable of a comprehension has the C type that the function declares for its name, as in Cython. */
static void inherit_type(Symbol *symbol)
{
    if (symbol->scope->kind != SCOPE_COMP || symbol->is_declared)
        return;
    const Symbol *outer = scope_lookup(symbol->scope->parent, symbol->name);
    bool is_variable = outer && (outer->kind == SYM_LOCAL || outer->kind == SYM_CGLOBAL);
    if (!is_variable || !outer->is_declared || outer->scope->func != symbol->scope->func)
        return;
    symbol->type = outer->type;
    symbol->is_declared = true;
}

Symbol *names_member(const Analyzer *a, const Type *type, Atom name)
{
    return mangle_member(a->atoms, a->scope, type, name);
}

Atom names_visible(const Analyzer *a, const Scope *scope, Atom name)
{
    Atom mangled = mangle_name(a->atoms, scope, name);
    const Symbol *plain = mangled == name || scope_lookup(scope, mangled) ? NULL
                                                                          : scope_find(a->sema->module, name);
    bool is_c = plain && plain->kind != SYM_GLOBAL && plain->kind != SYM_DEF;
    return is_c ? name : mangled;
}

Symbol *names_bind(Analyzer *a, Scope *scope, Atom name, const Ast *node)
{
    Atom seen = names_visible(a, scope, name);
    name = scope_find(scope, seen) ? seen : mangle_name(a->atoms, scope, name);
    Symbol *symbol = scope_find(scope, name);
    if (!symbol) {
        SymbolKind kind = bound_kind(scope->kind);
        symbol = scope_add(a->arena, scope, kind, name,
                           kind == SYM_LOCAL ? NULL : KIND_TYPE(a, OBJECT), node->span);
        symbol->decl = node;
    }
    if (symbol->scope == scope)
        names_check_order(a, symbol, node->span);
    inherit_type(symbol);
    symbol->is_rebound |= symbol->is_assigned;
    symbol->is_assigned = true;
    analyzer_set_symbol(a, node, symbol);
    return symbol;
}

void names_check_order(Analyzer *a, const Symbol *symbol, Span use)
{
    bool is_ours = symbol->is_declared && symbol->decl && symbol->decl->kind == AST_CDeclarator &&
                   symbol->span.file == use.file && a->sema->tree->is_cython;
    if (is_ours && use.start < symbol->decl->span.start)
        diag_note(a->diags, diag_report(a->diags, DIAG_LATE_DECLARATION, symbol->span, symbol->name->text), use,
                  "`%s` is used here", symbol->name->text);
}

void names_record(Analyzer *a, Body *body, Symbol *symbol, const Ast *source, BindKind kind)
{
    if (symbol->kind != SYM_LOCAL || (symbol->is_declared && !symbol->is_star))
        return;
    Binding binding = {.symbol = symbol, .source = source, .kind = kind};
    vec_push(a->arena, &body->bindings, binding);
}

static void report_unknown(Analyzer *a, const NameUse *use)
{
    Atom name = use->node->id;
    Diag *diag = REPORT(a, DIAG_UNKNOWN_NAME, use->node->head.span, name->text);
    if (!advice_value(a, diag, name))
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

/* A module of plain Python may use names that only running it shows to be missing: a NameError then,
 * as in the interpreter. In Cython's own files an unknown name is a mistake. */
static bool may_exist_later(const Analyzer *a)
{
    return a->has_star_import || !a->sema->tree->is_cython;
}

/* In a method: __class__ is the class; `super` needs it when it is called without arguments. */
static Symbol *use_of_class(Analyzer *a, const NameUse *use, Atom name, Symbol *found)
{
    bool is_class = strcmp(name->text, "__class__") == 0;
    bool is_super = use->is_bare_call && strcmp(name->text, "super") == 0 && found &&
                    found->kind == SYM_BUILTIN;
    Symbol *cell = is_class || is_super ? declare_class_cell(a, use->scope) : NULL;
    if (cell && is_super && cell->kind == SYM_LOCAL)
        names_capture(a, cell, use->scope->func);
    if (cell && is_class && cell->kind == SYM_CLASS && use->scope->func->kind != FUNC_CLASS)
        use->scope->func->class_cell = cell;
    return cell && is_class ? cell : found;
}

static void resolve_use(Analyzer *a, const NameUse *use)
{
    a->tables = use->scope->func->tables;
    Atom name = names_visible(a, use->scope, use->node->id);
    Symbol *symbol = scope_lookup(use->scope, name);
    if (symbol && symbol->kind == SYM_FIELD && symbol->outer && symbol->scope != use->scope)
        symbol = symbol->outer; /* seen through type parameters; not bound in the class */
    symbol = use_of_class(a, use, name, symbol);
    if (symbol && symbol->kind == SYM_LOCAL &&
        ((use->in_annotation && symbol->scope->kind == SCOPE_FUNC) ||
         symbol->scope->func != use->scope->func))
        names_capture(a, symbol, use->scope->func); /* annotations: since 3.14 a function evaluates them */
    if (use->scope->kind == SCOPE_CLASS && (!symbol || symbol->scope != use->scope))
        symbol = declare_class_use(a, use->scope, name, symbol);
    if (!symbol && may_exist_later(a))
        symbol = scope_add(a->arena, a->sema->module, SYM_GLOBAL, name, KIND_TYPE(a, OBJECT),
                           SPAN_NONE);
    if (!symbol) {
        report_unknown(a, use);
        return;
    }
    if (symbol->scope == use->scope)
        names_check_order(a, symbol, use->node->head.span);
    symbol->is_used = true;
    if (use->in_arithmetic)
        symbol->might_overflow = true;
    analyzer_use_header(a, symbol);
    analyzer_set_symbol(a, &use->node->head, symbol);
}

/* `libc.math.sin`: what it stands for is used. */
static void resolve_attribute(Analyzer *a, const AttrUse *use)
{
    const Ast *root = &use->node->head;
    while (root->kind == AST_Attribute)
        root = AST_AS(Attribute, root)->value;
    a->tables = use->scope->func->tables;
    const Symbol *symbol = analyzer_symbol(a, root);
    if (symbol && symbol->kind == SYM_CMODULE)
        magic_static(a, use->scope, &use->node->head);
}

void names_resolve_uses(Analyzer *a)
{
    Tables saved = a->tables;
    for (; a->uses_done < a->uses.len; a->uses_done++)
        resolve_use(a, &a->uses.items[a->uses_done]);
    for (; a->attrs_done < a->attr_uses.len; a->attrs_done++)
        resolve_attribute(a, &a->attr_uses.items[a->attrs_done]);
    a->tables = saved;
}
