/* lower_struct.c: structs, unions and C tuples as values: made of parts, and to and from Python objects.
 *
 * A struct of plain parts is a MAKE. One with arrays in it, or a union, is filled field by field in a
 * temporary, since C has no other expression for it.
 *
 *     Point(x, y) -> make x, y        union(n=1) -> %p = field n (addr %t); store %p, 1; get %t
 */
#include "lower/lower_struct.h"

#include "lower/lower_convert.h"
#include "lower/lower_expr.h"
#include "lower/lower_literal.h"
#include "lower/lower_memory.h"
#include "lower/lower_unpack.h"
#include "sema/check_memory.h"

bool lower_has_parts(const Type *type)
{
    const Type *plain = lower_plain(type);
    return plain->kind == TYPE_CTUPLE || (plain->kind == TYPE_STRUCT && plain->decl->fields);
}

static bool is_array(const Type *type)
{
    return lower_plain(type)->kind == TYPE_ARRAY;
}

static bool has_array(const TypeDecl *decl)
{
    bool needs = false;
    for (uint32_t i = 0; i < decl->field_count; i++)
        needs |= is_array(decl->fields[i].type);
    return needs;
}

static bool needs_filling(const TypeDecl *decl)
{
    return decl->is_union || has_array(decl);
}

/* --- filling a temporary --- */

static Insn *field_pointer(Lower *lw, IrVar *var, const TypeField *field)
{
    return ir_field(&lw->b, ir_addr(&lw->b, var), field);
}

static Insn *first_item(Lower *lw, Insn *pointer, const TypeField *field)
{
    return ir_cast(&lw->b, type_ptr(lw->types, lower_plain(field->type)->target), pointer);
}

static IrVar *new_value(Lower *lw, const Type *type)
{
    return lower_temp(lw, "value", lower_plain(type), NULL);
}

static void fill_field(Lower *lw, IrVar *var, const TypeField *field, const Ast *value)
{
    Insn *pointer = field_pointer(lw, var, field);
    if (is_array(field->type))
        lower_fill_array(lw, first_item(lw, pointer, field), lower_plain(field->type), value);
    else
        ir_store(&lw->b, pointer, lower_to(lw, value, field->type));
}

/* The field whose value stands first behind that of `last` (UINT32_MAX: first of all) in the source: values are
 * evaluated in that order. UINT32_MAX: none is left. */
static uint32_t next_written(const TypeDecl *decl, const Ast *const *values, uint32_t last)
{
    uint32_t next = UINT32_MAX;
    for (uint32_t i = 0; i < decl->field_count; i++) {
        bool is_left = values[i] && (last == UINT32_MAX || values[i]->span.start > values[last]->span.start);
        if (is_left && (next == UINT32_MAX || values[i]->span.start < values[next]->span.start))
            next = i;
    }
    return next;
}

/* All items zero. */
static void clear_array(Lower *lw, Insn *pointer, const Type *type)
{
    const Type *item = lower_plain(type);
    uint64_t count = 1;
    for (; item->kind == TYPE_ARRAY; item = lower_plain(item->target))
        count *= item->array_len;
    Insn *first = ir_cast(&lw->b, type_ptr(lw->types, item), pointer);
    Insn *bounds[] = {lower_ssize(lw, 0), lower_ssize(lw, (int64_t)count)};
    Insn *range = ir_region(&lw->b, IR_RANGE, 0, bounds, 2, 1, "clear");
    range->as.step = 1;
    ir_enter(&lw->b, range, 0);
    Insn *place = ir_index(&lw->b, first, ir_append(&lw->b, IR_INDEXVAR, 0, LOWER_TYPE(lw, SSIZE), NULL, 0));
    ir_store(&lw->b, place, lower_zero(lw, item));
    ir_close(&lw->b, range);
}

static Insn *fill_fields(Lower *lw, const Type *type, const Ast *const *values)
{
    const TypeDecl *decl = lower_plain(type)->decl;
    IrVar *var = new_value(lw, type);
    for (uint32_t i = 0; i < decl->field_count && !decl->is_union; i++) {
        const TypeField *field = &decl->fields[i];
        if (!values[i] && is_array(field->type))
            clear_array(lw, field_pointer(lw, var, field), field->type);
        else if (!values[i])
            ir_store(&lw->b, field_pointer(lw, var, field), lower_zero(lw, field->type));
    }
    for (uint32_t i = UINT32_MAX; (i = next_written(decl, values, i)) != UINT32_MAX;)
        fill_field(lw, var, &decl->fields[i], values[i]);
    return ir_get(&lw->b, var);
}

Insn *lower_struct_make(Lower *lw, const Type *type, const Ast *const *values)
{
    const TypeDecl *decl = lower_plain(type)->decl;
    if (needs_filling(decl))
        return fill_fields(lw, type, values);
    Insn **parts = ARENA_ARRAY(lw->arena, Insn *, decl->field_count + 1);
    for (uint32_t i = UINT32_MAX; (i = next_written(decl, values, i)) != UINT32_MAX;)
        parts[i] = lower_to(lw, values[i], decl->fields[i].type);
    for (uint32_t i = 0; i < decl->field_count; i++)
        if (!values[i])
            parts[i] = lower_zero(lw, decl->fields[i].type);
    return ir_append(&lw->b, IR_MAKE, 0, type, parts, decl->field_count);
}

Insn *lower_struct_display(Lower *lw, const Ast *node, const Type *type)
{
    const AstNodes *items = lower_display_items(node);
    uint32_t count = lower_plain(type)->decl->field_count;
    const Ast **values = ARENA_ARRAY(lw->arena, const Ast *, count + 1);
    for (uint32_t i = 0; i < count && i < items->len; i++)
        values[i] = items->items[i];
    return lower_struct_make(lw, type, values);
}

Insn *lower_struct_fields(Lower *lw, const AstDict *node, const Type *type)
{
    const TypeDecl *decl = lower_plain(type)->decl;
    const Ast **values = ARENA_ARRAY(lw->arena, const Ast *, decl->field_count + 1);
    for (uint32_t i = 0; i < node->items.len; i++) {
        const AstDictItem *item = AST_AS(DictItem, node->items.items[i]);
        values[check_named_field(decl, item)] = item->value;
    }
    return lower_struct_make(lw, type, values);
}

/* --- objects --- */

static Insn *part_of(Lower *lw, Insn *value, uint32_t index)
{
    const TypeField *field = &lower_plain(value->type)->decl->fields[index];
    Insn *part = ir_append(&lw->b, IR_PART, 0, field->type, &value, 1);
    part->as.index = index;
    return part;
}

/* The value with an address, so that arrays in it can be read. */
static Insn *box_field(Lower *lw, IrVar *var, const TypeField *field)
{
    Insn *pointer = field_pointer(lw, var, field);
    return lower_array_to_list(lw, first_item(lw, pointer, field), lower_plain(field->type));
}

Insn *lower_struct_box(Lower *lw, Insn *value)
{
    const TypeDecl *decl = lower_plain(value->type)->decl;
    bool is_struct = lower_plain(value->type)->kind == TYPE_STRUCT;
    IrVar *var = NULL;
    if (has_array(decl)) {
        var = new_value(lw, value->type);
        ir_set(&lw->b, var, value);
    }
    Insn **items = ARENA_ARRAY(lw->arena, Insn *, 2 * decl->field_count + 1);
    uint32_t count = 0;
    for (uint32_t i = 0; i < decl->field_count; i++) {
        Insn *item = is_array(decl->fields[i].type) ? box_field(lw, var, &decl->fields[i])
                                                    : lower_box(lw, part_of(lw, value, i));
        if (is_struct)
            items[count++] = lower_str(lw, decl->fields[i].name->text);
        items[count++] = item;
    }
    return ir_append(&lw->b, IR_BUILD, is_struct ? IR_BUILD_DICT : IR_BUILD_TUPLE,
                     is_struct ? LOWER_TYPE(lw, DICT) : LOWER_TYPE(lw, TUPLE), items, count);
}

static Insn *field_item(Lower *lw, Insn *object, const TypeField *field)
{
    return LOWER_PRIM(lw, struct_item, object, lower_str(lw, field->name->text));
}

static void set_field(Lower *lw, IrVar *var, const TypeField *field, Insn *item)
{
    Insn *pointer = field_pointer(lw, var, field);
    if (is_array(field->type))
        lower_fill_array_value(lw, first_item(lw, pointer, field), lower_plain(field->type), item);
    else
        ir_store(&lw->b, pointer, lower_convert(lw, item, field->type));
}

/* A mapping with exactly one of the union's fields. */
static Insn *unbox_union(Lower *lw, Insn *object, const Type *to)
{
    const TypeDecl *decl = lower_plain(to)->decl;
    IrVar *var = new_value(lw, to);
    IrConst **names = ARENA_ARRAY(lw->arena, IrConst *, decl->field_count + 1);
    for (uint32_t i = 0; i < decl->field_count; i++)
        names[i] = lower_name_const(lw, decl->fields[i].name);
    Insn *all = ir_pyconst(&lw->b, ir_const_tuple(lw->b.module, names, decl->field_count));
    Insn *which = LOWER_PRIM(lw, union_field, object, all);
    for (uint32_t i = 0; i < decl->field_count; i++) {
        Insn *is_it = ir_cmp(&lw->b, IR_CMP_EQ, which, ir_int(&lw->b, LOWER_TYPE(lw, INT), i));
        Insn *region = lower_if(lw, is_it);
        set_field(lw, var, &decl->fields[i], field_item(lw, object, &decl->fields[i]));
        ir_close(&lw->b, region);
    }
    return ir_get(&lw->b, var);
}

static Insn *unbox_fields(Lower *lw, Insn *object, const Type *to)
{
    const TypeDecl *decl = lower_plain(to)->decl;
    IrVar *var = new_value(lw, to);
    for (uint32_t i = 0; i < decl->field_count; i++)
        set_field(lw, var, &decl->fields[i], field_item(lw, object, &decl->fields[i]));
    return ir_get(&lw->b, var);
}

Insn *lower_struct_unbox(Lower *lw, Insn *object, const Type *to)
{
    const TypeDecl *decl = lower_plain(to)->decl;
    bool is_struct = lower_plain(to)->kind == TYPE_STRUCT;
    if (decl->is_union)
        return unbox_union(lw, object, to);
    if (needs_filling(decl))
        return unbox_fields(lw, object, to);
    Insn *tuple = is_struct ? NULL
                            : LOWER_PRIM(lw, ctuple_items, object, lower_ssize(lw, decl->field_count));
    Insn **parts = ARENA_ARRAY(lw->arena, Insn *, decl->field_count + 1);
    for (uint32_t i = 0; i < decl->field_count; i++) {
        Insn *item = is_struct ? field_item(lw, object, &decl->fields[i])
                               : LOWER_PRIM(lw, tuple_part, tuple, lower_ssize(lw, i));
        parts[i] = lower_convert(lw, item, decl->fields[i].type);
    }
    return ir_append(&lw->b, IR_MAKE, 0, to, parts, decl->field_count);
}

/* --- C tuples --- */

Insn *lower_ctuple_convert(Lower *lw, Insn *value, const Type *to)
{
    const TypeDecl *decl = lower_plain(to)->decl;
    Insn **parts = ARENA_ARRAY(lw->arena, Insn *, decl->field_count + 1);
    for (uint32_t i = 0; i < decl->field_count; i++)
        parts[i] = lower_convert(lw, part_of(lw, value, i), decl->fields[i].type);
    return ir_append(&lw->b, IR_MAKE, 0, to, parts, decl->field_count);
}

int64_t lower_ctuple_index(Lower *lw, const AstSubscript *node)
{
    int64_t index;
    const Type *plain = lower_plain(lower_type(lw, node->value));
    if (plain->kind != TYPE_CTUPLE || !lower_literal_int(lw, node->index, &index))
        return -1;
    uint32_t count = plain->decl->field_count;
    index += index < 0 ? count : 0;
    return index >= 0 && index < (int64_t)count ? index : -1;
}
