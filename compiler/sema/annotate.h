/* annotate.h: annotations as values at run time: what __annotations__ holds. */
#ifndef KRAIT_SEMA_ANNOTATE_H
#define KRAIT_SEMA_ANNOTATE_H

#include "sema/analyzer.h"

/* Is the annotation, which stands in `scope`, evaluated where it stands (it is then an expression like any other)? Else
 * its text is kept: in Cython's own files, under `from __future__ import annotations`, and where it names something that
 * exists at compile time only. Called once for each, by resolve_def.c and resolve_stmt.c; annotate_is_evaluated repeats the answer. */
bool annotate_decide(Analyzer *a, const Scope *scope, const Ast *annotation);
/* Is it Python alone: no name in it is one of the compiler's, and the file is not one of Cython's? */
bool annotate_is_python(Analyzer *a, const Scope *scope, const Ast *annotation);
bool annotate_is_evaluated(const Analyzer *a, const Ast *annotation);

#endif
