/* lower_shared.c: the table of C functions and variables; see lower_shared.h.
 *
 *     cdef int f(int) in a.pxd, used in b   ->   a: prim capi_put "f", f, "int (int)"
 *                                                b: set f, prim capi_get "a", "f", "int (int)", 1
 */
#include "lower/lower_shared.h"

#include "lower/lower_name.h"
#include "type/typename.h"
#include <string.h>

/* The C types of functions and variables, as both sides of a table of C functions compare them. */
static Insn *signature(Lower *lw, const Type *type)
{
    Buf text;
    buf_init(&text, lw->arena);
    typename_c_declare(&text, type, "");
    return ir_cstring(&lw->b, buf_text(&text), (uint32_t)text.len);
}

static void put_in_table(Lower *lw, const Symbol *symbol, Insn *address)
{
    Insn *name = ir_cstring(&lw->b, symbol->name->text, symbol->name->len);
    LOWER_PRIM(lw, capi_put, name, address, signature(lw, symbol->type));
}

void lower_shared_export(Lower *lw)
{
    for (uint32_t i = 0; i < lw->sema->functions.len; i++) {
        Symbol *symbol = lw->sema->functions.items[i]->symbol;
        if (!symbol || symbol->kind != SYM_CFUNC || symbol->fused || symbol->from_module ||
            !(symbol->is_api || symbol->is_exported))
            continue;
        Insn *address = ir_append(&lw->b, IR_FUNCADDR, 0, type_ptr(lw->types, symbol->type), NULL, 0);
        address->as.callee = lower_callee(lw, symbol);
        put_in_table(lw, symbol, address);
    }
    for (uint32_t i = 0; i < lw->sema->cglobals.len; i++) {
        Symbol *symbol = lw->sema->cglobals.items[i];
        if (!symbol->is_api && !symbol->is_exported)
            continue;
        Insn *address = ir_append(&lw->b, IR_ADDR, 0, type_ptr(lw->types, symbol->type), NULL, 0);
        address->as.var = lower_var(lw, symbol);
        address->as.var->address_taken = true;
        put_in_table(lw, symbol, address);
    }
}

static const Type *pointer_type(const Lower *lw, const Symbol *symbol)
{
    const Type *plain = lower_plain(symbol->type);
    return type_ptr(lw->types, plain->kind == TYPE_ARRAY ? plain->target : symbol->type);
}

static IrVar *pointer_var(Lower *lw, const Symbol *symbol)
{
    return lower_global(lw->unit, symbol, symbol->name, pointer_type(lw, symbol));
}

Insn *lower_shared_pointer(Lower *lw, const Symbol *symbol)
{
    return ir_get(&lw->b, pointer_var(lw, symbol));
}

void lower_shared_import(Lower *lw)
{
    for (uint32_t i = 0; i < lw->sema->shared.len; i++) {
        const Symbol *symbol = lw->sema->shared.items[i];
        if (!symbol->is_used)
            continue;
        const char *module = symbol->from_module;
        Insn *args[] = {ir_cstring(&lw->b, module, (uint32_t)strlen(module)),
                        ir_cstring(&lw->b, symbol->name->text, symbol->name->len),
                        signature(lw, symbol->type),
                        ir_int(&lw->b, LOWER_TYPE(lw, INT), symbol->kind == SYM_CFUNC)};
        Insn *address = ir_prim(&lw->b, PRIM_OF(capi_get), pointer_type(lw, symbol), args, 4);
        ir_set(&lw->b, pointer_var(lw, symbol), address);
    }
}
