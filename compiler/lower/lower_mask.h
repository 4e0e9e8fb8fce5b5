/* lower_mask.h: a few bits of a C integer, wanted as a C integer. */
#ifndef KRAIT_LOWER_LOWER_MASK_H
#define KRAIT_LOWER_LOWER_MASK_H

#include "lower/lower_ctx.h"

/* `n & 0xffffffff`, which is Python's for the size of the constant (sema/large_int.h), as a value of the C integer type `to`;
 * NULL when it is something else, or need not fit. */
Insn *lower_mask(Lower *lw, const Ast *node, const Type *to);

#endif
