/* resolve_class.c: names that class and type statements bind; see resolve_class.h.
 *
 * Decorators, bases and keywords are read where the statement stands; the body is a function of its own. A def or class with
 * type parameters stands in one more function, which has them as variables (generics.h).
 * Source: Python language reference 8.8, 8.10.
 *
 *     class C[T](B): x = T       binds C here, T in a function around, x in the body
 */
#include "sema/resolve_class.h"

#include "sema/declare_class.h"
#include "sema/annotate.h"
#include "sema/generics.h"

#include <string.h>

static void visit_list(Resolver *r, const AstNodes *nodes)
{
    for (uint32_t i = 0; i < nodes->len; i++)
        resolver_visit(r, nodes->items[i]);
}

/* A bound or a default; is it Python alone? */
static bool visit_bound(Resolver *r, Scope *scope, const AstTypeParam *param)
{
    if (!param->bound)
        return true;
    resolver_queue(r, generics_bound(r->a, scope, param), NULL, param->bound);
    return annotate_is_python(r->a, scope, param->bound);
}

/* `node`: what has these parameters. */
static void visit_bounds(Resolver *r, Scope *scope, const Ast *node, const AstNodes *params)
{
    bool is_late = node->kind != AST_TypeAlias || annotate_is_python(r->a, scope, AST_AS(TypeAlias, node)->value);
    is_late &= !r->a->sema->tree->is_cython;
    for (uint32_t i = 0; i < params->len; i++) {
        const AstTypeParam *param = AST_AS(TypeParam, params->items[i]);
        is_late &= visit_bound(r, scope, param);
        if (param->default_value)
            is_late &= visit_bound(r, scope, AST_AS(TypeParam, param->default_value));
    }
    if (is_late)
        map_set(r->a->arena, &r->a->sema->late_generics, node, (void *)(uintptr_t)node);
}

/* A def or class with type parameters: it becomes the body of a function that has them as variables. */
void resolve_generic(Resolver *r, const Ast *node, Atom name, const AstNodes *params)
{
    FuncInfo *func = generics_declare(r->a, r->scope, node, name, params);
    visit_bounds(r, func->scope, node, params);
    func->symbol = resolver_bind_object(r, name, node);
    AstNodes *statement = ARENA_NEW(r->a->arena, AstNodes);
    statement->items = ARENA_NEW(r->a->arena, Ast *);
    memcpy(statement->items, &node, sizeof node);
    statement->len = 1;
    resolver_queue(r, func, statement, NULL);
}

void resolve_class(Resolver *r, const Ast *node)
{
    const AstClassDef *class = AST_AS(ClassDef, node);
    bool is_inner = generics_is_around(r->body->func, node);
    if (!is_inner)
        visit_list(r, &class->decorators);
    if (class->type_params.len && !is_inner) {
        resolve_generic(r, node, class->name, &class->type_params);
        return;
    }
    FuncInfo *func = declare_class(r->a, r->scope, class);
    visit_list(r, &class->bases);
    for (uint32_t i = 0; i < class->keywords.len; i++)
        resolver_visit(r, AST_AS(Keyword, class->keywords.items[i])->value);
    if (!is_inner)
        func->symbol = resolver_bind_object(r, class->name, node);
    resolver_queue(r, func, &class->body, NULL);
}

void resolve_type_alias(Resolver *r, const Ast *node)
{
    const AstTypeAlias *alias = AST_AS(TypeAlias, node);
    resolver_queue(r, generics_alias(r->a, r->scope, alias), NULL, alias->value);
    visit_bounds(r, r->scope, node, &alias->type_params);
    resolver_bind_target(r, alias->name, node, BIND_OBJECT);
}
