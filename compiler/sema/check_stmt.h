/* check_stmt.h: statements, and whole bodies. */
#ifndef KRAIT_SEMA_CHECK_STMT_H
#define KRAIT_SEMA_CHECK_STMT_H

#include "sema/analyzer.h"

void check_block(Analyzer *a, const AstNodes *statements);
/* Checks a function's or the module's body, all types of locals being known. */
void check_body(Analyzer *a, Body *body);

#endif
