/* lower_fstring.h: f-strings. */
#ifndef KRAIT_LOWER_LOWER_FSTRING_H
#define KRAIT_LOWER_LOWER_FSTRING_H

#include "lower/lower_ctx.h"

/* The str of an f-string. */
Insn *lower_fstring(Lower *lw, const AstFString *node);

/* The text that builtin `key` ("f str", "f repr", "f ascii") makes of a value, of C or an object. */
Insn *lower_fstring_apply(Lower *lw, const char *key, Insn *value);

#endif
