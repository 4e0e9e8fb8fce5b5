/* lower_generic.h: type parameters of functions and classes, the type statement. */
#ifndef KRAIT_LOWER_LOWER_GENERIC_H
#define KRAIT_LOWER_LOWER_GENERIC_H

#include "lower/lower_ctx.h"

/* Makes and fills the function around a def or class with type parameters (FUNC_TYPE_PARAMS). */
void lower_generic_declare(LowerUnit *unit, const FuncInfo *info);
void lower_generic_define(LowerUnit *unit, const FuncInfo *info);
/* Calls it: the function or class, without its decorators. */
Insn *lower_generic_object(Lower *lw, const FuncInfo *info);
/* `type X = ...` */
void lower_type_alias(Lower *lw, const AstTypeAlias *node);

#endif
