/* resolve_match.c: names that patterns bind; see resolve_match.h.
 *
 * Captures are variables of the function or class around the statement, like targets of assignments; all else in a pattern
 * is read. Source: PEP 634.
 *
 *     case [x, *rest] if x: ...        binds x, rest; reads x
 */
#include "sema/resolve_match.h"

static void bind_pattern(Resolver *r, Atom name, const Ast *node)
{
    if (name)
        resolver_bind_object(r, name, node);
}

void resolve_pat_name(Resolver *r, const Ast *node)
{
    bind_pattern(r, node->kind == AST_PatCapture ? AST_AS(PatCapture, node)->name
                                                 : AST_AS(PatStar, node)->name,
                 node);
}

void resolve_pat_as(Resolver *r, const Ast *node)
{
    resolver_children(r, node);
    bind_pattern(r, AST_AS(PatAs, node)->name, node);
}

void resolve_pat_mapping(Resolver *r, const Ast *node)
{
    resolver_children(r, node);
    bind_pattern(r, AST_AS(PatMapping, node)->rest, node);
}

void resolve_match_case(Resolver *r, const Ast *node)
{
    const AstMatchCase *item = AST_AS(MatchCase, node);
    resolver_visit(r, item->pattern);
    if (item->guard)
        resolver_visit(r, item->guard);
    resolver_block(r, &item->body);
}
