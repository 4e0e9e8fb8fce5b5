/* lower_view.c: typed memoryviews: elements, slices, attributes, methods.
 *
 * An element access is its checks and one `vat`: per axis `vdim`, then `wrap` under wraparound and
 * `bounds` under boundscheck. All index expressions are evaluated before the first check, as Python
 * does; passes narrow and bounds delete what is known.
 *
 *     a[i, j]   ->   %1 = vdim shape 0 a; %2 = wrap i, %1; bounds view 0 %2, %1; ...; load (vat a, %2, %4)
 */
#include "lower/lower_view.h"

#include "base/vec.h"
#include "lower/lower_convert.h"
#include "lower/lower_expr.h"
#include "lower/lower_literal.h"
#include "lower/lower_name.h"

#include <string.h>

typedef struct Indices {
    Ast *const *items;
    uint32_t len;
} Indices;

static Indices get_indices(const AstSubscript *node)
{
    if (node->index->kind != AST_Tuple)
        return (Indices){&node->index, 1};
    const AstTuple *tuple = AST_AS(Tuple, node->index);
    return (Indices){tuple->items.items, tuple->items.len};
}

static bool is_const(const Ast *node, AstConst value)
{
    return node->kind == AST_ConstLit && AST_AS(ConstLit, node)->value == value;
}

static bool is_plain_index(const Ast *node)
{
    return node->kind != AST_Slice && !is_const(node, AST_CONST_ELLIPSIS) &&
           !is_const(node, AST_CONST_NONE);
}

static uint32_t view_ndim(const Type *type)
{
    return lower_plain(type)->view.ndim;
}

bool lower_view_is_element(const Lower *lw, const AstSubscript *node)
{
    Indices indices = get_indices(node);
    for (uint32_t i = 0; i < indices.len; i++)
        if (!is_plain_index(indices.items[i]))
            return false;
    return indices.len == view_ndim(lower_type(lw, node->value));
}

Insn *lower_view_dim(Lower *lw, Insn *view, IrDim what, uint32_t axis)
{
    Insn *insn = ir_append(&lw->b, IR_VDIM, (uint16_t)what, LOWER_TYPE(lw, SSIZE), &view, 1);
    insn->as.index = axis;
    return insn;
}

/* An index as ssize; `may_wrap`: it can be negative. */
static Insn *index_value(Lower *lw, const Ast *node, bool *may_wrap)
{
    Insn *value = lower_expr_as(lw, node, LOWER_TYPE(lw, SSIZE));
    *may_wrap = type_is_object(value->type) || type_is_signed(value->type);
    if (value->op == IR_CONST && type_is_int(value->type))
        *may_wrap = value->as.imm.i < 0;
    return lower_convert(lw, value, LOWER_TYPE(lw, SSIZE));
}

static Insn *checked_index(Lower *lw, Insn *view, uint32_t axis, Insn *index, bool may_wrap)
{
    bool wraps = may_wrap && lw->directives->wraparound;
    if (!wraps && !lw->directives->boundscheck)
        return index;
    Insn *length = lower_view_dim(lw, view, IR_DIM_SHAPE, axis);
    if (wraps)
        index = ir_append(&lw->b, IR_WRAP, 0, LOWER_TYPE(lw, SSIZE), (Insn *[]){index, length}, 2);
    if (lw->directives->boundscheck) {
        Insn *args[] = {index, length};
        Insn *check = ir_append(&lw->b, IR_BOUNDS, IR_BOUNDS_VIEW, NULL, args, 2);
        check->as.index = axis;
    }
    return index;
}

/* Under nonecheck: None cannot be indexed, sliced ... (`what`). */
static void need_view(Lower *lw, Insn *view, const char *what)
{
    if (lw->directives->nonecheck)
        LOWER_PRIM(lw, view_need, view, ir_cstring(&lw->b, what, (uint32_t)strlen(what)));
}

/* "access 'NAME' attribute of" */
static void need_attribute(Lower *lw, Insn *view, Atom name)
{
    bool turns = strcmp(name->text, "T") == 0;
    need_view(lw, view, turns ? "transpose" : arena_printf(lw->arena, "access '%s' attribute of", name->text));
}

Insn *lower_view_element(Lower *lw, const AstSubscript *node)
{
    Indices indices = get_indices(node);
    Insn *view = lower_expr(lw, node->value);
    need_view(lw, view, "index");
    Insn *args[VIEW_MAX_DIMS + 1] = {view};
    bool may_wrap[VIEW_MAX_DIMS];
    const Symbol *symbol = lower_symbol(lw, node->value);
    for (uint32_t i = 0; i < indices.len; i++) {
        args[i + 1] = index_value(lw, indices.items[i], &may_wrap[i]);
        may_wrap[i] = may_wrap[i] && !(symbol && symbol->buffer && !symbol->buffer_wraps);
    }
    for (uint32_t i = 0; i < indices.len; i++)
        args[i + 1] = checked_index(lw, view, i, args[i + 1], may_wrap[i]);
    const Type *element = lower_plain(view->type)->target;
    return ir_append(&lw->b, IR_VAT, 0, type_ptr(lw->types, element), args, indices.len + 1);
}

/* Slices */

typedef struct AxisList {
    VEC(IrAxis) axes;
    VEC(Insn *) operands;
} AxisList;

static bool add_bound(Lower *lw, AxisList *list, const Ast *node)
{
    if (!node || is_const(node, AST_CONST_NONE))
        return false;
    vec_push(lw->arena, &list->operands, lower_to(lw, node, LOWER_TYPE(lw, SSIZE)));
    return true;
}

static void add_axis(Lower *lw, AxisList *list, const Ast *node)
{
    IrAxis axis = {.kind = IR_AXIS_INDEX};
    if (is_const(node, AST_CONST_NONE)) {
        axis.kind = IR_AXIS_NEW;
    } else if (node->kind == AST_Slice) {
        const AstSlice *slice = AST_AS(Slice, node);
        axis.has_start = add_bound(lw, list, slice->lower);
        axis.has_stop = add_bound(lw, list, slice->upper);
        axis.has_step = add_bound(lw, list, slice->step);
        bool is_full = !axis.has_start && !axis.has_stop && !axis.has_step;
        axis.kind = is_full ? IR_AXIS_FULL : IR_AXIS_SLICE;
    } else {
        vec_push(lw->arena, &list->operands, lower_to(lw, node, LOWER_TYPE(lw, SSIZE)));
    }
    vec_push(lw->arena, &list->axes, axis);
}

static void add_full_axes(Lower *lw, AxisList *list, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        vec_push(lw->arena, &list->axes, (IrAxis){.kind = IR_AXIS_FULL});
}

static uint32_t count_used(Indices indices)
{
    uint32_t used = 0;
    for (uint32_t i = 0; i < indices.len; i++)
        used += is_plain_index(indices.items[i]) || indices.items[i]->kind == AST_Slice;
    return used;
}

static Insn *make_slice(Lower *lw, Insn *view, const AxisList *list, const Type *type)
{
    Insn **args = ARENA_ARRAY(lw->arena, Insn *, list->operands.len + 1);
    args[0] = view;
    for (uint32_t i = 0; i < list->operands.len; i++)
        args[i + 1] = list->operands.items[i];
    Insn *insn = ir_append(&lw->b, IR_VSLICE, 0, type, args, list->operands.len + 1);
    insn->as.axes.items = list->axes.items;
    insn->as.axes.len = list->axes.len;
    return insn;
}

Insn *lower_view_slice(Lower *lw, const AstSubscript *node, const char *what)
{
    Indices indices = get_indices(node);
    AxisList list = {0};
    Insn *view = lower_expr(lw, node->value);
    need_view(lw, view, what);
    uint32_t ndim = view_ndim(view->type), used = count_used(indices);
    uint32_t rest = ndim > used ? ndim - used : 0;
    for (uint32_t i = 0; i < indices.len; i++) {
        if (is_const(indices.items[i], AST_CONST_ELLIPSIS)) {
            add_full_axes(lw, &list, rest);
            rest = 0;
        } else {
            add_axis(lw, &list, indices.items[i]);
        }
    }
    add_full_axes(lw, &list, rest);
    return make_slice(lw, view, &list, lower_type(lw, &node->head));
}

Insn *lower_view_row(Lower *lw, Insn *view, Insn *index, const Type *type)
{
    AxisList list = {0};
    vec_push(lw->arena, &list.axes, (IrAxis){.kind = IR_AXIS_INDEX});
    vec_push(lw->arena, &list.operands, index);
    add_full_axes(lw, &list, view_ndim(view->type) - 1);
    return make_slice(lw, view, &list, type);
}

Insn *lower_view_widen(Lower *lw, Insn *view, uint32_t ndim)
{
    const Type *type = lower_plain(view->type);
    uint32_t own = type->view.ndim, more = ndim - own;
    ViewMode modes[VIEW_MAX_DIMS];
    AxisList list = {0};
    if (own >= ndim)
        return view;
    for (uint32_t i = 0; i < ndim; i++) {
        ViewMode mode = i < more ? VIEW_STRIDED : (ViewMode)type->view.modes[i - more];
        modes[i] = mode == VIEW_INDIRECT || mode == VIEW_FULL ? mode : VIEW_STRIDED;
    }
    for (uint32_t i = 0; i < more; i++)
        vec_push(lw->arena, &list.axes, (IrAxis){.kind = IR_AXIS_NEW});
    add_full_axes(lw, &list, own);
    return make_slice(lw, view, &list, type_view(lw->types, type->target, ndim, modes));
}

/* Attributes and methods */

static bool dim_of_name(const char *name, IrDim *what)
{
    static const char *const names[] = {"shape", "strides", "suboffsets"};
    for (int i = 0; i < 3; i++)
        if (strcmp(names[i], name) == 0) {
            *what = (IrDim)i;
            return true;
        }
    return false;
}

const Ast *lower_view_shape_base(const Lower *lw, const Ast *node)
{
    IrDim what;
    if (node->kind != AST_Attribute || !dim_of_name(AST_AS(Attribute, node)->attr->text, &what))
        return NULL;
    const Ast *base = AST_AS(Attribute, node)->value;
    return lower_plain(lower_type(lw, base))->kind == TYPE_VIEW ? base : NULL;
}

Insn *lower_view_shape_part(Lower *lw, const Ast *node, Insn *view, uint32_t axis)
{
    IrDim what = IR_DIM_SHAPE;
    dim_of_name(AST_AS(Attribute, node)->attr->text, &what);
    return lower_view_dim(lw, view, what, axis);
}

Insn *lower_view_shape_memory(Lower *lw, const Ast *node)
{
    Insn *view = lower_expr(lw, AST_AS(Attribute, node)->value);
    need_attribute(lw, view, AST_AS(Attribute, node)->attr);
    uint32_t ndim = view_ndim(view->type);
    const Type *array = type_array(lw->types, LOWER_TYPE(lw, SSIZE), ndim);
    Insn *first = ir_addr(&lw->b, lower_temp(lw, AST_AS(Attribute, node)->attr->text, array, NULL));
    for (uint32_t i = 0; i < ndim; i++) {
        Insn *place = ir_index(&lw->b, first, lower_ssize(lw, i));
        ir_store(&lw->b, place, lower_view_shape_part(lw, node, view, i));
    }
    return first;
}

/* The index is not known: one of ndim values by comparison. */
static Insn *choose_dim(Lower *lw, Insn *view, IrDim what, Insn *index)
{
    uint32_t ndim = view_ndim(view->type);
    if (lw->directives->boundscheck) {
        Insn *args[] = {index, lower_ssize(lw, ndim)};
        ir_append(&lw->b, IR_BOUNDS, IR_BOUNDS_CARRAY, NULL, args, 2);
    }
    Insn *value = lower_view_dim(lw, view, what, 0);
    for (uint32_t i = 1; i < ndim; i++) {
        Insn *is_this = ir_cmp(&lw->b, IR_CMP_EQ, index, lower_ssize(lw, i));
        value = ir_select(&lw->b, is_this, lower_view_dim(lw, view, what, i), value);
    }
    return value;
}

Insn *lower_view_shape_item(Lower *lw, const AstSubscript *node)
{
    IrDim what = IR_DIM_SHAPE;
    int64_t axis;
    dim_of_name(AST_AS(Attribute, node->value)->attr->text, &what);
    Insn *view = lower_expr(lw, AST_AS(Attribute, node->value)->value);
    need_attribute(lw, view, AST_AS(Attribute, node->value)->attr);
    uint32_t ndim = view_ndim(view->type);
    if (lower_literal_int(lw, node->index, &axis)) {
        axis += axis < 0 ? ndim : 0;
        if (axis >= 0 && axis < (int64_t)ndim)
            return lower_view_dim(lw, view, what, (uint32_t)axis);
        if (axis >= 0 && axis < VIEW_MAX_DIMS)
            return lower_ssize(lw, 0);
    }
    bool may_wrap;
    Insn *index = index_value(lw, node->index, &may_wrap);
    if (may_wrap && lw->directives->wraparound)
        index = ir_append(&lw->b, IR_WRAP, 0, LOWER_TYPE(lw, SSIZE),
                          (Insn *[]){index, lower_ssize(lw, ndim)}, 2);
    return choose_dim(lw, view, what, index);
}

static Insn *dims_tuple(Lower *lw, Insn *view, IrDim what)
{
    Insn *items[VIEW_MAX_DIMS];
    uint32_t ndim = view_ndim(view->type);
    for (uint32_t i = 0; i < ndim; i++)
        items[i] = lower_box(lw, lower_view_dim(lw, view, what, i));
    return ir_append(&lw->b, IR_BUILD, IR_BUILD_TUPLE, LOWER_TYPE(lw, TUPLE), items, ndim);
}

static Insn *item_size(Lower *lw, const Insn *view)
{
    Insn *insn = ir_append(&lw->b, IR_SIZEOF, 0, LOWER_TYPE(lw, SIZE), NULL, 0);
    insn->as.type = lower_plain(view->type)->target;
    return lower_convert(lw, insn, LOWER_TYPE(lw, SSIZE));
}

static Insn *item_count(Lower *lw, Insn *view)
{
    Insn *count = lower_view_dim(lw, view, IR_DIM_SHAPE, 0);
    for (uint32_t i = 1; i < view_ndim(view->type); i++)
        count = ir_bin(&lw->b, IR_BIN_MUL, count, lower_view_dim(lw, view, IR_DIM_SHAPE, i));
    return count;
}

static Insn *known_attribute(Lower *lw, const char *name, Insn *view)
{
    if (strcmp(name, "ndim") == 0)
        return ir_int(&lw->b, LOWER_TYPE(lw, INT), view_ndim(view->type));
    if (strcmp(name, "itemsize") == 0)
        return item_size(lw, view);
    if (strcmp(name, "size") == 0)
        return item_count(lw, view);
    if (strcmp(name, "nbytes") == 0)
        return ir_bin(&lw->b, IR_BIN_MUL, item_count(lw, view), item_size(lw, view));
    return NULL;
}

/* A result that is a view has the type analysis found. */
static Insn *view_prim(Lower *lw, const char *key, const Type *type, Insn *const *args,
                       uint32_t count)
{
    Insn *value = lower_prim_key(lw, key, type, args, count);
    return value ? value : lower_prim_key(lw, key, NULL, args, count);
}

Insn *lower_view_attribute(Lower *lw, const AstAttribute *node, Insn *view)
{
    const Type *type = lower_type(lw, &node->head);
    IrDim what;
    need_attribute(lw, view, node->attr);
    if (dim_of_name(node->attr->text, &what))
        return dims_tuple(lw, view, what);
    Insn *value = known_attribute(lw, node->attr->text, view);
    if (!value)
        value = view_prim(lw, arena_printf(lw->arena, "a %s", node->attr->text), type, &view, 1);
    if (!value)
        value = LOWER_PRIM(lw, attr_get, lower_box(lw, view), lower_name(lw, node->attr));
    return lower_convert(lw, value, type);
}

Insn *lower_view_method(Lower *lw, const AstCall *node, Atom method)
{
    const Type *type = lower_type(lw, &node->head);
    Insn *view = lower_expr(lw, AST_AS(Attribute, node->func)->value);
    bool fortran = strcmp(method->text, "copy_fortran") == 0;
    need_attribute(lw, view, method);
    if (fortran || strcmp(method->text, "copy") == 0) {
        Insn *copy = LOWER_PRIM(lw, view_object_copy, lower_box(lw, view), lower_bint(lw, fortran));
        return lower_convert(lw, copy, type);
    }
    Insn *value = view_prim(lw, arena_printf(lw->arena, "m %s", method->text), type, &view, 1);
    if (!value)
        return lower_unsupported_value(lw, &node->head, "this method of a typed memoryview");
    return lower_convert(lw, value, type);
}
