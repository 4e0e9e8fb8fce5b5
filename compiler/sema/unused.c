/* unused.c: what nothing uses; see unused.h. Source: Cython documentation, "Compiler directives", warn.*.
 *
 * A variable is unused when its name is read nowhere in the module, inner functions included. A value is unused
 * when the next statements of the same block set the variable again before any of them reads it.
 *
 *     def f(n):         argument `n` is never used
 *         r = 1 + 1     the value of `r` is never used
 *         r = 2
 *         return r
 */
#include "sema/unused.h"

typedef struct Walk {
    Analyzer *a;
    const Symbol *symbol;
    bool reads;
} Walk;

/* --- variables --- */

static const char *local_kind(const Symbol *symbol)
{
    const Ast *decl = symbol->decl;
    bool is_func = decl && (decl->kind == AST_FunctionDef || decl->kind == AST_CFuncDef);
    return is_func ? "function" : decl && decl->kind == AST_ClassDef ? "class" : "variable";
}

static void report_symbol(Analyzer *a, const Symbol *symbol)
{
    const Directives *directives = a->directives;
    bool is_loop_dummy = symbol->name->len == 1 && symbol->name->text[0] == '_';
    if (!symbol->span.file || is_loop_dummy)
        return;
    if (symbol->is_param) {
        bool is_unused = !symbol->is_used && !symbol->is_rebound && !symbol->is_self;
        if (is_unused && directives->warn_unused_arg)
            REPORT(a, DIAG_UNUSED, symbol->span, "argument", symbol->name->text);
        return;
    }
    if (!symbol->is_used && !symbol->is_deleted && directives->warn_unused)
        REPORT(a, DIAG_UNUSED, symbol->span, local_kind(symbol), symbol->name->text);
    bool is_plain = symbol->decl && symbol->decl->kind == AST_Name;
    if (!symbol->is_declared && is_plain && directives->warn_undeclared)
        REPORT(a, DIAG_UNDECLARED, symbol->span, symbol->name->text);
}

/* --- values --- */

static bool visit_reads(const Ast *node, void *arg)
{
    Walk *w = arg;
    w->reads |= node->kind == AST_Name && analyzer_symbol(w->a, node) == w->symbol;
    ast_each_child(node, visit_reads, w);
    return true;
}

static bool reads(Analyzer *a, const Ast *node, const Symbol *symbol)
{
    Walk w = {a, symbol, false};
    visit_reads(node, &w);
    return w.reads;
}

/* The local that `x = value` alone sets, or NULL. */
static const Symbol *set_symbol(Analyzer *a, const Ast *node)
{
    if (node->kind != AST_Assign || AST_AS(Assign, node)->targets.len != 1)
        return NULL;
    const Ast *target = AST_AS(Assign, node)->targets.items[0];
    const Symbol *symbol = target->kind == AST_Name ? analyzer_symbol(a, target) : NULL;
    return symbol && symbol->kind == SYM_LOCAL && !symbol->is_captured ? symbol : NULL;
}

static bool is_simple(const Ast *node)
{
    return node->kind == AST_Assign || node->kind == AST_AugAssign || node->kind == AST_ExprStmt ||
           node->kind == AST_AnnAssign || node->kind == AST_Pass || node->kind == AST_Assert;
}

static void report_values(Analyzer *a, const AstNodes *statements)
{
    for (uint32_t i = 0; i < statements->len; i++) {
        const Symbol *symbol = set_symbol(a, statements->items[i]);
        for (uint32_t j = i + 1; symbol && j < statements->len && is_simple(statements->items[j]); j++) {
            const Ast *next = statements->items[j];
            bool again = set_symbol(a, next) == symbol;
            if (reads(a, again ? AST_AS(Assign, next)->value : next, symbol))
                break;
            if (!again)
                continue;
            const Ast *target = AST_AS(Assign, statements->items[i])->targets.items[0];
            REPORT(a, DIAG_UNUSED_RESULT, target->span, symbol->name->text);
            break;
        }
    }
}

void unused_report(Analyzer *a, const Body *body)
{
    const Scope *scope = body->func->scope;
    const Directives *directives = a->directives;
    bool is_asked = directives->warn_unused || directives->warn_unused_arg || directives->warn_undeclared ||
                    directives->warn_unused_result;
    if (!is_asked || scope->kind != SCOPE_FUNC || !body->statements)
        return;
    for (uint32_t i = 0; i < scope->symbols.len; i++)
        if (scope->symbols.items[i]->kind == SYM_LOCAL || scope->symbols.items[i]->kind == SYM_DEF)
            report_symbol(a, scope->symbols.items[i]);
    if (directives->warn_unused_result)
        report_values(a, body->statements);
}
