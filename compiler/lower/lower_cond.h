/* lower_cond.h: conditions and short circuits. */
#ifndef KRAIT_LOWER_LOWER_COND_H
#define KRAIT_LOWER_LOWER_COND_H

#include "lower/lower_ctx.h"

/* Any expression as a condition: a bint. */
Insn *lower_cond(Lower *lw, const Ast *node);
/* Its opposite; `not x` as a condition. */
Insn *lower_cond_not(Lower *lw, const Ast *node);
/* As values of the type analysis gave the node. */
Insn *lower_bool_value(Lower *lw, const AstBoolOp *node);
Insn *lower_compare_value(Lower *lw, const AstCompare *node);
/* body if test else orelse, as a value of `type`. */
Insn *lower_if_value(Lower *lw, const AstIfExp *node, const Type *type);

/* The value of a test that analysis knows (FoldInfo), or NULL. */
Insn *lower_folded(Lower *lw, const Ast *node);

#endif
