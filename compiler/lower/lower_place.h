/* lower_place.h: things in memory that have an address: variables, struct fields, items behind pointers,
 * elements of typed memoryviews.
 */
#ifndef KRAIT_LOWER_LOWER_PLACE_H
#define KRAIT_LOWER_LOWER_PLACE_H

#include "lower/lower_ctx.h"

/* A pointer to what the expression names; NULL, and nothing is lowered, when it has no address. */
Insn *lower_pointer(Lower *lw, const Ast *node);
/* What a pointer points to, as a value; an array as a pointer to its first item. */
Insn *lower_load(Lower *lw, Insn *pointer);

#endif
