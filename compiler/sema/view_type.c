/* view_type.c: types of typed memoryviews; see view_type.h. Source: Cython user guide, "Typed memoryviews",
 * "Specifying more general memory layouts". */
#include "sema/view_type.h"
#include "sema/const_expr.h"
#include "sema/fused.h"
#include "sema/magic.h"

typedef enum Access { ACCESS_DIRECT, ACCESS_PTR, ACCESS_FULL } Access;
typedef enum Packing { PACKING_STRIDED, PACKING_CONTIG, PACKING_FOLLOW, PACKING_ONE } Packing;

/* ONE: written `::1`. */
typedef struct AxisSpec {
    Access access;
    Packing packing;
} AxisSpec;

typedef struct AxisList {
    AxisSpec items[VIEW_MAX_DIMS];
    uint32_t count;
    bool is_c, is_f; /* all of it one block behind the last indirect axis */
} AxisList;

static bool fail_axis(Analyzer *a, const Ast *axis)
{
    REPORT(a, DIAG_BAD_VIEW_AXIS, axis->span);
    return false;
}

static bool fail_contig(Analyzer *a, const Ast *axis)
{
    REPORT(a, DIAG_BAD_VIEW_CONTIG, axis->span);
    return false;
}

/* What a name of cython.view says; see magic.c for the numbers. */
static bool named_axis(Analyzer *a, const Scope *scope, const Ast *step, AxisSpec *spec)
{
    const Symbol *symbol = magic_static(a, scope, step);
    if (symbol && symbol->kind == SYM_POISON)
        return false;
    if (!symbol || symbol->kind != SYM_MAGIC || symbol->magic != MAGIC_VIEW_AXIS)
        return fail_axis(a, step);
    spec->access = (Access)(symbol->int_value % 3);
    spec->packing = symbol->int_value >= 3 ? PACKING_CONTIG : PACKING_STRIDED;
    return true;
}

static bool read_axis(Analyzer *a, const Scope *scope, const Ast *axis, AxisSpec *spec)
{
    const AstSlice *slice = AST_AS(Slice, axis);
    *spec = (AxisSpec){ACCESS_DIRECT, PACKING_STRIDED};
    if (axis->kind != AST_Slice || slice->lower || slice->upper)
        return fail_axis(a, axis);
    const Ast *step = slice->step;
    if (!step)
        return true;
    if (step->kind == AST_Name || step->kind == AST_Attribute)
        return named_axis(a, scope, step, spec);
    int64_t value = 0;
    if (step->kind != AST_IntLit || !const_expr_int_literal(a, AST_AS(IntLit, step), &value) ||
        value != 1)
        return fail_axis(a, axis);
    spec->packing = PACKING_ONE;
    return true;
}

static int last_indirect(const AxisList *list)
{
    int last = -1;
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i].access != ACCESS_DIRECT)
            last = (int)i;
    return last;
}

/* `::1` says how the axes behind the last indirect one follow each other. */
static bool spread_contiguity(Analyzer *a, const AstNodes *axes, AxisList *list)
{
    int one = -1;
    for (uint32_t i = 0; i < list->count; i++) {
        if (list->items[i].packing != PACKING_ONE)
            continue;
        if (one >= 0)
            return fail_contig(a, axes->items[i]);
        one = (int)i;
        list->items[i].packing = PACKING_CONTIG;
    }
    if (one < 0)
        return true;
    list->is_c = one == (int)list->count - 1;
    list->is_f = !list->is_c;
    if (list->is_f && one && list->items[one - 1].access == ACCESS_DIRECT)
        return fail_contig(a, axes->items[one]);
    int start = (list->is_c ? last_indirect(list) : one) + 1;
    int stop = (int)list->count - list->is_c;
    for (int i = start; i < stop; i++) {
        if (list->items[i].access != ACCESS_DIRECT || list->items[i].packing == PACKING_CONTIG)
            return fail_contig(a, axes->items[i]);
        list->items[i].packing = PACKING_FOLLOW;
    }
    return true;
}

/* Axes that are contiguous by name, and mixtures. */
static bool check_packing(Analyzer *a, const AstNodes *axes, const AxisList *list)
{
    bool has_contig = false, has_strided = false;
    int last_ptr = -1;
    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i].access == ACCESS_PTR)
            last_ptr = (int)i;
    for (uint32_t i = 0; i < list->count; i++) {
        const AxisSpec *spec = &list->items[i];
        if (spec->packing == PACKING_STRIDED) {
            has_strided = true;
        } else if (spec->packing == PACKING_CONTIG) {
            bool may = (int)i == last_ptr + 1 || i == list->count - 1 || spec->access == ACCESS_PTR;
            if (has_contig || !may)
                return fail_contig(a, axes->items[i]);
            has_contig = spec->access != ACCESS_PTR;
        } else if (has_strided) {
            return fail_contig(a, axes->items[i]);
        }
        if (spec->access != ACCESS_DIRECT)
            has_strided = false;
    }
    return true;
}

static ViewMode mode_of(const AxisList *list, uint32_t i)
{
    const AxisSpec *spec = &list->items[i];
    if (spec->access != ACCESS_DIRECT)
        return spec->access == ACCESS_PTR ? VIEW_INDIRECT : VIEW_FULL;
    bool whole = list->is_c || list->is_f || list->count == 1;
    if (spec->packing != PACKING_CONTIG)
        return VIEW_STRIDED;
    return whole ? VIEW_CONTIG : VIEW_ALONE;
}

bool view_type_check_element(Analyzer *a, Span span, const Type *element)
{
    const Type *plain = type_strip(element);
    while (plain->kind == TYPE_ARRAY && plain->array_len != UINT64_MAX)
        plain = type_strip(plain->target);
    bool fits = (type_is_number(plain) && plain->kind != TYPE_UCS4) || plain->kind == TYPE_COMPLEX ||
                plain->kind == TYPE_STRUCT || type_is_object(plain) || fused_contains(element);
    if (!fits)
        REPORT(a, DIAG_BAD_ELEMENT, span, "a memoryview", analyzer_typename(a, element));
    return fits;
}

const Type *view_type_of(Analyzer *a, const Scope *scope, Span span, const Type *element,
                         const AstNodes *axes)
{
    AxisList list = {.count = axes->len};
    ViewMode modes[VIEW_MAX_DIMS];
    bool ok = true;
    if (axes->len > VIEW_MAX_DIMS) {
        REPORT(a, DIAG_BAD_VIEW_NDIM, span, axes->len, (unsigned)VIEW_MAX_DIMS);
        return KIND_TYPE(a, ERROR);
    }
    for (uint32_t i = 0; i < axes->len; i++)
        ok = read_axis(a, scope, axes->items[i], &list.items[i]) && ok;
    ok = ok && spread_contiguity(a, axes, &list) && check_packing(a, axes, &list);
    if (!ok || type_is_error(element) || !view_type_check_element(a, span, element))
        return KIND_TYPE(a, ERROR);
    for (uint32_t i = 0; i < axes->len; i++)
        modes[i] = mode_of(&list, i);
    return type_view(a->types, element, axes->len, modes);
}

const Type *view_type_contiguous(Analyzer *a, const Type *element, uint32_t ndim, bool fortran)
{
    ViewMode modes[VIEW_MAX_DIMS] = {VIEW_STRIDED};
    for (uint32_t i = 0; i < ndim; i++)
        modes[i] = VIEW_STRIDED;
    modes[fortran ? 0 : ndim - 1] = VIEW_CONTIG;
    return type_view(a->types, element, ndim, modes);
}
