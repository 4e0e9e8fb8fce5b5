/* lower_locals.h: the local variables as a dict: locals(), vars(), dir(), and what eval() and exec() run on. */
#ifndef KRAIT_LOWER_LOWER_LOCALS_H
#define KRAIT_LOWER_LOWER_LOCALS_H

#include "lower/lower_ctx.h"

/* A new dict of the variables that are bound, as seen from `scope` in the function (NULL: the function itself); in the body
 * of a module or class, its namespace itself. */
Insn *lower_locals(Lower *lw, const Scope *scope);

#endif
