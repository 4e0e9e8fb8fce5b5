/* lower_match.h: the match statement. */
#ifndef KRAIT_LOWER_LOWER_MATCH_H
#define KRAIT_LOWER_LOWER_MATCH_H

#include "lower/lower_ctx.h"

/* The statement. */
void lower_match(Lower *lw, const AstMatch *node);

#endif
