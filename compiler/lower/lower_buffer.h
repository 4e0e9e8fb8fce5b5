/* lower_buffer.h: variables declared as object[T, ndim=N]: the view beside the object. */
#ifndef KRAIT_LOWER_LOWER_BUFFER_H
#define KRAIT_LOWER_LOWER_BUFFER_H

#include "lower/lower_ctx.h"

/* Sets the variable to an object: its buffer is acquired first, so that a failure changes nothing. */
void lower_buffer_set(Lower *lw, Symbol *symbol, Insn *value);
/* Acquires the buffer of what a parameter holds. */
void lower_buffer_open(Lower *lw, Symbol *symbol);
/* The view, for a subscript; raises when the variable holds None. */
Insn *lower_buffer_view(Lower *lw, Symbol *symbol);

#endif
