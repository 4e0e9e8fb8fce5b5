/* lower_memory.c: C arrays and slices of C memory: filled, copied, made lists of.
 *
 * Memory is a pointer to the first item and a number of items. A display fills it item by item, all items
 * evaluated before the first is stored; a pointer or another array is copied in a loop; any other value is
 * unpacked as Python does it. Lengths that are known agree (analysis has seen to it); others are checked.
 *
 *     a[s:] = [x, y]  (int[5])   ->   prim fill_check 2, (bin sub 5, s); store (index (index a, s), 0), x; ...
 */
#include "lower/lower_memory.h"

#include "base/utf8.h"
#include "lower/lower_convert.h"
#include "lower/lower_expr.h"
#include "lower/lower_literal.h"
#include "lower/lower_name.h"
#include "lower/lower_place.h"
#include "lower/lower_unpack.h"
#include "lower/lower_view.h"
#include "sema/coerce.h"

/* `for i in range(count)`, opened; gives the index. */
static Insn *open_range(Lower *lw, Insn *count, Insn **region)
{
    Insn *args[] = {lower_ssize(lw, 0), count};
    *region = ir_region(&lw->b, IR_RANGE, 0, args, 2, 1, NULL);
    ir_enter(&lw->b, *region, 0);
    return ir_append(&lw->b, IR_INDEXVAR, 0, LOWER_TYPE(lw, SSIZE), NULL, 0);
}

Insn *lower_array_count(Lower *lw, const Type *array)
{
    if (array->array_len != UINT64_MAX)
        return lower_ssize(lw, (int64_t)array->array_len);
    const Type *ssize = LOWER_TYPE(lw, SSIZE);
    Insn *whole = lower_convert(lw, lower_sizeof(lw, array), ssize);
    Insn *item = lower_convert(lw, lower_sizeof(lw, array->target), ssize);
    return ir_bin(&lw->b, IR_BIN_DIV, whole, item);
}

static LowerMemory whole_array(Lower *lw, Insn *first, const Type *array)
{
    if (array->array_len != UINT64_MAX)
        return (LowerMemory){first, NULL, (int64_t)array->array_len, array->target};
    Insn *count = type_array_has_len(array) ? lower_array_count(lw, array) : NULL;
    return (LowerMemory){first, count, -1, array->target};
}

/* The number of items; NULL when it is not known. */
static Insn *count_of(Lower *lw, const LowerMemory *memory)
{
    if (memory->count || memory->known < 0)
        return memory->count;
    return lower_ssize(lw, memory->known);
}

/* --- what memory an expression is --- */

static bool is_memory_type(const Type *type)
{
    const Type *plain = lower_plain(type);
    return plain->kind == TYPE_PTR || plain->kind == TYPE_ARRAY;
}

bool lower_is_memory_slice(const Lower *lw, const Ast *node)
{
    if (node->kind != AST_Subscript || AST_AS(Subscript, node)->index->kind != AST_Slice)
        return false;
    const Ast *base = AST_AS(Subscript, node)->value;
    return is_memory_type(lower_type(lw, base));
}

static bool is_missing(const Ast *bound)
{
    return !bound || (bound->kind == AST_ConstLit &&
                      AST_AS(ConstLit, bound)->value == AST_CONST_NONE);
}

/* A bound as Py_ssize_t; literals below zero count from the end of an array. */
static Insn *bound_of(Lower *lw, const Ast *bound, uint64_t array_len)
{
    int64_t literal;
    if (lower_literal_int(lw, bound, &literal) && literal < 0 && array_len < INT64_MAX)
        return lower_ssize(lw, literal + (int64_t)array_len);
    return lower_to(lw, bound, LOWER_TYPE(lw, SSIZE));
}

static Insn *difference(Lower *lw, Insn *stop, Insn *start)
{
    if (start->op == IR_CONST && start->as.imm.i == 0)
        return stop;
    if (start->op == IR_CONST && stop->op == IR_CONST)
        return lower_ssize(lw, stop->as.imm.i - start->as.imm.i);
    return ir_bin(&lw->b, IR_BIN_SUB, stop, start);
}

static LowerMemory slice_of(Lower *lw, const AstSubscript *node)
{
    const AstSlice *slice = AST_AS(Slice, node->index);
    const Type *base = lower_plain(lower_type(lw, node->value));
    uint64_t len = base->kind == TYPE_ARRAY ? base->array_len : UINT64_MAX;
    bool has_len = base->kind == TYPE_ARRAY && type_array_has_len(base);
    Insn *first = lower_view_shape_base(lw, node->value) ? lower_view_shape_memory(lw, node->value)
                                                         : lower_expr(lw, node->value);
    Insn *start = is_missing(slice->lower) ? lower_ssize(lw, 0)
                                           : bound_of(lw, slice->lower, len);
    Insn *stop = !is_missing(slice->upper)   ? bound_of(lw, slice->upper, len)
                 : has_len                  ? lower_array_count(lw, base)
                                            : NULL;
    Insn *count = stop ? difference(lw, stop, start) : NULL;
    bool is_known = count && count->op == IR_CONST;
    bool from_start = start->op == IR_CONST && start->as.imm.i == 0;
    return (LowerMemory){from_start ? first : ir_index(&lw->b, first, start), is_known ? NULL : count,
                         is_known ? count->as.imm.i : -1, base->target};
}

LowerMemory lower_memory(Lower *lw, const Ast *node)
{
    if (lower_is_memory_slice(lw, node))
        return slice_of(lw, AST_AS(Subscript, node));
    const Type *array = lower_plain(lower_type(lw, node));
    return whole_array(lw, lower_expr(lw, node), array);
}

bool lower_is_memory_target(const Lower *lw, const Ast *target)
{
    return lower_is_memory_slice(lw, target) ||
           (lower_plain(lower_type(lw, target))->kind == TYPE_ARRAY &&
            !lower_view_shape_base(lw, target));
}

/* --- filling --- */

static bool is_display(const Ast *node)
{
    if (node->kind != AST_Tuple && node->kind != AST_List)
        return false;
    const AstNodes *items = lower_display_items(node);
    for (uint32_t i = 0; i < items->len; i++)
        if (items->items[i]->kind == AST_Starred)
            return false;
    return true;
}

/* Is every item of the display that fills an inner array a display of its length? */
static bool display_fits(const Type *element, const Ast *node)
{
    if (!is_display(node))
        return false;
    const Type *inner = lower_plain(element);
    const AstNodes *items = lower_display_items(node);
    for (uint32_t i = 0; i < items->len && inner->kind == TYPE_ARRAY; i++) {
        const Ast *item = items->items[i];
        if (!display_fits(inner->target, item) || lower_display_items(item)->len != inner->array_len)
            return false;
    }
    return true;
}

typedef VEC(Insn *) InsnList;

static void lower_leaves(Lower *lw, const Type *element, const Ast *node, InsnList *leaves)
{
    const AstNodes *items = lower_display_items(node);
    const Type *plain = lower_plain(element);
    for (uint32_t i = 0; i < items->len; i++) {
        if (plain->kind == TYPE_ARRAY)
            lower_leaves(lw, plain->target, items->items[i], leaves);
        else
            vec_push(lw->arena, leaves, lower_to(lw, items->items[i], element));
    }
}

static void store_leaves(Lower *lw, Insn *first, const Type *element, uint64_t count, Insn ***next)
{
    const Type *plain = lower_plain(element);
    for (uint64_t i = 0; i < count; i++) {
        Insn *to = ir_index(&lw->b, first, lower_ssize(lw, (int64_t)i));
        if (plain->kind == TYPE_ARRAY)
            store_leaves(lw, lower_load(lw, to), plain->target, plain->array_len, next);
        else
            ir_store(&lw->b, to, *(*next)++);
    }
}

/* ValueError unless both numbers of items are the same. */
static void check_count(Lower *lw, const LowerMemory *given, const LowerMemory *wanted)
{
    bool known = given->known >= 0 && given->known == wanted->known;
    bool unlimited = (!given->count && given->known < 0) || (!wanted->count && wanted->known < 0);
    if (!known && !unlimited)
        LOWER_PRIM(lw, fill_check, count_of(lw, given), count_of(lw, wanted));
}

static void fill_from_display(Lower *lw, const LowerMemory *to, const Ast *value)
{
    InsnList leaves = {0};
    uint32_t count = lower_display_items(value)->len;
    LowerMemory given = {NULL, NULL, count, to->element};
    lower_leaves(lw, to->element, value, &leaves);
    check_count(lw, &given, to);
    Insn **next = leaves.items;
    store_leaves(lw, to->first, to->element, count, &next);
}

/* The code points of a literal (the bytes, of one that is bytes). */
static void fill_from_text(Lower *lw, const LowerMemory *to, const AstStrLit *text)
{
    bool is_str = text->kind == AST_STR_STR;
    int64_t count = is_str ? coerce_count_characters(text) : text->value_len;
    LowerMemory given = {NULL, NULL, count, to->element};
    check_count(lw, &given, to);
    for (uint32_t i = 0, at = 0, code; i < count; i++) {
        size_t len = is_str ? utf8_decode(text->value + at, text->value_len - at, &code) : 0;
        code = len ? code : (unsigned char)text->value[at];
        at += len ? (uint32_t)len : 1;
        Insn *place = ir_index(&lw->b, to->first, lower_ssize(lw, (int64_t)i));
        ir_store(&lw->b, place, ir_cast(&lw->b, to->element, ir_int(&lw->b, LOWER_TYPE(lw, LONG), code)));
    }
}

static void fill_from_value(Lower *lw, const LowerMemory *to, Insn *value)
{
    bool is_c = lower_plain(value->type)->kind == TYPE_PTR;
    if (!is_c)
        value = LOWER_PRIM(lw, array_items, lower_box(lw, value), count_of(lw, to));
    Insn *region;
    Insn *index = open_range(lw, count_of(lw, to), &region);
    Insn *item = is_c ? lower_load(lw, ir_index(&lw->b, value, index))
                      : LOWER_PRIM(lw, tuple_part, value, index);
    Insn *place = ir_index(&lw->b, to->first, index);
    const Type *inner = lower_plain(to->element);
    if (inner->kind == TYPE_ARRAY) {
        LowerMemory part = whole_array(lw, lower_load(lw, place), inner);
        fill_from_value(lw, &part, item);
    } else {
        ir_store(&lw->b, place, lower_convert(lw, item, to->element));
    }
    ir_close(&lw->b, region);
}

static void fill(Lower *lw, const Ast *target, const LowerMemory *to, Insn *value)
{
    if (to->count || to->known >= 0)
        fill_from_value(lw, to, value);
    else
        lower_unsupported(lw, target, "filling C memory of unknown length");
}

void lower_fill_value(Lower *lw, const Ast *target, Insn *value)
{
    LowerMemory to = lower_memory(lw, target);
    fill(lw, target, &to, value);
}

static void fill_memory(Lower *lw, const Ast *target, LowerMemory to, const Ast *value)
{
    if (display_fits(to.element, value)) {
        fill_from_display(lw, &to, value);
    } else if (value->kind == AST_StrLit && type_is_int(to.element)) {
        fill_from_text(lw, &to, AST_AS(StrLit, value));
    } else if (lower_is_memory_target(lw, value)) {
        LowerMemory from = lower_memory(lw, value);
        check_count(lw, &from, &to);
        if (!to.count && to.known < 0) {
            to.count = from.count;
            to.known = from.known;
        }
        fill(lw, target, &to, from.first);
    } else {
        fill(lw, target, &to, lower_expr(lw, value));
    }
}

void lower_fill(Lower *lw, const Ast *target, const Ast *value)
{
    fill_memory(lw, target, lower_memory(lw, target), value);
}

void lower_fill_array(Lower *lw, Insn *first, const Type *array, const Ast *value)
{
    fill_memory(lw, value, whole_array(lw, first, array), value);
}

void lower_fill_array_value(Lower *lw, Insn *first, const Type *array, Insn *value)
{
    LowerMemory to = whole_array(lw, first, array);
    fill_from_value(lw, &to, value);
}

void lower_array_init(Lower *lw, Symbol *symbol, const Ast *init)
{
    const Type *array = lower_plain(symbol->type);
    fill_memory(lw, init, whole_array(lw, lower_read(lw, symbol), array), init);
}

Insn *lower_display_pointer(Lower *lw, const Ast *node, const Type *type)
{
    const Type *array = lower_plain(type);
    bool is_module = lw->info && lw->info->kind == FUNC_MODULE;
    Atom name = atom_from(lw->sema->atoms, "items");
    IrVar *var = is_module ? lower_global(lw->unit, node, name, type)
                           : lower_temp(lw, "items", type, NULL);
    Insn *first = ir_addr(&lw->b, var);
    fill_memory(lw, node, whole_array(lw, first, array), node);
    return first;
}

/* --- lists --- */

static Insn *memory_to_list(Lower *lw, const LowerMemory *from)
{
    Insn *list = ir_append(&lw->b, IR_BUILD, IR_BUILD_LIST, LOWER_TYPE(lw, LIST), NULL, 0);
    Insn *region;
    Insn *index = open_range(lw, count_of(lw, from), &region);
    Insn *item = lower_load(lw, ir_index(&lw->b, from->first, index));
    const Type *element = lower_plain(from->element);
    Insn *object = element->kind == TYPE_ARRAY ? lower_array_to_list(lw, item, element)
                                               : lower_box(lw, item);
    LOWER_PRIM(lw, list_put, list, object);
    ir_close(&lw->b, region);
    return list;
}

Insn *lower_array_to_list(Lower *lw, Insn *first, const Type *array)
{
    TypeKind kind = lower_plain(array->target)->kind;
    if (kind == TYPE_CHAR || kind == TYPE_SCHAR || kind == TYPE_UCHAR)
        return lower_box(lw, ir_cast(&lw->b, type_ptr(lw->types, LOWER_TYPE(lw, CHAR)), first));
    LowerMemory from = whole_array(lw, first, array);
    return memory_to_list(lw, &from);
}

Insn *lower_memory_object(Lower *lw, const Ast *node)
{
    if (!lower_is_memory_slice(lw, node))
        return lower_array_to_list(lw, lower_expr(lw, node), lower_plain(lower_type(lw, node)));
    LowerMemory from = lower_memory(lw, node);
    return memory_to_list(lw, &from);
}

Insn *lower_memory_as(Lower *lw, const Ast *node, const Type *type)
{
    Insn *object = lower_memory_object(lw, node);
    bool is_tuple = lower_plain(type)->kind == TYPE_TUPLE && lower_plain(object->type)->kind == TYPE_LIST;
    return lower_convert(lw, is_tuple ? LOWER_PRIM(lw, tuple_from_list, object) : object, type);
}
