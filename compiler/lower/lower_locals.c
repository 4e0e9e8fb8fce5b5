/* lower_locals.c: the local variables as a dict; see lower_locals.h.
 *
 * The dict is a new one at each call: parameters, locals, captured variables of outer functions that the function uses.
 * C variables are in it as objects, where they can be. Source: Python library reference, locals(); PEP 667.
 *
 *     locals()   ->   %1 = build dict ; prim locals_put %1, 'x', (get maybe x) ; prim locals_cell %1, 'y', y
 */
#include "lower/lower_locals.h"

#include "lower/lower_cclass.h"
#include "lower/lower_cell.h"
#include "lower/lower_convert.h"

static void put_captured(Lower *lw, Insn *dict, Symbol *symbol)
{
    if (!symbol->type || type_is_object(symbol->type))
        LOWER_PRIM(lw, locals_cell, dict, lower_name(lw, symbol->name), lower_cell(lw, symbol));
    else if (convert_implicit(lw->types, symbol->type, LOWER_TYPE(lw, OBJECT)) == CONVERT_BOX)
        LOWER_PRIM(lw, dict_put, dict, lower_name(lw, symbol->name),
                   lower_box(lw, lower_cell_read(lw, symbol)));
}

static Insn *peek(Lower *lw, IrVar *var)
{
    Insn *value = ir_get(&lw->b, var);
    value->sub = 1;
    return value;
}

static void put_view(Lower *lw, Insn *dict, Symbol *symbol)
{
    Insn *view = peek(lw, lower_var(lw, symbol));
    Insn *is_set = ir_append(&lw->b, IR_UN, IR_UN_NOT, LOWER_TYPE(lw, BINT),
                             (Insn *[]){LOWER_PRIM(lw, view_is_none, view)}, 1);
    Insn *region = lower_if(lw, is_set);
    LOWER_PRIM(lw, dict_put, dict, lower_name(lw, symbol->name), lower_box(lw, view));
    ir_close(&lw->b, region);
}

static void put_local(Lower *lw, Insn *dict, Symbol *symbol)
{
    const Type *type = symbol->type ? lower_plain(symbol->type) : LOWER_TYPE(lw, OBJECT);
    if (type_is_object(type))
        LOWER_PRIM(lw, locals_put, dict, lower_name(lw, symbol->name), peek(lw, lower_var(lw, symbol)));
    else if (type->kind == TYPE_VIEW)
        put_view(lw, dict, symbol);
    else if (convert_implicit(lw->types, type, LOWER_TYPE(lw, OBJECT)) == CONVERT_BOX)
        LOWER_PRIM(lw, dict_put, dict, lower_name(lw, symbol->name),
                   lower_box(lw, peek(lw, lower_var(lw, symbol))));
}

static void put_scope(Lower *lw, Insn *dict, const Scope *scope)
{
    for (uint32_t i = 0; i < scope->symbols.len; i++) {
        Symbol *symbol = scope->symbols.items[i];
        if (symbol->kind != SYM_LOCAL || symbol->name->text[0] == '.')
            continue;
        if (symbol->is_captured)
            put_captured(lw, dict, symbol);
        else
            put_local(lw, dict, symbol);
    }
}

Insn *lower_locals(Lower *lw, const Scope *scope)
{
    const FuncInfo *info = lw->info;
    if (lw->space)
        return ir_get(&lw->b, lw->space);
    if (info->kind == FUNC_MODULE)
        return LOWER_PRIM0(lw, global_dict);
    Insn *dict = ir_append(&lw->b, IR_BUILD, IR_BUILD_DICT, LOWER_TYPE(lw, DICT), NULL, 0);
    put_scope(lw, dict, info->scope);
    for (uint32_t i = 0; i < info->frees.len; i++)
        put_captured(lw, dict, info->frees.items[i]);
    if (info->class_cell && info->class_cell->kind == SYM_CLASS)
        LOWER_PRIM(lw, dict_put, dict, lower_str(lw, "__class__"),
                   lower_cclass_object(lw, info->class_cell));
    for (; scope && scope != info->scope && scope->kind == SCOPE_COMP; scope = scope->parent)
        put_scope(lw, dict, scope);
    return dict;
}
