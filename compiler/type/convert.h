/* convert.h: which conversions exist between types, and the common type of two operands.
 *
 * Pure rules, no AST: sema asks when checking, lowering asks again when it emits the conversion, so
 * both always agree. Source: C11 6.3.1.8 (usual arithmetic conversions), Cython user guide "Language
 * basics: automatic type conversions".
 */
#ifndef KRAIT_TYPE_CONVERT_H
#define KRAIT_TYPE_CONVERT_H

#include "type/type.h"

typedef enum Convert {
    CONVERT_NONE,    /* no implicit conversion */
    CONVERT_SAME,    /* same representation: nothing to do */
    CONVERT_CAST,    /* C cast: numbers, enum, pointer to void* */
    CONVERT_TEST,    /* C number or pointer to bint by != 0 */
    CONVERT_BOX,     /* C value to Python object; can fail */
    CONVERT_UNBOX,   /* Python object to C value; can fail */
    CONVERT_TRUTH,   /* Python object to bint by truth value; can fail */
    CONVERT_TYPECHK, /* object to a more specific object type; None passes; can fail */
    CONVERT_VIEW,    /* object to typed memoryview (acquires a buffer); can fail */
    CONVERT_UNVIEW,  /* typed memoryview to object */
    CONVERT_DECAY    /* array to pointer, function to pointer */
} Convert;

/* Implicit conversion, as in assignment and argument passing. */
Convert convert_implicit(Types *types, const Type *from, const Type *to);
/* Does an implicit conversion between Python types exist that raises TypeError for everything but None? */
bool convert_never_holds(const Type *from, const Type *to);
/* Explicit <to>x. */
Convert convert_explicit(Types *types, const Type *from, const Type *to);
/* Type of an arithmetic or comparison operation on two C operands, or NULL when there is none.
 * `int` literals fitting a narrower operand do not widen it. */
const Type *convert_common(Types *types, const Type *left, const Type *right);
/* Do str objects become C strings? Only in encodings that keep the bytes in the object. */
bool convert_encodes(const Types *types);
/* Natural Python type of a boxed C value: double -> float object, char* -> bytes, ... */
const Type *convert_boxed(Types *types, const Type *type);

/* What an object of a builtin type becomes where it goes to `...`; NULL: nothing. */
const Type *convert_variadic(Types *types, const Type *type);

#endif
