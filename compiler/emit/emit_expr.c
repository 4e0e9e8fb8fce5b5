/* emit_expr.c: values as C expressions.
 *
 * Place in the pipeline: pass tree marked which values are printed inside their use; every other value is a name.
 * Parentheses follow precedence; a few more stand where gcc and clang ask for them. Pointers are printed as what
 * they point to wherever they are only loaded from or stored to.
 *
 *     load (vat a, i)                     ->   a_data[i]
 *     select (cmp lt a, b), c, false      ->   a < b && c
 */
#include "emit/emit_ctx.h"

#include "base/panic.h"
#include "ir/ir_region.h"
#include "type/typename.h"

#include <string.h>

/* ---- names ----------------------------------------------------------------------------------- */

void emit_need(Emit *e, const char *name)
{
    map_set(e->kept, &e->headers, atom_from(e->module->atoms, name), e);
}

const char *emit_var(Emit *e, const IrVar *var)
{
    if (var->storage == IR_VAR_GLOBAL)
        return arena_printf(e->arena, "M.%s", var->c_name);
    return var->c_name;
}

const char *emit_value_name(Emit *e, const Insn *insn)
{
    if (insn->into)
        return emit_var(e, insn->into);
    if (insn->flags & INSN_RESULT)
        return e->func->c_result;
    if (insn->op == IR_INDEXVAR) {
        const Insn *loop = insn->parent->owner;
        return loop->flags & INSN_INDEX ? loop->into->c_name : loop->c_name;
    }
    return insn->c_name;
}

const char *emit_view_address(Emit *e, const Insn *view)
{
    if (view->op == IR_NULL)
        return "NULL";
    if (view->op != IR_GET && view->op != IR_MOVE)
        return arena_printf(e->arena, "&%s", emit_value_name(e, view));
    if (!(view->flags & INSN_FOLD))
        return arena_printf(e->arena, "&%s", emit_value_name(e, view));
    if (view->as.var->storage == IR_VAR_PARAM)
        return view->as.var->c_name;
    return arena_printf(e->arena, "&%s", emit_var(e, view->as.var));
}

const char *emit_view_value(Emit *e, const Insn *view)
{
    if (view->op == IR_LOAD && (view->flags & INSN_FOLD))
        return emit_expr(e, view, PREC_ASSIGN);
    const char *address = emit_view_address(e, view);
    return address[0] == '&' ? address + 1 : arena_printf(e->arena, "*%s", address);
}

/* ---- parentheses ----------------------------------------------------------------------------- */

static const char *in_parens(Emit *e, const char *text)
{
    return arena_printf(e->arena, "(%s)", text);
}

/* Text and precedence of a value where it is used. */
static const char *value_text(Emit *e, const Insn *insn, Prec *prec)
{
    if (insn->flags & INSN_FOLD)
        return emit_operation(e, insn, prec);
    *prec = PREC_ATOM;
    return emit_value_name(e, insn);
}

const char *emit_expr(Emit *e, const Insn *insn, Prec at_least)
{
    Prec prec;
    const char *text = value_text(e, insn, &prec);
    return prec < at_least ? in_parens(e, text) : text;
}

bool emit_is_folded(const Insn *insn, IrOp op)
{
    return insn->op == op && (insn->flags & INSN_FOLD);
}

/* ---- arithmetic ------------------------------------------------------------------------------ */

typedef struct Operator {
    const char *text;
    Prec prec;
} Operator;

static const Operator bins[] = {
    [IR_BIN_ADD] = {"+", PREC_ADD},  [IR_BIN_SUB] = {"-", PREC_ADD},   [IR_BIN_MUL] = {"*", PREC_MUL},
    [IR_BIN_DIV] = {"/", PREC_MUL},  [IR_BIN_MOD] = {"%", PREC_MUL},   [IR_BIN_SHL] = {"<<", PREC_SHIFT},
    [IR_BIN_SHR] = {">>", PREC_SHIFT}, [IR_BIN_AND] = {"&", PREC_AND}, [IR_BIN_OR] = {"|", PREC_OR},
    [IR_BIN_XOR] = {"^", PREC_XOR},  [IR_BIN_MIN] = {"<", PREC_REL},   [IR_BIN_MAX] = {">", PREC_REL},
};

static const Operator cmps[] = {
    [IR_CMP_EQ] = {"==", PREC_EQ}, [IR_CMP_NE] = {"!=", PREC_EQ}, [IR_CMP_LT] = {"<", PREC_REL},
    [IR_CMP_LE] = {"<=", PREC_REL}, [IR_CMP_GT] = {">", PREC_REL}, [IR_CMP_GE] = {">=", PREC_REL},
};

/* Would a compiler ask for parentheses around the operand although they are not needed? */
static bool is_confusing(Prec outer, Prec inner)
{
    if (inner >= PREC_UNARY)
        return false;
    if (outer == PREC_SHIFT)
        return inner == PREC_ADD;
    if (outer == PREC_AND || outer == PREC_XOR || outer == PREC_OR)
        return inner != outer;
    if (outer == PREC_EQ || outer == PREC_REL)
        return inner == PREC_EQ || inner == PREC_REL;
    return outer == PREC_LOR && inner == PREC_LAND;
}

/* Does C convert the operand by itself to the type of the other one, as the cast says? */
static bool is_implied_cast(const Insn *cast, const Insn *other)
{
    const Type *from = type_strip(cast->args[0]->type);
    const Type *to = type_strip(cast->type);
    if (type_strip(other->type) != to || emit_is_folded(other, IR_CAST))
        return false;
    if (type_is_float(to))
        return type_is_int(from);
    if (emit_is_folded(other, IR_CONST))
        return false;
    return type_is_int(to) && type_is_int(from) && type_is_signed(from) == type_is_signed(to) &&
           type_int_size(to) >= 4 && type_int_size(from) <= type_int_size(to) &&
           type_int_size(from) > 0;
}

static const char *operand(Emit *e, const Insn *insn, const Insn *other, bool exact, Prec outer,
                           Prec at_least)
{
    Prec prec;
    const char *text;
    if (emit_is_folded(insn, IR_CONST))
        text = emit_number(e, insn, exact, &prec);
    else if (emit_is_folded(insn, IR_CAST) && is_implied_cast(insn, other))
        text = value_text(e, insn->args[0], &prec);
    else
        text = value_text(e, insn, &prec);
    return prec < at_least || is_confusing(outer, prec) ? in_parens(e, text) : text;
}

static const char *binary(Emit *e, const Insn *insn, Operator op, Prec *prec)
{
    bool shift = op.prec == PREC_SHIFT;
    bool constants = insn->args[0]->op == IR_CONST && insn->args[1]->op == IR_CONST;
    const char *left = operand(e, insn->args[0], insn->args[shift ? 0 : 1], shift || constants,
                               op.prec, op.prec);
    const char *right = operand(e, insn->args[1], insn->args[shift ? 1 : 0], constants, op.prec,
                                (Prec)(op.prec + 1));
    *prec = op.prec;
    return arena_printf(e->arena, "%s " CW_BREAK "%s %s", left, op.text, right);
}

static bool is_promoted(const Type *type)
{
    uint32_t size = type_int_size(type);
    return type_is_int(type) && size && size < 4;
}

bool emit_is_zero(const Insn *insn)
{
    return emit_is_folded(insn, IR_CONST) && type_is_int(insn->type) && insn->as.imm.i == 0;
}

static const char *bin_text(Emit *e, const Insn *insn, Prec *prec)
{
    if (insn->sub == IR_BIN_ADD && emit_is_zero(insn->args[0]) && !is_promoted(insn->type))
        return value_text(e, insn->args[1], prec);
    const char *text = binary(e, insn, bins[insn->sub], prec);
    if (insn->sub == IR_BIN_MIN || insn->sub == IR_BIN_MAX) {
        *prec = PREC_COND;
        return arena_printf(e->arena, "%s ? " CW_BREAK "%s : " CW_BREAK "%s", text,
                            emit_expr(e, insn->args[0], PREC_LOR),
                            emit_expr(e, insn->args[1], PREC_COND));
    }
    bool keeps = insn->sub == IR_BIN_AND || insn->sub == IR_BIN_OR || insn->sub == IR_BIN_XOR;
    if (!is_promoted(insn->type) || keeps)
        return text;
    *prec = PREC_UNARY;
    return arena_printf(e->arena, "(%s)(%s)", emit_type_name(e, insn->type), text);
}

static bool is_one(const Insn *insn)
{
    return emit_is_folded(insn, IR_CONST) && type_is_int(insn->type) && insn->as.imm.i == 1;
}

static const char *cmp_text(Emit *e, const Insn *insn, Prec *prec)
{
    bool equality = insn->sub == IR_CMP_EQ || insn->sub == IR_CMP_NE;
    if (equality && insn->args[1]->op == IR_NULL) {
        *prec = insn->sub == IR_CMP_EQ ? PREC_UNARY : PREC_EQ;
        return arena_printf(e->arena, insn->sub == IR_CMP_EQ ? "!%s" : "%s != NULL",
                            emit_expr(e, insn->args[0], PREC_UNARY));
    }
    bool orders_null = !equality && (insn->args[0]->op == IR_NULL || insn->args[1]->op == IR_NULL);
    if (!orders_null)
        return binary(e, insn, cmps[insn->sub], prec);
    *prec = PREC_REL; /* C orders pointers of one type only */
    return arena_printf(e->arena, "(char *)%s %s (char *)%s", emit_expr(e, insn->args[0], PREC_UNARY),
                        cmps[insn->sub].text,
                        emit_expr(e, insn->args[1], PREC_UNARY));
}

static const char *cond_text(Emit *e, const Insn *insn, bool negate, Prec *prec);

static const char *un_text(Emit *e, const Insn *insn, Prec *prec)
{
    static const char *const signs[] = {"-", "~", "!"};
    *prec = PREC_UNARY;
    if (insn->sub == IR_UN_NOT)
        return cond_text(e, insn->args[0], true, prec);
    const char *text = emit_expr(e, insn->args[0], PREC_UNARY);
    if (text[0] == '-')
        text = in_parens(e, text);
    if (!is_promoted(insn->type))
        return arena_printf(e->arena, "%s%s", signs[insn->sub], text);
    return arena_printf(e->arena, "(%s)%s%s", emit_type_name(e, insn->type), signs[insn->sub], text);
}

/* ---- truth values ---------------------------------------------------------------------------- */

typedef struct Choice {
    const Insn *left, *right;
    bool is_or;
} Choice;

/* Is the choice an `&&` or `||` of its operands? */
static bool is_logical(const Insn *insn, Choice *choice)
{
    if (!emit_is_folded(insn, IR_SELECT) || type_strip(insn->type)->kind != TYPE_BINT)
        return false;
    choice->left = insn->args[0];
    choice->is_or = is_one(insn->args[1]) || insn->args[1] == insn->args[0];
    choice->right = insn->args[choice->is_or ? 2 : 1];
    return choice->is_or || emit_is_zero(insn->args[2]) || insn->args[2] == insn->args[0];
}

static const char *cond_operand(Emit *e, const Insn *insn, Prec outer)
{
    Prec prec;
    const char *text = cond_text(e, insn, false, &prec);
    return prec < outer || is_confusing(outer, prec) ? in_parens(e, text) : text;
}

static const char *logical_text(Emit *e, const Choice *choice, Prec *prec)
{
    *prec = choice->is_or ? PREC_LOR : PREC_LAND;
    return arena_printf(e->arena, "%s " CW_BREAK "%s %s", cond_operand(e, choice->left, *prec),
                        choice->is_or ? "||" : "&&", cond_operand(e, choice->right, *prec));
}

static const char *negated(Emit *e, const char *text, Prec prec, Prec *result)
{
    *result = PREC_UNARY;
    return arena_printf(e->arena, prec < PREC_UNARY ? "!(%s)" : "!%s", text);
}

/* A comparison of integers or pointers, the other way round. */
static const char *flipped_cmp(Emit *e, const Insn *insn, Prec *prec)
{
    static const IrCmp opposite[] = {[IR_CMP_EQ] = IR_CMP_NE, [IR_CMP_NE] = IR_CMP_EQ,
                                     [IR_CMP_LT] = IR_CMP_GE, [IR_CMP_LE] = IR_CMP_GT,
                                     [IR_CMP_GT] = IR_CMP_LE, [IR_CMP_GE] = IR_CMP_LT};
    Insn flipped = *insn;
    flipped.sub = (uint16_t)opposite[insn->sub];
    return cmp_text(e, &flipped, prec);
}

static const char *cond_text(Emit *e, const Insn *insn, bool negate, Prec *prec)
{
    Choice choice;
    if (emit_is_folded(insn, IR_UN) && insn->sub == IR_UN_NOT)
        return cond_text(e, insn->args[0], !negate, prec);
    if (emit_is_folded(insn, IR_CAST) && type_strip(insn->type)->kind == TYPE_BINT &&
        (type_is_int(insn->args[0]->type) || type_is_ptr(insn->args[0]->type)))
        return cond_text(e, insn->args[0], negate, prec);
    if (emit_is_folded(insn, IR_CMP)) {
        bool is_flag = insn->sub == IR_CMP_NE && emit_is_zero(insn->args[1]) &&
                       type_strip(insn->args[0]->type)->kind == TYPE_BINT;
        if (is_flag)
            return cond_text(e, insn->args[0], negate, prec);
        if (insn->sub == IR_CMP_NE && insn->args[1]->op == IR_NULL && !negate)
            return value_text(e, insn->args[0], prec);
        if (negate && !type_is_float(insn->args[0]->type))
            return flipped_cmp(e, insn, prec);
    }
    Prec inner;
    const char *text = is_logical(insn, &choice) ? logical_text(e, &choice, &inner)
                                                 : value_text(e, insn, &inner);
    if (negate)
        return negated(e, text, inner, prec);
    *prec = inner;
    return text;
}

const char *emit_cond(Emit *e, const Insn *insn, bool negate, Prec at_least)
{
    Prec prec;
    const char *text = cond_text(e, insn, negate, &prec);
    return prec < at_least ? in_parens(e, text) : text;
}

static const char *select_text(Emit *e, const Insn *insn, Prec *prec)
{
    Choice choice;
    if (is_logical(insn, &choice))
        return logical_text(e, &choice, prec);
    *prec = PREC_COND;
    Prec inner;
    const char *cond = cond_text(e, insn->args[0], false, &inner);
    return arena_printf(e->arena, "%s ? " CW_BREAK "%s : " CW_BREAK "%s",
                        inner <= PREC_COND ? in_parens(e, cond) : cond,
                        emit_expr(e, insn->args[1], PREC_LOR), emit_expr(e, insn->args[2], PREC_COND));
}

/* ---- conversions ----------------------------------------------------------------------------- */

/* Does C make this pointer of the array by itself? It need not know a struct by our name then. */
static bool is_decay(const Type *from, const Type *to)
{
    return from->kind == TYPE_ARRAY && to->kind == TYPE_PTR &&
           (from->target == to->target || to->target->target == from->target);
}

/* Between pointers and integers of other sizes compilers warn. */
static const char *cast_by_way(const Type *to, const Type *from)
{
    const Type *number = type_is_ptr(to) ? from : type_is_ptr(from) ? to : NULL;
    bool other_size = number && type_is_int(number) && type_int_size(number) && type_int_size(number) < 8;
    return other_size ? "(Py_ssize_t)" : "";
}

static const char *cast_text(Emit *e, const Insn *insn, Prec *prec)
{
    const Insn *arg = insn->args[0];
    const Type *to = type_strip(insn->type);
    if (to->kind == TYPE_BINT && !type_is_object(arg->type)) {
        if (type_strip(arg->type)->kind == TYPE_BINT)
            return value_text(e, arg, prec);
        *prec = PREC_EQ;
        return arena_printf(e->arena, "%s != %s", emit_expr(e, arg, PREC_REL),
                            type_is_ptr(arg->type) ? "NULL" : "0");
    }
    if (type_is_object(insn->type) && type_is_object(arg->type))
        return value_text(e, arg, prec);
    if (emit_is_folded(arg, IR_FIELD) && is_decay(type_strip(arg->as.field->type), to))
        return value_text(e, arg, prec);
    *prec = PREC_UNARY;
    return arena_printf(e->arena, "(%s)%s%s", emit_type_name(e, insn->type), cast_by_way(to, type_strip(arg->type)),
                        emit_expr(e, arg, PREC_UNARY));
}

const char *emit_assigned(Emit *e, const Insn *insn, const Type *type)
{
    if (emit_is_folded(insn, IR_CAST) && type_strip(insn->type) == type_strip(type)) {
        const Type *from = type_strip(insn->args[0]->type);
        const Type *to = type_strip(type);
        bool ints = type_is_int(from) && type_is_int(to) && to->kind != TYPE_BINT;
        bool widens = type_int_size(from) && type_int_size(from) <= type_int_size(to);
        if ((ints && widens) || (type_is_number(from) && to->kind == TYPE_DOUBLE))
            return emit_expr(e, insn->args[0], PREC_ASSIGN);
    }
    return emit_expr(e, insn, PREC_ASSIGN);
}

/* ---- memory ---------------------------------------------------------------------------------- */

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

/* Has it an axis that is, or may be, reached through pointers? */
bool emit_is_indirect(const Type *view)
{
    for (uint32_t i = 0; i < view->view.ndim; i++)
        if (view->view.modes[i] == VIEW_INDIRECT || view->view.modes[i] == VIEW_FULL)
            return true;
    return false;
}

/* Is memory one block: 'C' last axis fastest, 'F' first axis fastest, 0 neither. */
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
                text = in_parens(e, text);
            text = one ? shape : arena_printf(e->arena, "%s * %s", text, shape);
            prec = PREC_MUL;
        }
        if (emit_is_zero(index))
            continue;
        if (!text) {
            text = value_text(e, index, &prec);
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
        if (is_one(index))
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

static const char *field_name(const TypeField *field)
{
    return field->c_name ? field->c_name : field->name->text;
}

/* Text of what the pointer points to. */
static const char *place_text(Emit *e, const Insn *pointer, Prec *prec)
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
                                field_name(pointer->as.field));
        return arena_printf(e->arena, "%s->%s", emit_expr(e, base, PREC_POSTFIX),
                            field_name(pointer->as.field));
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
    const char *text = place_text(e, pointer, &prec);
    return prec < at_least ? in_parens(e, text) : text;
}

/* A pointer that is an address: `&a[i]`; arrays are their own address. */
static const char *address_text(Emit *e, const Insn *insn, Prec *prec)
{
    if (insn->op == IR_ADDR && type_strip(insn->as.var->type)->kind == TYPE_ARRAY) {
        *prec = PREC_ATOM;
        return emit_var(e, insn->as.var);
    }
    if (insn->op == IR_FIELD && type_strip(insn->as.field->type)->kind == TYPE_ARRAY)
        return place_text(e, insn, prec);
    Insn folded = *insn;
    folded.flags |= INSN_FOLD;
    Prec inner;
    const char *text = place_text(e, &folded, &inner);
    *prec = PREC_UNARY;
    return arena_printf(e->arena, inner < PREC_UNARY ? "&(%s)" : "&%s", text);
}

/* `*p` cannot be an array: a load of one gives its first item's address. */
static const char *load_text(Emit *e, const Insn *insn, Prec *prec)
{
    return place_text(e, insn->args[0], prec);
}

/* ---- aggregates ------------------------------------------------------------------------------ */

static const char *make_text(Emit *e, const Insn *insn)
{
    return arena_printf(e->arena, "(%s){%s}", emit_type_name(e, insn->type),
                        emit_call_args(e, insn, 0));
}

static const char *part_name(const Insn *insn)
{
    const Type *type = type_strip(insn->args[0]->type);
    if (type->kind == TYPE_COMPLEX)
        return insn->as.index ? "imag" : "real";
    return field_name(&type->decl->fields[insn->as.index]);
}

static const char *dim_text(Emit *e, const Insn *insn)
{
    const char *field = insn->sub == IR_DIM_SHAPE ? "shape" : "strides";
    const char *local = insn->sub == IR_DIM_SHAPE ? "shape" : "stride";
    if (insn->sub == IR_DIM_SUBOFFSET)
        return emit_is_indirect(type_strip(insn->args[0]->type))
                   ? view_field(e, insn->args[0], "suboffsets", insn->as.index)
                   : "-1";
    return view_part(e, insn->args[0], field, local, insn->as.index);
}

static const char *caught_text(Emit *e, const Insn *insn)
{
    const Insn *region = insn->parent->owner;
    const IrBlock *block = insn->parent;
    while (region && !(region->op == IR_TRY && ir_block_number(block) == 1)) {
        block = region->parent;
        region = block->owner;
    }
    if (!region)
        panic("caught outside of a handler");
    return arena_printf(e->arena, "%s.value", emit_exc(e, region));
}

static const char *keep_text(Emit *e, const Insn *insn)
{
    const char *form = ir_insn_is_shared(e->module, insn->args[0]) ? "KR_FIELD_GET(%s)"
                       : insn->sub                                 ? "Py_XNewRef(%s)"
                                                                   : "Py_NewRef(%s)";
    return arena_printf(e->arena, form, emit_expr(e, insn->args[0], PREC_ASSIGN));
}

static const char *match_text(Emit *e, const Insn *insn)
{
    const char *caught = caught_text(e, insn);
    return arena_printf(e->arena, "kr_match(&%.*s, %s)", (int)(strchr(caught, '.') - caught), caught,
                        emit_expr(e, insn->args[0], PREC_ASSIGN));
}

static const char *funcobj_text(Emit *e, const Insn *insn)
{
    emit_need(e, "func");
    map_set(e->kept, &e->objects, insn->as.func, e);
    if (insn->nargs)
        return arena_printf(e->arena, "kr_func_make(KR_MODULE, &%s_def, " CW_BREAK "%s)", insn->as.func->c_name,
                            emit_call_args(e, insn, 0));
    return arena_printf(e->arena, "kr_func_new(KR_MODULE, &%s_def)", insn->as.func->c_name);
}

static const char *wrap_text(Emit *e, const Insn *insn)
{
    return arena_printf(e->arena, "KR_WRAP(%s, %s)", emit_expr(e, insn->args[0], PREC_ASSIGN),
                        emit_expr(e, insn->args[1], PREC_ASSIGN));
}

static const char *next_text(Emit *e, const Insn *insn)
{
    emit_need(e, "iter");
    return arena_printf(e->arena, "kr_next(%s)", emit_expr(e, insn->args[0], PREC_ASSIGN));
}

const char *emit_operation(Emit *e, const Insn *insn, Prec *prec)
{
    *prec = PREC_POSTFIX;
    switch ((int)insn->op) {
    case IR_CONST:
        return emit_number(e, insn, false, prec);
    case IR_PYCONST:
        return emit_const_object(e, insn->as.pyconst);
    case IR_NULL:
        return "NULL";
    case IR_GET: case IR_MOVE:
        return emit_var(e, insn->as.var);
    case IR_INDEXVAR:
        return emit_value_name(e, insn);
    case IR_UN:
        return un_text(e, insn, prec);
    case IR_BIN:
        return bin_text(e, insn, prec);
    case IR_CMP:
        return cmp_text(e, insn, prec);
    case IR_CAST:
        return cast_text(e, insn, prec);
    case IR_SELECT:
        return select_text(e, insn, prec);
    case IR_MAKE:
        return make_text(e, insn);
    case IR_PART:
        return arena_printf(e->arena, "%s.%s", emit_expr(e, insn->args[0], PREC_POSTFIX),
                            part_name(insn));
    case IR_ADDR: case IR_FIELD: case IR_INDEX: case IR_VAT:
        return address_text(e, insn, prec);
    case IR_LOAD:
        return load_text(e, insn, prec);
    case IR_SIZEOF:
        *prec = PREC_UNARY;
        return arena_printf(e->arena, "sizeof(%s)", emit_type_name(e, insn->as.type));
    case IR_FUNCADDR:
        return emit_callee(e, insn);
    case IR_PRIM:
        return emit_prim(e, insn);
    case IR_CALL:
        return arena_printf(e->arena, "%s%s(%s)", emit_extern_result(insn), emit_callee(e, insn),
                            emit_call_args(e, insn, 0));
    case IR_CALLPTR:
        return arena_printf(e->arena, "%s(%s)", emit_expr(e, insn->args[0], PREC_POSTFIX),
                            emit_call_args(e, insn, 1));
    case IR_PYCALL:
        return emit_pycall(e, insn);
    case IR_PYMETH:
        return emit_pymeth(e, insn);
    case IR_BOX:
        return emit_convert(e, insn, "box");
    case IR_UNBOX:
        return emit_convert(e, insn, "unbox");
    case IR_TRUTH:
        return emit_convert(e, insn, "truth");
    case IR_BUILD:
        return emit_build(e, insn);
    case IR_ITER:
        emit_need(e, "iter");
        return arena_printf(e->arena, insn->takes ? "kr_iter_take1(%s)" : "PyObject_GetIter(%s)", emit_call_args(e, insn, 0));
    case IR_NEXT:
        return next_text(e, insn);
    case IR_VOBJ:
        return arena_printf(e->arena, "kr_view_object(%s, &%s)",
                            emit_view_address(e, insn->args[0]),
                            emit_view_spec(e, insn->args[0]->type));
    case IR_VDIM:
        return dim_text(e, insn);
    case IR_WRAP:
        return wrap_text(e, insn);
    case IR_KEEP:
        return keep_text(e, insn);
    case IR_MATCH:
        return match_text(e, insn);
    case IR_CAUGHT:
        return caught_text(e, insn);
    case IR_FUNCOBJ:
        return funcobj_text(e, insn);
    case IR_GENNEW:
        return emit_gennew(e, insn);
    case IR_TYPECHK:
        return emit_expr(e, insn->args[0], PREC_ASSIGN);
    default:
        panic("no C expression for `%s`", ir_op_info[insn->op].text);
    }
}
