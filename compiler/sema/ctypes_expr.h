/* ctypes_expr.h: types written as expressions: `cython.double[:, ::1]`, `cython.pointer[T]`, and what
 * annotations ask for.
 *
 * Bare words differ: in `declare(int)` the word is C's, in the annotation `x: int` Python's.
 */
#ifndef KRAIT_SEMA_CTYPES_EXPR_H
#define KRAIT_SEMA_CTYPES_EXPR_H

#include "sema/analyzer.h"

/* The type an expression names (resolved or not), or NULL; never reports. */
const Type *ctypes_of_expression(Analyzer *a, const Scope *scope, const Ast *node);
/* The same where a type must stand: bare words are C's, and what is no type is reported. */
const Type *ctypes_named_by(Analyzer *a, const Scope *scope, const Ast *node);
/* The type an annotation asks for, or NULL when it asks for none; *allows_none is set when it says
 * so. */
const Type *ctypes_annotation(Analyzer *a, const Scope *scope, const Ast *node, bool *allows_none);
/* The same, object when it asks for none. */
const Type *ctypes_of_annotation(Analyzer *a, const Scope *scope, const Ast *node);

#endif
