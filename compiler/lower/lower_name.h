/* lower_name.h: what a name or a dotted name stands for, as a value. */
#ifndef KRAIT_LOWER_LOWER_NAME_H
#define KRAIT_LOWER_LOWER_NAME_H

#include "lower/lower_ctx.h"

Insn *lower_name_value(Lower *lw, const Ast *node);      /* AST_Name */
Insn *lower_attribute_value(Lower *lw, const Ast *node); /* AST_Attribute */
/* The symbol a Name or Attribute stands for by itself; NULL: an attribute of a run-time value. */
Symbol *lower_symbol(const Lower *lw, const Ast *node);
/* What a call of the C function calls. */
IrCallee *lower_callee(Lower *lw, const Symbol *symbol);
/* A cpdef function used as a Python object. */
Insn *lower_cfunc_object(Lower *lw, const Ast *node);
Insn *lower_sizeof(Lower *lw, const Type *type);

/* What a call of exactly this C method, not of an override, calls. */
IrCallee *lower_method_callee(Lower *lw, const Symbol *symbol);

/* A pointer to a C function. */
Insn *lower_function_address(Lower *lw, const Symbol *symbol);

#endif
