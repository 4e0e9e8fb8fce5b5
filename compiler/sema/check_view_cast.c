/* check_view_cast.c: memory as a memoryview; see check_view_cast.h. Source: Cython user guide, "Typed memoryviews",
 * "Coercion to and from C arrays and pointers". */
#include "sema/check_view_cast.h"
#include "sema/check_expr.h"
#include "sema/coerce.h"
#include "sema/const_expr.h"
#include "sema/ctypes.h"
#include "sema/view_type.h"
#include "sema/magic.h"

bool check_makes_array(const Ast *type)
{
    if (type->kind != AST_TypeView)
        return false;
    const AstNodes *axes = &AST_AS(TypeView, type)->axes;
    for (uint32_t i = 0; i < axes->len; i++)
        if (axes->items[i]->kind != AST_Slice || AST_AS(Slice, axes->items[i])->upper)
            return true;
    return false;
}

static bool is_one(Analyzer *a, const Ast *step)
{
    int64_t value = 0;
    return step->kind == AST_IntLit && const_expr_int_literal(a, AST_AS(IntLit, step), &value) &&
           value == 1;
}

/* Checks axis `i`: a length, or that of the C array in its place; `::1` at one end. */
static bool check_axis(Analyzer *a, const AstNodes *axes, uint32_t i, const Type **array,
                       ArrayInfo *info)
{
    const AstSlice *slice = AST_AS(Slice, axes->items[i]);
    const Type *known = *array && (*array)->kind == TYPE_ARRAY ? *array : NULL;
    bool has_len = known && known->array_len != UINT64_MAX;
    *array = known ? type_strip(known->target) : NULL;
    bool bad = slice->head.kind != AST_Slice || slice->lower || (!slice->upper && !has_len);
    bool at_end = i == 0 || i == axes->len - 1;
    if (bad || (slice->step && (!is_one(a, slice->step) || !at_end))) {
        REPORT(a, DIAG_BAD_VIEW_AXIS, axes->items[i]->span);
        return false;
    }
    info->lens[i] = slice->upper;
    info->known[i] = has_len ? (int64_t)known->array_len : 0;
    info->is_fortran |= slice->step && i == 0 && axes->len > 1;
    if (slice->upper) {
        check_value(a, slice->upper);
        coerce_to(a, slice->upper, KIND_TYPE(a, SSIZE));
    }
    return true;
}

static const Type *innermost(const Type *type)
{
    type = type_strip(type);
    while (type->kind == TYPE_ARRAY)
        type = type_strip(type->target);
    return type;
}

const Type *check_array_cast(Analyzer *a, const AstCast *node)
{
    const AstTypeView *view = AST_AS(TypeView, node->type);
    const Type *element = ctypes_resolve(a, a->scope, view->element);
    const Type *from = check_value(a, node->operand), *array = type_strip(from);
    ArrayInfo *info = ARENA_NEW(a->arena, ArrayInfo);
    bool ok = !type_is_error(element) && !type_is_error(from);
    if (ok && array->kind != TYPE_PTR && array->kind != TYPE_ARRAY &&
        array->kind != TYPE_NULLPTR) {
        REPORT(a, DIAG_CANNOT_CONVERT, node->operand->span, analyzer_typename(a, from), "memoryview");
        return KIND_TYPE(a, ERROR);
    }
    if (view->axes.len > VIEW_MAX_DIMS) {
        REPORT(a, DIAG_BAD_VIEW_NDIM, view->head.span, view->axes.len, (unsigned)VIEW_MAX_DIMS);
        return KIND_TYPE(a, ERROR);
    }
    ok = ok && view_type_check_element(a, view->head.span, element);
    info->element = element;
    info->ndim = view->axes.len;
    for (uint32_t i = 0; ok && i < view->axes.len; i++)
        ok = check_axis(a, &view->axes, i, &array, info);
    if (!ok)
        return KIND_TYPE(a, ERROR);
    const Type *item = type_strip(from)->kind == TYPE_PTR       ? type_strip(from)->target
                       : type_strip(from)->kind == TYPE_NULLPTR ? element
                                                                : innermost(from);
    if (!type_same(type_strip(item), type_strip(element)) && type_strip(item)->kind != TYPE_VOID) {
        REPORT(a, DIAG_CANNOT_CONVERT, node->operand->span, analyzer_typename(a, from),
               analyzer_typename(a, type_ptr(a->types, element)));
        return KIND_TYPE(a, ERROR);
    }
    a->tables.info_of[node->head.id] = info;
    return magic_view_array(a);
}

bool check_array_fits_view(const Type *array, const Type *view)
{
    const Type *item = type_strip(array);
    for (uint32_t i = 0; i < view->view.ndim; i++) {
        if (item->kind != TYPE_ARRAY || item->array_len == UINT64_MAX)
            return false;
        item = type_strip(item->target);
    }
    bool fortran = view->view.ndim > 1 && view->view.modes[0] == VIEW_CONTIG;
    return !fortran && type_same(item, type_strip(view->target));
}
