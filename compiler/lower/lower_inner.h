/* lower_inner.h: functions that are called once, where they stand: class bodies, and what is around type parameters. They
 * take the namespace of the class they belong to, where there is one, and the cells they need. */
#ifndef KRAIT_LOWER_LOWER_INNER_H
#define KRAIT_LOWER_LOWER_INNER_H

#include "lower/lower_ctx.h"

/* Makes the IrFunc; `name` is what tracebacks show. */
void lower_inner_declare(LowerUnit *unit, const FuncInfo *info, const char *name);
/* Its parameters and cells. */
void lower_inner_start(Lower *lw);
/* The address of a function whose only argument is the namespace. */
Insn *lower_inner_address(Lower *lw, const FuncInfo *info);
/* The call; `space`: the namespace to hand on, NULL: the one here, if any. */
Insn *lower_inner_call(Lower *lw, const FuncInfo *info, Insn *space);

#endif
