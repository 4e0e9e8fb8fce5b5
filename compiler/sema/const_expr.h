/* const_expr.h: values of expressions that must be known at compile time.
 *
 * Array sizes, enum values, exception values, DEF constants, and literal arguments of directives
 * and prange. Arithmetic is Python's on 64-bit integers: what does not fit is not constant.
 *
 *     `4 * N` with DEF N = 3  ->  {CONST_INT, .i = 12}
 */
#ifndef KRAIT_SEMA_CONST_EXPR_H
#define KRAIT_SEMA_CONST_EXPR_H

#include "sema/analyzer.h"

typedef enum ConstKind {
    CONST_NONE, /* not a constant */
    CONST_INT,
    CONST_BOOL, /* True and False: i is 1 or 0 */
    CONST_FLOAT,
    CONST_STR, /* text, len: str or bytes */
    CONST_PYNONE,
    CONST_C /* an extern constant: text is C, value unknown here */
} ConstKind;

typedef struct ConstValue {
    ConstKind kind;
    int64_t i;
    double f;
    const char *text;
    uint32_t len;
} ConstValue;

/* Evaluates `node`; names are looked up from `scope`. Kind CONST_NONE when it is not constant;
 * never reports. */
ConstValue const_expr_eval(Analyzer *a, const Scope *scope, const Ast *node);
/* The same with names already resolved (while checking). */
ConstValue const_expr_value(Analyzer *a, const Ast *node);
/* Integer literal's value; false when it does not fit 64 bits signed. */
bool const_expr_int_literal(Analyzer *a, const AstIntLit *literal, int64_t *value);
/* Exact integer arithmetic of Python: false when the result does not fit, or op does not apply. */
bool const_expr_binary(AstOp op, int64_t left, int64_t right, int64_t *result);

#endif
