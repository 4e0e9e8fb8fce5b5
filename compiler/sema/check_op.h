/* check_op.h: types of operators: arithmetic, comparisons, and/or/not, conditional expressions.
 *
 * Both operands of C arithmetic convert to the type of the operation, but for pointers and shifts
 * of them. Integer constants are folded to see what type holds their value: `1 << 40` is a long.
 */
#ifndef KRAIT_SEMA_CHECK_OP_H
#define KRAIT_SEMA_CHECK_OP_H

#include "sema/analyzer.h"

/* Rule of BinOp nodes: the type of the operation, poison after a report. */
const Type *check_bin_op(Analyzer *a, const Ast *node);
/* Rule of UnaryOp nodes. */
const Type *check_unary_op(Analyzer *a, const Ast *node);
/* Rule of BoolOp nodes: the type that holds any of the values. */
const Type *check_bool_op(Analyzer *a, const Ast *node);
/* Rule of Compare nodes: bint or object; type_of each CompareArm is what its two sides convert to.
 */
const Type *check_compare(Analyzer *a, const Ast *node);
/* Rule of IfExp nodes: the type that holds both values. */
const Type *check_if_exp(Analyzer *a, const Ast *node);
/* The same of `target op= value`. */
const Type *check_in_place(Analyzer *a, Span span, AstOp op, const Ast *target, const Ast *value);
/* The type that can hold a value of either type, as `x if c else y` does; object when there is no
 * closer. */
const Type *check_span_types(Analyzer *a, const Type *one, const Type *two);
/* Smallest of int, long that holds the value. */
const Type *check_int_type(Analyzer *a, int64_t value);

#endif
