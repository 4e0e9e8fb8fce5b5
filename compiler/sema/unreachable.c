/* unreachable.c: statements that control never comes to; see unreachable.h.
 *
 * One walk in the order of execution that knows of each statement whether control comes out at its end. Loops
 * end when their condition fails or at a break; a context manager of Python may swallow an exception, so that
 * what follows it is always reached. A lone `yield` behind a `return` is how an empty generator is written.
 *
 *     while True:
 *         break
 *         f()           unreachable: once, not the statements behind it
 */
#include "sema/unreachable.h"

#include "sema/const_expr.h"
#include "sema/magic.h"

typedef struct Walk {
    Analyzer *a;
    const Scope *scope;
    bool breaks; /* a break of the innermost loop is reached */
} Walk;

static bool walk_block(Walk *w, const AstNodes *statements, bool live);

static bool is_true(Walk *w, const Ast *test)
{
    ConstValue value = const_expr_value(w->a, test);
    return (value.kind == CONST_BOOL || value.kind == CONST_INT) && value.i != 0;
}

static bool walk_if(Walk *w, const AstIf *branch)
{
    bool body = walk_block(w, &branch->body, true), orelse = walk_block(w, &branch->orelse, true);
    return body || orelse;
}

/* ends: the loop may end by itself. */
static bool walk_loop(Walk *w, const AstNodes *body, const AstNodes *orelse, bool ends)
{
    bool outer = w->breaks;
    w->breaks = false;
    walk_block(w, body, true);
    bool breaks = w->breaks;
    w->breaks = outer;
    return walk_block(w, orelse, ends) || breaks;
}

static bool walk_try(Walk *w, const AstTry *statement)
{
    bool body = walk_block(w, &statement->body, true);
    bool live = walk_block(w, &statement->orelse, body);
    for (uint32_t i = 0; i < statement->handlers.len; i++)
        live |= walk_block(w, &AST_AS(Handler, statement->handlers.items[i])->body, true);
    return walk_block(w, &statement->finalbody, true) && live;
}

/* with nogil and the like have no code of their own. */
static bool is_magic(Walk *w, const Ast *context)
{
    const Ast *name = context->kind == AST_Call ? AST_AS(Call, context)->func : context;
    if (name->kind != AST_Name && name->kind != AST_Attribute)
        return false;
    const Symbol *symbol = magic_static(w->a, w->scope, name);
    return symbol && symbol->kind == SYM_MAGIC;
}

static bool walk_with(Walk *w, const AstWith *with)
{
    bool may_swallow = false;
    for (uint32_t i = 0; i < with->items.len; i++)
        may_swallow |= !is_magic(w, AST_AS(WithItem, with->items.items[i])->context);
    return walk_block(w, &with->body, true) || may_swallow;
}

static bool takes_all(const AstMatchCase *item)
{
    return !item->guard && item->pattern->kind == AST_PatCapture;
}

static bool walk_match(Walk *w, const AstMatch *match)
{
    bool live = false, all = false;
    for (uint32_t i = 0; i < match->cases.len; i++) {
        const AstMatchCase *item = AST_AS(MatchCase, match->cases.items[i]);
        live |= walk_block(w, &item->body, true);
        all |= takes_all(item);
    }
    return live || !all;
}

/* Does control come to the end of the statement? */
static bool walk(Walk *w, const Ast *node)
{
    if (node->kind == AST_Return || node->kind == AST_Raise || node->kind == AST_Continue)
        return false;
    if (node->kind == AST_Break) {
        w->breaks = true;
        return false;
    }
    if (node->kind == AST_If)
        return walk_if(w, AST_AS(If, node));
    if (node->kind == AST_While) {
        const AstWhile *loop = AST_AS(While, node);
        return walk_loop(w, &loop->body, &loop->orelse, !is_true(w, loop->test));
    }
    if (node->kind == AST_For)
        return walk_loop(w, &AST_AS(For, node)->body, &AST_AS(For, node)->orelse, true);
    if (node->kind == AST_ForFrom)
        return walk_loop(w, &AST_AS(ForFrom, node)->body, &AST_AS(ForFrom, node)->orelse, true);
    if (node->kind == AST_Try)
        return walk_try(w, AST_AS(Try, node));
    if (node->kind == AST_With)
        return walk_with(w, AST_AS(With, node));
    if (node->kind == AST_Match)
        return walk_match(w, AST_AS(Match, node));
    return true;
}

static bool is_bare_yield(const Ast *node)
{
    return node->kind == AST_ExprStmt && AST_AS(ExprStmt, node)->value->kind == AST_Yield;
}

static bool walk_block(Walk *w, const AstNodes *statements, bool live)
{
    bool told = false;
    for (uint32_t i = 0; i < statements->len; i++) {
        const Ast *node = statements->items[i];
        if (live)
            live = walk(w, node);
        else if (!told && !is_bare_yield(node))
            told = REPORT(w->a, DIAG_UNREACHABLE, node->span) != NULL;
    }
    return live;
}

void unreachable_report(Analyzer *a, const Body *body)
{
    Walk w = {.a = a, .scope = body->func->scope};
    if (body->statements && a->directives->warn_unreachable)
        walk_block(&w, body->statements, true);
}
