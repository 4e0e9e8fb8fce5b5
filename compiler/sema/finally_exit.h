/* finally_exit.h: `return`, `break` and `continue` that leave a `finally` block, of which interpreters since 3.14 warn. */
#ifndef KRAIT_SEMA_FINALLY_EXIT_H
#define KRAIT_SEMA_FINALLY_EXIT_H

#include "diag/diag.h"
#include "syntax/ast.h"

/* How many there are in the tree; each is reported, unless `diags` is NULL. */
uint32_t finally_exit_find(const Ast *tree, Diags *diags);

#endif
