/* resolve_global.h: global and nonlocal. */
#ifndef KRAIT_SEMA_RESOLVE_GLOBAL_H
#define KRAIT_SEMA_RESOLVE_GLOBAL_H

#include "sema/resolver.h"

/* Rules of Global and Nonlocal nodes: the names in this scope stand for what is outside of it. */
void resolve_global(Resolver *r, const Ast *node);
void resolve_nonlocal(Resolver *r, const Ast *node);

#endif
