/* declare_class.c: Python classes; see declare_class.h.
 *
 * A class body is a function of its own, run once where the class statement stands. Its names are
 * SYM_FIELD: items of the namespace that the metaclass has prepared, which is also the argument of
 * the function. Functions inside do not see them.
 * Source: Python language reference 4.2.2 "Resolution of names", 8.8 "Class definitions".
 *
 *     class C: x = 1          FuncInfo{FUNC_CLASS, "C"}, its scope holds SYM_FIELD x
 */
#include "sema/declare_class.h"

#include "sema/declare_func.h"
#include "sema/directive_use.h"

#include <string.h>

FuncInfo *declare_class(Analyzer *a, Scope *scope, const AstClassDef *node)
{
    FuncInfo *func = declare_func(a, FUNC_CLASS, &node->head, node->name, scope);
    func->scope->kind = SCOPE_CLASS; /* names in it are items of its namespace */
    TypeParam namespace = {.type = KIND_TYPE(a, OBJECT)};
    TypeFunc type = {.result = KIND_TYPE(a, OBJECT),
                     .params = ARENA_NEW(a->arena, TypeParam),
                     .count = 1,
                     .except = {.kind = EXCEPT_NULL}};
    type.params[0] = namespace;
    func->type = type_func(a->types, &type);
    func->directives =
        directive_use_decorators(a, scope, &node->decorators, a->directives, func);
    declare_doc(func, &node->body);
    return func;
}

/* Builtins that look at the variables around them: what they do is known by their name alone. */
static bool looks_around(const Symbol *builtin)
{
    static const char *const names[] = {"locals", "vars", "dir", "eval", "exec"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(builtin->name->text, names[i]) == 0)
            return true;
    return false;
}

/* Has it a value at run time that a namespace may hide? */
static bool may_be_hidden(const Symbol *outer)
{
    if (!outer)
        return true;
    switch (outer->kind) {
    case SYM_GLOBAL:
    case SYM_DEF:
    case SYM_LOCAL: return true;
    case SYM_BUILTIN: return !looks_around(outer);
    case SYM_CGLOBAL:
    case SYM_EXTERN:
    case SYM_CFUNC:
    case SYM_CONST:
    case SYM_TYPE:
    case SYM_CLASS:
    case SYM_CMODULE:
    case SYM_MAGIC:
    case SYM_FIELD:
    case SYM_POISON: break;
    }
    return false;
}

/* Builtins that ask for the names around their call, which only the compiler knows. */
static bool looks_at_names(const Symbol *symbol)
{
    static const char *const names[] = {"locals", "vars", "dir", "globals", "eval", "exec"};
    for (size_t i = 0; symbol && i < sizeof names / sizeof *names; i++)
        if (symbol->kind == SYM_BUILTIN && strcmp(symbol->name->text, names[i]) == 0)
            return true;
    return false;
}

static Symbol *make_cell(Analyzer *a, const Scope *scope)
{
    FuncInfo *class = scope->func;
    if (!class->class_cell) {
        Symbol *symbol = ARENA_NEW(a->arena, Symbol);
        *symbol = (Symbol){.kind = SYM_LOCAL,
                           .name = analyzer_atom(a, "__class__"),
                           .type = KIND_TYPE(a, OBJECT),
                           .scope = class->scope,
                           .decl = class->node,
                           .span = class->node->span,
                           .index = scope->symbols.len,
                           .is_declared = true};
        vec_push(a->arena, &class->scope->symbols, symbol); /* not among the names of the body */
        class->class_cell = symbol;
    }
    return class->class_cell;
}

/* Of a Python class its cell, of an extension type itself. */
static Symbol *class_symbol(Analyzer *a, const Scope *scope)
{
    const ClassInfo *cls = scope->cls;
    if (!cls && scope->node && scope->node->kind == AST_CClassDef)
        cls = a->tables.info_of[scope->node->id];
    return cls ? cls->symbol : make_cell(a, scope);
}

Symbol *declare_class_cell(Analyzer *a, const Scope *scope)
{
    const Atom name = analyzer_atom(a, "__class__");
    bool inside = false;
    for (; scope; scope = scope->parent) {
        if (scope->kind == SCOPE_CLASS && inside)
            return class_symbol(a, scope);
        inside = inside || scope->kind == SCOPE_FUNC;
        if (scope->kind != SCOPE_CLASS && scope_find(scope, name))
            return NULL;
    }
    return NULL;
}

Symbol *declare_class_use(Analyzer *a, Scope *scope, Atom name, Symbol *outer)
{
    bool in_c = outer && outer->kind == SYM_LOCAL && outer->type && !type_is_object(outer->type);
    if (in_c || !may_be_hidden(outer) || looks_at_names(outer))
        return outer;
    Symbol *symbol =
        scope_add(a->arena, scope, SYM_FIELD, name, KIND_TYPE(a, OBJECT), SPAN_NONE);
    symbol->outer = outer;
    return symbol;
}
