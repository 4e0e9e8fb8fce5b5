/* lower_unpack.h: one value to several targets; C arrays from sequences and back. */
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
/* C array (or array[:]) = any sequence or C array of its length. */
void lower_unpack_array(Lower *lw, const Ast *target, Insn *value);
/* C array = [x, y] item by item; false, and nothing is lowered, when the shapes differ. */
bool lower_array_display(Lower *lw, const Ast *target, const Ast *value);
/* Initialiser of a declared C array. */
void lower_array_init(Lower *lw, Symbol *symbol, const Ast *init);
/* A list of the items (bytes of a char array, to its NUL). */
Insn *lower_array_to_list(Lower *lw, Insn *first, const Type *array);

#endif
