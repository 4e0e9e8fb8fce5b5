/* lower_class.h: Python classes: the statement, the function of the body, names in it. */
#ifndef KRAIT_LOWER_LOWER_CLASS_H
#define KRAIT_LOWER_LOWER_CLASS_H

#include "lower/lower_ctx.h"

/* Makes the IrFunc of a class body, and fills it. */
void lower_class_declare(LowerUnit *unit, const FuncInfo *info);
void lower_class_define(LowerUnit *unit, const FuncInfo *info);
/* The class statement. */
void lower_class_statement(Lower *lw, const Ast *node);
/* The class itself, without decorators; `type_params`: the tuple of them, or NULL. */
Insn *lower_class_object(Lower *lw, const Ast *node, Insn *type_params);
/* super() in a function; `cell`: what declare_class_cell gave. */
Insn *lower_super(Lower *lw, Symbol *cell);
/* A SYM_FIELD in the body of its class: read, written, deleted. */
Insn *lower_field_get(Lower *lw, const Symbol *symbol);
void lower_field_set(Lower *lw, const Symbol *symbol, Insn *value);
void lower_field_del(Lower *lw, const Symbol *symbol);

#endif
