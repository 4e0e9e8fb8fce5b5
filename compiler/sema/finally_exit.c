/* finally_exit.c: statements that leave a `finally` block; see finally_exit.h.
 *
 * They swallow the exception that is under way. A function defined in the block may return, a loop in it may be left.
 * Source: PEP 765; the words are CPython 3.14's.
 *
 *     try: ...
 *     finally: return 1        'return' in a 'finally' block
 */
#include "sema/finally_exit.h"

typedef struct Walk {
    Diags *diags;
    uint32_t count;
    bool is_finally, is_loop, is_function; /* the innermost finally; what of it is around the place, in it */
} Walk;

static bool visit(const Ast *node, void *arg);

static void visit_all(Walk *walk, const AstNodes *nodes)
{
    for (uint32_t i = 0; i < nodes->len; i++)
        visit(nodes->items[i], walk);
}

static void leaves(Walk *walk, const Ast *node, const char *word)
{
    walk->count++;
    if (walk->diags)
        diag_report(walk->diags, DIAG_FINALLY_EXIT, node->span, word);
}

static bool is_function(const Ast *node)
{
    return node->kind == AST_FunctionDef || node->kind == AST_CFuncDef || node->kind == AST_Lambda;
}

static void visit_try(Walk *walk, const AstTry *node)
{
    visit_all(walk, &node->body);
    visit_all(walk, &node->handlers);
    visit_all(walk, &node->orelse);
    Walk outer = *walk;
    walk->is_finally = true;
    walk->is_loop = walk->is_function = false;
    visit_all(walk, &node->finalbody);
    outer.count = walk->count;
    *walk = outer;
}

static void visit_loop(Walk *walk, const AstNodes *body, const AstNodes *orelse)
{
    bool is_loop = walk->is_loop;
    walk->is_loop = true;
    visit_all(walk, body);
    walk->is_loop = is_loop;
    visit_all(walk, orelse);
}

static bool visit(const Ast *node, void *arg)
{
    Walk *walk = arg;
    bool is_inside = walk->is_finally && !walk->is_function;
    if (node->kind == AST_Try) {
        visit_try(walk, AST_AS(Try, node));
    } else if (node->kind == AST_For) {
        visit_loop(walk, &AST_AS(For, node)->body, &AST_AS(For, node)->orelse);
    } else if (node->kind == AST_ForFrom) {
        visit_loop(walk, &AST_AS(ForFrom, node)->body, &AST_AS(ForFrom, node)->orelse);
    } else if (node->kind == AST_While) {
        visit_loop(walk, &AST_AS(While, node)->body, &AST_AS(While, node)->orelse);
    } else if (is_function(node)) {
        Walk outer = *walk;
        walk->is_function = true;
        ast_each_child(node, visit, walk);
        outer.count = walk->count;
        *walk = outer;
    } else if (node->kind == AST_Return && is_inside) {
        leaves(walk, node, "return");
    } else if (node->kind == AST_Break && is_inside && !walk->is_loop) {
        leaves(walk, node, "break");
    } else if (node->kind == AST_Continue && is_inside && !walk->is_loop) {
        leaves(walk, node, "continue");
    } else {
        ast_each_child(node, visit, walk);
    }
    return true;
}

uint32_t finally_exit_find(const Ast *tree, Diags *diags)
{
    Walk walk = {.diags = diags};
    visit(tree, &walk);
    return walk.count;
}
