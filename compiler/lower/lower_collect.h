/* lower_collect.h: displays: lists, tuples, sets, dicts, with starred items. */
#ifndef KRAIT_LOWER_LOWER_COLLECT_H
#define KRAIT_LOWER_LOWER_COLLECT_H

#include "lower/lower_ctx.h"

/* A new object each time; tuples of constants are one constant. */
Insn *lower_list(Lower *lw, const AstList *node);
Insn *lower_tuple(Lower *lw, const AstTuple *node);
Insn *lower_set(Lower *lw, const AstSet *node);
Insn *lower_dict(Lower *lw, const AstDict *node);
/* No *item among them? Then the tuple of them. */
bool lower_items_are_plain(const AstNodes *items);
Insn *lower_plain_tuple(Lower *lw, const AstNodes *items);
/* A new list of the items, starred ones spread out. */
Insn *lower_star_list(Lower *lw, const AstNodes *items);
/* An empty one. */
Insn *lower_empty(Lower *lw, IrBuild what);

#endif
