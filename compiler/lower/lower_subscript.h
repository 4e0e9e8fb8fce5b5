/* lower_subscript.h: x[i] and x[a:b] of anything: read, write, delete. */
#ifndef KRAIT_LOWER_LOWER_SUBSCRIPT_H
#define KRAIT_LOWER_LOWER_SUBSCRIPT_H

#include "lower/lower_ctx.h"

/* The key of an object's subscript, evaluated. */
typedef struct LowerKey {
    Insn *object;
    Insn *index;        /* ssize or object; NULL: a slice between two ssize bounds */
    Insn *start, *stop; /* the bounds */
    bool unchecked;     /* neither bounds nor negative indices are looked at */
} LowerKey;

/* The value of x[i] or x[a:b]: of an object, C memory, a view. */
Insn *lower_subscript(Lower *lw, const AstSubscript *node);
/* The parts of a subscript of an object, in order. */
LowerKey lower_key(Lower *lw, const AstSubscript *node);
Insn *lower_key_get(Lower *lw, const LowerKey *key);
void lower_key_set(Lower *lw, const LowerKey *key, Insn *value);
void lower_key_del(Lower *lw, const LowerKey *key);
/* The row that reads an item of such a container by an index known to be in range; NULL: none. */
const Prim *lower_unchecked_item(const Type *container);
/* slice(a, b, c) */
Insn *lower_slice_object(Lower *lw, const AstSlice *node);

#endif
