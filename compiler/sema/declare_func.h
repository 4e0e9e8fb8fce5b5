/* declare_func.h: functions before their bodies are looked at: FuncInfo, signature, symbol.
 *
 * C functions and methods are here, and what they share with `def` (declare_def.h): a FuncInfo with a scope, its
 * parameters and docstring.
 */
#ifndef KRAIT_SEMA_DECLARE_FUNC_H
#define KRAIT_SEMA_DECLARE_FUNC_H

#include "sema/analyzer.h"

/* A FuncInfo with its scope; parameters are added by declare_params. */
FuncInfo *declare_func(Analyzer *a, FuncKind kind, const Ast *node, Atom name, Scope *outer);
/* The symbol of one parameter. */
void declare_param(Analyzer *a, FuncInfo *func, const AstParam *node, const Type *type);
/* The type of a parameter that Python passes: `type`, or, reported, error. */
const Type *declare_check_param(Analyzer *a, const AstParam *param, const Type *type);
/* Takes the docstring from the body. */
void declare_doc(FuncInfo *func, const AstNodes *body);
/* A C function: its prototype or its definition, of a template each specialisation. */
void declare_c_function(Analyzer *a, Scope *scope, const AstCFuncDef *node);
/* A C method, among the members of its class. */
void declare_c_method(Analyzer *a, Scope *members, const AstCFuncDef *node);

#endif
