/* large_int.h: constants that 32 bits do not hold, beside C integers.
 *
 * Without a suffix such a constant is a Python int, and arithmetic with it is Python's: exact, and with the GIL. So
 * `n * 5000000000` of a C long gives an int of any size, which overflows where it becomes a C integer again. In place
 * a bit operation stays in C when the constant fits the variable: then nothing is lost (`h &= 0xffffffff`).
 * Source: Cython 3.3, by experiment (docs/language/limits.md).
 *
 *     n & 0xffffffff   ->   int, made in C where it is wanted as a C integer (lower/lower_mask.c)
 *     n * 5000000000LL ->   long long
 */
#ifndef KRAIT_SEMA_LARGE_INT_H
#define KRAIT_SEMA_LARGE_INT_H

#include "sema/analyzer.h"

/* The type of an operation on C integers of which one is such a constant; NULL: it is none of those. The operands have
 * their types. */
const Type *large_int_operation(Analyzer *a, AstOp op, const Ast *left, const Ast *right);
/* Does `target op= value` stay in C although `value` is such a constant? */
bool large_int_stays_c(Analyzer *a, AstOp op, const Ast *target, const Ast *value);

#endif
