/* symbol.c: scopes as insertion-ordered maps from atoms to symbols.
 *
 * Looking outwards follows Python: a class body is seen only by the code that stands directly in
 * it, a comprehension sees everything around it. Builtins are the outermost scope.
 */
#include "sema/symbol.h"

Symbol *scope_find(const Scope *scope, Atom name)
{
    return map_get(&scope->names, name);
}

Symbol *scope_member(const Type *cls, Atom name)
{
    cls = type_strip(cls);
    while (cls && cls->kind == TYPE_CLASS) {
        const Symbol *symbol = cls->decl->symbol;
        Symbol *member = symbol && symbol->inner ? map_get(&symbol->inner->names, name) : NULL;
        if (member)
            return member;
        cls = cls->decl->base ? type_strip(cls->decl->base) : NULL;
    }
    return NULL;
}

Symbol *scope_lookup(const Scope *scope, Atom name)
{
    bool inside = false;
    for (; scope; scope = scope->parent) {
        if (scope->kind == SCOPE_CLASS && inside)
            continue;
        Symbol *symbol = map_get(&scope->names, name);
        if (symbol)
            return symbol;
        inside = inside || !scope->sees_class;
    }
    return NULL;
}

Symbol *scope_add(Arena *arena, Scope *scope, SymbolKind kind, Atom name, const Type *type,
                  Span span)
{
    Symbol *symbol = ARENA_NEW(arena, Symbol);
    symbol->kind = kind;
    symbol->name = name;
    symbol->type = type;
    symbol->scope = scope;
    symbol->span = span;
    symbol->index = scope->symbols.len;
    vec_push(arena, &scope->symbols, symbol);
    map_set(arena, &scope->names, name, symbol);
    return symbol;
}

Scope *scope_new(Arena *arena, ScopeKind kind, Scope *parent, const Ast *node,
                 struct FuncInfo *func, Atom name)
{
    Scope *scope = ARENA_NEW(arena, Scope);
    scope->kind = kind;
    scope->parent = parent;
    scope->node = node;
    scope->func = func;
    scope->name = name;
    return scope;
}
