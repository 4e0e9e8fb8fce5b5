/* unset.c: which locals may be read before they are set.
 *
 * Such a read raises UnboundLocalError in Python, which a C variable cannot: infer.c makes undeclared
 * locals of that kind objects. Of views, where None looks as unset, it says which need a check. One
 * walk over the body in the order of execution, with the set of locals that are bound for certain:
 * branches are intersected, loops may run no time at all, an exception may come before the first
 * statement of a try. `del` is not looked at: deleted locals are objects anyway.
 *
 *     for i in range(n): pass
 *     return i                    i may be unset
 */
#include "sema/unset.h"

#include "base/bits.h"
#include "sema/const_expr.h"
#include "sema/magic.h"

#include <string.h>

/* The locals that are set for certain; nothing is known to be unset where control does not come. */
typedef struct State {
    Bits set;
    bool is_dead;
} State;

typedef struct Walk {
    Analyzer *a;
    Scope *scope;
    State now;
    State *leave; /* joined states at the breaks of the innermost loop; NULL: none */
} Walk;

static void walk_block(Walk *w, const AstNodes *statements);
static void walk(Walk *w, const Ast *node);
static bool visit_child(const Ast *child, void *arg);

/* States */

static State copy_state(const Walk *w, const State *from)
{
    State copy = {bits_new(w->a->arena, from->set.len), from->is_dead};
    bits_copy(&copy.set, &from->set);
    return copy;
}

/* Control comes from either. */
static void join_state(State *to, const State *from)
{
    if (from->is_dead)
        return;
    if (to->is_dead)
        bits_copy(&to->set, &from->set);
    else
        bits_intersect(&to->set, &from->set);
    to->is_dead = false;
}

static Symbol *tracked(const Walk *w, const Ast *name)
{
    Symbol *symbol = analyzer_symbol(w->a, name);
    bool is_ours = symbol && symbol->kind == SYM_LOCAL && symbol->scope == w->scope &&
                   !symbol->is_param;
    return is_ours && symbol->index < w->now.set.len ? symbol : NULL;
}

static void bind_symbol(Walk *w, const Ast *node)
{
    const Symbol *symbol = tracked(w, node);
    if (symbol)
        bits_set(&w->now.set, symbol->index);
}

/* The parts of a target are read, its names are set. */
static void bind_target(Walk *w, const Ast *target)
{
    if (target->kind == AST_Name) {
        bind_symbol(w, target);
    } else if (target->kind == AST_Starred) {
        bind_target(w, AST_AS(Starred, target)->value);
    } else if (target->kind == AST_Tuple || target->kind == AST_List) {
        const AstNodes *items = target->kind == AST_Tuple ? &AST_AS(Tuple, target)->items
                                                          : &AST_AS(List, target)->items;
        for (uint32_t i = 0; i < items->len; i++)
            bind_target(w, items->items[i]);
    } else {
        walk(w, target);
    }
}

/* Runs on a copy: what it sets is not set for certain afterwards. */
static void walk_maybe(Walk *w, const Ast *node)
{
    State before = copy_state(w, &w->now);
    walk(w, node);
    w->now = before;
}

/* Expressions */

static void walk_name(Walk *w, const Ast *node)
{
    Symbol *symbol = tracked(w, node);
    if (symbol && !w->now.is_dead && !bits_has(&w->now.set, symbol->index))
        symbol->may_be_unset = true;
}

/* locals() and the like look at every variable. */
static bool looks_at_all(const Walk *w, const AstCall *call)
{
    static const char *const names[] = {"locals", "vars", "dir", "eval", "exec"};
    const Symbol *symbol = call->func->kind == AST_Name ? analyzer_symbol(w->a, call->func) : NULL;
    for (size_t i = 0; symbol && symbol->kind == SYM_BUILTIN && i < sizeof names / sizeof *names; i++)
        if (strcmp(symbol->name->text, names[i]) == 0)
            return true;
    return false;
}

static void walk_call(Walk *w, const Ast *node)
{
    ast_each_child(node, visit_child, w);
    if (!looks_at_all(w, AST_AS(Call, node)) || w->now.is_dead)
        return;
    for (uint32_t i = 0; i < w->scope->symbols.len; i++) {
        Symbol *symbol = w->scope->symbols.items[i];
        if (!symbol->is_param && symbol->index < w->now.set.len && !bits_has(&w->now.set, symbol->index))
            symbol->may_be_unset = true;
    }
}

static void walk_named(Walk *w, const Ast *node)
{
    walk(w, AST_AS(NamedExpr, node)->value);
    bind_target(w, AST_AS(NamedExpr, node)->target);
}

static void walk_bool(Walk *w, const Ast *node)
{
    const AstNodes *values = &AST_AS(BoolOp, node)->values;
    for (uint32_t i = 0; i < values->len; i++) {
        if (i == 0)
            walk(w, values->items[i]);
        else
            walk_maybe(w, values->items[i]);
    }
}

static void walk_if_exp(Walk *w, const Ast *node)
{
    const AstIfExp *choice = AST_AS(IfExp, node);
    walk(w, choice->test);
    walk_maybe(w, choice->body);
    walk_maybe(w, choice->orelse);
}

static bool visit_child(const Ast *child, void *arg)
{
    walk(arg, child);
    return true;
}

static void walk_comp(Walk *w, const Ast *node)
{
    State before = copy_state(w, &w->now);
    const AstComp *comp = AST_AS(Comp, node);
    for (uint32_t i = 0; i < comp->clauses.len; i++) {
        const AstCompFor *clause = AST_AS(CompFor, comp->clauses.items[i]);
        walk(w, clause->iter);
        bind_target(w, clause->target);
        for (uint32_t j = 0; j < clause->tests.len; j++)
            walk(w, clause->tests.items[j]);
    }
    if (comp->element)
        walk(w, comp->element);
    if (comp->value)
        walk(w, comp->value);
    w->now = before;
}

/* Statements */

static void walk_assign(Walk *w, const Ast *node)
{
    const AstAssign *assign = AST_AS(Assign, node);
    walk(w, assign->value);
    for (uint32_t i = 0; i < assign->targets.len; i++)
        bind_target(w, assign->targets.items[i]);
}

static void walk_aug_assign(Walk *w, const Ast *node)
{
    const AstAugAssign *assign = AST_AS(AugAssign, node);
    walk(w, assign->target);
    walk(w, assign->value);
}

static void walk_ann_assign(Walk *w, const Ast *node)
{
    const AstAnnAssign *assign = AST_AS(AnnAssign, node);
    if (!assign->value)
        return;
    walk(w, assign->value);
    bind_target(w, assign->target);
}

static void walk_leave(Walk *w, const Ast *node)
{
    if (node->kind == AST_Break && w->leave)
        join_state(w->leave, &w->now);
    w->now.is_dead = true;
}

static void walk_return(Walk *w, const Ast *node)
{
    ast_each_child(node, visit_child, w);
    w->now.is_dead = true;
}

static void walk_if(Walk *w, const Ast *node)
{
    const AstIf *branch = AST_AS(If, node);
    walk(w, branch->test);
    State before = copy_state(w, &w->now);
    walk_block(w, &branch->body);
    State after = w->now;
    w->now = before;
    walk_block(w, &branch->orelse);
    join_state(&w->now, &after);
}

/* `w->now` is the state in which the loop ends by itself once the body is walked. */
static void walk_loop(Walk *w, const AstNodes *body, const AstNodes *orelse, const State *at_end)
{
    State breaks = {bits_new(w->a->arena, w->now.set.len), true};
    State *outer = w->leave;
    w->leave = &breaks;
    walk_block(w, body);
    w->leave = outer;
    w->now = *at_end;
    walk_block(w, orelse);
    join_state(&w->now, &breaks);
}

static void walk_while(Walk *w, const Ast *node)
{
    const AstWhile *loop = AST_AS(While, node);
    walk(w, loop->test);
    State at_end = copy_state(w, &w->now);
    ConstValue test = const_expr_value(w->a, loop->test);
    at_end.is_dead |= (test.kind == CONST_BOOL || test.kind == CONST_INT) && test.i != 0;
    walk_loop(w, &loop->body, &loop->orelse, &at_end);
}

static bool is_magic_call(Walk *w, const Ast *node, MagicKind magic)
{
    const Ast *name = node->kind == AST_Call ? AST_AS(Call, node)->func : node;
    if (name->kind != AST_Name && name->kind != AST_Attribute)
        return false;
    const Symbol *symbol = magic_static(w->a, w->scope, name);
    return symbol && symbol->kind == SYM_MAGIC && (magic == MAGIC_NONE || symbol->magic == magic);
}

/* A loop over these is entered at least once. */
static bool always_runs(const Ast *iter)
{
    return iter->kind == AST_StrLit && AST_AS(StrLit, iter)->value_len;
}

/* What a prange sets has its last value afterwards, without a trace of whether there was one. */
static void walk_for(Walk *w, const Ast *node)
{
    const AstFor *loop = AST_AS(For, node);
    walk(w, loop->iter);
    if (is_magic_call(w, loop->iter, MAGIC_PRANGE)) {
        bind_target(w, loop->target);
        walk_block(w, &loop->body);
        w->now.is_dead = false;
        walk_block(w, &loop->orelse);
        return;
    }
    bool runs = always_runs(loop->iter);
    State at_end = {0};
    if (!runs)
        at_end = copy_state(w, &w->now);
    bind_target(w, loop->target);
    if (runs)
        at_end = copy_state(w, &w->now);
    walk_loop(w, &loop->body, &loop->orelse, &at_end);
}

static void walk_for_from(Walk *w, const Ast *node)
{
    const AstForFrom *loop = AST_AS(ForFrom, node);
    walk(w, loop->start);
    walk(w, loop->stop);
    if (loop->step)
        walk(w, loop->step);
    bind_target(w, loop->target);
    State at_end = copy_state(w, &w->now);
    walk_loop(w, &loop->body, &loop->orelse, &at_end);
}

/* Handlers and finally may be entered with nothing of the body done. */
static void walk_try(Walk *w, const Ast *node)
{
    const AstTry *statement = AST_AS(Try, node);
    State before = copy_state(w, &w->now);
    walk_block(w, &statement->body);
    walk_block(w, &statement->orelse);
    State after = w->now;
    for (uint32_t i = 0; i < statement->handlers.len; i++) {
        const AstHandler *handler = AST_AS(Handler, statement->handlers.items[i]);
        w->now = copy_state(w, &before);
        if (handler->type)
            walk(w, handler->type);
        if (handler->name)
            bind_symbol(w, &handler->head);
        walk_block(w, &handler->body);
        join_state(&after, &w->now);
    }
    w->now = before;
    walk_block(w, &statement->finalbody);
    bool ends = w->now.is_dead;
    bits_union(&w->now.set, &after.set);
    w->now.is_dead = ends || after.is_dead;
}

/* A context manager may swallow an exception of any statement of the body. */
static void walk_with(Walk *w, const Ast *node)
{
    const AstWith *with = AST_AS(With, node);
    bool may_swallow = false;
    for (uint32_t i = 0; i < with->items.len; i++) {
        const AstWithItem *item = AST_AS(WithItem, with->items.items[i]);
        may_swallow |= !is_magic_call(w, item->context, MAGIC_NONE);
        walk(w, item->context);
        if (item->target)
            bind_target(w, item->target);
    }
    State before = copy_state(w, &w->now);
    walk_block(w, &with->body);
    if (may_swallow)
        w->now = before;
}

static bool bind_pattern(const Ast *node, void *arg)
{
    Walk *w = arg;
    bool is_part = ast_kind_category(node->kind) == AST_CAT_PART;
    if (!is_part)
        walk(w, node);
    else
        ast_each_child(node, bind_pattern, w);
    if (is_part)
        bind_symbol(w, node);
    return true;
}

/* Perhaps no case is taken. */
static void walk_match(Walk *w, const Ast *node)
{
    const AstMatch *match = AST_AS(Match, node);
    walk(w, match->subject);
    State before = copy_state(w, &w->now), after = copy_state(w, &w->now);
    for (uint32_t i = 0; i < match->cases.len; i++) {
        const AstMatchCase *item = AST_AS(MatchCase, match->cases.items[i]);
        w->now = copy_state(w, &before);
        bind_pattern(item->pattern, w);
        if (item->guard)
            walk(w, item->guard);
        walk_block(w, &item->body);
        join_state(&after, &w->now);
    }
    w->now = after;
}

static void walk_import(Walk *w, const Ast *node)
{
    const AstNodes *names = node->kind == AST_Import ? &AST_AS(Import, node)->names
                                                     : &AST_AS(ImportFrom, node)->names;
    for (uint32_t i = 0; i < names->len; i++)
        bind_symbol(w, names->items[i]);
}

static void walk_assert(Walk *w, const Ast *node)
{
    walk_maybe(w, AST_AS(Assert, node)->test);
    if (AST_AS(Assert, node)->message)
        walk_maybe(w, AST_AS(Assert, node)->message);
}

/* cdef T x = value: no read of x before it counts as set; without a value it says nothing. */
static void walk_c_var(Walk *w, const Ast *node)
{
    const AstCVarDef *def = AST_AS(CVarDef, node);
    for (uint32_t i = 0; i < def->declarators.len; i++) {
        const Ast *declarator = def->declarators.items[i];
        const Ast *init = AST_AS(CDeclarator, declarator)->init;
        if (!init)
            continue;
        walk(w, init);
        bind_symbol(w, declarator);
    }
}

static void walk_nothing(Walk *w, const Ast *node)
{
    (void)w;
    (void)node;
}

/* NULL: the children, in order. */
static void (*const rules[AST_KIND_COUNT])(Walk *w, const Ast *node) = {
    [AST_Name] = walk_name,
    [AST_NamedExpr] = walk_named,
    [AST_BoolOp] = walk_bool,
    [AST_IfExp] = walk_if_exp,
    [AST_Comp] = walk_comp,
    [AST_Call] = walk_call,
    [AST_Lambda] = walk_nothing,
    [AST_Assign] = walk_assign,
    [AST_AugAssign] = walk_aug_assign,
    [AST_AnnAssign] = walk_ann_assign,
    [AST_Return] = walk_return,
    [AST_Raise] = walk_return,
    [AST_Break] = walk_leave,
    [AST_Continue] = walk_leave,
    [AST_If] = walk_if,
    [AST_While] = walk_while,
    [AST_For] = walk_for,
    [AST_ForFrom] = walk_for_from,
    [AST_Try] = walk_try,
    [AST_With] = walk_with,
    [AST_Match] = walk_match,
    [AST_Import] = walk_import,
    [AST_ImportFrom] = walk_import,
    [AST_Assert] = walk_assert,
    [AST_FunctionDef] = walk_nothing,
    [AST_CFuncDef] = walk_nothing,
    [AST_ClassDef] = walk_nothing,
    [AST_CVarDef] = walk_c_var,
    [AST_CImport] = walk_nothing,
    [AST_CImportFrom] = walk_nothing,
};

static void walk(Walk *w, const Ast *node)
{
    if (ast_kind_category(node->kind) == AST_CAT_TYPE)
        return;
    if (rules[node->kind])
        rules[node->kind](w, node);
    else
        ast_each_child(node, visit_child, w);
}

static void walk_block(Walk *w, const AstNodes *statements)
{
    for (uint32_t i = 0; i < statements->len; i++)
        walk(w, statements->items[i]);
}

void unset_find(Analyzer *a, const Body *body)
{
    Scope *scope = body->func->scope;
    if (scope->kind != SCOPE_FUNC || !body->statements) /* a lambda has none */
        return;
    Walk w = {.a = a, .scope = scope, .now = {bits_new(a->arena, scope->symbols.len), false}};
    walk_block(&w, body->statements);
}
