/* lower_with.h: the with statement in all its meanings. */
#ifndef KRAIT_LOWER_LOWER_WITH_H
#define KRAIT_LOWER_LOWER_WITH_H

#include "lower/lower_ctx.h"

/* Items from left to right, each around what follows; nogil, gil and parallel become regions. */
void lower_with(Lower *lw, const AstWith *node);

#endif
