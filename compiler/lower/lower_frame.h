/* lower_frame.h: calls that look at the frame of their caller. */
#ifndef KRAIT_LOWER_LOWER_FRAME_H
#define KRAIT_LOWER_LOWER_FRAME_H

#include "lower/lower_ctx.h"

/* Is it by its name one of the functions that ask for the frame they are called from? */
bool lower_looks_at_frame(Lower *lw, const AstCall *node);
/* What calls `callable` in an interpreter frame that stands for the function, at the line of the call. */
Insn *lower_framed(Lower *lw, const AstCall *node, Insn *callable);

#endif
