/* declare_var.h: C variables of the module and of functions, and what all declarations share.
 *
 * A variable that another module's pxd declares is shared: it is looked up when this module starts.
 */
#ifndef KRAIT_SEMA_DECLARE_VAR_H
#define KRAIT_SEMA_DECLARE_VAR_H

#include "sema/analyzer.h"

/* `cdef int x, y[3]` at the top level, in extern blocks too. */
void declare_module_variables(Analyzer *a, Scope *scope, const AstCVarDef *node);
/* `cdef int x, y[3]` in a function. */
void declare_locals(Analyzer *a, Scope *scope, const AstCVarDef *node);

/* Is what is being declared defined by another module? */
bool declare_is_shared(const Analyzer *a);
/* Notes that `symbol` has to be asked of the module that is being read. */
void declare_add_shared(Analyzer *a, Symbol *symbol);
/* Reports that a name stands for something else already; NULL, for the caller to return. */
Symbol *declare_again(Analyzer *a, Span span, const Symbol *known);
/* A name whose declaration was reported, so that its uses are not. NULL: none. */
void declare_poison(Analyzer *a, Scope *scope, Atom name, Span span);
/* The text of a string literal; NULL when `node` is another thing, or NULL. */
const char *declare_string(const Ast *node);

#endif
