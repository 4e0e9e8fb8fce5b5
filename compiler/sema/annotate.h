/* annotate.h: annotations as values at run time: what __annotations__ holds. */
#ifndef KRAIT_SEMA_ANNOTATE_H
#define KRAIT_SEMA_ANNOTATE_H

#include "sema/analyzer.h"

/* Is the annotation, which stands in `scope`, evaluated where it stands (it is then an expression like any other)? Else
 * its text is kept: in Cython's own files, under `from __future__ import annotations`, and where it names something that
 * exists at compile time only. Asked once for each, while names are resolved. */
bool annotate_decide(Analyzer *a, const Scope *scope, const Ast *annotation);
/* What annotate_decide has said of it. */
bool annotate_is_evaluated(const Analyzer *a, const Ast *annotation);
/* Is it Python alone: no name in it is one of the compiler's, and the file is not one of Cython's? */
bool annotate_is_python(Analyzer *a, const Scope *scope, const Ast *annotation);

#endif
