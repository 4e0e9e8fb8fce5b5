/* lower_par.h: prange loops and `with parallel()`. */
#ifndef KRAIT_LOWER_LOWER_PAR_H
#define KRAIT_LOWER_LOWER_PAR_H

#include "lower/lower_ctx.h"

/* The loop as a `par` region; a prange inside of another one is an ordinary loop. */
void lower_prange(Lower *lw, const AstFor *node, const ForInfo *info);
/* `return` (value may be NULL) inside of a parallel loop or region, and `break` when the loop has an else part. */
void lower_par_return(Lower *lw, Insn *value);
void lower_par_break(Lower *lw);
/* Does a `return` here leave a parallel loop or region first? */
bool lower_par_returns(const Lower *lw);
/* with parallel(num_threads=n): `body` is run with `arg` inside, which lowers the body of `node`. */
void lower_parallel(Lower *lw, const WithInfo *info, const AstWith *node,
                    void (*body)(Lower *lw, void *arg), void *arg);
/* Opens a region in which the GIL is released (or acquired); NULL when that is so already. */
Insn *lower_open_gil(Lower *lw, IrGil what);
/* Ends such a region; nothing for NULL. */
void lower_close_gil(Lower *lw, Insn *region);

#endif
