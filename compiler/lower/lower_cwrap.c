/* lower_cwrap.c: C functions as Python objects.
 *
 * A wrapper is a def function named `wrap` that converts its arguments, calls the C function and converts the
 * result. One that wraps a pointer finds it in its closure, in a cell of C memory. There is one wrapper for
 * each C function, and one for each place that wraps a pointer.
 *
 *     obj = sqrt   ->   def wrap(x): return box (call sqrt (unbox x))
 */
#include "lower/lower_cwrap.h"

#include "lower/lower_convert.h"
#include "lower/lower_expr.h"
#include "lower/lower_member.h"
#include "lower/lower_name.h"
#include "lower/lower_shared.h"
#include "type/typename.h"

#include <string.h>

static const TypeFunc *func_type(const Type *type)
{
    const Type *plain = lower_plain(type);
    return plain->kind == TYPE_PTR ? lower_plain(plain->target)->func : plain->func;
}

static Atom param_name(Lower *lw, const Symbol *symbol, uint32_t i)
{
    Atom name = symbol && symbol->param_names ? symbol->param_names[i] : NULL;
    return name ? name
                : atom_from(lw->sema->atoms, arena_printf(lw->arena, "arg%u", (unsigned)i));
}

/* What Python would write for the type, quoted when it has no word for it; NULL: nothing, as for object. */
static const char *annotation(Lower *lw, const Type *type)
{
    const Type *plain = lower_plain(type);
    if (plain->kind == TYPE_OBJECT || plain->kind == TYPE_VOID)
        return NULL;
    if (type_is_float(plain))
        return "float";
    if (plain->kind == TYPE_BINT)
        return "bool";
    const char *name = typename_source(lw->arena, type);
    const char *space = strstr(name, " object");
    if (type_is_object(plain) && space)
        return arena_strndup(lw->arena, name, (size_t)(space - name));
    return type_is_object(plain) ? name : arena_printf(lw->arena, "'%s'", name);
}

/* "wrap(x: float) -> float" */
static const char *docstring(Lower *lw, const Symbol *symbol, const TypeFunc *func)
{
    Buf out;
    buf_init(&out, lw->arena);
    buf_puts(&out, "wrap(");
    for (uint32_t i = 0; i < func->count; i++) {
        const char *type = annotation(lw, func->params[i].type);
        buf_printf(&out, "%s%s%s%s", i ? ", " : "", param_name(lw, symbol, i)->text, type ? ": " : "",
                   type ? type : "");
    }
    const char *result = annotation(lw, func->result);
    buf_printf(&out, ")%s%s", result ? " -> " : "", result ? result : "");
    return buf_text(&out);
}

static IrVar *add_param(Lower *lw, Atom name)
{
    IrVar *var = ir_var_new(lw->b.func, IR_VAR_PARAM, name, LOWER_TYPE(lw, OBJECT));
    var->span = lw->b.span;
    var->borrowed = true;
    return var;
}

static Insn *argument(Lower *lw, IrVar *var, Atom name, const Type *type)
{
    Insn *arg = ir_get(&lw->b, var);
    if (lower_is_number_object(type))
        return lower_number_object(lw, arg, type, name->text, true);
    Insn *value = lower_convert(lw, arg, type);
    if (value->op == IR_TYPECHK && value->args[0] == arg)
        value->as.text = name->text;
    return value;
}

/* What the cell holds; a variable gives the memory its type. */
static Insn *cell_memory(Lower *lw, Insn *cell, const Type *pointer)
{
    const Type *type = type_ptr(lw->types, type_of_value(pointer));
    Insn *data = ir_prim(&lw->b, PRIM_OF(memory_data), type, &cell, 1);
    return ir_get(&lw->b, lower_temp(lw, "held", type, data));
}

/* The pointer that the function object holds. */
static Insn *held_pointer(Lower *lw, IrVar *self, const Type *pointer)
{
    Insn *cell = LOWER_PRIM(lw, closure_cell, ir_get(&lw->b, self), lower_ssize(lw, 0));
    return ir_load(&lw->b, cell_memory(lw, cell, pointer));
}

/* The function of a symbol, called. A method is called as instances do it (is_bound) or as this very function. */
static Insn *call_symbol(Lower *lw, const Symbol *symbol, Insn **args, uint32_t count, bool is_bound)
{
    if (symbol->cls && !symbol->is_static)
        lower_not_none(lw, args[0], IR_NONE_ATTR, symbol->name->text);
    if (is_bound && !symbol->is_final)
        return lower_virtual_call(lw, symbol, args, count);
    return ir_call(&lw->b, lower_method_callee(lw, symbol), args, count);
}

static void fill_wrapper(Lower *lw, const Symbol *symbol, const Type *pointer, const TypeFunc *func, bool is_bound)
{
    IrFunc *wrapper = lw->b.func;
    Insn **args = ARENA_ARRAY(lw->arena, Insn *, func->count + 2);
    IrVar **vars = ARENA_ARRAY(lw->arena, IrVar *, func->count + 1);
    wrapper->self = add_param(lw, atom_from(lw->sema->atoms, "function"));
    for (uint32_t i = 0; i < func->count; i++) {
        Atom name = param_name(lw, symbol, i);
        vars[i] = add_param(lw, name);
        IrPyParam param = {.name = lower_name_const(lw, name), .arg = vars[i]};
        vec_push(lw->arena, &wrapper->py_params, param);
    }
    uint32_t count = 0;
    bool is_elsewhere = symbol && symbol->from_module;
    if (!symbol)
        args[count++] = held_pointer(lw, wrapper->self, pointer);
    else if (is_elsewhere)
        args[count++] = lower_shared_pointer(lw, symbol, 0);
    for (uint32_t i = 0; i < func->count; i++)
        args[count++] = argument(lw, vars[i], param_name(lw, symbol, i), func->params[i].type);
    Insn *result = symbol && !is_elsewhere ? call_symbol(lw, symbol, args, count, is_bound)
                          : ir_append(&lw->b, IR_CALLPTR, 0, func->result, args, count);
    ir_return(&lw->b, lower_box(lw, result));
}

/* `py_name`: what Python calls it. */
static IrFunc *make_wrapper(Lower *lw, const Symbol *symbol, const Type *type, const char *py_name, bool is_bound)
{
    const TypeFunc *func = func_type(type);
    const char *name = symbol ? arena_printf(lw->arena, "wrap_%s", symbol->name->text) : "wrap";
    IrFunc *wrapper = ir_func_new(lw->unit->module, IR_FUNC_DEF, atom_from(lw->sema->atoms, name));
    wrapper->span = lw->b.span;
    wrapper->header = docstring(lw, symbol, func);
    wrapper->py_name = wrapper->qualname = py_name;
    wrapper->doc = wrapper->header;
    wrapper->doc_len = (uint32_t)strlen(wrapper->doc);
    wrapper->result = LOWER_TYPE(lw, OBJECT);
    wrapper->except.kind = EXCEPT_NULL;
    Lower inner = *lw;
    inner.b = (IrBuilder){lw->unit->module, wrapper, wrapper->body, lw->b.span};
    inner.loop = NULL;
    inner.par = NULL;
    inner.has_gil = true;
    fill_wrapper(&inner, symbol, type, func, is_bound);
    return wrapper;
}

static Insn *function_object(Lower *lw, IrFunc *wrapper, Insn *closure)
{
    Insn *none = closure ? ir_null(&lw->b, LOWER_TYPE(lw, OBJECT)) : NULL;
    Insn *operands[] = {closure, none, none, none};
    Insn *object = ir_append(&lw->b, IR_FUNCOBJ, 0, LOWER_TYPE(lw, OBJECT), operands, closure ? 4 : 0);
    object->as.func = wrapper;
    return object;
}

/* A tuple of one cell, which holds the pointer. */
static Insn *make_closure(Lower *lw, Insn *pointer)
{
    Insn *cell = LOWER_PRIM(lw, memory_new, lower_sizeof(lw, pointer->type));
    ir_store(&lw->b, cell_memory(lw, cell, pointer->type), pointer);
    return ir_append(&lw->b, IR_BUILD, IR_BUILD_TUPLE, LOWER_TYPE(lw, TUPLE), &cell, 1);
}

static IrFunc *known_wrapper(Lower *lw, Symbol *symbol, bool is_bound)
{
    const void *key = is_bound ? (const void *)&symbol->name : symbol;
    IrFunc *wrapper = map_get(&lw->unit->cwraps, key);
    if (!wrapper) {
        wrapper = make_wrapper(lw, symbol, symbol->type, "wrap", is_bound);
        map_set(lw->arena, &lw->unit->cwraps, key, wrapper);
    }
    return wrapper;
}

Insn *lower_cwrap_pointer(Lower *lw, Insn *pointer)
{
    return function_object(lw, make_wrapper(lw, NULL, pointer->type, "wrap", false), make_closure(lw, pointer));
}

Insn *lower_cwrap(Lower *lw, const Ast *node)
{
    Symbol *symbol = lower_symbol(lw, node);
    if (symbol && symbol->kind != SYM_CFUNC)
        symbol = NULL;
    return symbol ? function_object(lw, known_wrapper(lw, symbol, false), NULL)
                  : lower_cwrap_pointer(lw, lower_expr(lw, node));
}

Insn *lower_cwrap_method(Lower *lw, Symbol *symbol, Insn *object)
{
    Insn *function = function_object(lw, known_wrapper(lw, symbol, true), NULL);
    return symbol->is_static ? function : LOWER_PRIM(lw, method_bind, function, object);
}

void lower_cwrap_faces(Lower *lw)
{
    for (uint32_t i = 0; i < lw->sema->extern_faces.len; i++) {
        const Symbol *symbol = lw->sema->extern_faces.items[i];
        IrFunc *wrapper = make_wrapper(lw, symbol, symbol->type, symbol->name->text, false);
        LOWER_PRIM(lw, global_set, lower_name(lw, symbol->name), function_object(lw, wrapper, NULL));
    }
}
