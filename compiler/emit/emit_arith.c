/* emit_arith.c: operators as C expressions: arithmetic, comparisons, conditions, conversions.
 *
 * Parentheses follow precedence; a few more stand where gcc and clang ask for them. What C converts by itself is not
 * cast.
 *
 *     bin add (cast long i), (bin mul n, 2)     ->   i + n * 2
 *     select (cmp lt a, b), c, false            ->   a < b && c
 */
#include "emit/emit_ctx.h"

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
        text = emit_value(e, insn->args[0], &prec);
    else
        text = emit_value(e, insn, &prec);
    return prec < at_least || is_confusing(outer, prec) ? emit_parens(e, text) : text;
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

const char *emit_bin(Emit *e, const Insn *insn, Prec *prec)
{
    if (insn->sub == IR_BIN_ADD && emit_is_zero(insn->args[0]) && !is_promoted(insn->type))
        return emit_value(e, insn->args[1], prec);
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

bool emit_is_one(const Insn *insn)
{
    return emit_is_folded(insn, IR_CONST) && type_is_int(insn->type) && insn->as.imm.i == 1;
}

const char *emit_cmp(Emit *e, const Insn *insn, Prec *prec)
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

const char *emit_un(Emit *e, const Insn *insn, Prec *prec)
{
    static const char *const signs[] = {"-", "~", "!"};
    *prec = PREC_UNARY;
    if (insn->sub == IR_UN_NOT)
        return cond_text(e, insn->args[0], true, prec);
    const char *text = emit_expr(e, insn->args[0], PREC_UNARY);
    if (text[0] == '-')
        text = emit_parens(e, text);
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
    choice->is_or = emit_is_one(insn->args[1]) || insn->args[1] == insn->args[0];
    choice->right = insn->args[choice->is_or ? 2 : 1];
    return choice->is_or || emit_is_zero(insn->args[2]) || insn->args[2] == insn->args[0];
}

static const char *cond_operand(Emit *e, const Insn *insn, Prec outer)
{
    Prec prec;
    const char *text = cond_text(e, insn, false, &prec);
    return prec < outer || is_confusing(outer, prec) ? emit_parens(e, text) : text;
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
    return emit_cmp(e, &flipped, prec);
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
            return emit_value(e, insn->args[0], prec);
        if (negate && !type_is_float(insn->args[0]->type))
            return flipped_cmp(e, insn, prec);
    }
    Prec inner;
    const char *text = is_logical(insn, &choice) ? logical_text(e, &choice, &inner)
                                                 : emit_value(e, insn, &inner);
    if (negate)
        return negated(e, text, inner, prec);
    *prec = inner;
    return text;
}

const char *emit_cond(Emit *e, const Insn *insn, bool negate, Prec at_least)
{
    Prec prec;
    const char *text = cond_text(e, insn, negate, &prec);
    return prec < at_least ? emit_parens(e, text) : text;
}

const char *emit_select(Emit *e, const Insn *insn, Prec *prec)
{
    Choice choice;
    if (is_logical(insn, &choice))
        return logical_text(e, &choice, prec);
    *prec = PREC_COND;
    Prec inner;
    const char *cond = cond_text(e, insn->args[0], false, &inner);
    return arena_printf(e->arena, "%s ? " CW_BREAK "%s : " CW_BREAK "%s",
                        inner <= PREC_COND ? emit_parens(e, cond) : cond,
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

const char *emit_cast(Emit *e, const Insn *insn, Prec *prec)
{
    const Insn *arg = insn->args[0];
    const Type *to = type_strip(insn->type);
    if (to->kind == TYPE_BINT && !type_is_object(arg->type)) {
        if (type_strip(arg->type)->kind == TYPE_BINT)
            return emit_value(e, arg, prec);
        *prec = PREC_EQ;
        return arena_printf(e->arena, "%s != %s", emit_expr(e, arg, PREC_REL),
                            type_is_ptr(arg->type) ? "NULL" : "0");
    }
    if (type_is_object(insn->type) && type_is_object(arg->type))
        return emit_value(e, arg, prec);
    if (emit_is_folded(arg, IR_FIELD) && is_decay(type_strip(arg->as.field->type), to))
        return emit_value(e, arg, prec);
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
