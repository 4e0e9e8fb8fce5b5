/* lower_cwrap.h: C functions as Python objects. */
#ifndef KRAIT_LOWER_LOWER_CWRAP_H
#define KRAIT_LOWER_LOWER_CWRAP_H

#include "lower/lower_ctx.h"

/* A Python function that calls the C function, or pointer to one, that the expression gives. */
Insn *lower_cwrap(Lower *lw, const Ast *node);
/* Binds the extern `cpdef` functions as names of the module. */
void lower_cwrap_faces(Lower *lw);

#endif
