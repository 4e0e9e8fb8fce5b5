/* lower_comp.h: comprehensions, and generator expressions that are consumed on the spot. */
#ifndef KRAIT_LOWER_LOWER_COMP_H
#define KRAIT_LOWER_LOWER_COMP_H

#include "lower/lower_ctx.h"

/* The function that a generator expression is; NULL for one that is run in place. */
const FuncInfo *lower_comp_info(const Lower *lw, const AstComp *node);
/* A list, set or dict comprehension: the new object. */
Insn *lower_comp(Lower *lw, const AstComp *node);
/* sum(... for ...), any, all, list, tuple, set, dict, sorted, min, max of a generator expression,
 * without making the generator; NULL, and nothing is lowered, when the call is not one of these. */
Insn *lower_consume(Lower *lw, const AstCall *node, const char *name);
/* The loops of a generator expression over `first`, its first iterator, around `yield`. */
void lower_comp_run(Lower *lw, const AstComp *node, Insn *first, void (*yield)(Lower *lw, const AstComp *node));

#endif
