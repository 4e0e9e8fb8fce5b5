/* resolve_expr.c: names used and bound by expressions; see resolve_expr.h. Source: PEP 572 for where `:=` binds. Which
 * names stand in arithmetic decides whether a C integer type may be inferred for them (Cython documentation, directive
 * infer_types).
 */
#include "sema/resolve_expr.h"
#include "sema/ctypes.h"
#include "sema/fused_use.h"
#include "sema/genexpr.h"
#include <string.h>

void resolve_name(Resolver *r, const Ast *node)
{
    NameUse use = {AST_AS(Name, node), r->scope, r->in_arithmetic, node == r->bare_callee,
                   r->in_annotation};
    vec_push(r->a->arena, &r->a->uses, use);
}

/* Is the result of integers certainly no larger than they are? */
static bool cannot_grow(const AstBinOp *binary)
{
    bool divides = binary->op == AST_OP_MOD || binary->op == AST_OP_FLOORDIV || binary->op == AST_OP_RSHIFT;
    return binary->op == AST_OP_AND || binary->op == AST_OP_OR || binary->op == AST_OP_XOR ||
           (divides && binary->right->kind == AST_IntLit);
}

void resolve_bin_op(Resolver *r, const Ast *node)
{
    const AstBinOp *binary = AST_AS(BinOp, node);
    bool saved = r->in_arithmetic;
    r->in_arithmetic = saved || !cannot_grow(binary);
    resolver_visit(r, binary->left);
    resolver_visit(r, binary->right);
    r->in_arithmetic = saved;
}

void resolve_unary_op(Resolver *r, const Ast *node)
{
    const AstUnaryOp *unary = AST_AS(UnaryOp, node);
    if (fused_test(r->a, r->scope, node) >= 0)
        return;
    resolver_with_arithmetic(r, unary->operand, r->in_arithmetic || unary->op == AST_OP_NEG);
}

/* Nothing but words of C types that are no variables: obj.f[short] is a method with fused types, or an error. */
static bool is_type_index(const Resolver *r, const Ast *index)
{
    bool all = index->kind == AST_Tuple && AST_AS(Tuple, index)->items.len;
    for (uint32_t i = 0; all && i < AST_AS(Tuple, index)->items.len; i++)
        all = is_type_index(r, AST_AS(Tuple, index)->items.items[i]);
    if (index->kind != AST_Name)
        return all;
    Atom name = AST_AS(Name, index)->id;
    return !scope_lookup(r->scope, name) && ctypes_word(r->a, name);
}

/* f[double, T]: the index of a fused C function names types, not values. */
void resolve_subscript(Resolver *r, const Ast *node)
{
    const AstSubscript *subscript = AST_AS(Subscript, node);
    const Symbol *symbol = subscript->value->kind == AST_Name
                               ? scope_lookup(r->scope, AST_AS(Name, subscript->value)->id)
                               : NULL;
    if (symbol && symbol->kind == SYM_CFUNC && symbol->fused)
        resolver_with_arithmetic(r, subscript->value, false);
    else if (subscript->value->kind == AST_Attribute && r->a->sema->tree->is_cython && is_type_index(r, subscript->index))
        resolver_visit(r, subscript->value);
    else
        resolver_children(r, node);
}

void resolve_test(Resolver *r, const Ast *node)
{
    if (fused_test(r->a, r->scope, node) < 0)
        resolver_children(r, node);
}

void resolve_if_exp(Resolver *r, const Ast *node)
{
    const AstIfExp *either = AST_AS(IfExp, node);
    int known = fused_test(r->a, r->scope, either->test);
    if (known < 0)
        resolver_children(r, node);
    else
        resolver_with_arithmetic(r, known ? either->body : either->orelse, false);
}

void resolve_call(Resolver *r, const Ast *node)
{
    const AstCall *call = AST_AS(Call, node);
    bool saved = r->in_arithmetic;
    bool is_abs = call->func->kind == AST_Name &&
                  strcmp(AST_AS(Name, call->func)->id->text, "abs") == 0;
    r->in_arithmetic = saved || is_abs;
    const AstCall *outer = r->call;
    r->bare_callee = call->args.len || call->keywords.len ? NULL : call->func;
    resolver_visit(r, call->func);
    r->call = call->args.len ? call : NULL;
    resolver_list(r, &call->args);
    r->call = outer;
    for (uint32_t i = 0; i < call->keywords.len; i++)
        resolver_visit(r, AST_AS(Keyword, call->keywords.items[i])->value);
    r->in_arithmetic = saved;
}

void resolve_attribute(Resolver *r, const Ast *node)
{
    const AstAttribute *attribute = AST_AS(Attribute, node);
    resolver_with_arithmetic(r, attribute->value, false);
    if (attribute->value->kind == AST_Name || attribute->value->kind == AST_Attribute) {
        AttrUse use = {attribute, r->scope};
        vec_push(r->a->arena, &r->a->attr_uses, use);
    }
}

void resolve_cast(Resolver *r, const Ast *node)
{
    const Ast *type = AST_AS(Cast, node)->type;
    for (uint32_t i = 0; type->kind == AST_TypeView && i < AST_AS(TypeView, type)->axes.len; i++) {
        const Ast *axis = AST_AS(TypeView, type)->axes.items[i];
        if (axis->kind == AST_Slice && AST_AS(Slice, axis)->upper) /* <int[:n]> pointer */
            resolver_with_arithmetic(r, AST_AS(Slice, axis)->upper, false);
    }
    resolver_with_arithmetic(r, AST_AS(Cast, node)->operand, r->in_arithmetic);
}

void resolve_size_of(Resolver *r, const Ast *node)
{
    const Ast *operand = AST_AS(SizeOf, node)->operand;
    bool is_word = operand->kind == AST_Name &&
                   !scope_lookup(r->scope, AST_AS(Name, operand)->id) &&
                   ctypes_word(r->a, AST_AS(Name, operand)->id);
    if (ast_kind_category(operand->kind) != AST_CAT_TYPE && operand->kind != AST_TypeExpr &&
        !is_word)
        resolver_with_arithmetic(r, operand, false);
}

void resolve_named_expr(Resolver *r, const Ast *node)
{
    const AstNamedExpr *named = AST_AS(NamedExpr, node);
    resolver_with_arithmetic(r, named->value, false);
    if (named->target->kind != AST_Name)
        return;
    resolver_record(r, resolver_bind(r, AST_AS(Name, named->target)->id, named->target), named->value, BIND_VALUE);
    if (r->scope->kind == SCOPE_COMP)
        resolve_name(r, named->target); /* perhaps of another function */
}

/* A generator expression that awaits is an asynchronous generator. */
static void note_await(Resolver *r)
{
    if (r->body->func->kind == FUNC_GENEXPR)
        r->body->func->is_coroutine = true;
}

void resolve_await(Resolver *r, const Ast *node)
{
    note_await(r);
    if (r->in_default && r->a->sema->tree->is_cython) /* Python has it, Cython has not */
        REPORT(r->a, DIAG_NOT_ALLOWED, node->span, "`await`", "in a default value");
    resolver_children(r, node);
}

void resolve_yield(Resolver *r, const Ast *node)
{
    r->body->func->is_generator = true;
    resolver_children(r, node);
}

static void visit_clause(Resolver *r, const AstCompFor *clause, bool first)
{
    if (!first)
        resolver_visit(r, clause->iter);
    bool is_named = clause->target->kind == AST_Name;
    bool by_iterator = clause->is_async || (first && !is_named && r->body->func->kind == FUNC_GENEXPR);
    resolver_bind_comp_target(r, clause->target, &clause->head, by_iterator ? BIND_OBJECT : BIND_ITEM);
    if (clause->is_async)
        note_await(r);
    resolver_list(r, &clause->tests);
}

static void enter_comp(Resolver *r, const AstComp *comp, const AstCall *call)
{
    if (comp->kind == AST_COMP_GEN) {
        r->body = genexpr_declare(r->a, r->scope, r->body, comp, call);
        r->scope = r->body->func->scope;
        return;
    }
    r->scope = scope_new(r->a->arena, SCOPE_COMP, r->scope, &comp->head, r->body->func,
                         ATOM(r->a->atoms, underscore));
    vec_push(r->a->arena, &r->a->comps, r->scope);
    r->a->tables.info_of[comp->head.id] = r->scope;
}

void resolve_comp(Resolver *r, const Ast *node)
{
    const AstComp *comp = AST_AS(Comp, node);
    Scope *outer = r->scope;
    bool saved = r->in_arithmetic;
    Body *body = r->body;
    const AstCall *call = r->call;
    if (!comp->clauses.len)
        return;
    r->in_arithmetic = false;
    r->call = NULL;
    resolver_visit(r, AST_AS(CompFor, comp->clauses.items[0])->iter);
    enter_comp(r, comp, call && call->args.items[0] == node ? call : NULL);
    for (uint32_t i = 0; i < comp->clauses.len; i++)
        visit_clause(r, AST_AS(CompFor, comp->clauses.items[i]), i == 0);
    if (comp->element) /* none in {**d for d in x} */
        resolver_visit(r, comp->element);
    if (comp->value)
        resolver_visit(r, comp->value);
    r->scope = outer;
    r->body = body;
    r->call = call;
    r->in_arithmetic = saved;
}
