/* lower_unpack.c: one value to several targets; C arrays from sequences and back.
 *
 * Unpacking makes a tuple of exactly the wanted items first (the primitive gives a tuple back as it is),
 * so every item exists before the first target is assigned, as in Python.
 *
 *     a, *b = x     ->   %t = prim unpack_star x, 1, 0; set a, (tuple_part %t, 0); set b, (tuple_part %t, 1)
 */
#include "lower/lower_unpack.h"

#include "lower/lower_assign.h"
#include "lower/lower_convert.h"
#include "lower/lower_expr.h"
#include "lower/lower_place.h"
#include "lower/lower_view.h"

const AstNodes *lower_display_items(const Ast *node)
{
    return node->kind == AST_Tuple ? &AST_AS(Tuple, node)->items : &AST_AS(List, node)->items;
}

/* Position of the starred item, or -1. */
static int64_t find_star(const AstNodes *items)
{
    for (uint32_t i = 0; i < items->len; i++)
        if (items->items[i]->kind == AST_Starred)
            return i;
    return -1;
}

static void unpack_ctuple(Lower *lw, const AstNodes *targets, Insn *value)
{
    const TypeDecl *decl = lower_plain(value->type)->decl;
    for (uint32_t i = 0; i < targets->len && i < decl->field_count; i++) {
        Insn *part = ir_append(&lw->b, IR_PART, 0, decl->fields[i].type, &value, 1);
        part->as.index = i;
        lower_assign_value(lw, targets->items[i], part);
    }
}

void lower_unpack(Lower *lw, const Ast *target, Insn *value)
{
    const AstNodes *targets = lower_display_items(target);
    const Type *plain = lower_plain(value->type);
    int64_t star = find_star(targets);
    if (plain->kind == TYPE_CTUPLE && star < 0 && plain->decl->field_count == targets->len) {
        unpack_ctuple(lw, targets, value);
        return;
    }
    Insn *object = lower_box(lw, value);
    Insn *tuple = star < 0 ? LOWER_PRIM(lw, unpack, object, lower_ssize(lw, targets->len))
                           : LOWER_PRIM(lw, unpack_star, object, lower_ssize(lw, star),
                                        lower_ssize(lw, (int64_t)targets->len - star - 1));
    for (uint32_t i = 0; i < targets->len; i++)
        lower_assign_value(lw, targets->items[i],
                           LOWER_PRIM(lw, tuple_part, tuple, lower_ssize(lw, i)));
}

bool lower_unpack_display(Lower *lw, const Ast *target, const Ast *value)
{
    const AstNodes *targets = lower_display_items(target), *values = lower_display_items(value);
    if (targets->len != values->len || find_star(targets) >= 0 || find_star(values) >= 0)
        return false;
    Insn **results = ARENA_ARRAY(lw->arena, Insn *, values->len + 1);
    for (uint32_t i = 0; i < values->len; i++) {
        const Ast *to = targets->items[i];
        const Type *type = SEMA_TYPE(lw->sema, to);
        bool is_simple = type && (type_is_object(type) || type_is_number(type)) &&
                         (to->kind == AST_Name || to->kind == AST_Subscript ||
                          to->kind == AST_Attribute);
        results[i] = is_simple ? lower_to(lw, values->items[i], type)
                               : lower_expr(lw, values->items[i]);
    }
    for (uint32_t i = 0; i < values->len; i++)
        lower_assign_value(lw, targets->items[i], results[i]);
    return true;
}

bool lower_unpack_shape(Lower *lw, const Ast *target, const Ast *value)
{
    const AstNodes *targets = lower_display_items(target);
    const Ast *base = lower_view_shape_base(lw, value);
    if (!base || find_star(targets) >= 0 ||
        targets->len != lower_plain(lower_type(lw, base))->view.ndim)
        return false;
    Insn *view = lower_expr(lw, base);
    Insn *parts[VIEW_MAX_DIMS];
    for (uint32_t i = 0; i < targets->len; i++)
        parts[i] = lower_view_shape_part(lw, value, view, i);
    for (uint32_t i = 0; i < targets->len; i++)
        lower_assign_value(lw, targets->items[i], parts[i]);
    return true;
}

/* C arrays */

static Insn *item_pointer(Lower *lw, Insn *first, Insn *index)
{
    Insn *args[] = {first, index};
    return ir_append(&lw->b, IR_INDEX, 0, first->type, args, 2);
}

/* `for i in range(count)`, opened; gives the index. */
static Insn *open_range(Lower *lw, uint64_t count, Insn **region)
{
    Insn *args[] = {lower_ssize(lw, 0), lower_ssize(lw, (int64_t)count)};
    *region = ir_region(&lw->b, IR_RANGE, 0, args, 2, 1, NULL);
    ir_enter(&lw->b, *region, 0);
    return ir_append(&lw->b, IR_INDEXVAR, 0, LOWER_TYPE(lw, SSIZE), NULL, 0);
}

static void fill_from_value(Lower *lw, Insn *first, const Type *array, Insn *value)
{
    const Type *element = lower_plain(array)->target;
    bool is_c = lower_plain(value->type)->kind == TYPE_PTR;
    uint64_t len = lower_plain(array)->array_len;
    if (!is_c)
        value = LOWER_PRIM(lw, unpack, lower_box(lw, value), lower_ssize(lw, (int64_t)len));
    Insn *region;
    Insn *index = open_range(lw, len, &region);
    Insn *item = is_c ? lower_load(lw, item_pointer(lw, value, index))
                      : LOWER_PRIM(lw, tuple_part, value, index);
    Insn *to = item_pointer(lw, first, index);
    if (lower_plain(element)->kind == TYPE_ARRAY)
        fill_from_value(lw, lower_load(lw, to), element, item);
    else
        ir_store(&lw->b, to, lower_convert(lw, item, element));
    ir_close(&lw->b, region);
}

static const Ast *skip_full_slice(const Ast *node)
{
    if (node->kind != AST_Subscript || AST_AS(Subscript, node)->index->kind != AST_Slice)
        return node;
    const AstSlice *slice = AST_AS(Slice, AST_AS(Subscript, node)->index);
    return slice->lower || slice->upper || slice->step ? NULL : AST_AS(Subscript, node)->value;
}

void lower_unpack_array(Lower *lw, const Ast *target, Insn *value)
{
    const Ast *array = skip_full_slice(target);
    if (array)
        fill_from_value(lw, lower_expr(lw, array), lower_type(lw, array), value);
    else
        lower_unsupported(lw, target, "assignment to a part of a C array");
}

/* Has the display the array's shape? */
static bool display_fits(const Type *array, const Ast *node)
{
    const Type *plain = lower_plain(array);
    if (plain->kind != TYPE_ARRAY)
        return node->kind != AST_Starred;
    if (node->kind != AST_Tuple && node->kind != AST_List)
        return false;
    const AstNodes *items = lower_display_items(node);
    bool fits = items->len == plain->array_len;
    for (uint32_t i = 0; i < items->len && fits; i++)
        fits = display_fits(plain->target, items->items[i]);
    return fits;
}

typedef VEC(Insn *) InsnList;

static void lower_leaves(Lower *lw, const Type *array, const Ast *node, InsnList *leaves)
{
    const Type *plain = lower_plain(array);
    if (plain->kind != TYPE_ARRAY) {
        vec_push(lw->arena, leaves, lower_to(lw, node, array));
        return;
    }
    const AstNodes *items = lower_display_items(node);
    for (uint32_t i = 0; i < items->len; i++)
        lower_leaves(lw, plain->target, items->items[i], leaves);
}

static void store_leaves(Lower *lw, Insn *first, const Type *array, Insn ***next)
{
    const Type *plain = lower_plain(array);
    for (uint64_t i = 0; i < plain->array_len; i++) {
        Insn *to = item_pointer(lw, first, lower_ssize(lw, (int64_t)i));
        if (lower_plain(plain->target)->kind == TYPE_ARRAY)
            store_leaves(lw, lower_load(lw, to), plain->target, next);
        else
            ir_store(&lw->b, to, *(*next)++);
    }
}

static void fill_from_display(Lower *lw, Insn *first, const Type *array, const Ast *value)
{
    InsnList leaves = {0};
    lower_leaves(lw, array, value, &leaves);
    Insn **next = leaves.items;
    store_leaves(lw, first, array, &next);
}

bool lower_array_display(Lower *lw, const Ast *target, const Ast *value)
{
    const Ast *array = skip_full_slice(target);
    if (!array || !display_fits(lower_type(lw, array), value))
        return false;
    fill_from_display(lw, lower_expr(lw, array), lower_type(lw, array), value);
    return true;
}

void lower_array_init(Lower *lw, Symbol *symbol, const Ast *init)
{
    Insn *first = lower_read(lw, symbol);
    if (display_fits(symbol->type, init))
        fill_from_display(lw, first, symbol->type, init);
    else
        fill_from_value(lw, first, symbol->type, lower_expr(lw, init));
}

Insn *lower_array_to_list(Lower *lw, Insn *first, const Type *array)
{
    if (lower_plain(array->target)->kind == TYPE_CHAR)
        return lower_box(lw, ir_cast(&lw->b, type_ptr(lw->types, LOWER_TYPE(lw, CHAR)), first));
    Insn *list = ir_append(&lw->b, IR_BUILD, IR_BUILD_LIST, LOWER_TYPE(lw, LIST), NULL, 0);
    Insn *region;
    Insn *index = open_range(lw, array->array_len, &region);
    Insn *item = lower_load(lw, item_pointer(lw, first, index));
    const Type *element = lower_plain(array->target);
    Insn *object = element->kind == TYPE_ARRAY ? lower_array_to_list(lw, item, element)
                                               : lower_box(lw, item);
    LOWER_PRIM(lw, list_put, list, object);
    ir_close(&lw->b, region);
    return list;
}
