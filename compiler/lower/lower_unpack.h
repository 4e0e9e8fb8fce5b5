/* lower_unpack.h: one value to several targets. */
#ifndef KRAIT_LOWER_LOWER_UNPACK_H
#define KRAIT_LOWER_LOWER_UNPACK_H

#include "lower/lower_ctx.h"

/* The items of a Tuple or List node. */
const AstNodes *lower_display_items(const Ast *node);
/* a, *b, c = value */
void lower_unpack(Lower *lw, const Ast *target, Insn *value);
/* a, b = x, y without a tuple; false, and nothing is lowered, when the shapes differ or one is starred. */
bool lower_unpack_display(Lower *lw, const Ast *target, const Ast *value);
/* n, m = view.shape; false, and nothing is lowered, for any other value. */
bool lower_unpack_shape(Lower *lw, const Ast *target, const Ast *value);

#endif
