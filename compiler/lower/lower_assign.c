/* lower_assign.c: assignment to anything that may stand on the left, and `del`.
 *
 * The right side is evaluated first, then each target from left to right. An augmented assignment
 * evaluates the target's parts once (LowerPlace), reads, computes, writes. Displays on both sides,
 * `a, b = b, a`, are values only: no tuple is made.
 *
 *     x.n += 1   ->   %1 = get x; %2 = attr_get %1, 'n'; %3 = prim iadd %2, 1; attr_set %1, 'n', %3
 */
#include "lower/lower_assign.h"

#include "lower/lower_annotation.h"
#include "lower/lower_buffer.h"
#include "lower/lower_cell.h"
#include "lower/lower_class.h"
#include "lower/lower_convert.h"
#include "lower/lower_expr.h"
#include "lower/lower_shared.h"
#include "lower/lower_literal.h"
#include "lower/lower_member.h"
#include "lower/lower_memory.h"
#include "lower/lower_name.h"
#include "lower/lower_op.h"
#include "lower/lower_par_cell.h"
#include "lower/lower_place.h"
#include "lower/lower_subscript.h"
#include "lower/lower_unpack.h"
#include "lower/lower_view.h"

#include <string.h>

typedef enum PlaceKind {
    PLACE_CELL,    /* captured object variable */
    PLACE_VAR,     /* local, cdef global, extern variable */
    PLACE_NAME,    /* Python name of the module */
    PLACE_FIELD,   /* name in a class body */
    PLACE_POINTER, /* C memory */
    PLACE_VIEW,    /* part of a memoryview */
    PLACE_ATTR,
    PLACE_PROPERTY, /* attribute of an extern class, by its C functions */
    PLACE_ITEM,
    PLACE_NONE /* reported as unsupported */
} PlaceKind;

typedef struct Place {
    PlaceKind kind;
    const Type *type; /* what can be stored */
    Symbol *symbol;
    const Symbol *property;
    Insn *base;   /* POINTER, VIEW, ATTR, PROPERTY */
    Insn *name;   /* NAME, ATTR */
    LowerKey key; /* ITEM */
} Place;

/* Places */

static Place place_of_symbol(Lower *lw, const Ast *node, Symbol *symbol)
{
    Place place = {.kind = PLACE_NONE, .symbol = symbol, .type = symbol->type};
    if (lower_in_cell(lw, symbol)) {
        if (lw->par)
            lower_unsupported(lw, node, "assignment to a captured variable in a parallel loop");
        bool is_object = type_is_object(symbol->type);
        place.kind = is_object ? PLACE_CELL : PLACE_POINTER;
        place.base = is_object ? NULL : lower_cell_pointer(lw, symbol);
    } else if (symbol->from_module) {
        place.kind = PLACE_POINTER;
        place.base = lower_shared_pointer(lw, symbol, 0);
    } else if (symbol->kind == SYM_LOCAL || symbol->kind == SYM_CGLOBAL ||
               symbol->kind == SYM_EXTERN) {
        place.kind = PLACE_VAR;
        place.type = lower_var(lw, symbol)->type;
    } else if (symbol->kind == SYM_FIELD) {
        place.kind = PLACE_FIELD;
    } else {
        place.kind = PLACE_NAME;
        place.type = LOWER_TYPE(lw, OBJECT);
        place.name = lower_name(lw, symbol->name);
    }
    return place;
}

static Place place_of_object(Lower *lw, const Ast *node)
{
    Place place = {.kind = PLACE_NONE, .type = LOWER_TYPE(lw, OBJECT)};
    if (node->kind == AST_Attribute) {
        place.kind = PLACE_ATTR;
        place.base = lower_object(lw, AST_AS(Attribute, node)->value);
        place.name = lower_name(lw, AST_AS(Attribute, node)->attr);
    } else if (node->kind == AST_Subscript) {
        place.kind = PLACE_ITEM;
        place.key = lower_key(lw, AST_AS(Subscript, node));
    } else {
        lower_unsupported(lw, node, "assignment to this expression");
    }
    return place;
}

static Place get_place(Lower *lw, const Ast *node)
{
    Symbol *symbol = lower_symbol(lw, node);
    if (symbol && (symbol->kind != SYM_CMODULE || symbol->has_runtime))
        return place_of_symbol(lw, node, symbol);
    if (node->kind == AST_Subscript) {
        const AstSubscript *subscript = AST_AS(Subscript, node);
        const Type *base = lower_plain(lower_type(lw, subscript->value));
        if (base->kind == TYPE_VIEW && !lower_view_is_element(lw, subscript))
            return (Place){
                .kind = PLACE_VIEW, .type = base->target, .base = lower_view_slice(lw, subscript, "assign to")};
    }
    const Symbol *property = lower_property_of(lw, node);
    if (property && property->setter)
        return (Place){.kind = PLACE_PROPERTY,
                       .type = lower_plain(property->setter->type)->func->params[1].type,
                       .property = property,
                       .base = lower_property_owner(lw, AST_AS(Attribute, node))};
    Insn *pointer = lower_pointer(lw, node);
    if (pointer)
        return (Place){
            .kind = PLACE_POINTER, .type = lower_plain(pointer->type)->target, .base = pointer};
    return place_of_object(lw, node);
}

static Insn *read_place(Lower *lw, const Place *place)
{
    switch (place->kind) {
    case PLACE_CELL:
    case PLACE_VAR: return lower_read(lw, place->symbol);
    case PLACE_NAME: return LOWER_PRIM(lw, global_get, place->name);
    case PLACE_FIELD: return lower_field_get(lw, place->symbol);
    case PLACE_POINTER: return lower_load(lw, place->base);
    case PLACE_ATTR: return LOWER_PRIM(lw, attr_get, place->base, place->name);
    case PLACE_PROPERTY: return lower_property_get(lw, place->property, place->base);
    case PLACE_ITEM: return lower_key_get(lw, &place->key);
    case PLACE_VIEW:
    case PLACE_NONE: break;
    }
    return lower_none(lw);
}

/* A view's items = a scalar (every item) or another view. */
static void write_view(Lower *lw, Insn *view, Insn *value)
{
    if (lower_plain(value->type)->kind != TYPE_VIEW)
        value = lower_convert(lw, value, lower_plain(view->type)->target);
    else
        value = lower_view_widen(lw, value, lower_plain(view->type)->view.ndim);
    Insn *args[] = {view, value};
    ir_append(&lw->b, IR_VCOPY, 0, NULL, args, 2);
}

static void write_place(Lower *lw, const Place *place, Insn *value, bool in_place)
{
    switch (place->kind) {
    case PLACE_CELL:
        lower_cell_set(lw, place->symbol, lower_convert(lw, value, place->type));
        break;
    case PLACE_VAR:
        if (place->symbol->buffer) {
            lower_buffer_set(lw, place->symbol, value);
            break;
        }
        ir_set(&lw->b, lower_var(lw, place->symbol), lower_convert(lw, value, place->type))->sub =
            in_place;
        lower_par_was_set(lw, place->symbol);
        break;
    case PLACE_NAME:
        if (place->symbol && !strcmp(place->symbol->name->text, "__name__"))
            LOWER_PRIM(lw, module_rename, lower_box(lw, value));
        else
            LOWER_PRIM(lw, global_set, place->name, lower_box(lw, value));
        break;
    case PLACE_FIELD: lower_field_set(lw, place->symbol, value); break;
    case PLACE_POINTER: ir_store(&lw->b, place->base, lower_convert(lw, value, place->type)); break;
    case PLACE_VIEW: write_view(lw, place->base, value); break;
    case PLACE_ATTR:
        LOWER_PRIM(lw, attr_set, place->base, place->name, lower_box(lw, value));
        break;
    case PLACE_PROPERTY: lower_property_set(lw, place->property, place->base, value); break;
    case PLACE_ITEM: lower_key_set(lw, &place->key, value); break;
    case PLACE_NONE: break;
    }
}

void lower_bind(Lower *lw, Symbol *symbol, Insn *value)
{
    Place place = place_of_symbol(lw, symbol->decl, symbol);
    write_place(lw, &place, value, false);
}

void lower_unbind(Lower *lw, Symbol *symbol)
{
    if (symbol->is_captured) {
        lower_cell_clear(lw, symbol);
    } else if (symbol->kind == SYM_LOCAL) {
        IrVar *var = lower_var(lw, symbol);
        if (ir_type_is_managed(var->type))
            ir_append(&lw->b, IR_UNSET, 0, NULL, NULL, 0)->as.var = var;
    } else if (symbol->kind == SYM_CGLOBAL) {
        ir_set(&lw->b, lower_var(lw, symbol), lower_none(lw));
    } else if (symbol->kind == SYM_FIELD) {
        lower_field_set(lw, symbol, lower_none(lw));
        lower_field_del(lw, symbol);
    } else {
        /* bound to None first, so that deleting cannot fail, as CPython does */
        LOWER_PRIM(lw, global_set, lower_name(lw, symbol->name), lower_none(lw));
        LOWER_PRIM(lw, global_del, lower_name(lw, symbol->name));
    }
}

/* Assignment */

void lower_assign_value(Lower *lw, const Ast *target, Insn *value)
{
    Span old = lower_at(lw, target);
    if (target->kind == AST_Tuple || target->kind == AST_List) {
        lower_unpack(lw, target, value);
    } else if (target->kind == AST_Starred) {
        lower_assign_value(lw, AST_AS(Starred, target)->value, value);
    } else if (lower_is_memory_target(lw, target)) {
        lower_fill_value(lw, target, value);
    } else {
        Place place = get_place(lw, target);
        write_place(lw, &place, value, false);
    }
    lw->b.span = old;
}

static bool is_view_part(const Lower *lw, const Ast *target)
{
    return target->kind == AST_Subscript && lower_plain(lower_type(lw, target))->kind == TYPE_VIEW;
}

/* The type in which a target wants its value, so that literals need no conversion; NULL: any. */
static const Type *target_type(const Lower *lw, const Ast *target)
{
    if (target->kind == AST_Tuple || target->kind == AST_List || target->kind == AST_Starred ||
        lower_is_memory_target(lw, target))
        return NULL;
    bool is_item = target->kind == AST_Subscript &&
                   type_is_object(lower_type(lw, AST_AS(Subscript, target)->value));
    if (is_item) /* not of the type that reading would give: b[1:] = any iterable */
        return LOWER_TYPE(lw, OBJECT);
    return is_view_part(lw, target) ? NULL : SEMA_TYPE(lw->sema, target);
}

/* array[i] = a C integer or a character: the C type in which a bytearray takes it; NULL: it takes an object. */
static const Type *byte_type(const Lower *lw, const Ast *target, const Ast *value)
{
    if (target->kind != AST_Subscript)
        return NULL;
    const AstSubscript *item = AST_AS(Subscript, target);
    if (lower_plain(lower_type(lw, item->value))->kind != TYPE_BYTEARRAY || item->index->kind == AST_Slice ||
        !type_is_int(lower_type(lw, item->index)))
        return NULL;
    const Type *type = lower_plain(lower_type(lw, value));
    bool is_text = value->kind == AST_StrLit && AST_AS(StrLit, value)->value_len == 1;
    bool is_number = type_is_int(type) && type->kind != TYPE_BINT && type->kind != TYPE_UCS4;
    return is_text ? LOWER_TYPE(lw, UCHAR) : is_number ? type : NULL;
}

/* a, b = x, y: from display to display without making the object. */
static bool assign_display(Lower *lw, const Ast *target, const Ast *value)
{
    bool is_display = value->kind == AST_Tuple || value->kind == AST_List;
    bool is_pattern = target->kind == AST_Tuple || target->kind == AST_List;
    if (is_pattern && lower_unpack_shape(lw, target, value))
        return true;
    return is_display && is_pattern && lower_unpack_display(lw, target, value);
}

static void assign_one(Lower *lw, const Ast *target, const Ast *value)
{
    if (assign_display(lw, target, value))
        return;
    bool is_pattern = target->kind == AST_Tuple || target->kind == AST_List;
    if (is_pattern && lower_plain(lower_type(lw, value))->kind == TYPE_ARRAY) {
        lower_assign_value(lw, target, lower_object(lw, value));
        return;
    }
    if (!is_pattern && lower_is_memory_target(lw, target)) {
        lower_fill(lw, target, value);
        return;
    }
    const Type *type = byte_type(lw, target, value);
    if (!type)
        type = target_type(lw, target);
    if (!type && is_view_part(lw, target) && lower_plain(lower_type(lw, value))->kind != TYPE_VIEW)
        type = lower_plain(lower_type(lw, target))->target; /* every item is set to one value */
    Insn *result = type ? lower_to(lw, value, type) : lower_expr(lw, value);
    lower_assign_value(lw, target, result);
}

void lower_assign(Lower *lw, const AstAssign *node)
{
    bool is_literal = lower_is_literal(node->value);
    if (node->targets.len == 1 || is_literal) {
        for (uint32_t i = 0; i < node->targets.len; i++)
            assign_one(lw, node->targets.items[i], node->value);
        return;
    }
    Insn *value = lower_expr(lw, node->value);
    for (uint32_t i = 0; i < node->targets.len; i++)
        lower_assign_value(lw, node->targets.items[i], value);
}

void lower_aug_assign(Lower *lw, const AstAugAssign *node)
{
    const Type *type = lower_type(lw, &node->head);
    const Type *hint = type_is_number(type) && node->op != AST_OP_DIV ? type : NULL;
    Place place = get_place(lw, node->target);
    if (place.kind == PLACE_VIEW) {
        lower_unsupported(lw, &node->head, "an augmented assignment to a memoryview slice");
        return;
    }
    Insn *old = read_place(lw, &place);
    Insn *value = lower_expr_as(lw, node->value, hint);
    if (lower_plain(place.type)->kind == TYPE_PTR && type_is_object(value->type))
        value = lower_convert(lw, value, LOWER_TYPE(lw, SSIZE));
    Insn *result = lower_plain(place.type)->kind == TYPE_DOUBLE
                       ? lower_binary_f64(lw, node->op, old, value)
                       : NULL;
    AstOp op = node->op == AST_OP_DIV && type_is_int(type) ? AST_OP_FLOORDIV : node->op;
    if (!result)
        result = lower_binary(lw, op, old, value, type, true);
    if (type_is_float(result->type) && type_is_int(place.type)) /* a /= b of integers */
        result = ir_cast(&lw->b, place.type, result);
    write_place(lw, &place, result, true);
}

void lower_ann_assign(Lower *lw, const AstAnnAssign *node)
{
    if (node->value)
        assign_one(lw, node->target, node->value);
    lower_annotate(lw, node);
}

void lower_init_var(Lower *lw, Symbol *symbol, const Ast *init)
{
    const Type *type = symbol->type;
    if (lower_plain(type)->kind == TYPE_ARRAY) {
        lower_array_init(lw, symbol, init);
        return;
    }
    lower_bind(lw, symbol, lower_to(lw, init, type ? type : LOWER_TYPE(lw, OBJECT)));
}

/* del */

static void delete_var(Lower *lw, const Ast *node, Symbol *symbol)
{
    if (symbol->type && !ir_type_is_managed(symbol->type)) {
        lower_unsupported(lw, node, "`del` of a C variable");
        return;
    }
    if (symbol->is_captured && !type_is_object(symbol->type)) {
        lower_unsupported(lw, node, "`del` of a captured memoryview variable");
        return;
    }
    if (symbol->is_captured) {
        lower_cell_delete(lw, symbol);
        return;
    }
    IrVar *var = lower_var(lw, symbol);
    lower_check_bound(lw, symbol);
    ir_append(&lw->b, IR_UNSET, 0, NULL, NULL, 0)->as.var = var;
}

static void delete_target(Lower *lw, const Ast *node)
{
    Span old = lower_at(lw, node);
    Symbol *symbol = lower_symbol(lw, node);
    if (node->kind == AST_Tuple || node->kind == AST_List) {
        const AstTuple *tuple = AST_AS(Tuple, node);
        const AstNodes *items = node->kind == AST_Tuple ? &tuple->items
                                                        : &AST_AS(List, node)->items;
        for (uint32_t i = 0; i < items->len; i++)
            delete_target(lw, items->items[i]);
    } else if (symbol && (symbol->kind == SYM_LOCAL || symbol->kind == SYM_CGLOBAL)) {
        delete_var(lw, node, symbol);
    } else if (symbol && symbol->kind == SYM_FIELD) {
        lower_field_del(lw, symbol);
    } else if (node->kind == AST_Name) {
        LOWER_PRIM(lw, global_del, lower_name(lw, AST_AS(Name, node)->id));
    } else if (node->kind == AST_Attribute) {
        Insn *object = lower_object(lw, AST_AS(Attribute, node)->value);
        LOWER_PRIM(lw, attr_del, object, lower_name(lw, AST_AS(Attribute, node)->attr));
    } else if (node->kind == AST_Subscript) {
        LowerKey key = lower_key(lw, AST_AS(Subscript, node));
        lower_key_del(lw, &key);
    } else {
        lower_unsupported(lw, node, "`del` of this expression");
    }
    lw->b.span = old;
}

void lower_delete(Lower *lw, const AstDelete *node)
{
    for (uint32_t i = 0; i < node->targets.len; i++)
        delete_target(lw, node->targets.items[i]);
}
