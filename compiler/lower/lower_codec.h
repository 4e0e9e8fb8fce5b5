/* lower_codec.h: `encode` and `decode` with the names of codecs that C has functions for. */
#ifndef KRAIT_LOWER_LOWER_CODEC_H
#define KRAIT_LOWER_LOWER_CODEC_H

#include "lower/lower_ctx.h"

/* The call of method `name` of `receiver`; NULL: a call like any other. */
Insn *lower_codec(Lower *lw, const AstCall *node, Insn *receiver, const char *name);

#endif
