/* lower_par_cell.c: variables that a parallel loop assigns and that others see; see lower_par_cell.h.
 *
 * A C variable that inner functions use lives in a cell, behind a pointer, where it can be neither a reduction nor
 * private to a thread. So the loop works on a local variable, to which pass par gives its clause, between a load in
 * front and a store behind. An inner function that runs meanwhile sees the value from before the loop.
 *
 *     for i in prange(n): x += i   ->   set x, load cell; par reduction add x { set x, x + i }; store cell, x
 *
 * A Python variable cannot be shared by threads that replace what it refers to. Each iteration has its own, and the
 * last one's value is seen behind the loop, as with C variables.
 *
 *     for i in prange(n): with gil: x = f(i)   ->   par { set x', f(i); if i == last { store &kept, x' } }; set x, kept
 */
#include "lower/lower_par_cell.h"

#include "lower/lower_cond.h"
#include "lower/lower_par.h"

typedef struct Targets {
    Lower *lw;
    LowerParCells *cells;
    const Ast *loop;
    bool cells_too;
} Targets;

/* --- who uses a name --- */

typedef struct Uses {
    Lower *lw;
    const Symbol *symbol;
    uint32_t count;
} Uses;

static bool count_use(const Ast *node, void *arg)
{
    Uses *uses = arg;
    bool names = node->kind == AST_Name || (node->kind == AST_CDeclarator && AST_AS(CDeclarator, node)->init);
    uses->count += names && uses->lw->sema->symbol_of[node->id] == uses->symbol;
    ast_each_child(node, count_use, arg);
    return true;
}

static bool is_used_outside(const Targets *targets, const Symbol *symbol)
{
    Uses all = {targets->lw, symbol, 0}, inside = {targets->lw, symbol, 0};
    count_use(targets->lw->info->node, &all);
    count_use(targets->loop, &inside);
    return all.count > inside.count;
}

/* --- what is assigned --- */

static void note_cell(const Targets *targets, Symbol *symbol)
{
    Lower *lw = targets->lw;
    IrVar *pointer = map_get(&lw->vars, symbol);
    if (!lower_in_cell(lw, symbol) || !pointer)
        return;
    vec_push(lw->arena, &targets->cells->symbols, symbol);
    vec_push(lw->arena, &targets->cells->pointers, pointer);
    map_set(lw->arena, &lw->par_cells, symbol, symbol);
}

static void note_object(const Targets *targets, Symbol *symbol)
{
    Lower *lw = targets->lw;
    if (symbol->is_captured || map_get(&lw->par_objects, symbol) || !is_used_outside(targets, symbol))
        return;
    LowerParObject *object = ARENA_NEW(lw->arena, LowerParObject);
    object->symbol = symbol;
    vec_push(lw->arena, &targets->cells->objects, object);
    map_set(lw->arena, &lw->par_objects, symbol, object);
}

static void note_target(const Targets *targets, const Ast *target)
{
    if (target->kind == AST_Tuple || target->kind == AST_List) {
        const AstNodes *items = target->kind == AST_Tuple ? &AST_AS(Tuple, target)->items : &AST_AS(List, target)->items;
        for (uint32_t i = 0; i < items->len; i++)
            note_target(targets, items->items[i]);
        return;
    }
    Symbol *symbol = target->kind == AST_Name ? targets->lw->sema->symbol_of[target->id] : NULL;
    if (!symbol || symbol->kind != SYM_LOCAL || !symbol->type)
        return;
    if (type_is_number(symbol->type) && targets->cells_too)
        note_cell(targets, symbol);
    else if (type_is_object(symbol->type))
        note_object(targets, symbol);
}

static bool find_targets(const Ast *node, void *arg)
{
    const Targets *targets = arg;
    if (node->kind == AST_FunctionDef || node->kind == AST_Lambda || node->kind == AST_ClassDef)
        return true;
    if (node->kind == AST_Assign)
        for (uint32_t i = 0; i < AST_AS(Assign, node)->targets.len; i++)
            note_target(targets, AST_AS(Assign, node)->targets.items[i]);
    if (node->kind == AST_AugAssign)
        note_target(targets, AST_AS(AugAssign, node)->target);
    if (node->kind == AST_For)
        note_target(targets, AST_AS(For, node)->target);
    if (node->kind == AST_NamedExpr)
        note_target(targets, AST_AS(NamedExpr, node)->target);
    ast_each_child(node, find_targets, arg);
    return true;
}

/* --- the loop --- */

/* Does the body set it before anything else is done with it? Looks into blocks that are always run. */
static bool is_set_first(const Lower *lw, const AstNodes *body, const Symbol *symbol, bool *decided)
{
    for (uint32_t i = 0; i < body->len && !*decided; i++) {
        const Ast *node = body->items[i];
        Uses uses = {(Lower *)(uintptr_t)lw, symbol, 0};
        count_use(node, &uses);
        if (!uses.count)
            continue;
        if (node->kind == AST_With)
            return is_set_first(lw, &AST_AS(With, node)->body, symbol, decided);
        *decided = true;
        if (node->kind != AST_Assign)
            return false;
        const AstAssign *assign = AST_AS(Assign, node);
        uses.count = 0;
        count_use(assign->value, &uses);
        return !uses.count && assign->targets.items[0]->kind == AST_Name;
    }
    return false;
}

static bool starts_unset(const Lower *lw, const Ast *node, const Symbol *symbol)
{
    bool decided = false;
    const AstNodes *body = node->kind == AST_For ? &AST_AS(For, node)->body : &AST_AS(With, node)->body;
    return is_set_first(lw, body, symbol, &decided);
}

static void open_object(Lower *lw, const Ast *node, LowerParObject *object)
{
    Symbol *symbol = object->symbol;
    object->outer = lower_var(lw, symbol);
    object->inner = ir_var_new(lw->b.func, IR_VAR_LOCAL, symbol->name, symbol->type);
    object->inner->maybe_unbound = true;
    object->starts = !starts_unset(lw, node, symbol);
    map_set(lw->arena, &lw->vars, symbol, object->inner);
    if (node->kind != AST_For)
        return;
    object->last = lower_temp(lw, "last", symbol->type, ir_null(&lw->b, symbol->type));
    object->place = ir_addr(&lw->b, object->last);
}

static LowerParCells open_variables(Lower *lw, const Ast *node, bool cells_too)
{
    LowerParCells open = {0};
    Targets targets = {lw, &open, node, cells_too};
    if (node->kind == AST_For || node->kind == AST_With)
        find_targets(node, &targets);
    for (uint32_t i = 0; i < open.symbols.len; i++) {
        Symbol *symbol = open.symbols.items[i];
        IrVar *var = ir_var_new(lw->b.func, IR_VAR_LOCAL, symbol->name, symbol->type);
        ir_set(&lw->b, var, ir_load(&lw->b, ir_get(&lw->b, open.pointers.items[i])));
        map_set(lw->arena, &lw->vars, symbol, var);
    }
    for (uint32_t i = 0; i < open.objects.len; i++)
        open_object(lw, node, open.objects.items[i]);
    return open;
}

LowerParCells lower_par_open_cells(Lower *lw, const Ast *node)
{
    return open_variables(lw, node, true);
}

LowerParCells lower_par_open_objects(Lower *lw, const Ast *node)
{
    return open_variables(lw, node, false);
}

void lower_par_start(Lower *lw, const LowerParCells *open)
{
    for (uint32_t i = 0; i < open->objects.len; i++) {
        const LowerParObject *object = open->objects.items[i];
        if (!object->starts)
            continue;
        Insn *gil = lower_open_gil(lw, IR_GIL_ACQUIRE);
        Insn *value = ir_get(&lw->b, object->outer);
        value->sub = 1; /* it may be unbound */
        ir_set(&lw->b, object->inner, value);
        lower_close_gil(lw, gil);
    }
}

void lower_par_was_set(Lower *lw, const Symbol *symbol)
{
    const LowerParObject *object = map_get(&lw->par_objects, symbol);
    if (!object || !lw->par_last || !object->place)
        return;
    Insn *region = lower_if(lw, lw->par_last);
    ir_store(&lw->b, object->place, ir_get(&lw->b, object->inner));
    ir_close(&lw->b, region);
}

static void close_object(Lower *lw, const LowerParObject *object)
{
    map_set(lw->arena, &lw->vars, object->symbol, object->outer);
    map_set(lw->arena, &lw->par_objects, object->symbol, NULL);
    if (!object->place)
        return;
    const Type *pointer = type_ptr(lw->types, LOWER_TYPE(lw, VOID));
    Insn *place = ir_cast(&lw->b, type_ptr(lw->types, pointer), ir_addr(&lw->b, object->last));
    Insn *value = ir_load(&lw->b, place);
    Insn *region = lower_if(lw, ir_cmp(&lw->b, IR_CMP_NE, value, ir_null(&lw->b, pointer)));
    ir_set(&lw->b, object->outer, ir_get(&lw->b, object->last));
    ir_close(&lw->b, region);
}

void lower_par_close_cells(Lower *lw, const LowerParCells *open)
{
    for (uint32_t i = 0; i < open->symbols.len; i++) {
        Symbol *symbol = open->symbols.items[i];
        Insn *value = ir_get(&lw->b, map_get(&lw->vars, symbol));
        ir_store(&lw->b, ir_get(&lw->b, open->pointers.items[i]), value);
        map_set(lw->arena, &lw->vars, symbol, open->pointers.items[i]);
        map_set(lw->arena, &lw->par_cells, symbol, NULL);
    }
    Insn *gil = open->objects.len ? lower_open_gil(lw, IR_GIL_ACQUIRE) : NULL;
    for (uint32_t i = 0; i < open->objects.len; i++)
        close_object(lw, open->objects.items[i]);
    lower_close_gil(lw, gil);
}
