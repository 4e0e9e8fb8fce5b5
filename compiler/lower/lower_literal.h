/* lower_literal.h: numbers, strings and the named constants, in the type that is wanted. */
#ifndef KRAIT_LOWER_LOWER_LITERAL_H
#define KRAIT_LOWER_LOWER_LITERAL_H

#include "lower/lower_ctx.h"

/* A literal (a number with its sign included) as a value of `to`; NULL when the node is no literal or
 * has no direct form in that type (the caller lowers it as any expression and converts). */
Insn *lower_literal_to(Lower *lw, const Ast *node, const Type *to);
/* A literal as an object; NULL when the node is no literal. */
Insn *lower_literal_object(Lower *lw, const Ast *node);
/* Literals and tuples of them as one constant of the module; NULL when something in it is not constant. */
IrConst *lower_literal_const(Lower *lw, const Ast *node);
/* One code point (str) or byte (bytes, c'x'), or -1. */
int64_t lower_single_char(const AstStrLit *literal);
/* Is it a literal, so that evaluating it twice is the same as once? */
bool lower_is_literal(const Ast *node);
/* The value of an integer literal (or -literal) that fits 64 bits. */
bool lower_literal_int(Lower *lw, const Ast *node, int64_t *value);

#endif
