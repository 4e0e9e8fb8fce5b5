/* lower_form.h: C functions as they are entered by those who do not know their defaults, or not which method they call.
 *
 * Only a function's own module knows its optional arguments' values, and only the method that an instance has knows them at all:
 * so both have a form for each number of arguments that may be left out. The table of C methods of a class holds one pointer for
 * each (sema/method_form.h). The entry of a cpdef method looks for what Python code has put in its place.
 *
 *     cdef f(a, b=1, c=2), 1 left out   ->   f_1(a, b): return f(a, b, 2)
 */
#ifndef KRAIT_LOWER_LOWER_FORM_H
#define KRAIT_LOWER_LOWER_FORM_H

#include "lower/lower_ctx.h"

/* The form of a function or method of this module that takes `left` arguments less; made when first asked for. `is_own`: the
 * method itself, not what Python code has put in its place. */
IrFunc *lower_short_form(LowerUnit *unit, const Symbol *symbol, uint32_t left, bool is_own);
/* Fills the entry of a cpdef method. */
void lower_dispatch_define(LowerUnit *unit, const FuncInfo *info);

#endif
