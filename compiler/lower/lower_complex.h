/* lower_complex.h: C complex numbers: a struct of two parts and operations on the parts. */
#ifndef KRAIT_LOWER_LOWER_COMPLEX_H
#define KRAIT_LOWER_LOWER_COMPLEX_H

#include "lower/lower_ctx.h"

/* Is it a C complex type? */
bool lower_is_complex(const Type *type);
/* real + imag j of the complex type; the parts are converted. */
Insn *lower_complex_make(Lower *lw, Insn *real, Insn *imag, const Type *type);
/* A number, or a complex number with other parts, as the complex type. */
Insn *lower_complex_from(Lower *lw, Insn *value, const Type *type);
Insn *lower_complex_box(Lower *lw, Insn *value);
Insn *lower_complex_unbox(Lower *lw, Insn *object, const Type *type);
/* Is it other than zero? */
Insn *lower_complex_truth(Lower *lw, Insn *value);
/* Both operands become `type`, the complex type of the result. NULL, and nothing is lowered, for operators
 * that complex numbers do not have. */
Insn *lower_complex_binary(Lower *lw, AstOp op, Insn *left, Insn *right, const Type *type);
Insn *lower_complex_negate(Lower *lw, Insn *value);
/* == or != of two values, compared as `type`. */
Insn *lower_complex_equal(Lower *lw, AstOp op, Insn *left, Insn *right, const Type *type);
/* .real, .imag and what .conjugate() gives; NULL for other names. */
Insn *lower_complex_attribute(Lower *lw, Insn *value, Atom name);
/* abs(value): a float. */
Insn *lower_complex_abs(Lower *lw, Insn *value);
/* The field of a complex type that `real` or `imag` names, or NULL. */
const TypeField *lower_complex_field(Lower *lw, const Type *type, Atom name);

/* A soft complex number as a float; TypeError when it is none. */
Insn *lower_soft_real(Lower *lw, Insn *value, const Type *type);

#endif
