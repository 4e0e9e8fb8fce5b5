/* declare.h: C declarations: symbols and types of extern blocks, typedefs, structs, enums,
 * variables, functions.
 *
 * Runs over a module's (or pxd's) top level before any body is looked at, in source order: a type
 * must be declared above its use, a function need not be.
 */
#ifndef KRAIT_SEMA_DECLARE_H
#define KRAIT_SEMA_DECLARE_H

#include "sema/analyzer.h"

/* Declares everything at the top level of the module: first its own pxd (may be NULL), then its
 * tree. */
void declare_module(Analyzer *a, const AstTree *own_pxd);
/* Declares what a cimported pxd holds, in `scope`. */
void declare_pxd(Analyzer *a, Scope *scope, const AstTree *tree);
/* `cdef int x, y[3]` in a function. */
void declare_locals(Analyzer *a, Scope *scope, const AstCVarDef *node);
/* A FuncInfo with its scope; parameters are added by declare_params. */
FuncInfo *declare_func(Analyzer *a, FuncKind kind, const Ast *node, Atom name, Scope *outer);
/* Takes the docstring from the body. */
void declare_doc(FuncInfo *func, const AstNodes *body);
/* Symbols of the parameters of `func`, whose types are those of func->type. */
void declare_params(Analyzer *a, FuncInfo *func, const AstNodes *params);
/* Signature, symbol and FuncInfo of a `def` function; its decorators' directives are applied. */
FuncInfo *declare_def(Analyzer *a, Scope *scope, const AstFunctionDef *node);
/* A C method, among the members of its class. */
void declare_c_method(Analyzer *a, Scope *members, const AstCFuncDef *node);
/* The same for a lambda. */
FuncInfo *declare_lambda(Analyzer *a, Scope *scope, const AstLambda *node);

#endif
