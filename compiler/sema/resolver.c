/* resolver.c: the walk over bodies that binds names; see resolver.h. Source: Python language reference 4.2 "Naming and
 * binding". */
#include "sema/resolver.h"
#include "sema/fused.h"
#include "sema/names.h"
#include "sema/resolve_class.h"
#include "sema/resolve_def.h"
#include "sema/resolve_expr.h"
#include "sema/resolve_global.h"
#include "sema/resolve_match.h"
#include "sema/resolve_stmt.h"

void resolver_list(Resolver *r, const AstNodes *nodes)
{
    for (uint32_t i = 0; i < nodes->len; i++)
        resolver_visit(r, nodes->items[i]);
}

void resolver_block(Resolver *r, const AstNodes *nodes)
{
    r->depth++;
    resolver_list(r, nodes);
    r->depth--;
}

static bool visit_child(const Ast *child, void *arg)
{
    resolver_visit(arg, child);
    return true;
}

void resolver_children(Resolver *r, const Ast *node)
{
    bool saved = r->in_arithmetic;
    r->in_arithmetic = false;
    ast_each_child(node, visit_child, r);
    r->in_arithmetic = saved;
}

void resolver_with_arithmetic(Resolver *r, const Ast *node, bool in_arithmetic)
{
    bool saved = r->in_arithmetic;
    r->in_arithmetic = in_arithmetic;
    resolver_visit(r, node);
    r->in_arithmetic = saved;
}

static void visit_nothing(Resolver *r, const Ast *node)
{
    (void)r;
    (void)node;
}

Symbol *resolver_bind(Resolver *r, Atom name, const Ast *node)
{
    return names_bind(r->a, names_binding_scope(r->scope), name, node);
}

void resolver_record(Resolver *r, Symbol *symbol, const Ast *source, BindKind kind)
{
    names_record(r->a, r->body, symbol, source, kind);
}

Symbol *resolver_bind_object(Resolver *r, Atom name, const Ast *node)
{
    Symbol *symbol = resolver_bind(r, name, node);
    resolver_record(r, symbol, node, BIND_OBJECT);
    return symbol;
}

static bool is_display(const Ast *node)
{
    return node && (node->kind == AST_Tuple || node->kind == AST_List);
}

static const AstNodes *display_items(const Ast *node)
{
    return node->kind == AST_Tuple ? &AST_AS(Tuple, node)->items : &AST_AS(List, node)->items;
}

static bool has_star(const AstNodes *items)
{
    for (uint32_t i = 0; i < items->len; i++)
        if (items->items[i]->kind == AST_Starred)
            return true;
    return false;
}

/* Can it be the number in `for i, x in enumerate(...)`? */
static bool is_counter(const AstNodes *targets, uint32_t i)
{
    return i == 0 && targets->len == 2 && targets->items[0]->kind == AST_Name && targets->items[1]->kind != AST_Starred;
}

/* a, b = x, y pairs its sides when they match; else every target gets some object. */
static void bind_targets(Resolver *r, const AstNodes *targets, const Ast *source, BindKind kind)
{
    bool paired = kind == BIND_VALUE && is_display(source) &&
                  display_items(source)->len == targets->len && !has_star(targets) &&
                  !has_star(display_items(source));
    bool parts = kind == BIND_VALUE && !is_display(source) && !has_star(targets);
    for (uint32_t i = 0; i < targets->len; i++) {
        uint32_t before = r->body->bindings.len;
        bool is_part = parts && targets->items[i]->kind == AST_Name;
        resolver_bind_target(r, targets->items[i], paired ? display_items(source)->items[i] : source,
                             paired                                        ? BIND_VALUE
                             : is_part                                     ? BIND_PART
                             : kind == BIND_ITEM && is_counter(targets, i) ? BIND_COUNT
                                                                           : BIND_OBJECT);
        if (is_part && r->body->bindings.len > before) {
            Binding *binding = &r->body->bindings.items[before];
            binding->part = i;
            binding->count = targets->len;
        }
    }
}

void resolver_bind_target(Resolver *r, const Ast *target, const Ast *source, BindKind kind)
{
    if (target->kind == AST_Name) {
        resolver_record(r, resolver_bind(r, AST_AS(Name, target)->id, target), source, kind);
    } else if (is_display(target)) {
        bind_targets(r, display_items(target), source, kind);
    } else if (target->kind == AST_Starred) {
        resolver_bind_target(r, AST_AS(Starred, target)->value, source, BIND_OBJECT);
    } else {
        resolver_with_arithmetic(r, target, false);
    }
}

/* Targets of a comprehension's `for`, which resolver_bind in its own scope. */
void resolver_bind_comp_target(Resolver *r, const Ast *target, const Ast *source, BindKind kind)
{
    if (target->kind == AST_Name) {
        resolver_record(r, names_bind(r->a, r->scope, AST_AS(Name, target)->id, target), source, kind);
    } else if (is_display(target)) {
        const AstNodes *items = display_items(target);
        for (uint32_t i = 0; i < items->len; i++)
            resolver_bind_comp_target(r, items->items[i], source,
                                      kind == BIND_ITEM && is_counter(items, i) ? BIND_COUNT : BIND_OBJECT);
    } else if (target->kind == AST_Starred) {
        resolver_bind_comp_target(r, AST_AS(Starred, target)->value, source, BIND_OBJECT);
    } else {
        resolver_with_arithmetic(r, target, false);
    }
}

typedef void (*Visit)(Resolver *r, const Ast *node);

/* Kinds with a rule; the others resolver_visit their children. */
static const Visit visitors[AST_KIND_COUNT] = {
    [AST_Assign] = resolve_assign,
    [AST_AugAssign] = resolve_aug_assign,
    [AST_AnnAssign] = resolve_ann_assign,
    [AST_Delete] = resolve_delete,
    [AST_If] = resolve_if,
    [AST_While] = resolve_while,
    [AST_For] = resolve_for,
    [AST_ForFrom] = resolve_for_from,
    [AST_Try] = resolve_try,
    [AST_With] = resolve_with,
    [AST_Global] = resolve_global,
    [AST_Nonlocal] = resolve_nonlocal,
    [AST_Import] = resolve_import_stmt,
    [AST_ImportFrom] = resolve_import_stmt,
    [AST_FunctionDef] = resolve_def,
    [AST_CFuncDef] = resolve_c_func,
    [AST_ClassDef] = resolve_class,
    [AST_TypeAlias] = resolve_type_alias,
    [AST_CVarDef] = resolve_c_var,
    [AST_CClassDef] = resolve_c_class,
    [AST_Property] = resolve_property,
    [AST_CTypedef] = resolve_c_declaration,
    [AST_CStruct] = resolve_c_declaration,
    [AST_CEnum] = resolve_c_declaration,
    [AST_CFused] = resolve_c_declaration,
    [AST_CppClass] = resolve_c_declaration,
    [AST_Extern] = resolve_c_declaration,
    [AST_CImport] = resolve_c_declaration,
    [AST_CImportFrom] = resolve_c_declaration,
    [AST_Include] = visit_nothing,
    [AST_DefConst] = resolve_c_declaration,
    [AST_IfConst] = visit_nothing,
    [AST_Name] = resolve_name,
    [AST_IntLit] = visit_nothing,
    [AST_FloatLit] = visit_nothing,
    [AST_ImagLit] = visit_nothing,
    [AST_StrLit] = visit_nothing,
    [AST_EscapedStr] = visit_nothing,
    [AST_ConstLit] = visit_nothing,
    [AST_BinOp] = resolve_bin_op,
    [AST_UnaryOp] = resolve_unary_op,
    [AST_Compare] = resolve_test,
    [AST_BoolOp] = resolve_test,
    [AST_IfExp] = resolve_if_exp,
    [AST_Subscript] = resolve_subscript,
    [AST_Call] = resolve_call,
    [AST_Attribute] = resolve_attribute,
    [AST_Cast] = resolve_cast,
    [AST_SizeOf] = resolve_size_of,
    [AST_NamedExpr] = resolve_named_expr,
    [AST_Yield] = resolve_yield,
    [AST_YieldFrom] = resolve_yield,
    [AST_Await] = resolve_await,
    [AST_Comp] = resolve_comp,
    [AST_Lambda] = resolve_lambda,
    [AST_TypeExpr] = visit_nothing,
    [AST_New] = visit_nothing,
    [AST_Poison] = visit_nothing,
    [AST_MatchCase] = resolve_match_case,
    [AST_PatCapture] = resolve_pat_name,
    [AST_PatStar] = resolve_pat_name,
    [AST_PatAs] = resolve_pat_as,
    [AST_PatMapping] = resolve_pat_mapping,
};

void resolver_visit(Resolver *r, const Ast *node)
{
    Visit rule = visitors[node->kind];
    if (rule)
        rule(r, node);
    else
        resolver_children(r, node);
}

void resolver_queue(Resolver *r, FuncInfo *func, const AstNodes *statements, const Ast *value)
{
    if (func->fused) { /* a template: its specialisations have the bodies */
        for (uint32_t i = 0; i < func->fused->spec_count; i++) {
            func->fused->specs[i].func->symbol = func->symbol;
            resolver_queue(r, func->fused->specs[i].func, statements, value);
        }
        return;
    }
    Body *body = ARENA_NEW(r->a->arena, Body);
    body->func = func;
    body->statements = statements;
    body->value = value;
    vec_push(r->a->arena, &r->a->bodies, body);
    vec_push(r->a->arena, &r->a->sema->functions, func);
}
