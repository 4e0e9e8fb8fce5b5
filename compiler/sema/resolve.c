/* resolve.c: which bodies are walked, and when; see resolve.h.
 *
 * The module's body comes first and queues those of its functions, which queue those of theirs. When all have been
 * walked, the uses of names are looked up; that shows which functions of pxd files are used, whose bodies follow.
 */
#include "sema/resolve.h"
#include "sema/fused.h"
#include "sema/genexpr.h"
#include "sema/headers.h"
#include "sema/names.h"
#include "sema/resolver.h"
#include <stdlib.h>

static void walk_body(Analyzer *a, Body *body)
{
    Resolver r = {.a = a, .body = body, .scope = body->func->scope};
    analyzer_enter(a, body->func);
    if (body->value)
        resolver_visit(&r, body->value);
    else
        resolver_list(&r, body->statements);
}

static int compare_places(const void *one, const void *two)
{
    const FuncInfo *f = *(FuncInfo *const *)one, *g = *(FuncInfo *const *)two;
    uint32_t left = f->node->span.start, right = g->node->span.start;
    if (left == right && f->spec && g->spec)
        return f->spec->index < g->spec->index ? -1 : f->spec->index > g->spec->index;
    return left < right ? -1 : left > right;
}

/* Inner functions were found after all outer ones: put all in source order. */
static void sort_functions(Sema *sema)
{
    if (sema->functions.len)
        qsort(sema->functions.items, sema->functions.len, sizeof *sema->functions.items,
              compare_places);
}

/* Takes the functions of pxd files that have been used into the module; false when there are none. */
static bool queue_inlines(Analyzer *a)
{
    Resolver r = {.a = a};
    bool any = false;
    for (uint32_t i = 0; i < a->inlines.len; i++) {
        FuncInfo *func = a->inlines.items[i];
        const Symbol *symbol = func ? func->symbol : NULL;
        bool is_method = func && func->cls && (func->cls->node || func->cls->symbol->is_used);
        if (!symbol || !(symbol->is_used || is_method || (func->spec && symbol->decl)))
            continue;
        a->inlines.items[i] = NULL;
        headers_use_func(a, func->type->func);
        resolver_queue(&r, func, &AST_AS(CFuncDef, func->node)->body, NULL);
        any = true;
    }
    return any;
}

static void walk_bodies(Analyzer *a)
{
    do {
        for (; a->walked < a->bodies.len; a->walked++) /* grows while the module's body is walked */
            walk_body(a, a->bodies.items[a->walked]);
        genexpr_settle(a);
        analyzer_enter(a, a->sema->module_func);
        names_resolve_uses(a);
    } while (queue_inlines(a));
    sort_functions(a->sema);
}

void resolve_module(Analyzer *a)
{
    Body *module = ARENA_NEW(a->arena, Body);
    module->func = a->sema->module_func;
    module->statements = &a->sema->tree->module->body;
    vec_push(a->arena, &a->bodies, module);
    walk_bodies(a);
}

bool resolve_late(Analyzer *a)
{
    if (!queue_inlines(a))
        return false;
    walk_bodies(a);
    return true;
}
