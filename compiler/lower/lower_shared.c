/* lower_shared.c: the table of C functions and variables; see lower_shared.h.
 *
 *     cdef int f(int) in a.pxd, used in b   ->   a: prim capi_put "f", f, "int (int)"
 *                                                b: set f, prim capi_get "a", "f", "int (int)", 1
 */
#include "lower/lower_shared.h"

#include "lower/lower_form.h"
#include "lower/lower_name.h"
#include "sema/fused.h"
#include "type/typename.h"
#include <string.h>

/* The C types of functions and variables, as both sides of a table of C functions compare them. */
static Insn *signature(Lower *lw, const Symbol *symbol, const Type *type)
{
    Buf text;
    buf_init(&text, lw->b.module->arena);
    typename_table(&text, type, symbol->is_cpdef);
    return ir_cstring(&lw->b, buf_text(&text), (uint32_t)text.len);
}

/* `left`: how many arguments a short form leaves out. */
static const char *name_in_table(Lower *lw, const Symbol *symbol, uint32_t left)
{
    const char *name = symbol->table_name ? symbol->table_name : symbol->name->text;
    return left ? arena_printf(lw->arena, "%s-%u", name, (unsigned)left) : name;
}

static void put_in_table(Lower *lw, const Symbol *symbol, uint32_t left, const Type *type, Insn *address)
{
    const char *name = name_in_table(lw, symbol, left);
    Insn *text = ir_cstring(&lw->b, name, (uint32_t)strlen(name));
    Insn *type_text = signature(lw, symbol, type);
    if (address->op == IR_FUNCADDR && address->as.callee->func)
        address->as.callee->func->table_type = type_text->as.imm.text;
    LOWER_PRIM(lw, capi_put, text, address, type_text);
}

/* ---- functions with optional arguments: only their own module knows the defaults, so it offers a form for each number
 * of arguments that may be left out */

static uint32_t optional_of(const Symbol *symbol)
{
    return symbol->kind == SYM_CFUNC ? lower_plain(symbol->type)->func->optional : 0;
}

static void export_short_forms(Lower *lw, const Symbol *symbol)
{
    for (uint32_t left = 1; left <= optional_of(symbol); left++) {
        const Type *type = type_func_short(lw->types, symbol->type, left);
        IrCallee *callee = ARENA_NEW(lw->arena, IrCallee);
        callee->func = lower_short_form(lw->unit, symbol, left, false);
        callee->type = type;
        put_in_table(lw, symbol, left, type, ir_funcaddr(&lw->b, callee));
    }
}

void lower_shared_export(Lower *lw)
{
    for (uint32_t i = 0; i < lw->sema->functions.len; i++) {
        const FuncInfo *info = lw->sema->functions.items[i];
        Symbol *symbol = info->symbol && info->symbol->fused && info->spec ? info->spec->symbol : info->symbol;
        if (!symbol || symbol->kind != SYM_CFUNC || symbol->fused || symbol->cls || symbol->from_module ||
            !(symbol->is_api || symbol->is_exported))
            continue;
        put_in_table(lw, symbol, 0, symbol->type, ir_funcaddr(&lw->b, lower_callee(lw, symbol)));
        if (map_has(&lw->unit->entries, info)) /* beside errors, those functions are left out that have some */
            export_short_forms(lw, symbol);
    }
    for (uint32_t i = 0; i < lw->sema->cglobals.len; i++) {
        Symbol *symbol = lw->sema->cglobals.items[i];
        if (!symbol->is_api && !symbol->is_exported)
            continue;
        put_in_table(lw, symbol, 0, symbol->type, ir_addr(&lw->b, lower_var(lw, symbol)));
    }
}

static const Type *pointer_type(const Lower *lw, const Symbol *symbol, uint32_t left)
{
    const Type *plain = lower_plain(symbol->type);
    if (left)
        return type_ptr(lw->types, type_func_short(lw->types, symbol->type, left));
    return type_ptr(lw->types, plain->kind == TYPE_ARRAY ? plain->target : symbol->type);
}

/* Each form has a key of its own: an address inside the symbol. */
static IrVar *pointer_var(Lower *lw, const Symbol *symbol, uint32_t left)
{
    Atom name = left ? atom_from(lw->b.module->atoms, arena_printf(lw->arena, "%s_%u", symbol->name->text, (unsigned)left))
                     : symbol->name;
    return lower_global(lw->unit, (const char *)symbol + left, name, pointer_type(lw, symbol, left));
}

Insn *lower_shared_pointer(Lower *lw, const Symbol *symbol, uint32_t left)
{
    return ir_get(&lw->b, pointer_var(lw, symbol, left));
}

Span lower_at_cimport(Lower *lw, const Symbol *symbol)
{
    Span old = lw->b.span;
    if (symbol->scope && symbol->scope->cimported.file)
        lw->b.span = symbol->scope->cimported;
    return old;
}

static void import_form(Lower *lw, const Symbol *symbol, uint32_t left)
{
    const char *module = symbol->from_module, *name = name_in_table(lw, symbol, left);
    const Type *pointer = pointer_type(lw, symbol, left);
    Insn *args[] = {ir_cstring(&lw->b, module, (uint32_t)strlen(module)),
                    ir_cstring(&lw->b, name, (uint32_t)strlen(name)),
                    signature(lw, symbol, left ? pointer->target : symbol->type),
                    ir_int(&lw->b, LOWER_TYPE(lw, INT), symbol->kind == SYM_CFUNC)};
    ir_set(&lw->b, pointer_var(lw, symbol, left), ir_prim(&lw->b, PRIM_OF(capi_get), pointer, args, 4));
}

void lower_shared_import(Lower *lw)
{
    for (uint32_t i = 0; i < lw->sema->shared.len; i++) {
        const Symbol *symbol = lw->sema->shared.items[i];
        Span old = lower_at_cimport(lw, symbol);
        for (uint32_t left = 0; symbol->is_used && !symbol->cls && left <= optional_of(symbol); left++)
            import_form(lw, symbol, left);
        lw->b.span = old;
    }
}
