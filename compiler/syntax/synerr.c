#include "syntax/synerr.h"
bool synerr_diagnose(SynErr *e, const CstTree *tree)
{
    diag_report(e->diags, DIAG_SYNTAX, (Span){e->file, tree->error_start, 1}, "syntax error");
    return false;
}
