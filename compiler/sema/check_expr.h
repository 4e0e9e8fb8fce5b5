/* check_expr.h: the type of every expression, with all reports about it.
 *
 * Bottom-up: operands first, then the node's own rule, which stores type_of (and symbol_of,
 * info_of). The type is the natural one; whoever uses the value asks coerce.h for the conversion.
 * Inference runs the same rules quietly, so that what is inferred is what is checked.
 */
#ifndef KRAIT_SEMA_CHECK_EXPR_H
#define KRAIT_SEMA_CHECK_EXPR_H

#include "sema/analyzer.h"

/* Types an expression; the result may be void. */
const Type *check_expr(Analyzer *a, const Ast *node);
/* The same where a value is needed: void is reported and poisoned. */
const Type *check_value(Analyzer *a, const Ast *node);
/* A value that is tested: `if node:`. */
void check_condition(Analyzer *a, const Ast *node);
/* A generator expression as a function of its own. */
void check_genexpr_body(Analyzer *a, const AstComp *comp);
/* A value that becomes a Python object. */
void check_object(Analyzer *a, const Ast *node);
/* A value of the given type. */
void check_as(Analyzer *a, const Ast *node, const Type *type);
/* Type of a symbol where a value is wanted: reports types, modules and compile-time names. */
const Type *check_symbol_value(Analyzer *a, const Ast *node, Symbol *symbol);
/* Checks `operand` and its explicit conversion; the result is `to`. */
const Type *check_cast_to(Analyzer *a, Span span, const Ast *operand, const Type *to);
/* sizeof of a type or expression; type_of the operand is the type measured. */
const Type *check_sizeof_operand(Analyzer *a, const Ast *operand);

#endif
