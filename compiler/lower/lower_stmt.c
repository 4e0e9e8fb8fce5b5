/* lower_stmt.c: statements: the table of what lowers which node, and the small ones.
 *
 * What cannot be reached (after return, break, raise) is not lowered: it would only be deleted again, and
 * blocks end with their exit. An `if` whose condition is known keeps only the branch that is taken.
 *
 *     if x: a          ->   %1 = truth x ; if %1 { a } { b }
 *     else: b
 */
#include "lower/lower_cclass.h"
#include "lower/lower_stmt.h"

#include "lower/lower_assign.h"
#include "lower/lower_class.h"
#include "lower/lower_cond.h"
#include "lower/lower_convert.h"
#include "lower/lower_expr.h"
#include "lower/lower_faults.h"
#include "lower/lower_func.h"
#include "lower/lower_generic.h"
#include "lower/lower_import.h"
#include "lower/lower_loop.h"
#include "lower/lower_match.h"
#include "lower/lower_par.h"
#include "lower/lower_try.h"
#include "lower/lower_with.h"
#include <string.h>

typedef void LowerStmt(Lower *lw, const Ast *node);

static void stmt_nothing(Lower *lw, const Ast *node)
{
    (void)lw;
    (void)node;
}

static void stmt_expr(Lower *lw, const Ast *node)
{
    lower_effect(lw, AST_AS(ExprStmt, node)->value);
}

static void stmt_assign(Lower *lw, const Ast *node)
{
    if (!lw->sema->info_of[node->id]) /* else a declaration */
        lower_assign(lw, AST_AS(Assign, node));
}

static void stmt_aug_assign(Lower *lw, const Ast *node)
{
    lower_aug_assign(lw, AST_AS(AugAssign, node));
}

static void stmt_ann_assign(Lower *lw, const Ast *node)
{
    lower_ann_assign(lw, AST_AS(AnnAssign, node));
}

static void leave_function(Lower *lw, Insn *value)
{
    if (lower_par_returns(lw))
        lower_par_return(lw, value);
    else
        ir_return(&lw->b, value);
}

/* A number that does not fit the annotation of a def is an error when it runs. */
static Insn *returned(Lower *lw, const Ast *value, const Type *type)
{
    const Type *wanted = sema_return_type(lw->info);
    if (wanted == type || !type_is_number(lower_plain(lower_type(lw, value))))
        return lower_to(lw, value, wanted);
    Insn *object = lower_to(lw, value, type);
    if (lower_is_number_object(wanted) && lower_plain(object->type) != lower_plain(wanted))
        object = ir_cast(&lw->b, type, object);
    return lower_convert(lw, object, wanted);
}

static void stmt_return(Lower *lw, const Ast *node)
{
    const Ast *value = AST_AS(Return, node)->value;
    const Type *type = lw->b.func->result;
    bool is_status = lower_returns_status(lw->info);
    if (lower_plain(type)->kind == TYPE_VOID || is_status) {
        if (value)
            lower_effect(lw, value);
        leave_function(lw, is_status ? lower_zero(lw, type) : NULL);
        return;
    }
    leave_function(lw, value ? returned(lw, value, type) : lower_zero(lw, type));
}

static void stmt_delete(Lower *lw, const Ast *node)
{
    lower_delete(lw, AST_AS(Delete, node));
}

static void stmt_break(Lower *lw, const Ast *node)
{
    (void)node;
    lower_break(lw);
}

static void stmt_continue(Lower *lw, const Ast *node)
{
    (void)node;
    lower_continue(lw);
}

static void stmt_assert(Lower *lw, const Ast *node)
{
    lower_assert(lw, AST_AS(Assert, node));
}

static void stmt_raise(Lower *lw, const Ast *node)
{
    lower_raise(lw, AST_AS(Raise, node));
}

static void stmt_if(Lower *lw, const Ast *node)
{
    const AstIf *stmt = AST_AS(If, node);
    Insn *cond = lower_cond(lw, stmt->test);
    if (cond->op == IR_CONST) {
        lower_block(lw, cond->as.imm.i ? &stmt->body : &stmt->orelse);
        return;
    }
    Insn *region = lower_if(lw, cond);
    lower_block(lw, &stmt->body);
    ir_enter(&lw->b, region, 1);
    lower_block(lw, &stmt->orelse);
    ir_close(&lw->b, region);
}

static void stmt_while(Lower *lw, const Ast *node)
{
    lower_while(lw, AST_AS(While, node));
}

static void stmt_for(Lower *lw, const Ast *node)
{
    lower_for(lw, AST_AS(For, node));
}

static void stmt_for_from(Lower *lw, const Ast *node)
{
    lower_for_from(lw, AST_AS(ForFrom, node));
}

static void stmt_try(Lower *lw, const Ast *node)
{
    lower_try(lw, AST_AS(Try, node));
}

static void stmt_with(Lower *lw, const Ast *node)
{
    lower_with(lw, AST_AS(With, node));
}

static void stmt_import(Lower *lw, const Ast *node)
{
    lower_import(lw, AST_AS(Import, node));
}

static void stmt_import_from(Lower *lw, const Ast *node)
{
    lower_import_from(lw, AST_AS(ImportFrom, node));
}

static void stmt_def(Lower *lw, const Ast *node)
{
    lower_func_statement(lw, node);
}

static void stmt_cvar(Lower *lw, const Ast *node)
{
    const AstCVarDef *def = AST_AS(CVarDef, node);
    for (uint32_t i = 0; i < def->declarators.len; i++) {
        const AstCDeclarator *declarator = AST_AS(CDeclarator, def->declarators.items[i]);
        Symbol *symbol = lw->sema->symbol_of[declarator->head.id];
        if (symbol && symbol->kind == SYM_LOCAL && lw->b.func->nogil && type_is_object(symbol->type))
            lower_var(lw, symbol); /* used or not, the pass gil is to see it */
        if (!declarator->init || !symbol)
            continue;
        Span old = lower_at(lw, &declarator->head);
        lower_init_var(lw, symbol, declarator->init);
        lw->b.span = old;
    }
}

static void stmt_class(Lower *lw, const Ast *node)
{
    lower_class_statement(lw, node);
}

static void stmt_cclass(Lower *lw, const Ast *node)
{
    lower_cclass_statement(lw, node);
}

static void stmt_match(Lower *lw, const Ast *node)
{
    lower_match(lw, AST_AS(Match, node));
}

static void stmt_type_alias(Lower *lw, const Ast *node)
{
    lower_type_alias(lw, AST_AS(TypeAlias, node));
}

static void stmt_cpp(Lower *lw, const Ast *node)
{
    lower_unsupported(lw, node, "C++");
}

/* NULL: not a statement, or one that is already reported. */
static LowerStmt *const stmt_table[AST_KIND_COUNT] = {
    [AST_ExprStmt] = stmt_expr,
    [AST_Assign] = stmt_assign,
    [AST_AugAssign] = stmt_aug_assign,
    [AST_AnnAssign] = stmt_ann_assign,
    [AST_Return] = stmt_return,
    [AST_Delete] = stmt_delete,
    [AST_Pass] = stmt_nothing,
    [AST_Break] = stmt_break,
    [AST_Continue] = stmt_continue,
    [AST_Assert] = stmt_assert,
    [AST_Raise] = stmt_raise,
    [AST_If] = stmt_if,
    [AST_While] = stmt_while,
    [AST_For] = stmt_for,
    [AST_ForFrom] = stmt_for_from,
    [AST_Try] = stmt_try,
    [AST_With] = stmt_with,
    [AST_Global] = stmt_nothing,
    [AST_Nonlocal] = stmt_nothing,
    [AST_Import] = stmt_import,
    [AST_ImportFrom] = stmt_import_from,
    [AST_Match] = stmt_match,
    [AST_TypeAlias] = stmt_type_alias,
    [AST_FunctionDef] = stmt_def,
    [AST_CFuncDef] = stmt_def,
    [AST_ClassDef] = stmt_class,
    [AST_CClassDef] = stmt_cclass,
    [AST_Property] = lower_property_statement,
    [AST_CVarDef] = stmt_cvar,
    [AST_CTypedef] = stmt_nothing,
    [AST_CStruct] = stmt_nothing,
    [AST_CEnum] = stmt_nothing,
    [AST_CFused] = stmt_nothing,
    [AST_CppClass] = stmt_cpp,
    [AST_Extern] = stmt_nothing,
    [AST_CImport] = stmt_nothing,
    [AST_CImportFrom] = stmt_nothing,
    [AST_Include] = stmt_nothing,
    [AST_DefConst] = stmt_nothing,
    [AST_IfConst] = stmt_nothing,
};

/* Does it run, as seen from Python? Declarations and docstrings do not. */
static bool is_step(const Ast *node)
{
    if (node->kind == AST_ExprStmt)
        return AST_AS(ExprStmt, node)->value->kind != AST_StrLit;
    if (node->kind != AST_CVarDef)
        return node->kind == AST_Pass || stmt_table[node->kind] != stmt_nothing;
    const AstNodes *declarators = &AST_AS(CVarDef, node)->declarators;
    for (uint32_t i = 0; i < declarators->len; i++)
        if (AST_AS(CDeclarator, declarators->items[i])->init)
            return true;
    return false;
}

void lower_trace_line(Lower *lw)
{
    bool in_parallel = lw->par || lw->in_region; /* on threads that nobody traces */
    if (lw->b.func->traced && lw->has_gil && !in_parallel)
        LOWER_PRIM(lw, call_line, ir_int(&lw->b, LOWER_TYPE(lw, INT), source_line(lw->unit->sources, lw->b.span)));
}

/* One statement at the place where the builder is; code behind an exit is left out. */
static void lower_stmt(Lower *lw, const Ast *node)
{
    LowerStmt *lower = stmt_table[node->kind];
    if (!lower || lower_faulty_stmt(lw, node))
        return;
    Span old = lower_at(lw, node);
    if (is_step(node))
        lower_trace_line(lw);
    lower(lw, node);
    lw->b.span = old;
}

void lower_block(Lower *lw, const AstNodes *body)
{
    for (uint32_t i = 0; i < body->len && ir_is_open(&lw->b); i++)
        lower_stmt(lw, body->items[i]);
}
