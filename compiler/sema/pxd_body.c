/* pxd_body.c: statements of a pxd file that declare nothing; see pxd_body.h. */
#include "sema/pxd_body.h"

static bool may_stand_in_pxd(const Ast *node)
{
    return node->kind == AST_Pass || node->kind == AST_ExprStmt || node->kind == AST_Import ||
           node->kind == AST_ImportFrom || node->kind == AST_Poison;
}

void pxd_body_imports(const Scope *scope, const Ast *node)
{
    if (node->kind != AST_Import)
        return;
    const AstNodes *names = &AST_AS(Import, node)->names;
    for (uint32_t i = 0; i < names->len; i++) {
        const AstAlias *alias = AST_AS(Alias, names->items[i]);
        Symbol *known = scope_find(scope, alias->asname ? alias->asname : alias->name);
        if (known && known->kind == SYM_CMODULE)
            known->has_runtime = true;
    }
}

void pxd_body_check(Analyzer *a, const AstTree *tree, const Ast *node)
{
    if (may_stand_in_pxd(node))
        return;
    if (node->kind == AST_FunctionDef || node->kind == AST_ClassDef)
        REPORT(a, DIAG_NOT_ALLOWED, node->span, "this statement", "in a pxd file");
    else if (node->span.file == tree->module->head.span.file)
        REPORT(a, DIAG_PXD_STATEMENT, node->span);
}
