/* lower_convert.h: values from one type to another: box, unbox, cast, type check, truth, by convert.h. */
#ifndef KRAIT_LOWER_LOWER_CONVERT_H
#define KRAIT_LOWER_LOWER_CONVERT_H

#include "lower/lower_ctx.h"

/* Implicit conversion, as in assignment; the value itself when nothing has to be done. Analysis has
 * accepted the program, so a conversion that does not exist is a bug of the compiler (panic). */
Insn *lower_convert(Lower *lw, Insn *value, const Type *to);
/* <to>value; `checked` is <to?>value: None is refused as well. */
Insn *lower_cast(Lower *lw, Insn *value, const Type *to, bool checked);
/* As a Python object, of its natural Python type. */
Insn *lower_box(Lower *lw, Insn *value);
/* Characters start to stop of a C string as a BYTES, BYTEARRAY or STR object; stop INT64_MAX: to its NUL. */
Insn *lower_text_object(Lower *lw, Insn *text, Insn *start, Insn *stop, TypeKind kind);
/* As a bint: Python's truth of an object, C's of anything else. */
Insn *lower_truth(Lower *lw, Insn *value);
/* The opposite bint. */
Insn *lower_negate(Lower *lw, Insn *cond);

/* Is it int, float or complex of Python? An object becomes one by its number protocol, not by a check alone. */
bool lower_is_number_object(const Type *type);
/* `value`, any object, as such a number: owned. `argument`: name for the error, or NULL; None passes if it may. */
Insn *lower_number_object(Lower *lw, Insn *value, const Type *to, const char *argument, bool allow_none);

#endif
