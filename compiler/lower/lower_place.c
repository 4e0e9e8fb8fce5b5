/* lower_place.c: things in memory that have an address.
 *
 * Reading, writing and `&` of struct fields, C arrays, pointers and memoryview elements all go through
 * one pointer value. Arrays of known length are checked under `boundscheck`; pointers never are.
 *
 *     p[i].x   (struct point *p)   ->   %1 = index p, i ; %2 = field x %1 ; load %2
 */
#include "lower/lower_place.h"

#include "lower/lower_cell.h"
#include "lower/lower_complex.h"
#include "lower/lower_convert.h"
#include "lower/lower_expr.h"
#include "lower/lower_member.h"
#include "lower/lower_name.h"
#include "lower/lower_struct.h"
#include "lower/lower_shared.h"
#include "lower/lower_view.h"

#include <string.h>

static bool is_struct(const Type *type)
{
    return lower_plain(type)->kind == TYPE_STRUCT;
}

static bool is_struct_pointer(const Type *type)
{
    const Type *plain = lower_plain(type);
    return plain->kind == TYPE_PTR && is_struct(plain->target);
}

static bool is_complex_part(const AstAttribute *node)
{
    return strcmp(node->attr->text, "real") == 0 || strcmp(node->attr->text, "imag") == 0;
}

static bool is_indexed_memory(const Lower *lw, const AstSubscript *node)
{
    const Type *base = lower_plain(lower_type(lw, node->value));
    if (base->kind == TYPE_VIEW)
        return lower_view_is_element(lw, node);
    bool is_memory = base->kind == TYPE_PTR || base->kind == TYPE_ARRAY;
    return is_memory && node->index->kind != AST_Slice && !lower_view_shape_base(lw, node->value);
}

static bool name_has_address(const Lower *lw, const Ast *node)
{
    const Symbol *symbol = lower_symbol(lw, node);
    if (!symbol || !symbol->type)
        return false;
    bool is_variable = symbol->kind == SYM_LOCAL || symbol->kind == SYM_CGLOBAL ||
                       symbol->kind == SYM_EXTERN;
    return is_variable && !type_is_object(symbol->type);
}

/* Has the expression an address? */
static bool has_address(const Lower *lw, const Ast *node)
{
    if (lower_symbol(lw, node))
        return name_has_address(lw, node);
    if (lower_field_symbol(lw, node))
        return true;
    if (node->kind == AST_Attribute) {
        const Ast *base = AST_AS(Attribute, node)->value;
        const Type *type = lower_type(lw, base);
        if (lower_is_complex(type))
            return is_complex_part(AST_AS(Attribute, node)) && has_address(lw, base);
        return is_struct_pointer(type) || (is_struct(type) && has_address(lw, base));
    }
    if (node->kind != AST_Subscript)
        return false;
    const AstSubscript *subscript = AST_AS(Subscript, node);
    if (lower_plain(lower_type(lw, subscript->value))->kind == TYPE_CTUPLE)
        return lower_ctuple_index((Lower *)(uintptr_t)lw, subscript) >= 0 &&
               has_address(lw, subscript->value);
    return is_indexed_memory(lw, subscript);
}

static Insn *address_of_var(Lower *lw, Symbol *symbol)
{
    if (lower_in_cell(lw, symbol))
        return lower_cell_pointer(lw, symbol);
    if (symbol->from_module)
        return lower_shared_pointer(lw, symbol, 0);
    return ir_addr(&lw->b, lower_var(lw, symbol));
}

static Insn *address_of_field(Lower *lw, const AstAttribute *node)
{
    const Symbol *member = lower_field_symbol(lw, &node->head);
    if (member)
        return lower_attribute_pointer(lw, node, member);
    const Type *base_type = lower_type(lw, node->value);
    bool is_value = is_struct(base_type) || lower_is_complex(base_type);
    Insn *base = is_value ? lower_pointer(lw, node->value) : lower_expr(lw, node->value);
    const Type *decl = lower_plain(is_value ? base_type : lower_plain(base_type)->target);
    const TypeField *field = lower_complex_field(lw, decl, node->attr);
    field = field ? field : type_field(decl, node->attr);
    return ir_field(&lw->b, base, field);
}

static Insn *address_of_part(Lower *lw, const AstSubscript *node, const Type *type)
{
    const TypeField *field = &type->decl->fields[lower_ctuple_index(lw, node)];
    return ir_field(&lw->b, lower_pointer(lw, node->value), field);
}

/* Arrays of C's structs may be longer than declared. */
static bool is_extern_member(const Lower *lw, const Ast *node)
{
    if (node->kind != AST_Attribute)
        return false;
    const Type *base = lower_plain(lower_type(lw, AST_AS(Attribute, node)->value));
    base = base->kind == TYPE_PTR ? lower_plain(base->target) : base;
    return base->kind == TYPE_STRUCT && base->decl->is_extern;
}

static Insn *address_of_item(Lower *lw, const AstSubscript *node)
{
    const Type *base_type = lower_plain(lower_type(lw, node->value));
    if (base_type->kind == TYPE_VIEW)
        return lower_view_element(lw, node);
    if (base_type->kind == TYPE_CTUPLE)
        return address_of_part(lw, node, base_type);
    Insn *base = lower_expr(lw, node->value);
    Insn *index = lower_expr_as(lw, node->index, LOWER_TYPE(lw, SSIZE));
    if (type_is_object(index->type))
        index = lower_convert(lw, index, LOWER_TYPE(lw, SSIZE));
    if (base_type->kind == TYPE_ARRAY && base_type->array_len != UINT64_MAX &&
        lw->directives->boundscheck && !is_extern_member(lw, node->value)) {
        index = lower_convert(lw, index, LOWER_TYPE(lw, SSIZE));
        bool inside = index->op == IR_CONST && index->as.imm.i >= 0 &&
                      (uint64_t)index->as.imm.i < base_type->array_len;
        Insn *args[] = {index, inside ? NULL : lower_ssize(lw, (int64_t)base_type->array_len)};
        if (!inside)
            ir_append(&lw->b, IR_BOUNDS, IR_BOUNDS_CARRAY, NULL, args, 2);
    }
    return ir_index(&lw->b, base, index);
}

Insn *lower_pointer(Lower *lw, const Ast *node)
{
    if (!has_address(lw, node))
        return NULL;
    Span old = lower_at(lw, node);
    Symbol *symbol = lower_symbol(lw, node);
    Insn *pointer = symbol                        ? address_of_var(lw, symbol)
                    : node->kind == AST_Attribute ? address_of_field(lw, AST_AS(Attribute, node))
                                                  : address_of_item(lw, AST_AS(Subscript, node));
    lw->b.span = old;
    return pointer;
}

Insn *lower_load(Lower *lw, Insn *pointer)
{
    const Type *target = lower_plain(lower_plain(pointer->type)->target);
    if (target->kind == TYPE_ARRAY)
        return ir_cast(&lw->b, type_ptr(lw->types, target->target), pointer);
    if (pointer->op == IR_VAT && type_is_object(target)) /* an exporter may leave NULL for None */
        return ir_cast(&lw->b, target, LOWER_PRIM(lw, view_item, pointer));
    return ir_load(&lw->b, pointer);
}
