/* check_memory.c: slices of C memory, and what may fill a C array; see check_memory.h.
 *
 * A slice of a pointer or C array is C memory too: an array of so many items, whose number may be known
 * only at run time. It is iterated over and assigned to without making objects; where an object is
 * wanted it becomes a list. Slices of characters are bytes, except on the left of an assignment and in
 * the header of a loop.
 *
 *     cdef int *p;  p[1:4] is int[3], p[:n] is int[unknown]
 */
#include "sema/check_memory.h"
#include "sema/check_expr.h"
#include "sema/coerce.h"
#include "sema/const_expr.h"
#include "type/convert.h"
#include <string.h>

static bool is_char(const Type *type)
{
    TypeKind kind = type_strip(type)->kind;
    return kind == TYPE_CHAR || kind == TYPE_SCHAR || kind == TYPE_UCHAR;
}

static bool is_memory(const Type *type)
{
    return (type->kind == TYPE_PTR || type->kind == TYPE_ARRAY) &&
           type_strip(type->target)->kind != TYPE_VOID &&
           type_strip(type->target)->kind != TYPE_FUNC;
}

static void check_bound(Analyzer *a, const Ast *bound)
{
    if (bound && !coerce_is_none(bound))
        check_as(a, bound, KIND_TYPE(a, SSIZE));
    else if (bound)
        check_value(a, bound);
}

static void check_bounds(Analyzer *a, const AstSlice *slice)
{
    check_bound(a, slice->lower);
    check_bound(a, slice->upper);
    check_bound(a, slice->step);
    analyzer_set_type(a, &slice->head, KIND_TYPE(a, SLICE));
}

/* Value of a bound; `missing` when there is none; false when it is known only at run time. */
static bool known_bound(Analyzer *a, const Ast *bound, int64_t missing, uint64_t array_len,
                        int64_t *value)
{
    *value = missing;
    if (!bound || coerce_is_none(bound))
        return missing >= 0;
    ConstValue constant = const_expr_value(a, bound);
    *value = constant.i;
    if (constant.kind == CONST_INT && constant.i < 0 && array_len < INT64_MAX)
        *value += (int64_t)array_len;
    return constant.kind == CONST_INT && *value >= 0;
}

/* The array that the slice is. */
static const Type *sliced(Analyzer *a, const AstSlice *slice, const Type *base)
{
    int64_t start, stop;
    uint64_t len = base->kind == TYPE_ARRAY ? base->array_len : UINT64_MAX;
    bool known = known_bound(a, slice->lower, 0, len, &start);
    known = known_bound(a, slice->upper, len < INT64_MAX ? (int64_t)len : -1, len, &stop) && known;
    bool fits = known && stop > start && !slice->step;
    return type_array(a->types, base->target, fits ? (uint64_t)(stop - start) : UINT64_MAX);
}

const Type *check_memory_slice(Analyzer *a, const Ast *node, const Type *base)
{
    const AstSlice *slice = AST_AS(Slice, AST_AS(Subscript, node)->index);
    check_bounds(a, slice);
    if (is_char(base->target))
        return a->types->simple[a->types->text_kind];
    if (slice->step)
        return analyzer_unsupported(a, node->span, "a slice of C memory with a step");
    return sliced(a, slice, base);
}

bool check_text_slice(Analyzer *a, const Ast *node, const Type *to)
{
    if (node->kind != AST_Subscript || AST_AS(Subscript, node)->index->kind != AST_Slice)
        return false;
    const Type *base = analyzer_type(a, AST_AS(Subscript, node)->value);
    const Type *wanted = type_strip(to);
    bool is_text = wanted->kind == TYPE_BYTES || wanted->kind == TYPE_BYTEARRAY ||
                   (wanted->kind == TYPE_STR && a->types->text_encoding);
    if (!is_text || !base || !is_memory(type_strip(base)) || !is_char(type_strip(base)->target))
        return false;
    analyzer_set_type(a, node, wanted);
    return true;
}

/* The base type of a slice of memory, or NULL. */
static const Type *sliced_base(Analyzer *a, const Ast *node)
{
    if (node->kind != AST_Subscript || AST_AS(Subscript, node)->index->kind != AST_Slice)
        return NULL;
    const Type *base = type_strip(check_value(a, AST_AS(Subscript, node)->value));
    return is_memory(base) ? base : NULL;
}

const Type *check_memory_target(Analyzer *a, const Ast *target)
{
    const Type *base = sliced_base(a, target);
    if (!base)
        return NULL;
    const AstSlice *slice = AST_AS(Slice, AST_AS(Subscript, target)->index);
    check_bounds(a, slice);
    if (slice->step)
        return analyzer_unsupported(a, target->span, "a slice of C memory with a step");
    return sliced(a, slice, base);
}

/* --- filling --- */

static bool report_count(Analyzer *a, const Ast *node, uint64_t given, uint64_t wanted)
{
    REPORT(a, DIAG_UNPACK_COUNT, node->span, (unsigned)given, given == 1 ? "" : "s", "", (unsigned)wanted,
           wanted == 1 ? "" : "s");
    return true;
}

static bool fill_from_display(Analyzer *a, const Ast *node, const AstNodes *items,
                              const Type *array)
{
    for (uint32_t i = 0; i < items->len; i++)
        if (items->items[i]->kind == AST_Starred) {
            coerce_to_object(a, node);
            return coerce_type(a, node->span, KIND_TYPE(a, OBJECT), array->target);
        }
    if (array->array_len != UINT64_MAX && items->len != array->array_len)
        return report_count(a, node, items->len, array->array_len);
    for (uint32_t i = 0; i < items->len; i++)
        coerce_to(a, items->items[i], array->target);
    analyzer_set_type(a, node, array);
    return true;
}

static bool fill_from_memory(Analyzer *a, const Ast *node, const Type *from, const Type *array)
{
    const Type *source = type_strip(from);
    if (!type_same(type_strip(source->target), type_strip(array->target)))
        return false;
    if (source->kind == TYPE_PTR)
        return array->array_len != UINT64_MAX || node->kind != AST_Subscript;
    bool both = source->array_len != UINT64_MAX && array->array_len != UINT64_MAX &&
                !source->size_text && !array->size_text; /* named lengths are compared at run time */
    return both && source->array_len != array->array_len
               ? report_count(a, node, source->array_len, array->array_len)
               : true;
}

/* 'abc' in a C array of integers: one code point each. */
static bool fits_count(Analyzer *a, const Ast *node, const Type *array)
{
    uint32_t count = coerce_count_characters(AST_AS(StrLit, node));
    return array->array_len == UINT64_MAX || array->array_len == count || report_count(a, node, count, array->array_len);
}

/* 'abc' in a C array of characters: ASCII, as bytes. */
static bool fits_bytes(Analyzer *a, const Ast *node, const Type *array)
{
    const Type *before = analyzer_type(a, node);
    const Type *text = type_ptr(a->types, array->target);
    a->quiet++;
    bool fits = coerce_to(a, node, text) && analyzer_type(a, node) == text;
    a->quiet--;
    analyzer_set_type(a, node, fits ? KIND_TYPE(a, BYTES) : before);
    return fits;
}

bool check_fill_array(Analyzer *a, const Ast *node, const Type *from, const Type *to)
{
    const Type *array = type_strip(to), *source = type_strip(from);
    if (node->kind == AST_List)
        return fill_from_display(a, node, &AST_AS(List, node)->items, array);
    if (node->kind == AST_Tuple)
        return fill_from_display(a, node, &AST_AS(Tuple, node)->items, array);
    bool ok = false;
    bool is_codes = source->kind == TYPE_STR && node->kind == AST_StrLit && type_is_int(array->target);
    if (is_codes && (is_char(array->target) ? fits_bytes(a, node, array) : fits_count(a, node, array)))
        return true;
    bool is_text = source->kind == TYPE_STR && type_strip(array->target)->kind != TYPE_UCS4;
    if (type_is_object(source) && !is_text && source->kind != TYPE_DICT) {
        const Type *element = array->target;
        while (type_strip(element)->kind == TYPE_ARRAY)
            element = type_strip(element)->target;
        ok = convert_implicit(a->types, KIND_TYPE(a, OBJECT), element) != CONVERT_NONE;
    } else if (source->kind == TYPE_PTR || source->kind == TYPE_ARRAY) {
        ok = fill_from_memory(a, node, source, array);
    }
    if (!ok)
        coerce_report(a, node->span, node, from, to);
    return ok;
}

bool check_fill_struct(Analyzer *a, const Ast *node, const Type *to)
{
    const AstNodes *items = node->kind == AST_List ? &AST_AS(List, node)->items
                                                   : &AST_AS(Tuple, node)->items;
    const TypeDecl *decl = to->decl;
    for (uint32_t i = 0; i < items->len; i++)
        if (items->items[i]->kind == AST_Starred)
            return false;
    if (items->len != decl->field_count)
        return report_count(a, node, items->len, decl->field_count);
    for (uint32_t i = 0; i < items->len; i++)
        coerce_to(a, items->items[i], decl->fields[i].type);
    analyzer_set_type(a, node, to);
    return true;
}

uint32_t check_named_field(const TypeDecl *decl, const AstDictItem *item)
{
    if (!item->key || item->key->kind != AST_StrLit)
        return UINT32_MAX;
    const AstStrLit *name = AST_AS(StrLit, item->key);
    for (uint32_t i = 0; i < decl->field_count; i++)
        if (strcmp(decl->fields[i].name->text, name->value) == 0)
            return i;
    return UINT32_MAX;
}

bool check_fill_fields(Analyzer *a, const AstDict *node, const Type *to)
{
    const TypeDecl *decl = to->decl;
    bool *seen = ARENA_ARRAY(a->arena, bool, decl->field_count + 1);
    if (decl->is_union && node->items.len != 1)
        return false;
    for (uint32_t i = 0; i < node->items.len; i++) {
        const AstDictItem *item = AST_AS(DictItem, node->items.items[i]);
        uint32_t field = check_named_field(decl, item);
        if (field == UINT32_MAX && item->key && item->key->kind == AST_StrLit) {
            REPORT(a, DIAG_NO_FIELD, item->key->span, analyzer_typename(a, to), AST_AS(StrLit, item->key)->value);
            return true;
        }
        if (field == UINT32_MAX || seen[field])
            return false;
        seen[field] = true;
    }
    for (uint32_t i = 0; i < node->items.len; i++) {
        const AstDictItem *item = AST_AS(DictItem, node->items.items[i]);
        coerce_to(a, item->value, decl->fields[check_named_field(decl, item)].type);
    }
    analyzer_set_type(a, &node->head, to);
    return true;
}

bool check_fill_pointer(Analyzer *a, const Ast *node, const Type *to)
{
    const AstNodes *items = node->kind == AST_List ? &AST_AS(List, node)->items
                                                   : &AST_AS(Tuple, node)->items;
    const Type *pointer = type_strip(to);
    if (!is_memory(pointer) || !items->len)
        return false;
    for (uint32_t i = 0; i < items->len; i++)
        if (items->items[i]->kind == AST_Starred)
            return false;
    const Type *element = pointer->target;
    while (element->kind == TYPE_CONST)
        element = element->target;
    return fill_from_display(a, node, items, type_array(a->types, element, items->len));
}

bool check_array_boxes(Analyzer *a, const Ast *node, const Type *array, const Type *to)
{
    const Type *wanted = type_strip(to), *item = type_strip(array->target);
    bool is_slice = node->kind == AST_Subscript && AST_AS(Subscript, node)->index->kind == AST_Slice;
    if (!type_array_has_len(array) &&
        !(is_slice && AST_AS(Slice, AST_AS(Subscript, node)->index)->upper))
        return false;
    if (wanted->kind == TYPE_BYTES)
        return is_char(item);
    if (wanted->kind != TYPE_OBJECT && wanted->kind != TYPE_LIST && wanted->kind != TYPE_TUPLE)
        return false;
    while (item->kind == TYPE_ARRAY && type_array_has_len(item))
        item = type_strip(item->target);
    return convert_implicit(a->types, item, KIND_TYPE(a, OBJECT)) != CONVERT_NONE;
}

/* --- loops --- */

const Type *check_memory_item(Analyzer *a, const Ast *iter)
{
    a->quiet++;
    const Type *base = sliced_base(a, iter);
    a->quiet--;
    if (!base)
        return NULL;
    const AstSlice *slice = AST_AS(Slice, AST_AS(Subscript, iter)->index);
    bool has_end = base->kind == TYPE_ARRAY ? type_array_has_len(base)
                                            : slice->upper && !coerce_is_none(slice->upper);
    const Type *item = type_strip(base->target);
    bool is_down = false;
    if (slice->step) {
        ConstValue step = const_expr_value(a, slice->step);
        if (step.kind != CONST_INT || step.i == 0)
            return NULL;
        is_down = step.i < 0;
    }
    if (is_down)
        has_end = slice->lower && !coerce_is_none(slice->lower);
    bool is_plain = type_is_number(item) || type_is_ptr(item) || item->kind == TYPE_STRUCT ||
                    item->kind == TYPE_CTUPLE || item->kind == TYPE_COMPLEX;
    return has_end && is_plain ? base->target : NULL;
}

void check_memory_iter(Analyzer *a, const Ast *iter)
{
    const AstSubscript *node = AST_AS(Subscript, iter);
    check_value(a, node->value);
    check_bounds(a, AST_AS(Slice, node->index));
    analyzer_set_type(a, iter, KIND_TYPE(a, OBJECT));
}
