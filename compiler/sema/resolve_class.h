/* resolve_class.h: class and type statements. */
#ifndef KRAIT_SEMA_RESOLVE_CLASS_H
#define KRAIT_SEMA_RESOLVE_CLASS_H

#include "sema/resolver.h"

/* Rules of resolver.c's table: ClassDef, TypeAlias. */
void resolve_class(Resolver *r, const Ast *node);
void resolve_type_alias(Resolver *r, const Ast *node);
/* A def or class with type parameters, whose decorators have been visited. */
void resolve_generic(Resolver *r, const Ast *node, Atom name, const AstNodes *params);

#endif
