/* lower_par_cell.h: variables that a parallel loop assigns and that others see. */
#ifndef KRAIT_LOWER_LOWER_PAR_CELL_H
#define KRAIT_LOWER_LOWER_PAR_CELL_H

#include "lower/lower_ctx.h"

/* A Python variable of the loop that is read behind it. */
typedef struct LowerParObject {
    Symbol *symbol;
    IrVar *outer, *inner, *last; /* before and behind the loop; in an iteration; what the last one left */
    Insn *place;                 /* pointer to `last`; NULL in `with parallel()`, which leaves nothing behind */
    bool starts;                 /* an iteration may read it before it sets it */
} LowerParObject;

/* What one loop has made its own. */
typedef struct LowerParCells {
    VEC(Symbol *) symbols;
    VEC(IrVar *) pointers;
    VEC(LowerParObject *) objects;
} LowerParCells;

/* Before the loop `node`: each captured C variable that it assigns becomes a local one, which the threads can have
 * copies of; each Python variable that is also used outside of it gets one for the iterations. */
LowerParCells lower_par_open_cells(Lower *lw, const Ast *node);
/* The same for Python variables in the region `with parallel()`. */
LowerParCells lower_par_open_objects(Lower *lw, const Ast *node);
/* At the start of an iteration, or of a thread's work in a region. */
void lower_par_start(Lower *lw, const LowerParCells *open);
/* Behind it: their values go back to where inner functions and the code below see them. */
void lower_par_close_cells(Lower *lw, const LowerParCells *open);
/* In an iteration: the variable of the symbol has been set. */
void lower_par_was_set(Lower *lw, const Symbol *symbol);

#endif
