/* ufunc.h: C functions that Python sees as universal functions of numpy: directive `ufunc`. */
#ifndef KRAIT_SEMA_UFUNC_H
#define KRAIT_SEMA_UFUNC_H

#include "sema/analyzer.h"

/* Called once the function is declared: under its name the module has the ufunc, a Python object, from now on; the
 * C function remains what `node` stands for. Reports what cannot be one: methods, functions without a body, types
 * that arrays of numpy do not hold. Nothing happens without the directive. */
void ufunc_declare(Analyzer *a, Scope *scope, const AstCFuncDef *node, Symbol *symbol);
/* A def function with the directive: reported. */
void ufunc_check_def(Analyzer *a, const FuncInfo *func);

#endif
