/* emit_place.c: C memory: what a pointer points to, and addresses.
 *
 * Pointers are printed as what they point to wherever they are only loaded from or stored to. Items of views whose
 * memory is one block are those of an array, others are found by their distance in bytes.
 *
 *     load (vat a, i)                 ->   a_data[i]                          double[::1] a
 *                                     ->   *(double *)(a_data + i * a_stride0)      double[:] a
 *     field x (addr p)                ->   p.x
 */
#include "emit/emit_ctx.h"

#include <string.h>

/* Index expression of a view's axis times its stride: `i * a_stride0`. */
static const char *view_part(Emit *e, const Insn *view, const char *field, const char *local,
                             uint32_t axis)
{
    bool is_var = view->op == IR_GET && (view->flags & INSN_FOLD);
    const IrVar *var = is_var ? view->as.var : NULL;
    if (var && var->storage != IR_VAR_GLOBAL && var->storage != IR_VAR_EXTERN)
        return axis == UINT32_MAX ? arena_printf(e->arena, "%s_%s", var->c_view, local)
                                  : arena_printf(e->arena, "%s_%s%u", var->c_view, local, (unsigned)axis);
    const char *name = var ? emit_var(e, var) : emit_value_name(e, view);
    return axis == UINT32_MAX ? arena_printf(e->arena, "%s.%s", name, field)
                              : arena_printf(e->arena, "%s.%s[%u]", name, field, (unsigned)axis);
}

/* A member of the view itself. */
static const char *view_field(Emit *e, const Insn *view, const char *field, uint32_t axis)
{
    const char *address = emit_view_address(e, view);
    bool is_value = address[0] == '&';
    const char *name = is_value ? address + 1 : address, *dot = is_value ? "." : "->";
    return axis == UINT32_MAX ? arena_printf(e->arena, "%s%s%s", name, dot, field)
                              : arena_printf(e->arena, "%s%s%s[%u]", name, dot, field, (unsigned)axis);
}

bool emit_is_indirect(const Type *view)
{
    for (uint32_t i = 0; i < view->view.ndim; i++)
        if (view->view.modes[i] == VIEW_INDIRECT || view->view.modes[i] == VIEW_FULL)
            return true;
    return false;
}

char emit_view_order(const Type *view)
{
    if (emit_is_indirect(view))
        return 0;
    if (view->view.modes[view->view.ndim - 1] == VIEW_CONTIG)
        return 'C';
    return view->view.modes[0] == VIEW_CONTIG ? 'F' : 0;
}

/* Number of the item in a contiguous view: `(i * a_shape1 + j) * a_shape2 + k`. */
static const char *item_number(Emit *e, const Insn *vat, const Type *view)
{
    bool c_order = emit_view_order(view) == 'C';
    uint32_t ndim = view->view.ndim;
    const char *text = NULL; /* 0 so far */
    Prec prec = PREC_ATOM;
    for (uint32_t k = 0; k < ndim; k++) {
        uint32_t axis = c_order ? k : ndim - 1 - k;
        const Insn *index = vat->args[1 + axis];
        if (text) {
            const char *shape = view_part(e, vat->args[0], "shape", "shape", axis);
            bool one = strcmp(text, "1") == 0;
            if (prec < PREC_MUL)
                text = emit_parens(e, text);
            text = one ? shape : arena_printf(e->arena, "%s * %s", text, shape);
            prec = PREC_MUL;
        }
        if (emit_is_zero(index))
            continue;
        if (!text) {
            text = emit_value(e, index, &prec);
        } else {
            bool wide = type_is_signed(index->type) && type_int_size(index->type) == 8;
            text = arena_printf(e->arena, "%s + %s", text, emit_expr(e, index, wide ? PREC_ADD : PREC_MUL));
            prec = PREC_ADD;
        }
    }
    return text ? text : "0";
}

/* `data + i * stride0 + ...` in bytes. */
static const char *byte_address(Emit *e, const Insn *vat, const Type *view, Prec *prec)
{
    const char *text = view_part(e, vat->args[0], "data", "data", UINT32_MAX);
    *prec = PREC_POSTFIX;
    for (uint32_t i = 0; i < view->view.ndim; i++) {
        const Insn *index = vat->args[1 + i];
        const char *stride = view_part(e, vat->args[0], "strides", "stride", i);
        if (emit_is_zero(index))
            continue;
        if (emit_is_one(index))
            text = arena_printf(e->arena, "%s + " CW_BREAK "%s", text, stride);
        else
            text = arena_printf(e->arena, "%s + " CW_BREAK "%s * %s", text, emit_expr(e, index, PREC_MUL), stride);
        *prec = PREC_ADD;
    }
    return text;
}

/* The same through the pointers of indirect axes. */
static const char *indirect_address(Emit *e, const Insn *vat, const Type *view, Prec *prec)
{
    const char *text = view_field(e, vat->args[0], "data", UINT32_MAX);
    *prec = PREC_POSTFIX;
    for (uint32_t i = 0; i < view->view.ndim; i++) {
        const char *stride = view_field(e, vat->args[0], "strides", i);
        text = arena_printf(e->arena, "%s + " CW_BREAK "%s * %s", text,
                            emit_expr(e, vat->args[1 + i], PREC_MUL), stride);
        *prec = PREC_ADD;
        if (view->view.modes[i] != VIEW_INDIRECT && view->view.modes[i] != VIEW_FULL)
            continue;
        text = arena_printf(e->arena, "KR_VIEW_FOLLOW(%s, " CW_BREAK "%s)", text,
                            view_field(e, vat->args[0], "suboffsets", i));
        *prec = PREC_POSTFIX;
    }
    return text;
}

static const char *view_place(Emit *e, const Insn *vat, Prec *prec)
{
    const Insn *base = vat->args[0];
    const Type *view = type_strip(base->type);
    const char *item = emit_type_name(e, type_ptr(e->module->types, view->target));
    bool is_local = base->op == IR_GET && (base->flags & INSN_FOLD) &&
                    base->as.var->storage != IR_VAR_GLOBAL;
    *prec = PREC_POSTFIX;
    if (emit_view_order(view)) {
        const char *data = view_part(e, base, "data", "data", UINT32_MAX);
        return arena_printf(e->arena, is_local ? "%s%s[%s]" : "((%s)%s)[%s]", is_local ? "" : item, data,
                            item_number(e, vat, view));
    }
    Prec inner;
    const char *address = emit_is_indirect(view) ? indirect_address(e, vat, view, &inner)
                                                 : byte_address(e, vat, view, &inner);
    *prec = PREC_UNARY;
    return arena_printf(e->arena, inner == PREC_ADD ? "*(%s)(%s)" : "*(%s)%s", item, address);
}

const char *emit_field_name(const TypeField *field)
{
    return field->c_name ? field->c_name : field->name->text;
}

const char *emit_place_text(Emit *e, const Insn *pointer, Prec *prec)
{
    if (emit_is_folded(pointer, IR_VAT))
        return view_place(e, pointer, prec);
    *prec = PREC_POSTFIX;
    if (emit_is_folded(pointer, IR_INDEX))
        return arena_printf(e->arena, "%s[%s]", emit_expr(e, pointer->args[0], PREC_POSTFIX),
                            emit_expr(e, pointer->args[1], PREC_COMMA));
    if (emit_is_folded(pointer, IR_FIELD)) {
        const Insn *base = pointer->args[0];
        bool direct = emit_is_folded(base, IR_ADDR) || emit_is_folded(base, IR_VAT) ||
                      emit_is_folded(base, IR_FIELD) || emit_is_folded(base, IR_INDEX);
        if (direct)
            return arena_printf(e->arena, "%s.%s", emit_place(e, base, PREC_POSTFIX),
                                emit_field_name(pointer->as.field));
        return arena_printf(e->arena, "%s->%s", emit_expr(e, base, PREC_POSTFIX),
                            emit_field_name(pointer->as.field));
    }
    if (emit_is_folded(pointer, IR_ADDR)) {
        *prec = PREC_ATOM;
        if (type_strip(pointer->as.var->type)->kind != TYPE_ARRAY)
            return emit_var(e, pointer->as.var);
    }
    *prec = PREC_UNARY;
    return arena_printf(e->arena, "*%s", emit_expr(e, pointer, PREC_UNARY));
}

const char *emit_place(Emit *e, const Insn *pointer, Prec at_least)
{
    Prec prec;
    const char *text = emit_place_text(e, pointer, &prec);
    return prec < at_least ? emit_parens(e, text) : text;
}

const char *emit_address(Emit *e, const Insn *insn, Prec *prec)
{
    if (insn->op == IR_ADDR && type_strip(insn->as.var->type)->kind == TYPE_ARRAY) {
        *prec = PREC_ATOM;
        return emit_var(e, insn->as.var);
    }
    if (insn->op == IR_FIELD && type_strip(insn->as.field->type)->kind == TYPE_ARRAY)
        return emit_place_text(e, insn, prec);
    Insn folded = *insn;
    folded.flags |= INSN_FOLD;
    Prec inner;
    const char *text = emit_place_text(e, &folded, &inner);
    *prec = PREC_UNARY;
    return arena_printf(e->arena, inner < PREC_UNARY ? "&(%s)" : "&%s", text);
}

const char *emit_dim(Emit *e, const Insn *insn)
{
    const char *field = insn->sub == IR_DIM_SHAPE ? "shape" : "strides";
    const char *local = insn->sub == IR_DIM_SHAPE ? "shape" : "stride";
    if (insn->sub == IR_DIM_SUBOFFSET)
        return emit_is_indirect(type_strip(insn->args[0]->type))
                   ? view_field(e, insn->args[0], "suboffsets", insn->as.index)
                   : "-1";
    return view_part(e, insn->args[0], field, local, insn->as.index);
}
