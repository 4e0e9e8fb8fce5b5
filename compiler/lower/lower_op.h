/* lower_op.h: operators: arithmetic, unary operators, one comparison. */
#ifndef KRAIT_LOWER_LOWER_OP_H
#define KRAIT_LOWER_LOWER_OP_H

#include "lower/lower_ctx.h"

/* left OP right where both are lowered; the result has type `type` (the operation's, as analysis says).
 * `in_place`: of an augmented assignment. */
Insn *lower_binary(Lower *lw, AstOp op, Insn *left, Insn *right, const Type *type, bool in_place);
/* left OP right wanted as a double, one of them a double and the other an object: without an object for
 * the result; NULL when there is no such row. */
Insn *lower_binary_f64(Lower *lw, AstOp op, Insn *left, Insn *right);
Insn *lower_unary(Lower *lw, const AstUnaryOp *node);
/* One comparison in the type of its arm. The result is a bint, or an object for objects when
 * `as_value` (rich comparison may give anything). */
Insn *lower_compare_one(Lower *lw, AstOp op, Insn *left, Insn *right, const Type *type,
                        bool as_value);

#endif
