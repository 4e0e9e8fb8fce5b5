/* directive_use.h: directives where they are written: header comments, decorators, `with` items.
 *
 *     @cython.boundscheck(False)     with cython.cdivision(True):     # cython: wraparound=False
 */
#ifndef KRAIT_SEMA_DIRECTIVE_USE_H
#define KRAIT_SEMA_DIRECTIVE_USE_H

#include "sema/analyzer.h"

/* Applies the header lines of a module to `into`. */
void directive_use_header(Analyzer *a, const AstNodes *directives, Directives *into);
/* If `node` names or calls a directive: applies it to `into` (or reports why not) and returns true.
 * `where` is the letter of directives.def: F, C or W. */
bool directive_use_apply(Analyzer *a, const Scope *scope, const Ast *node, char where,
                         Directives *into);
/* Directives of a function: `base`, or a copy changed by those among the decorators. The others are
 * pushed to func->decorators. */
const Directives *directive_use_decorators(Analyzer *a, const Scope *scope,
                                           const AstNodes *decorators, const Directives *base,
                                           FuncInfo *func);

#endif
