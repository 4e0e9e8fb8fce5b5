/* lower_percent.h: `"..." % values` with a literal on the left. */
#ifndef KRAIT_LOWER_LOWER_PERCENT_H
#define KRAIT_LOWER_LOWER_PERCENT_H

#include "lower/lower_ctx.h"

/* A new str; NULL: formats like any other value. */
Insn *lower_percent(Lower *lw, const AstBinOp *node);

#endif
