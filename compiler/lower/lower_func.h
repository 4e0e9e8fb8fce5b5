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
/* In front of the body: directive `profile`. */
void lower_profiled(Lower *lw);
/* FunctionDef or CFuncDef where it stands: defaults, function object, decorators, binding. */
void lower_func_statement(Lower *lw, const Ast *node);
/* The object of a lambda. */
Insn *lower_func_object(Lower *lw, const Ast *node);

/* Does `return` in the function, of a slot, mean no more than success? */
bool lower_returns_status(const FuncInfo *info);
/* The function object of a method with its decorators, made where the class statement stands; NULL: Python does not see
 * it (its defaults are evaluated all the same). */
Insn *lower_method_object(Lower *lw, const FuncInfo *info);
/* Where the function object of a cpdef method is kept, to tell overrides from it. */
IrVar *lower_method_var(LowerUnit *unit, const FuncInfo *info);

#endif
