/* lower_frozenset.h: calls of the builtin `frozenset`. */
#ifndef KRAIT_LOWER_LOWER_FROZENSET_H
#define KRAIT_LOWER_LOWER_FROZENSET_H

#include "lower/lower_ctx.h"

/* NULL: call it as any other builtin. */
Insn *lower_frozenset(Lower *lw, const AstCall *node, const Type *type);
/* A set or list of constants behind `in`, which nobody else sees, as one constant: frozenset or tuple; NULL: it is none. */
Insn *lower_searched(Lower *lw, const Ast *node);

#endif
