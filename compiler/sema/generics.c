/* generics.c: type parameters; see generics.h.
 *
 * Bounds and the values of aliases become lambdas of their own, so that the interpreter can evaluate them late. The nodes
 * of these lambdas are made here and borrow the numbers of the nodes they stand for.
 * Source: PEP 695, language reference 8.10.
 *
 *     def f[T: B](x: T): ...   ->   f = (T, a local; its bound: lambda: B; def f(x: T): ...)()
 */
#include "sema/generics.h"

#include "sema/declare_func.h"
#include "sema/declare_def.h"
#include "sema/mangle.h"

static void add_param(Analyzer *a, FuncInfo *func, const AstTypeParam *param)
{
    Atom name = mangle_name(a->atoms, func->scope, param->name);
    Symbol *symbol = scope_add(a->arena, func->scope, SYM_LOCAL, name, KIND_TYPE(a, OBJECT), param->head.span);
    symbol->is_declared = symbol->is_assigned = true;
    symbol->decl = &param->head;
    analyzer_set_symbol(a, &param->head, symbol);
}

FuncInfo *generics_declare(Analyzer *a, Scope *scope, const Ast *node, Atom name, const AstNodes *params)
{
    Atom own = analyzer_atom(a, arena_printf(a->arena, "%s_type_params", name->text));
    FuncInfo *func = declare_func(a, FUNC_TYPE_PARAMS, node, own, scope);
    TypeFunc type = {.result = KIND_TYPE(a, OBJECT), .except = {.kind = EXCEPT_NULL}};
    func->type = type_func(a->types, &type);
    func->scope->sees_class = true;
    for (uint32_t i = 0; i < params->len; i++)
        add_param(a, func, AST_AS(TypeParam, params->items[i]));
    map_set(a->arena, &a->sema->generics, node, func);
    return func;
}

bool generics_is_around(const FuncInfo *func, const Ast *node)
{
    return func && func->kind == FUNC_TYPE_PARAMS && func->node == node;
}

static AstLambda *new_lambda(Analyzer *a, uint32_t id, Ast *body)
{
    AstLambda *lambda = ARENA_NEW(a->arena, AstLambda);
    lambda->head = (Ast){AST_Lambda, id, body->span};
    lambda->body = body;
    return lambda;
}

FuncInfo *generics_bound(Analyzer *a, Scope *scope, const AstTypeParam *param)
{
    return declare_lambda(a, scope, new_lambda(a, param->head.id, param->bound));
}

FuncInfo *generics_alias(Analyzer *a, Scope *scope, const AstTypeAlias *node)
{
    AstLambda *lambda = new_lambda(a, node->head.id, node->value);
    lambda->params.len = node->type_params.len;
    lambda->params.items = ARENA_ARRAY(a->arena, Ast *, node->type_params.len + 1);
    for (uint32_t i = 0; i < node->type_params.len; i++) {
        const AstTypeParam *given = AST_AS(TypeParam, node->type_params.items[i]);
        AstParam *param = ARENA_NEW(a->arena, AstParam);
        param->head = (Ast){AST_Param, given->head.id, given->head.span};
        param->name = given->name;
        param->name_span = given->head.span;
        lambda->params.items[i] = &param->head;
    }
    return declare_lambda(a, scope, lambda);
}
