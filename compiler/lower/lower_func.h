/* lower_func.h: functions: declared before any body, their prologues and bodies, their objects. */
#ifndef KRAIT_LOWER_LOWER_FUNC_H
#define KRAIT_LOWER_LOWER_FUNC_H

#include "lower/lower_ctx.h"

/* Makes the IrFuncs of a function (C entry, Python wrapper), empty, so that calls can name them. */
void lower_func_declare(LowerUnit *unit, const FuncInfo *info);
/* The IrFunc of one, with what all kinds have: name, place, header, docstring. */
IrFunc *lower_func_new(LowerUnit *unit, IrFuncKind kind, const FuncInfo *info);
/* Fills them. */
void lower_func_define(LowerUnit *unit, const FuncInfo *info);
/* A cursor at the start of `func`. */
Lower lower_start(LowerUnit *unit, IrFunc *func, const FuncInfo *info);
/* FunctionDef or CFuncDef where it stands: defaults, function object, decorators, binding. */
void lower_func_statement(Lower *lw, const Ast *node);
/* The object of a lambda. */
Insn *lower_func_object(Lower *lw, const Ast *node);

#endif
