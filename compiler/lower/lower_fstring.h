/* lower_fstring.h: f-strings. */
#ifndef KRAIT_LOWER_LOWER_FSTRING_H
#define KRAIT_LOWER_LOWER_FSTRING_H

#include "lower/lower_ctx.h"

/* The str of an f-string. */
Insn *lower_fstring(Lower *lw, const AstFString *node);

#endif
