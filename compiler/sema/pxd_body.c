/* pxd_body.c: statements of a pxd file that declare nothing; see pxd_body.h. */
#include "sema/pxd_body.h"

static bool may_stand_in_pxd(const Ast *node)
{
    return node->kind == AST_Pass || node->kind == AST_ExprStmt || node->kind == AST_Import ||
           node->kind == AST_ImportFrom || node->kind == AST_Poison;
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
