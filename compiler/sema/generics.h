/* generics.h: type parameters: `def f[T]`, `class C[T]`, `type X[T] = ...`. */
#ifndef KRAIT_SEMA_GENERICS_H
#define KRAIT_SEMA_GENERICS_H

#include "sema/analyzer.h"

/* The hidden function around a def or class with type parameters (kind FUNC_TYPE_PARAMS): they are its locals, and the
 * statement is all of its body. It is called where the statement stands. */
FuncInfo *generics_declare(Analyzer *a, Scope *scope, const Ast *node, Atom name, const AstNodes *params);
/* The function that evaluates the bound of a type parameter when it is asked for; info_of the TypeParam. */
FuncInfo *generics_bound(Analyzer *a, Scope *scope, const AstTypeParam *param);
/* The function that evaluates what a `type` statement names; its type parameters are its parameters. info_of the
 * TypeAlias. */
FuncInfo *generics_alias(Analyzer *a, Scope *scope, const AstTypeAlias *node);
/* Is `func` the hidden function of this def or class? */
bool generics_is_around(const FuncInfo *func, const Ast *node);

#endif
