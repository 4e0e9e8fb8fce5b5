/* lower_cell.c: captured variables and the closures of inner functions.
 *
 * An object variable is a cell object; the local variable of its name holds that cell, and reading, writing and `del`
 * are primitives. A C variable lies in memory that a `krait.cell` object owns; the local variable of its name points to
 * it. The owner of a variable makes the cell; inner functions take theirs, borrowed, from the function object, which the
 * caller keeps alive.
 *
 *     x (captured)   ->   %1: obj = prim cell_get x, 'x'        cdef int n (captured)   ->   load n
 */
#include "lower/lower_cell.h"

#include "lower/lower_convert.h"

static bool is_owned_here(const Lower *lw, const Symbol *symbol)
{
    return symbol->scope->func == lw->info;
}

static bool is_object(const Symbol *symbol)
{
    return !symbol->type || type_is_object(symbol->type);
}

static Atom cell_name(Lower *lw, const Symbol *symbol)
{
    if (is_object(symbol))
        return symbol->name;
    return atom_from(lw->b.module->atoms, arena_printf(lw->arena, "%s_cell", symbol->name->text));
}

/* A C variable is reached through a pointer into its cell. */
static void point_into(Lower *lw, const Symbol *symbol, IrVar *var)
{
    if (is_object(symbol))
        return;
    const Type *plain = lower_plain(symbol->type);
    const Type *type = type_ptr(lw->types, plain->kind == TYPE_ARRAY ? plain->target : type_of_value(symbol->type));
    Insn *holder = ir_get(&lw->b, var);
    Insn *data = ir_prim(&lw->b, PRIM_OF(memory_data), type, &holder, 1);
    IrVar *pointer = map_get(&lw->vars, symbol);
    if (!pointer) {
        pointer = ir_var_new(lw->b.func, IR_VAR_LOCAL, symbol->name, type);
        pointer->span = symbol->span;
        map_set(lw->arena, &lw->vars, symbol, pointer);
    }
    ir_set(&lw->b, pointer, data);
}

/* Both the cell's variable and, for C variables, the pointer's are set; a comprehension may do so again. */
static void keep_cell(Lower *lw, const Symbol *symbol, Insn *cell, bool is_borrowed)
{
    IrVar *var = map_get(&lw->cells, symbol);
    if (!var) {
        var = ir_var_new(lw->b.func, IR_VAR_LOCAL, cell_name(lw, symbol), LOWER_TYPE(lw, OBJECT));
        var->span = symbol->span;
        var->borrowed = is_borrowed;
        var->maybe_unbound = !is_borrowed;
        map_set(lw->arena, &lw->cells, symbol, var);
    }
    ir_set(&lw->b, var, cell);
    point_into(lw, symbol, var);
}

void lower_cell_given(Lower *lw, const Symbol *symbol, IrVar *cell)
{
    map_set(lw->arena, &lw->cells, symbol, cell);
    point_into(lw, symbol, cell);
}
static void make_memory(Lower *lw, Symbol *symbol)
{
    Insn *size = ir_append(&lw->b, IR_SIZEOF, 0, LOWER_TYPE(lw, SIZE), NULL, 0);
    size->as.type = symbol->type;
    bool is_view = lower_plain(symbol->type)->kind == TYPE_VIEW;
    keep_cell(lw, symbol, is_view ? LOWER_PRIM(lw, memory_view, size) : LOWER_PRIM(lw, memory_new, size),
              false);
}

void lower_cell_param(Lower *lw, Symbol *symbol, Insn *value)
{
    if (!is_object(symbol)) {
        make_memory(lw, symbol);
        if (value && map_has(&lw->vars, symbol))
            ir_store(&lw->b, lower_cell_pointer(lw, symbol), value);
        return;
    }
    if (!value)
        value = ir_null(&lw->b, LOWER_TYPE(lw, OBJECT));
    keep_cell(lw, symbol, LOWER_PRIM(lw, cell_new, value), false);
}

void lower_cells_of_scope(Lower *lw, const Scope *scope)
{
    for (uint32_t i = 0; scope && i < scope->symbols.len; i++) {
        Symbol *symbol = scope->symbols.items[i];
        if (symbol->is_captured && !symbol->is_param)
            lower_cell_param(lw, symbol, NULL);
    }
}

void lower_cells_of_closure(Lower *lw)
{
    const FuncInfo *info = lw->info;
    IrFunc *func = lw->b.func;
    for (uint32_t i = 0; i < info->frees.len; i++) {
        Insn *self = ir_get(&lw->b, func->self);
        Insn *cell = LOWER_PRIM(lw, closure_cell, self, lower_ssize(lw, i));
        keep_cell(lw, info->frees.items[i], cell, true);
    }
}

void lower_cell_take(Lower *lw, const Symbol *symbol, Insn *cell)
{
    keep_cell(lw, symbol, cell, true);
}

Insn *lower_cell(Lower *lw, const Symbol *symbol)
{
    IrVar *var = map_get(&lw->cells, symbol);
    return var ? ir_get(&lw->b, var) : lower_none(lw); /* none after a report */
}

Insn *lower_closure(Lower *lw, const FuncInfo *info)
{
    Insn **cells = ARENA_ARRAY(lw->arena, Insn *, info->frees.len + 1);
    if (!info->frees.len)
        return NULL;
    for (uint32_t i = 0; i < info->frees.len; i++)
        cells[i] = lower_cell(lw, info->frees.items[i]);
    return ir_append(&lw->b, IR_BUILD, IR_BUILD_TUPLE, LOWER_TYPE(lw, TUPLE), cells, info->frees.len);
}

/* Variables */

Insn *lower_cell_pointer(Lower *lw, Symbol *symbol)
{
    IrVar *pointer = map_get(&lw->vars, symbol);
    return pointer ? ir_get(&lw->b, pointer) : ir_null(&lw->b, type_ptr(lw->types, symbol->type));
}

Insn *lower_cell_read(Lower *lw, Symbol *symbol)
{
    if (!is_object(symbol)) {
        Insn *pointer = lower_cell_pointer(lw, symbol);
        if (lower_plain(symbol->type)->kind == TYPE_ARRAY)
            return pointer;
        Insn *value = ir_load(&lw->b, pointer);
        if (lower_plain(symbol->type)->kind == TYPE_VIEW && lw->directives->initializedcheck)
            ir_append(&lw->b, IR_VCHK, 0, NULL, &value, 1);
        return value;
    }
    Insn *cell = lower_cell(lw, symbol), *name = lower_name(lw, symbol->name);
    Insn *value = is_owned_here(lw, symbol) ? LOWER_PRIM(lw, cell_get, cell, name)
                                            : LOWER_PRIM(lw, free_get, cell, name);
    if (symbol->type && !symbol->is_declared) /* inferred: `cell_contents` may have been set from outside */
        return lower_convert(lw, value, symbol->type);
    return symbol->type ? ir_cast(&lw->b, symbol->type, value) : value;
}

void lower_cell_set(Lower *lw, Symbol *symbol, Insn *value)
{
    LOWER_PRIM(lw, cell_set, lower_cell(lw, symbol), value);
}

void lower_cell_clear(Lower *lw, Symbol *symbol)
{
    if (is_object(symbol))
        LOWER_PRIM(lw, cell_clear, lower_cell(lw, symbol));
}

void lower_cell_delete(Lower *lw, Symbol *symbol)
{
    Insn *cell = lower_cell(lw, symbol), *name = lower_name(lw, symbol->name);
    if (is_owned_here(lw, symbol))
        LOWER_PRIM(lw, cell_del, cell, name);
    else
        LOWER_PRIM(lw, free_del, cell, name);
}
