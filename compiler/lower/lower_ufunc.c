/* lower_ufunc.c: C functions as universal functions of numpy; see lower_ufunc.h and kr/ufunc.h.
 *
 * Numpy calls a loop, a C function, with the memory of its arrays: for each specialisation there is one, which
 * calls the function for each item. It runs without the GIL unless items are objects, so that a function that needs
 * the GIL takes it once for all items. An exception ends the loop; numpy looks for it.
 *
 *     @ufunc                        loop_f(args, dimensions, steps, data):
 *     cdef double f(int x)   ->         in1 = args[0]; out1 = args[1]
 *                                       range i = 0, dimensions[0]:
 *                                           *(double *)out1 = f(*(int *)in1)
 *                                           in1 += steps[0]; out1 += steps[1]
 */
#include "lower/lower_ufunc.h"

#include "lower/lower_name.h"
#include "lower/lower_convert.h"
#include "lower/lower_par.h"
#include "lower/lower_place.h"
#include "sema/fused.h"

#include <string.h>

#define HEADER "\"kr/ufunc.h\""

/* What an item of the loop is: an argument or a part of the result, and where it is now. */
typedef struct Item {
    const Type *type;
    IrVar *place, *step;
} Item;

typedef struct Items {
    Item *items;
    uint32_t in, count; /* count: with the results behind the arguments */
} Items;

static Items items_of(Lower *lw, const TypeFunc *func)
{
    const Type *result = lower_plain(func->result);
    bool is_tuple = result->kind == TYPE_CTUPLE;
    uint32_t out = is_tuple ? result->decl->field_count : 1;
    Items list = {ARENA_ARRAY(lw->arena, Item, func->count + out), func->count, func->count + out};
    for (uint32_t i = 0; i < func->count; i++)
        list.items[i].type = func->params[i].type;
    for (uint32_t i = 0; i < out; i++)
        list.items[list.in + i].type = is_tuple ? result->decl->fields[i].type : func->result;
    return list;
}

static bool has_objects(const Items *list)
{
    bool any = false;
    for (uint32_t i = 0; i < list->count; i++)
        any |= type_is_object(list->items[i].type);
    return any;
}

/* --- the loop --- */

static IrVar *add_param(Lower *lw, const char *name, const Type *type)
{
    IrVar *var = ir_var_new(lw->b.func, IR_VAR_PARAM, atom_from(lw->sema->atoms, name), type);
    var->span = lw->b.span;
    return var;
}

static Insn *at(Lower *lw, IrVar *array, uint32_t index)
{
    Insn *first = ir_get(&lw->b, array);
    return ir_load(&lw->b, ir_index(&lw->b, first, lower_ssize(lw, index)));
}

static void open_items(Lower *lw, Items *list, IrVar *args, IrVar *steps)
{
    const Type *bytes = type_ptr(lw->types, LOWER_TYPE(lw, CHAR));
    for (uint32_t i = 0; i < list->count; i++) {
        Item *item = &list->items[i];
        item->place = lower_temp(lw, i < list->in ? "in" : "out", bytes, at(lw, args, i));
        item->step = lower_temp(lw, "step", LOWER_TYPE(lw, SSIZE), at(lw, steps, i));
    }
}

/* Objects are read and written as object arrays hold them: NULL for None, and owned. */
static Insn *pointer_to(Lower *lw, const Item *item)
{
    const Type *type = type_is_object(item->type) ? LOWER_TYPE(lw, OBJECT) : item->type;
    return ir_cast(&lw->b, type_ptr(lw->types, type), ir_get(&lw->b, item->place));
}

static Insn *read_item(Lower *lw, const Item *item)
{
    Insn *pointer = pointer_to(lw, item);
    if (!type_is_object(item->type))
        return ir_load(&lw->b, pointer);
    return lower_convert(lw, LOWER_PRIM(lw, view_item, pointer), item->type);
}

static void write_results(Lower *lw, const Items *list, Insn *result)
{
    const Type *tuple = lower_plain(result->type);
    for (uint32_t i = list->in; i < list->count; i++) {
        Insn *value = result;
        if (tuple->kind == TYPE_CTUPLE) {
            value = ir_append(&lw->b, IR_PART, 0, list->items[i].type, &result, 1);
            value->as.index = i - list->in;
        }
        ir_store(&lw->b, pointer_to(lw, &list->items[i]), value);
    }
}

static void step_on(Lower *lw, const Items *list)
{
    for (uint32_t i = 0; i < list->count; i++) {
        const Item *item = &list->items[i];
        Insn *place = ir_get(&lw->b, item->place);
        ir_set(&lw->b, item->place, ir_index(&lw->b, place, ir_get(&lw->b, item->step)));
    }
}

static void fill_loop(Lower *lw, Symbol *symbol, Items *list, const Type *type)
{
    const TypeFunc *func = type->func, *called = lower_plain(symbol->type)->func;
    IrVar *args = add_param(lw, "args", func->params[0].type);
    IrVar *dimensions = add_param(lw, "dimensions", func->params[1].type);
    IrVar *steps = add_param(lw, "steps", func->params[2].type);
    add_param(lw, "data", func->params[3].type);
    Insn **values = ARENA_ARRAY(lw->arena, Insn *, list->in + 1);
    open_items(lw, list, args, steps);
    Insn *bounds[] = {lower_ssize(lw, 0), at(lw, dimensions, 0)};
    Insn *gil = called->nogil ? NULL : lower_open_gil(lw, IR_GIL_ACQUIRE);
    Insn *range = ir_region(&lw->b, IR_RANGE, 0, bounds, 2, 1, "loop");
    range->as.step = 1;
    ir_enter(&lw->b, range, 0);
    for (uint32_t i = 0; i < list->in; i++)
        values[i] = read_item(lw, &list->items[i]);
    write_results(lw, list, ir_call(&lw->b, lower_callee(lw, symbol), values, list->in));
    step_on(lw, list);
    ir_close(&lw->b, range);
    lower_close_gil(lw, gil);
}

/* void (char **args, const Py_ssize_t *dimensions, const Py_ssize_t *steps, void *data) */
static const Type *loop_type(Lower *lw, bool nogil)
{
    const Type *bytes = type_ptr(lw->types, LOWER_TYPE(lw, CHAR));
    const Type *sizes = type_ptr(lw->types, type_qualified(lw->types, LOWER_TYPE(lw, SSIZE), TYPE_QUAL_CONST));
    TypeParam params[] = {{.type = type_ptr(lw->types, bytes)},
                          {.type = sizes},
                          {.type = sizes},
                          {.type = type_ptr(lw->types, LOWER_TYPE(lw, VOID))}};
    TypeFunc func = {.result = LOWER_TYPE(lw, VOID), .params = params, .count = 4,
                     .except = {.kind = EXCEPT_ALWAYS}, .nogil = nogil};
    return type_func(lw->types, &func);
}

static Insn *loop_address(Lower *lw, const FuncInfo *info, Symbol *symbol, Items *list)
{
    const Type *type = loop_type(lw, !has_objects(list));
    Atom name = atom_from(lw->sema->atoms, arena_printf(lw->arena, "loop_%s", info->name->text));
    IrFunc *loop = ir_func_new(lw->unit->module, IR_FUNC_C, name);
    loop->span = info->node->span;
    loop->header = arena_printf(lw->arena, "%s over arrays", info->name->text);
    loop->result = type->func->result;
    loop->except = type->func->except;
    loop->nogil = type->func->nogil;
    Lower inner = *lw;
    inner.b = (IrBuilder){lw->unit->module, loop, loop->body, lw->b.span};
    inner.loop = NULL;
    inner.par = NULL;
    inner.has_gil = !loop->nogil;
    fill_loop(&inner, symbol, list, type);
    IrCallee *callee = ARENA_NEW(lw->arena, IrCallee);
    callee->func = loop;
    callee->type = type;
    return ir_funcaddr(&lw->b, callee);
}

/* --- the object --- */

static Insn *runtime_call(Lower *lw, const char *name, const Type *result, Insn *const *args, uint32_t count)
{
    TypeFunc func = {.result = result, .count = count, .params = ARENA_ARRAY(lw->arena, TypeParam, count + 1)};
    func.except.kind = type_is_object(result) || result->kind == TYPE_PTR ? EXCEPT_NULL : EXCEPT_NONE;
    for (uint32_t i = 0; i < count; i++)
        func.params[i].type = args[i]->type;
    IrCallee *callee = ARENA_NEW(lw->arena, IrCallee);
    callee->type = type_func(lw->types, &func);
    callee->c_name = name;
    callee->header = HEADER;
    return ir_call(&lw->b, callee, args, count);
}

/* i integer, f float, c complex, O object */
static int kind_of(const Type *plain)
{
    return type_is_object(plain) ? 'O' : plain->kind == TYPE_COMPLEX ? 'c' : type_is_float(plain) ? 'f' : 'i';
}

/* Only C knows what the types of headers are: their size and whether (T)-1 is below (T)1. */
static void add_type(Lower *lw, IrVar *ufunc, const Type *type)
{
    const Type *plain = lower_plain(type);
    Insn *size = ir_append(&lw->b, IR_SIZEOF, 0, LOWER_TYPE(lw, SIZE), NULL, 0);
    size->as.type = type_is_object(type) ? LOWER_TYPE(lw, OBJECT) : type;
    bool is_int = kind_of(plain) == 'i';
    Insn *sign = is_int ? ir_cmp(&lw->b, IR_CMP_LT, ir_cast(&lw->b, type, ir_int(&lw->b, LOWER_TYPE(lw, INT), -1)),
                                 ir_cast(&lw->b, type, ir_int(&lw->b, LOWER_TYPE(lw, INT), 1)))
                        : lower_bint(lw, true);
    Insn *args[] = {ir_get(&lw->b, ufunc), ir_int(&lw->b, LOWER_TYPE(lw, INT), kind_of(plain)), size, sign};
    runtime_call(lw, "kr_ufunc_type", LOWER_TYPE(lw, VOID), args, 4);
}

static void add_loop(Lower *lw, IrVar *ufunc, const FuncInfo *info, Symbol *symbol)
{
    Items list = items_of(lw, lower_plain(info->type)->func);
    Insn *args[] = {ir_get(&lw->b, ufunc), loop_address(lw, info, symbol, &list)};
    runtime_call(lw, "kr_ufunc_loop", LOWER_TYPE(lw, VOID), args, 2);
    for (uint32_t i = 0; i < list.count; i++)
        add_type(lw, ufunc, list.items[i].type);
}

Insn *lower_ufunc(Lower *lw, const FuncInfo *info)
{
    const FusedInfo *fused = info->fused;
    uint32_t loops = fused ? fused->spec_count : 1;
    const FuncInfo *first = fused ? fused->specs[0].func : info;
    Items list = items_of(lw, lower_plain(first->type)->func);
    const Type *text = ir_cstring_type(lw->types);
    Insn *args[] = {ir_cstring(&lw->b, info->name->text, (uint32_t)strlen(info->name->text)),
                    info->doc ? ir_cstring(&lw->b, info->doc, info->doc_len) : ir_null(&lw->b, text),
                    ir_int(&lw->b, LOWER_TYPE(lw, INT), loops), ir_int(&lw->b, LOWER_TYPE(lw, INT), list.in),
                    ir_int(&lw->b, LOWER_TYPE(lw, INT), list.count - list.in)};
    const Type *memory = type_ptr(lw->types, LOWER_TYPE(lw, VOID));
    IrVar *ufunc = lower_temp(lw, "ufunc", memory, runtime_call(lw, "kr_ufunc_start", memory, args, 5));
    for (uint32_t i = 0; i < loops; i++)
        add_loop(lw, ufunc, fused ? fused->specs[i].func : info, fused ? fused->specs[i].symbol : info->symbol);
    Insn *value = ir_get(&lw->b, ufunc);
    return runtime_call(lw, "kr_ufunc_end", LOWER_TYPE(lw, OBJECT), &value, 1);
}
