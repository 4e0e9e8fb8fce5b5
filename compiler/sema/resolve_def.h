/* resolve_def.h: statements that define functions, extension types and C variables, and lambdas. */
#ifndef KRAIT_SEMA_RESOLVE_DEF_H
#define KRAIT_SEMA_RESOLVE_DEF_H

#include "sema/resolver.h"

/* Rules of resolver.c's table: FunctionDef, Lambda, CFuncDef, Property, CClassDef, CVarDef. Defaults, decorators and
 * annotations belong to the scope around, bodies are queued. */
void resolve_def(Resolver *r, const Ast *node);
void resolve_lambda(Resolver *r, const Ast *node);
void resolve_c_func(Resolver *r, const Ast *node);
void resolve_property(Resolver *r, const Ast *node);
void resolve_c_class(Resolver *r, const Ast *node);
void resolve_c_var(Resolver *r, const Ast *node);
/* Any declaration that has been dealt with at the top level of the module, and may stand nowhere else. */
void resolve_c_declaration(Resolver *r, const Ast *node);

#endif
