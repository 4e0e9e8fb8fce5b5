/* check_stmt.h: statements, and whole bodies. */
#ifndef KRAIT_SEMA_CHECK_STMT_H
#define KRAIT_SEMA_CHECK_STMT_H

#include "sema/analyzer.h"

/* Checks statements in order, in the state of the analyzer: function, directives, GIL. */
void check_block(Analyzer *a, const AstNodes *statements);
/* Default values of parameters, against the parameter types of `func`. */
void check_defaults(Analyzer *a, const AstNodes *params, const TypeFunc *func);
/* Checks a function's or the module's body, all types of locals being known. */
void check_body(Analyzer *a, Body *body);

#endif
