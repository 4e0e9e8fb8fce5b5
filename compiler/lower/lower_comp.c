/* lower_comp.c: comprehensions, and generator expressions that are consumed on the spot.
 *
 * A comprehension is its loops, written in place, around one "put" into the container being made. Its
 * variables belong to its own scope: they are other IrVars than those of the function with the same name.
 * any() and all() leave the loops with the first item that decides.
 *
 *     [x * x for x in xs if x]   ->   %1 = build list ; range ... { set x, ...; if ... { list_put %1, ... } }
 */
#include "lower/lower_comp.h"

#include "lower/lower_builtin.h"
#include "lower/lower_cell.h"
#include "lower/lower_collect.h"
#include "lower/lower_cond.h"
#include "lower/lower_convert.h"
#include "lower/lower_expr.h"
#include "lower/lower_gen.h"
#include "lower/lower_loop.h"
#include "lower/lower_op.h"

#include <string.h>

typedef struct Comp {
    const AstComp *node;
    uint32_t clause;                           /* the next one to open */
    void (*put)(Lower *lw, struct Comp *comp); /* what is done in the innermost loop */
    Insn *first;                               /* a generator expression's first iterator */
    void (*yield)(Lower *lw, const AstComp *node);
    Insn *container;                           /* list, set, dict */
    IrVar *result;                             /* any, all, sum */
    Insn *block;                               /* any, all: left when the answer is known */
    bool is_any;
} Comp;

static void run_clauses(Lower *lw, Comp *comp);

static void clause_body(Lower *lw, void *arg)
{
    Comp *comp = arg;
    const AstCompFor *clause = AST_AS(CompFor, comp->node->clauses.items[comp->clause++]);
    Insn **tests = ARENA_ARRAY(lw->arena, Insn *, clause->tests.len + 1);
    for (uint32_t i = 0; i < clause->tests.len; i++)
        tests[i] = lower_if(lw, lower_cond(lw, clause->tests.items[i]));
    run_clauses(lw, comp);
    for (uint32_t i = clause->tests.len; i-- > 0;)
        ir_close(&lw->b, tests[i]);
    comp->clause--;
}

static void run_clauses(Lower *lw, Comp *comp)
{
    if (comp->clause == comp->node->clauses.len) {
        comp->put(lw, comp);
        return;
    }
    const AstCompFor *clause = AST_AS(CompFor, comp->node->clauses.items[comp->clause]);
    Insn *iterator = comp->clause == 0 ? comp->first : NULL;
    if (clause->is_async && !iterator)
        iterator = LOWER_PRIM(lw, aiter, lower_object(lw, clause->iter));
    if (clause->is_async)
        lower_each_async(lw, clause->target, iterator, NULL, clause_body, comp);
    else if (iterator)
        lower_each_next(lw, clause->target, iterator, clause_body, comp);
    else
        lower_each(lw, clause->target, clause->iter, lw->sema->info_of[clause->head.id], NULL, clause_body, comp);
}

/* The objects its variables hold are released, as when Python leaves the comprehension's scope. */
static void release_vars(Lower *lw, const AstComp *node)
{
    const Scope *scope = lw->sema->info_of[node->head.id];
    if (!scope || !ir_is_open(&lw->b))
        return;
    for (uint32_t i = 0; i < scope->symbols.len; i++) {
        const Symbol *symbol = scope->symbols.items[i];
        IrVar *var = map_get(symbol->is_captured ? &lw->cells : &lw->vars, symbol);
        if (var && ir_type_is_managed(var->type))
            ir_append(&lw->b, IR_UNSET, 0, NULL, NULL, 0)->as.var = var;
    }
}

static void run(Lower *lw, Comp *comp)
{
    LowerLoop *outer = lw->loop;
    lower_cells_of_scope(lw, lw->sema->info_of[comp->node->head.id]);
    run_clauses(lw, comp);
    lw->loop = outer;
    release_vars(lw, comp->node);
}

/* Containers */

static void put_list(Lower *lw, Comp *comp)
{
    const Ast *element = comp->node->element;
    if (element->kind == AST_Starred)
        LOWER_PRIM(lw, list_star, comp->container,
                   lower_object(lw, AST_AS(Starred, element)->value));
    else
        LOWER_PRIM(lw, list_put, comp->container, lower_object(lw, element));
}

static void put_set(Lower *lw, Comp *comp)
{
    const Ast *element = comp->node->element;
    if (element->kind == AST_Starred)
        LOWER_PRIM(lw, set_star, comp->container,
                   lower_object(lw, AST_AS(Starred, element)->value));
    else
        LOWER_PRIM(lw, set_put, comp->container, lower_object(lw, element));
}

static void put_dict(Lower *lw, Comp *comp)
{
    if (!comp->node->element) { /* {**value for ...} */
        LOWER_PRIM(lw, dict_star, comp->container, lower_object(lw, comp->node->value));
        return;
    }
    Insn *key = lower_object(lw, comp->node->element);
    LOWER_PRIM(lw, dict_put, comp->container, key, lower_object(lw, comp->node->value));
}

static Insn *collect(Lower *lw, const AstComp *node, IrBuild what,
                     void (*put)(Lower *lw, Comp *comp))
{
    Comp comp = {.node = node, .put = put, .container = lower_empty(lw, what)};
    run(lw, &comp);
    return comp.container;
}

const FuncInfo *lower_comp_info(const Lower *lw, const AstComp *node)
{
    const Scope *scope = lw->sema->info_of[node->head.id];
    return scope && scope->func->node == &node->head ? scope->func : NULL;
}

/* The generator expression's items as a list. */
static Insn *list_of_comp(Lower *lw, const AstComp *node)
{
    return collect(lw, node, IR_BUILD_LIST, put_list);
}

Insn *lower_comp(Lower *lw, const AstComp *node)
{
    switch (node->kind) {
    case AST_COMP_SET: return collect(lw, node, IR_BUILD_SET, put_set);
    case AST_COMP_DICT: return collect(lw, node, IR_BUILD_DICT, put_dict);
    case AST_COMP_GEN: /* a function of its own, unless the call around it runs it to its end */
        if (lower_comp_info(lw, node))
            return lower_genexpr(lw, node);
        break;
    case AST_COMP_LIST: break;
    }
    return list_of_comp(lw, node);
}

static void put_yield(Lower *lw, Comp *comp)
{
    comp->yield(lw, comp->node);
}

void lower_comp_run(Lower *lw, const AstComp *node, Insn *first, void (*yield)(Lower *lw, const AstComp *node))
{
    Comp comp = {.node = node, .put = put_yield, .first = first, .yield = yield};
    run_clauses(lw, &comp);
}

/* Consumers */

static void decide(Lower *lw, Comp *comp)
{
    Insn *cond = comp->is_any ? lower_cond(lw, comp->node->element)
                              : lower_cond_not(lw, comp->node->element);
    Insn *region = lower_if(lw, cond);
    ir_set(&lw->b, comp->result, lower_bint(lw, comp->is_any));
    ir_leave(&lw->b, comp->block);
    ir_close(&lw->b, region);
}

static Insn *any_or_all(Lower *lw, const AstComp *node, bool is_any)
{
    Comp comp = {.node = node, .put = decide, .is_any = is_any};
    lower_cells_of_scope(lw, lw->sema->info_of[node->head.id]);
    comp.result = lower_temp(lw, is_any ? "any" : "all", LOWER_TYPE(lw, BINT),
                             lower_bint(lw, !is_any));
    comp.block = ir_region(&lw->b, IR_BLOCK, 0, NULL, 0, 1, "found");
    ir_enter(&lw->b, comp.block, 0);
    LowerLoop *outer = lw->loop;
    run_clauses(lw, &comp);
    lw->loop = outer;
    ir_close(&lw->b, comp.block);
    release_vars(lw, node);
    return ir_get(&lw->b, comp.result);
}

static void add_item(Lower *lw, Comp *comp)
{
    const Type *type = comp->result->type;
    Insn *old = ir_get(&lw->b, comp->result);
    Insn *item = lower_expr_as(lw, comp->node->element, type_is_object(type) ? NULL : type);
    ir_set(&lw->b, comp->result, lower_binary(lw, AST_OP_ADD, old, item, type, false));
}

static Insn *sum(Lower *lw, const AstCall *node, const AstComp *items)
{
    const Type *type = lower_type(lw, &node->head);
    Insn *start = node->args.len > 1
                      ? lower_to(lw, node->args.items[1], type)
                      : lower_convert(lw, ir_int(&lw->b, LOWER_TYPE(lw, LONG), 0), type);
    Comp comp = {.node = items, .put = add_item};
    comp.result = lower_temp(lw, "sum", type, start);
    run(lw, &comp);
    return ir_get(&lw->b, comp.result);
}

/* dict((k, v) for ...) with the pairs written out */
static void put_pair(Lower *lw, Comp *comp)
{
    const AstTuple *pair = AST_AS(Tuple, comp->node->element);
    Insn *key = lower_object(lw, pair->items.items[0]);
    LOWER_PRIM(lw, dict_put, comp->container, key, lower_object(lw, pair->items.items[1]));
}

static bool is_pair(const Ast *node)
{
    if (node->kind != AST_Tuple || AST_AS(Tuple, node)->items.len != 2)
        return false;
    const AstNodes *items = &AST_AS(Tuple, node)->items;
    return items->items[0]->kind != AST_Starred && items->items[1]->kind != AST_Starred;
}

static Insn *sorted(Lower *lw, const AstComp *node)
{
    Insn *list = list_of_comp(lw, node);
    LOWER_PRIM(lw, list_sort, list);
    return list;
}

/* The builtin with a list in place of the generator expression. */
static Insn *call_with_list(Lower *lw, const char *name, const AstComp *node)
{
    Insn *list = list_of_comp(lw, node);
    Insn *value = lower_prim_key(lw, arena_printf(lw->arena, "f %s", name), NULL, &list, 1);
    return value ? value : lower_pycall(lw, lower_builtin(lw, name), &list, 1);
}

Insn *lower_consume(Lower *lw, const AstCall *node, const char *name)
{
    bool is_sum = strcmp(name, "sum") == 0;
    if (node->args.len < 1 || node->args.len > (is_sum ? 2u : 1u) ||
        node->args.items[0]->kind != AST_Comp)
        return NULL;
    const AstComp *comp = AST_AS(Comp, node->args.items[0]);
    if (comp->kind != AST_COMP_GEN || lower_comp_info(lw, comp))
        return NULL;
    if (is_sum)
        return sum(lw, node, comp);
    if (strcmp(name, "any") == 0 || strcmp(name, "all") == 0)
        return any_or_all(lw, comp, name[1] == 'n');
    if (strcmp(name, "list") == 0)
        return list_of_comp(lw, comp);
    if (strcmp(name, "tuple") == 0)
        return LOWER_PRIM(lw, list_to_tuple, list_of_comp(lw, comp));
    if (strcmp(name, "set") == 0)
        return collect(lw, comp, IR_BUILD_SET, put_set);
    if (strcmp(name, "sorted") == 0)
        return sorted(lw, comp);
    if (strcmp(name, "dict") == 0 && is_pair(comp->element))
        return collect(lw, comp, IR_BUILD_DICT, put_pair);
    bool takes_list = strcmp(name, "min") == 0 || strcmp(name, "max") == 0 ||
                      strcmp(name, "dict") == 0 || strcmp(name, "frozenset") == 0;
    return takes_list ? call_with_list(lw, name, comp) : NULL;
}
