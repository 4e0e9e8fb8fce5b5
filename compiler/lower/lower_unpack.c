/* lower_unpack.c: one value to several targets.
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
#include "lower/lower_literal.h"
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

/* A variable that is a C number. */
static bool is_number(const Lower *lw, const Ast *target)
{
    const Type *type = target->kind == AST_Name ? SEMA_TYPE(lw->sema, target) : NULL;
    return type && type_is_number(type);
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
    const AstTree *tree = lw->sema->tree;
    Insn *args[] = {object, lower_ssize(lw, star < 0 ? targets->len : star), NULL};
    if (star >= 0)
        args[2] = lower_ssize(lw, (int64_t)targets->len - star - 1);
    const Prim *prim = star < 0 ? (tree->is_cython ? PRIM_OF(unpack_need) : PRIM_OF(unpack))
                                : (tree->is_cython ? PRIM_OF(unpack_star_need) : PRIM_OF(unpack_star));
    Insn *tuple = lower_prim(lw, prim, args, star < 0 ? 2 : 3);
    Insn **numbers = ARENA_ARRAY(lw->arena, Insn *, targets->len + 1);
    for (uint32_t i = 0; i < targets->len; i++) /* what fails to be one leaves all variables as they were */
        numbers[i] = is_number(lw, targets->items[i])
                         ? lower_convert(lw, LOWER_PRIM(lw, tuple_part, tuple, lower_ssize(lw, i)),
                                         lower_type(lw, targets->items[i]))
                         : NULL;
    for (uint32_t i = 0; i < targets->len; i++)
        lower_assign_value(lw, targets->items[i],
                           numbers[i] ? numbers[i] : LOWER_PRIM(lw, tuple_part, tuple, lower_ssize(lw, i)));
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
    const AstSlice *slice = value->kind == AST_Subscript && AST_AS(Subscript, value)->index->kind == AST_Slice
                                ? AST_AS(Slice, AST_AS(Subscript, value)->index)
                                : NULL;
    int64_t stop = -1;
    if (slice && (slice->lower || slice->step || !slice->upper || !lower_literal_int(lw, slice->upper, &stop)))
        return false;
    value = slice ? AST_AS(Subscript, value)->value : value; /* view.shape[:2] */
    const Ast *base = lower_view_shape_base(lw, value);
    uint32_t ndim = base ? lower_plain(lower_type(lw, base))->view.ndim : 0;
    if (!base || find_star(targets) >= 0 || targets->len != (slice ? (uint64_t)stop : ndim) || targets->len > ndim)
        return false;
    Insn *view = lower_expr(lw, base);
    Insn *parts[VIEW_MAX_DIMS];
    for (uint32_t i = 0; i < targets->len; i++)
        parts[i] = lower_view_shape_part(lw, value, view, i);
    for (uint32_t i = 0; i < targets->len; i++)
        lower_assign_value(lw, targets->items[i], parts[i]);
    return true;
}
