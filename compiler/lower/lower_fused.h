/* lower_fused.h: the object Python sees for a function with fused types. */
#ifndef KRAIT_LOWER_LOWER_FUSED_H
#define KRAIT_LOWER_LOWER_FUSED_H

#include "lower/lower_ctx.h"

/* The object that holds `functions`, one for each specialisation of the template in order, and chooses among them
 * when it is called. `defaults`: per parameter its default as an object, or NULL. */
Insn *lower_fused_object(Lower *lw, const FuncInfo *template, Insn *const *functions,
                         Insn *const *defaults);

#endif
