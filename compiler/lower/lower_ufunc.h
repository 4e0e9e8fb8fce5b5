/* lower_ufunc.h: C functions as universal functions of numpy: directive `ufunc`; docs/design/lower.md. */
#ifndef KRAIT_LOWER_LOWER_UFUNC_H
#define KRAIT_LOWER_LOWER_UFUNC_H

#include "lower/lower_ctx.h"

/* The object for a function (a template: for all its specialisations), made where its `cdef` stands. */
Insn *lower_ufunc(Lower *lw, const FuncInfo *info);

#endif
