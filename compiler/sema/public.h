/* public.h: what C functions that other C code calls may look like. */
#ifndef KRAIT_SEMA_PUBLIC_H
#define KRAIT_SEMA_PUBLIC_H

#include "sema/analyzer.h"

/* Reports what a `public` or `api` function cannot have: types that its header cannot name, optional parameters. */
void public_check(Analyzer *a, const AstCFuncDef *node, const TypeFunc *func);
/* Reports the text that a declaration of our own gives as its name in C, where that is no name. */
void public_check_c_name(Analyzer *a, Span span, const char *text);
/* Reports a name that a `public` or `api` declaration, which C code sees under its own name, cannot have. */
void public_check_name(Analyzer *a, Span span, Atom name);

#endif
