/* lower_try.h: try, raise, assert. */
#ifndef KRAIT_LOWER_LOWER_TRY_H
#define KRAIT_LOWER_LOWER_TRY_H

#include "lower/lower_ctx.h"

/* The statement; what its exits and errors run into is left to the passes final and err. */
void lower_try(Lower *lw, const AstTry *node);
void lower_raise(Lower *lw, const AstRaise *node);
void lower_assert(Lower *lw, const AstAssert *node);

#endif
