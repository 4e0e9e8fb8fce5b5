/* resolve_match.h: names that patterns bind. */
#ifndef KRAIT_SEMA_RESOLVE_MATCH_H
#define KRAIT_SEMA_RESOLVE_MATCH_H

#include "sema/resolver.h"

/* Rules of resolver.c's table: a MatchCase; PatCapture and PatStar; PatAs; PatMapping. */
void resolve_match_case(Resolver *r, const Ast *node);
void resolve_pat_name(Resolver *r, const Ast *node);
void resolve_pat_as(Resolver *r, const Ast *node);
void resolve_pat_mapping(Resolver *r, const Ast *node);

#endif
