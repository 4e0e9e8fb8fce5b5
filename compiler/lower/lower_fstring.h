/* lower_fstring.h: f-strings. */
#ifndef KRAIT_LOWER_LOWER_FSTRING_H
#define KRAIT_LOWER_LOWER_FSTRING_H

#include "lower/lower_ctx.h"

/* The str of an f-string. */
Insn *lower_fstring(Lower *lw, const AstFString *node);

/* The text that builtin `key` ("f str", "f repr", "f ascii") makes of a value, of C or an object. */
Insn *lower_fstring_apply(Lower *lw, const char *key, Insn *value);
/* A C number written by a format that needs no Python ("05d", "x", ".2f"); NULL: it does. lower_has_spec: can it be? */
Insn *lower_with_spec(Lower *lw, Insn *value, const char *text, uint32_t len);
bool lower_has_spec(const Type *type, const char *text, uint32_t len);
/* Is it a C integer, and neither a truth value nor a character nor an item of an enum? */
bool lower_is_count(const Type *type);

#endif
