/* resolve_stmt.h: statements that bind names, or whose blocks the walk counts. */
#ifndef KRAIT_SEMA_RESOLVE_STMT_H
#define KRAIT_SEMA_RESOLVE_STMT_H

#include "sema/resolver.h"

/* Rules of resolver.c's table, named by their kinds; import_stmt: Import and ImportFrom. */
void resolve_import_stmt(Resolver *r, const Ast *node);
void resolve_assign(Resolver *r, const Ast *node);
void resolve_aug_assign(Resolver *r, const Ast *node);
void resolve_ann_assign(Resolver *r, const Ast *node);
void resolve_delete(Resolver *r, const Ast *node);
void resolve_if(Resolver *r, const Ast *node);
void resolve_while(Resolver *r, const Ast *node);
void resolve_for(Resolver *r, const Ast *node);
void resolve_for_from(Resolver *r, const Ast *node);
void resolve_try(Resolver *r, const Ast *node);
void resolve_with(Resolver *r, const Ast *node);

#endif
