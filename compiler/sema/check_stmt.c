/* check_stmt.c: the table of statement rules, and most of them; see check_stmt.h. */
#include "sema/check_stmt.h"
#include "sema/annotate.h"
#include "sema/check_assign.h"
#include "sema/check_call.h"
#include "sema/check_expr.h"
#include "sema/check_lock.h"
#include "sema/check_loop.h"
#include "sema/check_match.h"
#include "sema/check_with.h"
#include "sema/coerce.h"
#include "sema/generics.h"
#include "sema/fused_use.h"
#include <string.h>

typedef void (*StmtRule)(Analyzer *a, const Ast *node);

static void check_nothing(Analyzer *a, const Ast *node)
{
    (void)a;
    (void)node;
}

static void check_expr_stmt(Analyzer *a, const Ast *node)
{
    const Ast *value = AST_AS(ExprStmt, node)->value;
    const Type *type = check_expr(a, value);
    bool is_display = value->kind == AST_Tuple || value->kind == AST_List;
    if (is_display && !type_is_error(type))
        coerce_to_object(a, value);
}

static void check_assign(Analyzer *a, const Ast *node)
{
    const AstAssign *assign = AST_AS(Assign, node);
    if (a->tables.info_of[node->id])
        return;
    check_value(a, assign->value);
    for (uint32_t i = 0; i < assign->targets.len; i++)
        check_assign_node(a, assign->targets.items[i], assign->value);
}

/* `return a` of a local array, `return &x`: the memory is gone then. */
static void warn_local_pointer(Analyzer *a, const Ast *value, const Type *result)
{
    const Ast *name = value->kind == AST_AddressOf ? AST_AS(AddressOf, value)->operand : value;
    const Symbol *symbol = name->kind == AST_Name ? analyzer_symbol(a, name) : NULL;
    const Type *type = symbol && symbol->kind == SYM_LOCAL ? symbol->type : NULL;
    bool is_memory = value != name || (type && type_strip(type)->kind == TYPE_ARRAY);
    if (type && is_memory && !type_is_error(type) && type_strip(result)->kind == TYPE_PTR)
        REPORT(a, DIAG_LOCAL_POINTER, value->span, symbol->name->text);
}

static void check_return(Analyzer *a, const Ast *node)
{
    const Ast *value = AST_AS(Return, node)->value;
    if (a->func->kind == FUNC_MODULE || a->func->kind == FUNC_CLASS) {
        REPORT(a, DIAG_NOT_ALLOWED, node->span, "`return`", "outside of a function");
        return;
    }
    if (value && a->func->is_coroutine && a->func->is_generator)
        REPORT(a, DIAG_NOT_ALLOWED, node->span, "`return` with a value", "in an asynchronous generator");
    const Type *result = a->func->type->func->result;
    bool is_end = a->func->cls && a->func->name && strcmp(a->func->name->text, "__dealloc__") == 0;
    bool is_void = type_strip(result)->kind == TYPE_VOID || (is_end && value && !coerce_is_none(value));
    if (!value) {
        if (!is_void && !type_is_object(result) && !type_is_error(result))
            REPORT(a, DIAG_RETURN_NOTHING, node->span, analyzer_typename(a, result));
    } else if (is_void) {
        if (!type_is_error(check_value(a, value)) && !coerce_is_none(value))
            REPORT(a, DIAG_RETURN_FROM_VOID, value->span);
    } else {
        const Type *given = check_value(a, value);
        bool is_number = type_is_number(given) && type_is_object(result); /* `-> int` of a double: converted when it runs */
        coerce_stored(a, value, is_number ? result : sema_return_type(a->func));
        warn_local_pointer(a, value, result);
    }
}

static void check_assert(Analyzer *a, const Ast *node)
{
    const AstAssert *assertion = AST_AS(Assert, node);
    check_condition(a, assertion->test);
    if (assertion->message)
        check_object(a, assertion->message);
}

static void check_raise(Analyzer *a, const Ast *node)
{
    const AstRaise *raise = AST_AS(Raise, node);
    if (raise->exception)
        check_object(a, raise->exception);
    if (raise->cause)
        check_object(a, raise->cause);
    if (raise->value)
        check_object(a, raise->value);
    if (raise->traceback)
        check_object(a, raise->traceback);
}

static void check_if(Analyzer *a, const Ast *node)
{
    const AstIf *branch = AST_AS(If, node);
    int known = a->spec ? fused_fold(a, branch->test) : -1;
    if (known < 0)
        check_condition(a, branch->test);
    if (known != 0)
        check_block(a, &branch->body);
    if (known != 1)
        check_block(a, &branch->orelse);
}

static void check_loop_body(Analyzer *a, const AstNodes *body, const AstNodes *orelse)
{
    a->loops++;
    check_block(a, body);
    a->loops--;
    check_block(a, orelse);
}

static void check_while(Analyzer *a, const Ast *node)
{
    const AstWhile *loop = AST_AS(While, node);
    check_condition(a, loop->test);
    check_loop_body(a, &loop->body, &loop->orelse);
}

static void check_for(Analyzer *a, const Ast *node)
{
    const AstFor *loop = AST_AS(For, node);
    const ForInfo *info = check_for_header(a, loop);
    bool released = a->released, parallel = info->kind == FOR_PRANGE;
    a->released = released || info->nogil;
    a->pranges += parallel;
    check_loop_body(a, &loop->body, &loop->orelse);
    a->pranges -= parallel;
    a->released = released;
}

static void check_leave(Analyzer *a, const Ast *node)
{
    if (!a->loops)
        REPORT(a, DIAG_NOT_ALLOWED, node->span, node->kind == AST_Break ? "`break`" : "`continue`",
               "outside of a loop");
}

static void check_handler(Analyzer *a, const AstHandler *handler)
{
    if (handler->type)
        check_object(a, handler->type);
    if (handler->name)
        check_bind(a, handler->head.span, analyzer_symbol(a, &handler->head));
    check_block(a, &handler->body);
}

static void check_try(Analyzer *a, const Ast *node)
{
    const AstTry *statement = AST_AS(Try, node);
    check_block(a, &statement->body);
    for (uint32_t i = 0; i < statement->handlers.len; i++)
        check_handler(a, AST_AS(Handler, statement->handlers.items[i]));
    check_block(a, &statement->orelse);
    check_block(a, &statement->finalbody);
}

/* --- definitions --- */

void check_defaults(Analyzer *a, const AstNodes *params, const TypeFunc *func)
{
    for (uint32_t i = 0; i < params->len && i < func->count; i++) {
        const AstParam *param = AST_AS(Param, params->items[i]);
        if (!param->default_value)
            continue;
        const Type *type = func->params[i].type;
        check_value(a, param->default_value);
        if (fused_contains(type))
            continue;
        bool none_object = coerce_is_none(param->default_value) && !type_is_number(type) &&
                           !type_is_ptr(type);
        if (!none_object)
            coerce_to(a, param->default_value, type);
    }
}

static void check_annotation(Analyzer *a, const Ast *annotation)
{
    if (!annotation || !annotate_is_evaluated(a, annotation))
        return;
    if (annotation->kind != AST_Starred) {
        check_object(a, annotation);
        return;
    }
    check_object(a, AST_AS(Starred, annotation)->value); /* *args: *Ts */
    analyzer_set_type(a, annotation, KIND_TYPE(a, OBJECT));
}

/* False: the rest is checked in the function of the type parameters, where the decorators are not. */
static bool check_decorators(Analyzer *a, const Ast *node, const FuncInfo *func)
{
    bool is_inner = generics_is_around(a->func, node);
    for (uint32_t i = 0; i < func->decorators.len && !is_inner; i++)
        check_object(a, func->decorators.items[i]);
    return is_inner || !map_has(&a->sema->generics, node);
}

/* The name of a def or class; the function of the type parameters does not bind it. */
static void check_defined(Analyzer *a, const Ast *node, Span name_span, const FuncInfo *func)
{
    const FuncInfo *generic = map_get(&a->sema->generics, node);
    if (!generics_is_around(a->func, node))
        check_bind(a, analyzer_name_span(name_span, node), generic ? generic->symbol : func->symbol);
}

static void check_def(Analyzer *a, const Ast *node)
{
    const AstFunctionDef *def = AST_AS(FunctionDef, node);
    const FuncInfo *func = a->tables.info_of[node->id];
    check_defined(a, node, def->name_span, func);
    if (!check_decorators(a, node, func))
        return;
    check_defaults(a, &def->params, func->type->func);
    for (uint32_t i = 0; i < def->params.len; i++)
        check_annotation(a, AST_AS(Param, def->params.items[i])->annotation);
    check_annotation(a, def->returns);
}

static void check_c_func(Analyzer *a, const Ast *node)
{
    const FuncInfo *func = a->tables.info_of[node->id];
    if (func)
        check_defaults(a, &AST_AS(CFuncDef, node)->params, func->type->func);
}

static void check_class_def(Analyzer *a, const Ast *node)
{
    const AstClassDef *class = AST_AS(ClassDef, node);
    const FuncInfo *func = a->tables.info_of[node->id];
    check_defined(a, node, class->name_span, func);
    if (!check_decorators(a, node, func))
        return;
    AstCall call = {.head = *node, .args = class->bases, .keywords = class->keywords};
    check_call_objects(a, &call);
}

static void check_c_class(Analyzer *a, const Ast *node)
{
    const ClassInfo *cls = a->tables.info_of[node->id];
    for (uint32_t i = 0; cls && cls->node == node && i < cls->bases.len; i++)
        check_object(a, cls->bases.items[i]);
}

static void check_property(Analyzer *a, const Ast *node)
{
    const AstProperty *property = AST_AS(Property, node);
    for (uint32_t i = 0; i < property->body.len; i++)
        if (property->body.items[i]->kind == AST_FunctionDef && a->tables.info_of[property->body.items[i]->id])
            check_def(a, property->body.items[i]);
}

static void check_import(Analyzer *a, const Ast *node)
{
    const AstNodes *names = node->kind == AST_Import ? &AST_AS(Import, node)->names
                                                     : &AST_AS(ImportFrom, node)->names;
    for (uint32_t i = 0; i < names->len; i++)
        check_bind(a, names->items[i]->span, analyzer_symbol(a, names->items[i]));
}

static void check_type_alias(Analyzer *a, const Ast *node)
{
    check_assign_type(a, AST_AS(TypeAlias, node)->name, KIND_TYPE(a, OBJECT));
}

static void check_for_from(Analyzer *a, const Ast *node)
{
    check_for_from_header(a, AST_AS(ForFrom, node));
    check_loop_body(a, &AST_AS(ForFrom, node)->body, &AST_AS(ForFrom, node)->orelse);
}

/* Top-level ones have been reported by declare.c. */
static void check_include(Analyzer *a, const Ast *node)
{
    if (a->func->kind != FUNC_MODULE)
        analyzer_unsupported(a, node->span, "this `include`");
}

/* NULL: nothing to check here. */
static const StmtRule rules[AST_KIND_COUNT] = {
    [AST_ExprStmt] = check_expr_stmt,
    [AST_Assign] = check_assign,
    [AST_AugAssign] = check_aug_assign,
    [AST_AnnAssign] = check_ann_assign,
    [AST_Return] = check_return,
    [AST_Delete] = check_delete,
    [AST_Pass] = check_nothing,
    [AST_Break] = check_leave,
    [AST_Continue] = check_leave,
    [AST_Assert] = check_assert,
    [AST_Raise] = check_raise,
    [AST_If] = check_if,
    [AST_While] = check_while,
    [AST_For] = check_for,
    [AST_ForFrom] = check_for_from,
    [AST_Try] = check_try,
    [AST_With] = check_with,
    [AST_Match] = check_match,
    [AST_Import] = check_import,
    [AST_ImportFrom] = check_import,
    [AST_TypeAlias] = check_type_alias,
    [AST_FunctionDef] = check_def,
    [AST_CFuncDef] = check_c_func,
    [AST_ClassDef] = check_class_def,
    [AST_CVarDef] = check_c_var,
    [AST_Property] = check_property,
    [AST_CClassDef] = check_c_class,
    [AST_Include] = check_include,
};

void check_block(Analyzer *a, const AstNodes *statements)
{
    for (uint32_t i = 0; i < statements->len; i++) {
        const Ast *node = statements->items[i];
        if (rules[node->kind])
            rules[node->kind](a, node);
    }
}

static bool is_literal(const Ast *node)
{
    if (node->kind == AST_UnaryOp)
        return is_literal(AST_AS(UnaryOp, node)->operand);
    return node->kind == AST_IntLit || node->kind == AST_FloatLit || node->kind == AST_ImagLit ||
           node->kind == AST_StrLit || node->kind == AST_ConstLit;
}

/* Literals take the type of the parameter in each specialisation; other values have been typed once, where the
 * definition stands. */
static void check_spec_defaults(Analyzer *a, const FuncInfo *func)
{
    for (uint32_t i = 0; i < func->params.len; i++) {
        const AstParam *param = AST_AS(Param, func->params.items[i]->decl);
        const Ast *value = param->default_value;
        const Type *type = func->params.items[i]->type;
        const Type *known = value && func->outer ? func->outer->tables.type_of[value->id] : NULL;
        if (!value || !type)
            continue;
        if (is_literal(value)) {
            check_value(a, value);
            if (!coerce_is_none(value) || type_is_number(type))
                coerce_to(a, value, type);
        } else if (known) {
            coerce_type(a, value->span, known, type);
        }
    }
}

/* A generator is an object, which not every special method may give; the instance of a property is one too. */
static void check_slot_function(Analyzer *a, const FuncInfo *func)
{
    const Symbol *self = func->cls && func->accessor && func->params.len ? func->params.items[0] : NULL;
    if (self && self->type && !type_is_object(self->type) && !type_is_error(self->type))
        REPORT(a, DIAG_BAD_SELF, self->span, analyzer_typename(a, self->type));
    bool gives_object = (!func->special || special_row(func->special)->result == 'O') &&
                        (!func->accessor || func->accessor == 'g');
    if (func->cls && !gives_object && (func->is_generator || func->is_coroutine))
        REPORT(a, DIAG_NOT_ALLOWED, func->node->span, func->is_coroutine ? "`async def`" : "`yield`",
               "in a special method that returns no object");
}

void check_body(Analyzer *a, Body *body)
{
    const FuncInfo *func = body->func;
    a->body = body;
    a->func = body->func;
    a->scope = func->scope;
    analyzer_enter(a, func);
    a->released = func->type && func->type->func->nogil && !func->type->func->with_gil;
    a->maybe_released = a->released;
    a->loops = a->pranges = a->parallels = 0;
    a->section = NULL;
    if (func->has_section)
        check_section_function(a, func);
    check_slot_function(a, func);
    if (func->spec && func->spec->func == func)
        check_spec_defaults(a, func);
    if (func->kind == FUNC_GENEXPR)
        check_genexpr_body(a, AST_AS(Comp, func->node));
    else if (body->value)
        check_object(a, body->value);
    else
        check_block(a, body->statements);
}
