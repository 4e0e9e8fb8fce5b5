/* genexpr.c: generator expressions: functions of their own, or run in place; see genexpr.h. */
#include "sema/genexpr.h"

#include "sema/declare_func.h"

#include <string.h>

/* One of the module. */
struct Genexpr {
    Body *body, *outer;
    const AstCall *call; /* whose first argument it is, or NULL */
    Scope *scope;        /* in which it stands */
};

/* Its one parameter, the first iterator. */
static void declare_iterator(Analyzer *a, FuncInfo *func)
{
    TypeFunc type = {.result = KIND_TYPE(a, OBJECT), .count = 1, .except = {.kind = EXCEPT_NULL}};
    type.params = ARENA_ARRAY(a->arena, TypeParam, 1);
    type.params[0].type = KIND_TYPE(a, OBJECT);
    type.params[0].name = analyzer_atom(a, ".0");
    func->type = type_func(a->types, &type);
    Symbol *symbol = scope_add(a->arena, func->scope, SYM_LOCAL, type.params[0].name,
                               KIND_TYPE(a, OBJECT), func->node->span);
    symbol->is_param = symbol->is_declared = symbol->is_assigned = symbol->is_used = true;
    symbol->decl = func->node;
    vec_push(a->arena, &func->params, symbol);
}

Body *genexpr_declare(Analyzer *a, Scope *scope, Body *outer, const AstComp *node, const AstCall *call)
{
    FuncInfo *func = declare_func(a, FUNC_GENEXPR, &node->head, analyzer_atom(a, "<genexpr>"), scope);
    func->scope->kind = SCOPE_COMP;
    func->is_generator = true;
    a->tables.info_of[node->head.id] = func->scope;
    declare_iterator(a, func);
    Genexpr *genexpr = ARENA_NEW(a->arena, Genexpr);
    genexpr->body = ARENA_NEW(a->arena, Body);
    genexpr->body->func = func;
    genexpr->body->value = &node->head;
    genexpr->outer = outer;
    genexpr->call = call;
    genexpr->scope = scope;
    vec_push(a->arena, &a->genexprs, genexpr);
    return genexpr->body;
}

static bool is_plain(const AstCall *call)
{
    for (uint32_t i = 0; i < call->args.len; i++)
        if (call->args.items[i]->kind == AST_Starred)
            return false;
    return call->keywords.len == 0;
}

/* A builtin that runs its first argument to its end. */
static bool is_consumer(const Analyzer *a, const AstCall *call, const Symbol *symbol)
{
    static const BuiltinId consumers[] = {BUILTIN_ID_sum,  BUILTIN_ID_any,       BUILTIN_ID_all,
                                          BUILTIN_ID_list, BUILTIN_ID_dict,      BUILTIN_ID_tuple,
                                          BUILTIN_ID_set,  BUILTIN_ID_frozenset, BUILTIN_ID_min,
                                          BUILTIN_ID_max,  BUILTIN_ID_sorted};
    const BuiltinRow *row = symbol ? builtins_row(a->builtins, symbol) : NULL;
    if (!row || !builtins_fits(row, call->args.len))
        return false;
    BuiltinId id = builtins_id(a->builtins, symbol);
    bool fits = call->args.len == 1 || (call->args.len == 2 && id == BUILTIN_ID_sum);
    for (size_t i = 0; fits && i < sizeof consumers / sizeof *consumers; i++)
        if (consumers[i] == id)
            return true;
    return false;
}

/* ', '.join(...): the receiver is a str for certain */
static bool is_join(const AstCall *call)
{
    if (call->func->kind != AST_Attribute || call->args.len != 1)
        return false;
    const AstAttribute *method = AST_AS(Attribute, call->func);
    const Ast *receiver = method->value;
    bool is_str = receiver->kind == AST_FString ||
                  (receiver->kind == AST_StrLit && AST_AS(StrLit, receiver)->kind == AST_STR_STR);
    return is_str && strcmp(method->attr->text, "join") == 0;
}

static bool is_consumed(const Analyzer *a, const Genexpr *genexpr)
{
    const AstCall *call = genexpr->call;
    if (!call || !is_plain(call) || genexpr->body->func->is_coroutine)
        return false;
    if (call->func->kind != AST_Name)
        return is_join(call);
    return is_consumer(a, call, scope_lookup(genexpr->scope, AST_AS(Name, call->func)->id));
}

/* The function whose code the body is part of. */
static FuncInfo *home(FuncInfo *func)
{
    while (func && func->is_inlined)
        func = func->outer;
    return func;
}

/* Outer ones come before those inside of them, so the body around is settled. */
static void settle(Analyzer *a, Genexpr *genexpr)
{
    Body *body = genexpr->body;
    if (!is_consumed(a, genexpr)) {
        vec_push(a->arena, &a->bodies, body);
        vec_push(a->arena, &a->sema->functions, body->func);
        return;
    }
    Body *outer = genexpr->outer;
    while (outer->merged)
        outer = outer->merged;
    body->func->is_inlined = true;
    body->merged = outer;
    for (uint32_t i = 0; i < body->bindings.len; i++)
        vec_push(a->arena, &outer->bindings, body->bindings.items[i]);
}

void genexpr_settle(Analyzer *a)
{
    for (; a->settled < a->genexprs.len; a->settled++)
        settle(a, a->genexprs.items[a->settled]);
    for (uint32_t i = 0; i < a->genexprs.len; i++) {
        FuncInfo *func = a->genexprs.items[i]->body->func;
        func->scope->func = home(func);
        func->outer = home(func->outer);
    }
    for (uint32_t i = 0; i < a->comps.len; i++)
        a->comps.items[i]->func = home(a->comps.items[i]->func);
    for (uint32_t i = 0; i < a->sema->functions.len; i++)
        a->sema->functions.items[i]->outer = home(a->sema->functions.items[i]->outer);
}

bool genexpr_is_inlined(const Analyzer *a, const AstComp *node)
{
    const Scope *scope = a->tables.info_of[node->head.id];
    return scope && scope->func->node != &node->head;
}
