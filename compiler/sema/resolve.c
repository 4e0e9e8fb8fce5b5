/* resolve.c: binding and looking up names; see resolve.h. Source: Python language reference 4.2
 * "Naming and binding", PEP 572 for where `:=` binds. Which names stand in arithmetic decides
 * whether a C integer type may be inferred for them (Cython documentation, directive infer_types).
 */
#include "sema/resolve.h"
#include "sema/annotate.h"
#include "sema/ctypes.h"
#include "sema/fused_use.h"
#include "sema/genexpr.h"
#include "sema/directive_use.h"
#include "sema/headers.h"
#include "sema/names.h"
#include "sema/resolve_class.h"
#include "sema/resolve_def.h"
#include "sema/resolve_global.h"
#include "sema/resolve_import.h"
#include "sema/resolve_match.h"
#include <stdlib.h>
#include <string.h>

typedef void (*Visit)(Resolver *r, const Ast *node);
static void visit(Resolver *r, const Ast *node);

static void visit_list(Resolver *r, const AstNodes *nodes)
{
    for (uint32_t i = 0; i < nodes->len; i++)
        visit(r, nodes->items[i]);
}

static void visit_block(Resolver *r, const AstNodes *nodes)
{
    r->depth++;
    visit_list(r, nodes);
    r->depth--;
}

static bool visit_child(const Ast *child, void *arg)
{
    visit(arg, child);
    return true;
}

/* Any node without a rule of its own: arithmetic around it does not reach its children. */
static void visit_plain(Resolver *r, const Ast *node)
{
    bool saved = r->in_arithmetic;
    r->in_arithmetic = false;
    ast_each_child(node, visit_child, r);
    r->in_arithmetic = saved;
}

static void visit_in_arithmetic(Resolver *r, const Ast *node, bool in_arithmetic)
{
    bool saved = r->in_arithmetic;
    r->in_arithmetic = in_arithmetic;
    visit(r, node);
    r->in_arithmetic = saved;
}

static void visit_nothing(Resolver *r, const Ast *node)
{
    (void)r;
    (void)node;
}

/* --- binding --- */

static Symbol *bind_in(Resolver *r, Scope *scope, Atom name, const Ast *node)
{
    return names_bind(r->a, scope, name, node);
}

static Symbol *bind(Resolver *r, Atom name, const Ast *node)
{
    return names_bind(r->a, names_binding_scope(r->scope), name, node);
}

static void record(Resolver *r, Symbol *symbol, const Ast *source, BindKind kind)
{
    names_record(r->a, r->body, symbol, source, kind);
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

static void bind_target(Resolver *r, const Ast *target, const Ast *source, BindKind kind);

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
        bind_target(r, targets->items[i], paired ? display_items(source)->items[i] : source,
                    paired    ? BIND_VALUE
                    : is_part ? BIND_PART
                              : BIND_OBJECT);
        if (is_part && r->body->bindings.len > before) {
            Binding *binding = &r->body->bindings.items[before];
            binding->part = i;
            binding->count = targets->len;
        }
    }
}

static void bind_target(Resolver *r, const Ast *target, const Ast *source, BindKind kind)
{
    if (target->kind == AST_Name) {
        record(r, bind(r, AST_AS(Name, target)->id, target), source, kind);
    } else if (is_display(target)) {
        bind_targets(r, display_items(target), source, kind);
    } else if (target->kind == AST_Starred) {
        bind_target(r, AST_AS(Starred, target)->value, source, BIND_OBJECT);
    } else {
        visit_in_arithmetic(r, target, false);
    }
}

/* Targets of a comprehension's `for`, which bind in its own scope. */
static void bind_comp_target(Resolver *r, const Ast *target, const Ast *source, BindKind kind)
{
    if (target->kind == AST_Name) {
        record(r, bind_in(r, r->scope, AST_AS(Name, target)->id, target), source, kind);
    } else if (is_display(target)) {
        const AstNodes *items = display_items(target);
        for (uint32_t i = 0; i < items->len; i++)
            bind_comp_target(r, items->items[i], source, BIND_OBJECT);
    } else if (target->kind == AST_Starred) {
        bind_comp_target(r, AST_AS(Starred, target)->value, source, BIND_OBJECT);
    } else {
        visit_in_arithmetic(r, target, false);
    }
}

/* --- statements --- */

static void visit_import(Resolver *r, const Ast *node)
{
    bool at_top = !r->depth && r->scope->kind == SCOPE_MODULE;
    resolve_import(r->a, r->body, names_binding_scope(r->scope), at_top, node);
}

static void visit_assign(Resolver *r, const Ast *node)
{
    const AstAssign *assign = AST_AS(Assign, node);
    if (r->a->tables.info_of[node->id])
        return;
    visit(r, assign->value);
    for (uint32_t i = 0; i < assign->targets.len; i++)
        bind_target(r, assign->targets.items[i], assign->value, BIND_VALUE);
}

static void visit_aug_assign(Resolver *r, const Ast *node)
{
    const AstAugAssign *assign = AST_AS(AugAssign, node);
    visit_in_arithmetic(r, assign->value, true);
    if (assign->target->kind != AST_Name) {
        visit_in_arithmetic(r, assign->target, true);
        return;
    }
    Symbol *symbol = bind(r, AST_AS(Name, assign->target)->id, assign->target);
    symbol->is_used = true;
    symbol->might_overflow = true;
    record(r, symbol, node, BIND_AUG);
}

/* An annotation may declare the type of a local, as `cdef` does. */
static void declare_annotated(Resolver *r, const AstAnnAssign *node, Symbol *symbol)
{
    bool allows_none = true;
    if (symbol->kind != SYM_LOCAL || symbol->is_declared ||
        r->untyped || !r->body->func->directives->annotation_typing)
        return;
    const Type *type = ctypes_annotation(r->a, r->scope, node->annotation, &allows_none);
    if (!type || type_is_error(type))
        return;
    symbol->type = type;
    symbol->is_declared = true;
}

/* In a function the annotation of a variable says something to the compiler only. */
static void visit_annotation(Resolver *r, const AstAnnAssign *assign)
{
    FuncInfo *func = r->body->func;
    if (func->kind != FUNC_MODULE && func->kind != FUNC_CLASS)
        return;
    func->has_annotations |= assign->simple && assign->target->kind == AST_Name;
    if (annotate_decide(r->a, r->scope, assign->annotation))
        visit(r, assign->annotation);
}

static void visit_ann_assign(Resolver *r, const Ast *node)
{
    const AstAnnAssign *assign = AST_AS(AnnAssign, node);
    if (assign->value)
        visit(r, assign->value);
    visit_annotation(r, assign);
    if (assign->target->kind != AST_Name) {
        visit(r, assign->target);
        return;
    }
    if (!assign->simple && !assign->value) { /* `(x): int` binds nothing */
        visit(r, assign->target);
        return;
    }
    Symbol *symbol = bind(r, AST_AS(Name, assign->target)->id, assign->target);
    declare_annotated(r, assign, symbol);
    if (assign->value)
        record(r, symbol, assign->value, BIND_VALUE);
}

static void visit_delete(Resolver *r, const Ast *node)
{
    const AstNodes *targets = &AST_AS(Delete, node)->targets;
    for (uint32_t i = 0; i < targets->len; i++) {
        const Ast *target = targets->items[i];
        if (target->kind == AST_Name) {
            Symbol *symbol = bind(r, AST_AS(Name, target)->id, target);
            symbol->is_deleted = true;
            record(r, symbol, target, BIND_DELETE);
        } else {
            visit(r, target);
        }
    }
}

static void visit_if(Resolver *r, const Ast *node)
{
    const AstIf *branch = AST_AS(If, node);
    int known = fused_test(r->a, r->scope, branch->test);
    if (known < 0)
        visit(r, branch->test);
    if (known != 0)
        visit_block(r, &branch->body);
    if (known != 1)
        visit_block(r, &branch->orelse);
}

static void visit_while(Resolver *r, const Ast *node)
{
    const AstWhile *loop = AST_AS(While, node);
    visit(r, loop->test);
    visit_block(r, &loop->body);
    visit_block(r, &loop->orelse);
}

static void visit_for(Resolver *r, const Ast *node)
{
    const AstFor *loop = AST_AS(For, node);
    visit(r, loop->iter);
    bind_target(r, loop->target, node, loop->is_async ? BIND_OBJECT : BIND_ITEM);
    visit_block(r, &loop->body);
    visit_block(r, &loop->orelse);
}

static void visit_for_from(Resolver *r, const Ast *node)
{
    const AstForFrom *loop = AST_AS(ForFrom, node);
    visit(r, loop->start);
    visit(r, loop->stop);
    if (loop->step)
        visit(r, loop->step);
    bind_target(r, loop->target, loop->start, BIND_OBJECT);
    visit_block(r, &loop->body);
    visit_block(r, &loop->orelse);
}

static void visit_handler(Resolver *r, const AstHandler *handler, BindKind kind)
{
    if (handler->type)
        visit(r, handler->type);
    if (handler->name) {
        Symbol *symbol = bind(r, handler->name, &handler->head);
        record(r, symbol, &handler->head, kind);
        record(r, symbol, &handler->head, BIND_DELETE); /* unbound when the handler ends */
    }
    visit_block(r, &handler->body);
}

static void visit_try(Resolver *r, const Ast *node)
{
    const AstTry *statement = AST_AS(Try, node);
    visit_block(r, &statement->body);
    for (uint32_t i = 0; i < statement->handlers.len; i++)
        visit_handler(r, AST_AS(Handler, statement->handlers.items[i]),
                      statement->is_star ? BIND_OBJECT : BIND_CAUGHT);
    visit_block(r, &statement->orelse);
    visit_block(r, &statement->finalbody);
}

static void visit_with(Resolver *r, const Ast *node)
{
    const AstWith *with = AST_AS(With, node);
    Directives inner = *r->body->func->directives; /* what they say of declarations; check reports */
    bool was_untyped = r->untyped;
    inner.annotation_typing &= !was_untyped;
    r->a->quiet++;
    for (uint32_t i = 0; i < with->items.len; i++)
        directive_use_apply(r->a, r->scope, AST_AS(WithItem, with->items.items[i])->context, 'W', &inner);
    r->a->quiet--;
    for (uint32_t i = 0; i < with->items.len; i++) {
        const AstWithItem *item = AST_AS(WithItem, with->items.items[i]);
        visit(r, item->context);
        if (item->target)
            bind_target(r, item->target, item->context, BIND_OBJECT);
    }
    r->untyped = !inner.annotation_typing;
    visit_block(r, &with->body);
    r->untyped = was_untyped;
}

/* --- expressions --- */

static void visit_name(Resolver *r, const Ast *node)
{
    NameUse use = {AST_AS(Name, node), r->scope, r->in_arithmetic, node == r->bare_callee,
                   r->in_annotation};
    vec_push(r->a->arena, &r->a->uses, use);
}

static void visit_bin_op(Resolver *r, const Ast *node)
{
    const AstBinOp *binary = AST_AS(BinOp, node);
    bool bitwise = binary->op == AST_OP_AND || binary->op == AST_OP_OR || binary->op == AST_OP_XOR;
    bool saved = r->in_arithmetic;
    r->in_arithmetic = saved || !bitwise;
    visit(r, binary->left);
    visit(r, binary->right);
    r->in_arithmetic = saved;
}

static void visit_unary_op(Resolver *r, const Ast *node)
{
    const AstUnaryOp *unary = AST_AS(UnaryOp, node);
    if (fused_test(r->a, r->scope, node) >= 0)
        return;
    visit_in_arithmetic(r, unary->operand, r->in_arithmetic || unary->op == AST_OP_NEG);
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
static void visit_subscript(Resolver *r, const Ast *node)
{
    const AstSubscript *subscript = AST_AS(Subscript, node);
    const Symbol *symbol = subscript->value->kind == AST_Name
                               ? scope_lookup(r->scope, AST_AS(Name, subscript->value)->id)
                               : NULL;
    if (symbol && symbol->kind == SYM_CFUNC && symbol->fused)
        visit_in_arithmetic(r, subscript->value, false);
    else if (subscript->value->kind == AST_Attribute && r->a->sema->tree->is_cython && is_type_index(r, subscript->index))
        visit(r, subscript->value);
    else
        visit_plain(r, node);
}

static void visit_test(Resolver *r, const Ast *node)
{
    if (fused_test(r->a, r->scope, node) < 0)
        visit_plain(r, node);
}

static void visit_if_exp(Resolver *r, const Ast *node)
{
    const AstIfExp *either = AST_AS(IfExp, node);
    int known = fused_test(r->a, r->scope, either->test);
    if (known < 0)
        visit_plain(r, node);
    else
        visit_in_arithmetic(r, known ? either->body : either->orelse, false);
}

static void visit_call(Resolver *r, const Ast *node)
{
    const AstCall *call = AST_AS(Call, node);
    bool saved = r->in_arithmetic;
    bool is_abs = call->func->kind == AST_Name &&
                  strcmp(AST_AS(Name, call->func)->id->text, "abs") == 0;
    r->in_arithmetic = saved || is_abs;
    const AstCall *outer = r->call;
    r->bare_callee = call->args.len || call->keywords.len ? NULL : call->func;
    visit(r, call->func);
    r->call = call->args.len ? call : NULL;
    visit_list(r, &call->args);
    r->call = outer;
    for (uint32_t i = 0; i < call->keywords.len; i++)
        visit(r, AST_AS(Keyword, call->keywords.items[i])->value);
    r->in_arithmetic = saved;
}

static void visit_attribute(Resolver *r, const Ast *node)
{
    const AstAttribute *attribute = AST_AS(Attribute, node);
    visit_in_arithmetic(r, attribute->value, false);
    if (attribute->value->kind == AST_Name || attribute->value->kind == AST_Attribute) {
        AttrUse use = {attribute, r->scope};
        vec_push(r->a->arena, &r->a->attr_uses, use);
    }
}

static void visit_cast(Resolver *r, const Ast *node)
{
    const Ast *type = AST_AS(Cast, node)->type;
    for (uint32_t i = 0; type->kind == AST_TypeView && i < AST_AS(TypeView, type)->axes.len; i++) {
        const Ast *axis = AST_AS(TypeView, type)->axes.items[i];
        if (axis->kind == AST_Slice && AST_AS(Slice, axis)->upper) /* <int[:n]> pointer */
            visit_in_arithmetic(r, AST_AS(Slice, axis)->upper, false);
    }
    visit_in_arithmetic(r, AST_AS(Cast, node)->operand, r->in_arithmetic);
}

static void visit_size_of(Resolver *r, const Ast *node)
{
    const Ast *operand = AST_AS(SizeOf, node)->operand;
    bool is_word = operand->kind == AST_Name &&
                   !scope_lookup(r->scope, AST_AS(Name, operand)->id) &&
                   ctypes_word(r->a, AST_AS(Name, operand)->id);
    if (ast_kind_category(operand->kind) != AST_CAT_TYPE && operand->kind != AST_TypeExpr &&
        !is_word)
        visit_in_arithmetic(r, operand, false);
}

static void visit_named_expr(Resolver *r, const Ast *node)
{
    const AstNamedExpr *named = AST_AS(NamedExpr, node);
    visit_in_arithmetic(r, named->value, false);
    if (named->target->kind != AST_Name)
        return;
    record(r, bind(r, AST_AS(Name, named->target)->id, named->target), named->value, BIND_VALUE);
    if (r->scope->kind == SCOPE_COMP)
        visit_name(r, named->target); /* perhaps of another function */
}

/* A generator expression that awaits is an asynchronous generator. */
static void note_await(Resolver *r)
{
    if (r->body->func->kind == FUNC_GENEXPR)
        r->body->func->is_coroutine = true;
}

static void visit_await(Resolver *r, const Ast *node)
{
    note_await(r);
    if (r->in_default && r->a->sema->tree->is_cython) /* Python has it, Cython has not */
        REPORT(r->a, DIAG_NOT_ALLOWED, node->span, "`await`", "in a default value");
    visit_plain(r, node);
}

static void visit_yield(Resolver *r, const Ast *node)
{
    r->body->func->is_generator = true;
    visit_plain(r, node);
}

static void visit_clause(Resolver *r, const AstCompFor *clause, bool first)
{
    if (!first)
        visit(r, clause->iter);
    bind_comp_target(r, clause->target, &clause->head, clause->is_async ? BIND_OBJECT : BIND_ITEM);
    if (clause->is_async)
        note_await(r);
    visit_list(r, &clause->tests);
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

static void visit_comp(Resolver *r, const Ast *node)
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
    visit(r, AST_AS(CompFor, comp->clauses.items[0])->iter);
    enter_comp(r, comp, call && call->args.items[0] == node ? call : NULL);
    for (uint32_t i = 0; i < comp->clauses.len; i++)
        visit_clause(r, AST_AS(CompFor, comp->clauses.items[i]), i == 0);
    if (comp->element) /* none in {**d for d in x} */
        visit(r, comp->element);
    if (comp->value)
        visit(r, comp->value);
    r->scope = outer;
    r->body = body;
    r->call = call;
    r->in_arithmetic = saved;
}

/* Kinds with a rule; the others visit their children. */
static const Visit visitors[AST_KIND_COUNT] = {
    [AST_Assign] = visit_assign,
    [AST_AugAssign] = visit_aug_assign,
    [AST_AnnAssign] = visit_ann_assign,
    [AST_Delete] = visit_delete,
    [AST_If] = visit_if,
    [AST_While] = visit_while,
    [AST_For] = visit_for,
    [AST_ForFrom] = visit_for_from,
    [AST_Try] = visit_try,
    [AST_With] = visit_with,
    [AST_Global] = resolve_global,
    [AST_Nonlocal] = resolve_nonlocal,
    [AST_Import] = visit_import,
    [AST_ImportFrom] = visit_import,
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
    [AST_Name] = visit_name,
    [AST_IntLit] = visit_nothing,
    [AST_FloatLit] = visit_nothing,
    [AST_ImagLit] = visit_nothing,
    [AST_StrLit] = visit_nothing,
    [AST_EscapedStr] = visit_nothing,
    [AST_ConstLit] = visit_nothing,
    [AST_BinOp] = visit_bin_op,
    [AST_UnaryOp] = visit_unary_op,
    [AST_Compare] = visit_test,
    [AST_BoolOp] = visit_test,
    [AST_IfExp] = visit_if_exp,
    [AST_Subscript] = visit_subscript,
    [AST_Call] = visit_call,
    [AST_Attribute] = visit_attribute,
    [AST_Cast] = visit_cast,
    [AST_SizeOf] = visit_size_of,
    [AST_NamedExpr] = visit_named_expr,
    [AST_Yield] = visit_yield,
    [AST_YieldFrom] = visit_yield,
    [AST_Await] = visit_await,
    [AST_Comp] = visit_comp,
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

static void visit(Resolver *r, const Ast *node)
{
    Visit rule = visitors[node->kind];
    if (rule)
        rule(r, node);
    else
        visit_plain(r, node);
}

/* --- for the other files --- */

void resolver_visit(Resolver *r, const Ast *node)
{
    visit(r, node);
}

void resolver_list(Resolver *r, const AstNodes *nodes)
{
    visit_list(r, nodes);
}

void resolver_children(Resolver *r, const Ast *node)
{
    visit_plain(r, node);
}

void resolver_block(Resolver *r, const AstNodes *statements)
{
    visit_block(r, statements);
}

void resolver_target(Resolver *r, const Ast *target, const Ast *source)
{
    bind_target(r, target, source, BIND_OBJECT);
}

Symbol *resolver_bind(Resolver *r, Atom name, const Ast *node)
{
    Symbol *symbol = bind(r, name, node);
    record(r, symbol, node, BIND_OBJECT);
    return symbol;
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

/* --- bodies --- */

static void walk_body(Analyzer *a, Body *body)
{
    Resolver r = {.a = a, .body = body, .scope = body->func->scope};
    analyzer_enter(a, body->func);
    if (body->value)
        visit(&r, body->value);
    else
        visit_list(&r, body->statements);
}

static int compare_places(const void *one, const void *two)
{
    const FuncInfo *f = *(FuncInfo *const *)one, *g = *(FuncInfo *const *)two;
    uint32_t left = f->node->span.start, right = g->node->span.start;
    if (left == right && f->spec && g->spec)
        return f->spec->index < g->spec->index ? -1 : f->spec->index > g->spec->index;
    return left < right ? -1 : left > right;
}

/* Inner functions were found after all outer ones: put all in source order. */
static void sort_functions(Sema *sema)
{
    if (sema->functions.len)
        qsort(sema->functions.items, sema->functions.len, sizeof *sema->functions.items,
              compare_places);
}

/* Takes the functions of pxd files that have been used into the module; false when there are none. */
static bool queue_inlines(Analyzer *a)
{
    Resolver r = {.a = a};
    bool any = false;
    for (uint32_t i = 0; i < a->inlines.len; i++) {
        FuncInfo *func = a->inlines.items[i];
        const Symbol *symbol = func ? func->symbol : NULL;
        bool is_method = func && func->cls && (func->cls->node || func->cls->symbol->is_used);
        if (!symbol || !(symbol->is_used || is_method || (func->spec && symbol->decl)))
            continue;
        a->inlines.items[i] = NULL;
        headers_use_func(a, func->type->func);
        resolver_queue(&r, func, &AST_AS(CFuncDef, func->node)->body, NULL);
        any = true;
    }
    return any;
}

static void walk_bodies(Analyzer *a)
{
    do {
        for (; a->walked < a->bodies.len; a->walked++) /* grows while the module's body is walked */
            walk_body(a, a->bodies.items[a->walked]);
        genexpr_settle(a);
        analyzer_enter(a, a->sema->module_func);
        names_resolve_uses(a);
    } while (queue_inlines(a));
    sort_functions(a->sema);
}

void resolve_module(Analyzer *a)
{
    Body *module = ARENA_NEW(a->arena, Body);
    module->func = a->sema->module_func;
    module->statements = &a->sema->tree->module->body;
    vec_push(a->arena, &a->bodies, module);
    walk_bodies(a);
}

bool resolve_late(Analyzer *a)
{
    if (!queue_inlines(a))
        return false;
    walk_bodies(a);
    return true;
}
