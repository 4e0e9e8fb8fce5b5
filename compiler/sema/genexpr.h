/* genexpr.h: generator expressions: functions of their own, or run in place.
 *
 * `(x for x in xs)` is a function `<genexpr>` that takes the first iterator. Where the call around it runs it to its end
 * and nobody else sees it, `sum(x for x in xs)`, no generator is made: it is part of the function around it, as a list
 * comprehension is. Which of the two can be told only when all names of the module are bound.
 */
#ifndef KRAIT_SEMA_GENEXPR_H
#define KRAIT_SEMA_GENEXPR_H

#include "sema/analyzer.h"

/* A generator expression met in `scope`; `call`: whose first argument it is, or NULL. The new Body takes its bindings;
 * func->scope of it is the scope of its variables. */
Body *genexpr_declare(Analyzer *a, Scope *scope, Body *outer, const AstComp *node, const AstCall *call);
/* When all bindings are known: decides about each. Those that stay functions join a->bodies. */
void genexpr_settle(Analyzer *a);
/* Is it run in place? */
bool genexpr_is_inlined(const Analyzer *a, const AstComp *node);

#endif
