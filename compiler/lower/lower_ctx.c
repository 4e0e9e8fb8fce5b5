/* lower_ctx.c: the state of lowering and the helpers that all of it uses.
 *
 * Variables are made when a symbol is first met: locals in the function, cdef globals and extern names
 * once in the module. Whether a read needs INITCHK is decided here by the kind of variable alone; pass
 * narrow deletes the checks that the flow of control makes true.
 *
 *     x        ->   initchk x ; %1: obj = get x
 */
#include "lower/lower_ctx.h"

#include "lower/lower_cell.h"
#include "lower/lower_shared.h"
#include "sema/mangle.h"

#include <string.h>

const Sema *lower_sema(LowerUnit *unit, const FuncInfo *info)
{
    const Tables *tables = &info->tables;
    if (!tables->type_of || tables->type_of == unit->sema->type_of)
        return unit->sema;
    Sema *view = map_get(&unit->tables, tables->type_of);
    if (!view) {
        view = ARENA_NEW(unit->module->arena, Sema);
        *view = *unit->sema;
        view->type_of = tables->type_of;
        view->symbol_of = tables->symbol_of;
        view->info_of = tables->info_of;
        map_set(unit->module->arena, &unit->tables, tables->type_of, view);
    }
    return view;
}

const Type *lower_type(const Lower *lw, const Ast *node)
{
    const Type *type = SEMA_TYPE(lw->sema, node);
    if (type && type->kind == TYPE_TYPEDEF && type->decl->item_count)
        return type->decl->target; /* what is in a container concerns analysis only */
    return type ? type : LOWER_TYPE(lw, OBJECT);
}

void lower_unsupported(Lower *lw, const Ast *node, const char *what)
{
    diag_report(lw->sema->diags, DIAG_NOT_SUPPORTED, node->span, what);
}

Insn *lower_unsupported_value(Lower *lw, const Ast *node, const char *what)
{
    lower_unsupported(lw, node, what);
    return lower_zero(lw, lower_type(lw, node));
}

Span lower_at(Lower *lw, const Ast *node)
{
    Span old = lw->b.span;
    lw->b.span = node->span;
    return old;
}

/* Variables */

IrVar *lower_global(LowerUnit *unit, const void *key, Atom name, const Type *type)
{
    IrVar *var = map_get(&unit->globals, key);
    if (!var) {
        var = ir_global_new(unit->module, name, type);
        map_set(unit->module->arena, &unit->globals, key, var);
    }
    return var;
}

static IrVar *make_extern(LowerUnit *unit, Symbol *symbol)
{
    const char *c_name = symbol->c_name ? symbol->c_name : symbol->name->text;
    return ir_extern_new(unit->module, c_name, symbol->type);
}

static IrVar *make_local(Lower *lw, Symbol *symbol)
{
    const Type *type = symbol->type ? symbol->type : LOWER_TYPE(lw, OBJECT);
    IrVar *var = ir_var_new(lw->b.func, IR_VAR_LOCAL, symbol->name, type);
    var->span = symbol->span;
    var->maybe_unbound = ir_type_is_managed(type);
    map_set(lw->arena, &lw->vars, symbol, var);
    return var;
}

static IrVar *make_public(LowerUnit *unit, Symbol *symbol)
{
    IrVar *var = make_extern(unit, symbol);
    if (!map_get(&unit->globals, symbol)) {
        map_set(unit->module->arena, &unit->globals, symbol, var);
        vec_push(unit->module->arena, &unit->module->publics, var);
    }
    return var;
}

IrVar *lower_var(Lower *lw, Symbol *symbol)
{
    if (symbol->kind == SYM_CGLOBAL && symbol->is_public)
        return make_public(lw->unit, symbol);
    if (symbol->kind == SYM_CGLOBAL) {
        /* a member of the module's state, which its declaration sets */
        IrVar *var = lower_global(lw->unit, symbol, symbol->name, type_of_value(symbol->type));
        var->span = symbol->span;
        return var;
    }
    if (symbol->kind == SYM_EXTERN || symbol->kind == SYM_CONST)
        return make_extern(lw->unit, symbol);
    IrVar *var = map_get(&lw->vars, symbol);
    return var ? var : make_local(lw, symbol);
}

/* Can the variable be unbound when it is read? Parameters are bound until deleted. A view that is None looks as one
 * that is unset, so analysis says whether a local may be. */
static bool is_checked(const Symbol *symbol)
{
    bool is_view = symbol->type && lower_plain(symbol->type)->kind == TYPE_VIEW;
    bool is_set = symbol->is_param || (is_view && symbol->kind == SYM_LOCAL && !symbol->may_be_unset);
    return !is_set || symbol->is_deleted;
}

void lower_check_bound(Lower *lw, Symbol *symbol)
{
    IrVar *var = lower_var(lw, symbol);
    if (!is_checked(symbol))
        return;
    if (lower_plain(var->type)->kind == TYPE_VIEW) {
        Insn *view = ir_get(&lw->b, var);
        if (lw->directives->initializedcheck)
            ir_append(&lw->b, IR_VCHK, 0, NULL, &view, 1);
    } else if (symbol->kind == SYM_LOCAL && type_is_object(var->type)) {
        ir_append(&lw->b, IR_INITCHK, 0, NULL, NULL, 0)->as.var = var;
    }
}

bool lower_in_cell(const Lower *lw, const Symbol *symbol)
{
    return symbol->is_captured && !map_get(&lw->par_cells, symbol);
}

Insn *lower_read(Lower *lw, Symbol *symbol)
{
    if (lower_in_cell(lw, symbol))
        return lower_cell_read(lw, symbol);
    if (symbol->from_module) {
        Insn *pointer = lower_shared_pointer(lw, symbol, 0);
        return lower_plain(symbol->type)->kind == TYPE_ARRAY ? pointer : ir_load(&lw->b, pointer);
    }
    IrVar *var = lower_var(lw, symbol);
    if (lower_plain(var->type)->kind == TYPE_ARRAY)
        return ir_items(&lw->b, var);
    lower_check_bound(lw, symbol);
    return ir_get(&lw->b, var);
}

IrVar *lower_temp(Lower *lw, const char *role, const Type *type, Insn *value)
{
    IrVar *var = ir_temp_new(&lw->b, role, type);
    var->maybe_unbound = ir_type_is_managed(type);
    if (value)
        ir_set(&lw->b, var, value);
    return var;
}

/* Constants */

IrConst *lower_name_const(Lower *lw, Atom name)
{
    name = mangle_name(lw->b.module->atoms, lw->info->scope, name);
    return ir_const_str(lw->b.module, name->text, name->len, true);
}

Insn *lower_name(Lower *lw, Atom name)
{
    return ir_pyconst(&lw->b, lower_name_const(lw, name));
}

Insn *lower_str(Lower *lw, const char *text)
{
    return ir_pyconst(&lw->b, ir_const_str(lw->b.module, text, (uint32_t)strlen(text), true));
}

Insn *lower_none(Lower *lw)
{
    return ir_pyconst(&lw->b, ir_const_simple(lw->b.module, IR_CONST_NONE));
}

Insn *lower_ssize(Lower *lw, int64_t value)
{
    return ir_int(&lw->b, LOWER_TYPE(lw, SSIZE), value);
}

Insn *lower_bint(Lower *lw, bool value)
{
    return ir_int(&lw->b, LOWER_TYPE(lw, BINT), value);
}

static Insn *make_zero_parts(Lower *lw, const Type *type)
{
    const TypeDecl *decl = lower_plain(type)->decl;
    Insn **parts = ARENA_ARRAY(lw->arena, Insn *, decl->field_count + 1);
    for (uint32_t i = 0; i < decl->field_count; i++)
        parts[i] = lower_zero(lw, decl->fields[i].type);
    return ir_append(&lw->b, IR_MAKE, 0, type, parts, decl->field_count);
}

Insn *lower_zero(Lower *lw, const Type *type)
{
    const Type *plain = lower_plain(type);
    if (type_is_object(plain))
        return lower_none(lw);
    if (type_is_float(plain))
        return ir_float(&lw->b, type, 0.0);
    if (type_is_int(plain))
        return ir_int(&lw->b, type, 0);
    if (plain->kind == TYPE_STRUCT || plain->kind == TYPE_CTUPLE)
        return make_zero_parts(lw, type);
    if (plain->kind == TYPE_COMPLEX) {
        Insn *zero = lower_zero(lw, plain->target);
        return ir_append(&lw->b, IR_MAKE, 0, plain, (Insn *[]){zero, zero}, 2);
    }
    return ir_null(&lw->b, type);
}

/* Primitives and calls */

static const Prim *find_row(const char *key, const Type *result, Insn *const *args, uint32_t count)
{
    const Type *types[8];
    if (count > 8)
        return NULL;
    for (uint32_t i = 0; i < count; i++)
        types[i] = args[i]->type;
    return prim_find(key, result, types, count);
}

/* `result` is the result's type only where the row leaves it open (ANYINT and the like). */
static Insn *apply_row(Lower *lw, const Prim *row, const Type *result, Insn *const *args,
                       uint32_t count)
{
    bool named = row->result == PT_SAME || row->result == PT_NONE ||
                 (int)row->result < TYPE_KIND_COUNT;
    return ir_prim(&lw->b, row, named ? NULL : result, args, count);
}

Insn *lower_prim_key(Lower *lw, const char *key, const Type *result, Insn *const *args,
                     uint32_t count)
{
    const Prim *row = find_row(key, result, args, count);
    return row ? apply_row(lw, row, result, args, count) : NULL;
}

Insn *lower_prim(Lower *lw, const Prim *prim, Insn *const *args, uint32_t count)
{
    return ir_prim(&lw->b, prim, NULL, args, count);
}

Insn *lower_builtin(Lower *lw, const char *name)
{
    return LOWER_PRIM(lw, builtin_get, lower_str(lw, name));
}

Insn *lower_pycall(Lower *lw, Insn *callable, Insn *const *args, uint32_t count)
{
    Insn **all = ARENA_ARRAY(lw->arena, Insn *, count + 1);
    all[0] = callable;
    for (uint32_t i = 0; i < count; i++)
        all[i + 1] = args[i];
    return ir_append(&lw->b, IR_PYCALL, 0, LOWER_TYPE(lw, OBJECT), all, count + 1);
}

Insn *lower_if(Lower *lw, Insn *cond)
{
    Insn *region = ir_region(&lw->b, IR_IF, 0, &cond, 1, 2, NULL);
    ir_enter(&lw->b, region, 0);
    return region;
}

/* The tuple of *args, the dict of **kwargs: the only parameters that own what they hold. */
static bool is_star_param(const IrVar *var)
{
    return var->storage == IR_VAR_PARAM && !var->borrowed && var->type->kind != TYPE_OBJECT;
}

/* Freshly built objects, constants, *args and typed results of primitives are never None. */
static bool is_never_none(const Insn *value)
{
    IrOp op = value->op;
    if (op == IR_CAST)
        return is_never_none(value->args[0]);
    if (op == IR_GET && (is_star_param(value->as.var) || value->as.var->never_none))
        return true;
    if (op == IR_PYCONST)
        return value->as.pyconst->kind != IR_CONST_NONE;
    if (op == IR_PRIM)
        return value->as.prim->result != PT_OBJECT && value->as.prim->result != PT_SAME;
    return op == IR_BUILD || op == IR_BOX || op == IR_ITER || op == IR_FUNCOBJ || op == IR_VOBJ;
}

void lower_not_none(Lower *lw, Insn *value, IrNone what, const char *name)
{
    if (is_never_none(value))
        return;
    Insn *check = ir_append(&lw->b, IR_NONECHK, (uint16_t)what, NULL, &value, 1);
    check->as.text = name;
}

Insn *lower_prim_of(Lower *lw, const char *key, const Type *result, Insn *const *args,
                    uint32_t count, IrNone what, const char *name)
{
    const Prim *row = find_row(key, result, args, count);
    if (!row)
        return NULL;
    bool wants_type = (int)row->args[0] < TYPE_KIND_COUNT && row->args[0] != PT_OBJECT;
    if (wants_type && type_is_object(args[0]->type))
        lower_not_none(lw, args[0], what, name);
    return apply_row(lw, row, result, args, count);
}
