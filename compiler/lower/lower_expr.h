/* lower_expr.h: any expression to a value. */
#ifndef KRAIT_LOWER_LOWER_EXPR_H
#define KRAIT_LOWER_LOWER_EXPR_H

#include "lower/lower_ctx.h"

/* The value of an expression, in its own type (the one analysis gave it, or for objects a more
 * specific one). Arrays give a pointer to their first item. */
Insn *lower_expr(Lower *lw, const Ast *node);
/* The same, implicitly converted to `type`; literals directly in it. */
Insn *lower_to(Lower *lw, const Ast *node, const Type *type);
/* As a Python object. */
Insn *lower_object(Lower *lw, const Ast *node);
/* Literals in the C type they are about to meet (NULL: none), anything else as lower_expr. */
Insn *lower_expr_as(Lower *lw, const Ast *node, const Type *type);
/* For its effects only. */
void lower_effect(Lower *lw, const Ast *node);

#endif
