/* lower_buffer.c: variables declared as object[T, ndim=N]; see lower_buffer.h.
 *
 * Each has a second variable, a view of its rank, which is opened whenever the object is set. Where no item is assigned
 * the buffer need not be writable.
 *
 *     buf = x   (object[int])   ->   %1 = vopen x; set buf, x; set buf_view, %1
 *     buf[i]                    ->   nonechk item buf; ... load (vat buf_view, i)
 */
#include "lower/lower_buffer.h"

#include "lower/lower_convert.h"

static const Type *view_type(Lower *lw, const Symbol *symbol)
{
    const Type *view = symbol->buffer;
    ViewMode modes[VIEW_MAX_DIMS];
    if (symbol->buffer_written || type_is_const(view->target))
        return view;
    for (uint32_t i = 0; i < view->view.ndim; i++)
        modes[i] = (ViewMode)view->view.modes[i];
    const Type *element = type_is_object(view->target)
                              ? view->target
                              : type_qualified(lw->types, view->target, TYPE_QUAL_CONST);
    return type_view(lw->types, element, view->view.ndim, modes);
}

/* How it is opened: the `sub` of vopen. */
static uint16_t opening(const Symbol *symbol)
{
    bool is_read = !symbol->buffer_written && !type_is_const(symbol->buffer->target);
    return symbol->buffer_cast ? 1 : is_read ? 2 : 0;
}

static IrVar *view_var(Lower *lw, const Symbol *symbol)
{
    IrVar *var = map_get(&lw->vars, &symbol->buffer);
    if (!var) {
        const char *name = arena_printf(lw->arena, "%s_view", symbol->name->text);
        var = ir_var_new(lw->b.func, IR_VAR_LOCAL, atom_from(lw->b.module->atoms, name),
                         view_type(lw, symbol));
        var->maybe_unbound = true;
        map_set(lw->arena, &lw->vars, &symbol->buffer, var);
    }
    return var;
}

static Insn *open_view(Lower *lw, const Symbol *symbol, Insn *object)
{
    return ir_append(&lw->b, IR_VOPEN, opening(symbol), view_type(lw, symbol), &object, 1);
}

void lower_buffer_set(Lower *lw, Symbol *symbol, Insn *value)
{
    Insn *object = lower_convert(lw, value, symbol->type);
    Insn *view = open_view(lw, symbol, object);
    ir_set(&lw->b, lower_var(lw, symbol), object);
    ir_set(&lw->b, view_var(lw, symbol), view);
}

void lower_buffer_open(Lower *lw, Symbol *symbol)
{
    ir_set(&lw->b, view_var(lw, symbol),
           open_view(lw, symbol, ir_get(&lw->b, lower_var(lw, symbol))));
}

Insn *lower_buffer_view(Lower *lw, Symbol *symbol)
{
    if (symbol->is_captured)
        lower_unsupported(lw, symbol->decl, "a buffer variable that an inner function uses");
    Insn *object = lower_read(lw, symbol);
    ir_append(&lw->b, IR_NONECHK, IR_NONE_ITEM, NULL, &object, 1);
    return ir_get(&lw->b, view_var(lw, symbol));
}
