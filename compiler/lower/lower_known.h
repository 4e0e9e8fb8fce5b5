/* lower_known.h: which function of the module a call by name runs, as far as the text of the program says. */
#ifndef KRAIT_LOWER_LOWER_KNOWN_H
#define KRAIT_LOWER_LOWER_KNOWN_H

#include "lower/lower_ctx.h"

/* The function defined inside of this one that is called by its name, which nothing else is ever bound to; NULL: unknown, or
 * its parameters are not just the arguments. */
const FuncInfo *lower_known_inner(const Lower *lw, const AstCall *node);

/* What Python calls of the function that this call runs unless its name is bound anew meanwhile, or its defaults were
 * changed: the C code asks. The arguments in the order they stand in, with those of keywords, are its first parameters;
 * it has defaults for the others. NULL: unknown, or they have to be sorted. */
IrFunc *lower_known(const Lower *lw, const AstCall *node);

#endif
