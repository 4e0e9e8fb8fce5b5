/* lower_funcobj.h: what the Python object of a function is made of: closure, defaults, annotations, names of variables. */
#ifndef KRAIT_LOWER_LOWER_FUNCOBJ_H
#define KRAIT_LOWER_LOWER_FUNCOBJ_H

#include "lower/lower_ctx.h"

/* Do Python callers go through a function object? Methods of cdef classes are entered without one: their defaults lie in
 * the module state. */
bool lower_has_object(const FuncInfo *info);
/* For `__code__`: the names of its variables, and flags. */
void lower_code_info(LowerUnit *unit, IrFunc *func, const FuncInfo *info);
/* Where the def statement or lambda stands: evaluates the defaults and makes the object. */
Insn *lower_funcobj(Lower *lw, const FuncInfo *info);
/* Evaluates the defaults that C callers use into the module state. */
void lower_c_defaults(Lower *lw, const FuncInfo *info);
/* The parameters of a FunctionDef, CFuncDef or Lambda. */
const AstNodes *lower_params_of(const Ast *node);

#endif
