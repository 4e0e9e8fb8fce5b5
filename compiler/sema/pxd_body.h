/* pxd_body.h: statements of a pxd file that declare nothing. They never run.
 *
 * In a file that a pxd includes, which modules include too, they are meant for those, and nothing is said.
 */
#ifndef KRAIT_SEMA_PXD_BODY_H
#define KRAIT_SEMA_PXD_BODY_H

#include "sema/analyzer.h"

/* `import numpy as np` beside `cimport numpy as np`: what the C declarations lack, inline functions ask the name of
 * the module that uses them for. */
void pxd_body_imports(const Scope *scope, const Ast *node);
/* Reports a statement of `tree` that has no place in a pxd file. */
void pxd_body_check(Analyzer *a, const AstTree *tree, const Ast *node);

#endif
