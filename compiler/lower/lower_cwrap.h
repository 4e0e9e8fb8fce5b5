/* lower_cwrap.h: C functions as Python objects. */
#ifndef KRAIT_LOWER_LOWER_CWRAP_H
#define KRAIT_LOWER_LOWER_CWRAP_H

#include "lower/lower_ctx.h"

/* A Python function that calls the C function, or pointer to one, that the expression gives. */
Insn *lower_cwrap(Lower *lw, const Ast *node);
/* The same for a pointer to a C function whose signature Python can call. */
Insn *lower_cwrap_pointer(Lower *lw, Insn *pointer);
/* The C method as a Python method of `object`, an instance of its class that is not None. */
Insn *lower_cwrap_method(Lower *lw, Symbol *symbol, Insn *object);
/* Binds the extern `cpdef` functions as names of the module. */
void lower_cwrap_faces(Lower *lw);

#endif
