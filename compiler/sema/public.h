/* public.h: what C functions that other C code calls may look like. */
#ifndef KRAIT_SEMA_PUBLIC_H
#define KRAIT_SEMA_PUBLIC_H

#include "sema/analyzer.h"

/* Reports what a `public` or `api` function cannot have: types that its header cannot name, optional parameters. */
void public_check(Analyzer *a, const AstCFuncDef *node, const TypeFunc *func);
/* Reports a name that a `public` or `api` declaration, which C code sees under its own name, cannot have. */
void public_check_name(Analyzer *a, Span span, Atom name);

#endif
