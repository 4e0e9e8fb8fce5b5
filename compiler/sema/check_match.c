/* check_match.c: the match statement; see check_match.h.
 *
 * Subjects and all that patterns compare with are objects; what patterns bind are objects as well, so
 * that a variable declared with a C type takes them by conversion.
 * Source: PEP 634.
 *
 *     match p: case Point(x=0): ...        Point and 0 are checked as values
 */
#include "sema/check_match.h"

#include "sema/check_assign.h"
#include "sema/check_expr.h"
#include "sema/check_stmt.h"

/* A pattern and all in it. */
static bool check_part(const Ast *node, void *arg)
{
    Analyzer *a = arg;
    if (ast_kind_category(node->kind) != AST_CAT_PART) {
        check_object(a, node);
        return true;
    }
    check_bind(a, node->span, analyzer_symbol(a, node));
    return ast_each_child(node, check_part, a);
}

void check_match(Analyzer *a, const Ast *node)
{
    const AstMatch *match = AST_AS(Match, node);
    check_object(a, match->subject);
    for (uint32_t i = 0; i < match->cases.len; i++) {
        const AstMatchCase *item = AST_AS(MatchCase, match->cases.items[i]);
        check_part(item->pattern, a);
        if (item->guard)
            check_condition(a, item->guard);
        check_block(a, &item->body);
    }
}
