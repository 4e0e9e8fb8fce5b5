/* lower_assign.h: assignment to anything that may stand on the left, and `del`. */
#ifndef KRAIT_LOWER_LOWER_ASSIGN_H
#define KRAIT_LOWER_LOWER_ASSIGN_H

#include "lower/lower_ctx.h"

/* target = value, for any target (names, attributes, subscripts, tuples with a starred one). */
void lower_assign_value(Lower *lw, const Ast *target, Insn *value);
/* Assign, AugAssign, AnnAssign and Delete statements. */
void lower_assign(Lower *lw, const AstAssign *node);
void lower_aug_assign(Lower *lw, const AstAugAssign *node);
void lower_ann_assign(Lower *lw, const AstAnnAssign *node);
void lower_delete(Lower *lw, const AstDelete *node);
/* Variable of a symbol = value; a Python name of the module through its dict. */
void lower_bind(Lower *lw, Symbol *symbol, Insn *value);
/* The variable is unbound again (end of `except E as e`); nothing happens when it was already. */
void lower_unbind(Lower *lw, Symbol *symbol);
/* Initialiser of a declared variable. */
void lower_init_var(Lower *lw, Symbol *symbol, const Ast *init);

#endif
