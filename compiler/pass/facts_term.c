/* facts_term.c: what one instruction says about its result and its operands.
 *
 * Arithmetic is followed where it is exact: additions of constants move the offset, everything else
 * makes a new Val with the bounds that follow from the operands. Conditions and passed checks add
 * order facts. Floor division and modulo are primitives with the keys "//" and "%".
 *
 *     %2 = bin sub %1, 1       the Term of %1, minus 1
 *     bounds view 0 %2, %3     from here on 0 <= %2 <= %3 - 1
 */
#include "pass/facts.h"

#include <string.h>

static const Term nothing = {.known = false};

static Term of_val(Val *val)
{
    return (Term){val, 0, true};
}

static Term of_arg(const Facts *f, const Insn *insn, uint32_t k)
{
    return facts_term(f, insn->args[k]);
}

static Term fresh(Facts *f, const Type *type)
{
    return of_val(facts_new_val(f, type));
}

static bool is_at_least(const Facts *f, Term term, int64_t number)
{
    return term.known && facts_at_least(f, term, number);
}

static bool is_exact_type(const Type *type)
{
    return type_is_int(type) && type_int_size(type) > 0;
}

/* Is the exact sum of the type, so that no wrapping took place? Signed overflow of int and wider is
 * undefined in C, so the sum of such is taken to be exact. */
static bool is_exact(const Facts *f, Term term, const Type *type)
{
    if (!is_exact_type(type))
        return false;
    if (type_is_signed(type) && type_int_size(type) >= 4)
        return true;
    Val range = {.has_lo = true};
    uint32_t bits = type_int_size(type) * 8;
    range.lo = type_is_signed(type) ? -(INT64_C(1) << (bits - 1)) : 0;
    range.hi = bits == 64 ? INT64_MAX
                          : (INT64_C(1) << (type_is_signed(type) ? bits - 1 : bits)) - 1;
    return facts_at_least(f, term, range.lo) && facts_le(f, term, facts_constant(range.hi));
}

/* Arithmetic */

/* The index of a range over the prim range_steps(start, stop, step); else NULL. */
static const Insn *steps_of(const Insn *value)
{
    while (value->op == IR_CAST)
        value = value->args[0];
    const Insn *loop = value->op == IR_INDEXVAR ? value->parent->owner : NULL;
    if (!loop || loop->op != IR_RANGE || loop->sub || loop->as.step != 1)
        return NULL;
    const Insn *steps = loop->args[1];
    bool from_zero = loop->args[0]->op == IR_CONST && loop->args[0]->as.imm.i == 0;
    return from_zero && steps->op == IR_PRIM && steps->as.prim == PRIM_OF(range_steps) ? steps
                                                                                       : NULL;
}

/* start + k * step, k below the number of steps to stop: start <= it <= stop - 1 when step >= 1. */
static void learn_step(Facts *f, const Insn *sum, Term result)
{
    const Insn *product = sum->args[1];
    const Insn *steps = NULL;
    if (product->op == IR_BIN && product->sub == IR_BIN_MUL)
        steps = steps_of(product->args[0]);
    if (!steps || steps->args[0] != sum->args[0] || steps->args[2] != product->args[1] ||
        !is_at_least(f, of_arg(f, steps, 2), 1))
        return;
    Term stop = of_arg(f, steps, 1);
    facts_learn_le(f, of_arg(f, steps, 0), result);
    if (stop.known)
        facts_learn_le(f, result, facts_plus(stop, -1));
}

static Term sum_of(Facts *f, const Insn *insn, Term a, Term b)
{
    Term sum = nothing;
    if (a.known && b.known && !b.base)
        sum = facts_plus(a, b.offset);
    else if (a.known && b.known && !a.base)
        sum = facts_plus(b, a.offset);
    if (sum.known)
        return is_exact(f, sum, insn->type) ? sum : fresh(f, insn->type);
    Term result = fresh(f, insn->type);
    bool is_signed = type_is_signed(insn->type) && type_int_size(insn->type) >= 4;
    if (!is_signed)
        return result;
    learn_step(f, insn, result);
    if (is_at_least(f, a, 0))
        facts_learn_le(f, b, result);
    if (is_at_least(f, b, 0))
        facts_learn_le(f, a, result);
    if (a.known && facts_le(f, a, facts_constant(0)))
        facts_learn_le(f, result, b);
    return result;
}

static Term difference_of(Facts *f, const Insn *insn, Term a, Term b)
{
    if (a.known && b.known && !b.base && b.offset != INT64_MIN) {
        Term moved = facts_plus(a, -b.offset);
        return moved.known && is_exact(f, moved, insn->type) ? moved : fresh(f, insn->type);
    }
    Term result = fresh(f, insn->type);
    bool is_signed = type_is_signed(insn->type) && type_int_size(insn->type) >= 4;
    bool ordered = a.known && b.known && facts_le(f, b, a);
    if (is_at_least(f, b, 0) && (is_signed || ordered))
        facts_learn_le(f, result, a);
    if (!is_signed || !a.known || !b.known)
        return result;
    if (facts_le(f, facts_plus(b, 1), a))
        facts_learn_le(f, facts_constant(1), result);
    else if (ordered)
        facts_learn_le(f, facts_constant(0), result);
    return result;
}

static Term product_of(Facts *f, const Insn *insn, Term a, Term b)
{
    int64_t number;
    if (a.known && b.known && !a.base && !b.base &&
        !__builtin_mul_overflow(a.offset, b.offset, &number) &&
        is_exact(f, facts_constant(number), insn->type))
        return facts_constant(number);
    Term result = fresh(f, insn->type);
    if (!is_at_least(f, a, 0) || !is_at_least(f, b, 0) || !type_is_signed(insn->type) ||
        type_int_size(insn->type) < 4)
        return result;
    facts_learn_le(f, facts_constant(0), result);
    if (is_at_least(f, a, 1))
        facts_learn_le(f, b, result);
    if (is_at_least(f, b, 1))
        facts_learn_le(f, a, result);
    return result;
}

/* a / b for b >= 1: between 0 and a when a >= 0. */
static Term quotient_of(Facts *f, const Insn *insn, Term a, Term b)
{
    Term result = fresh(f, insn->type);
    if (is_at_least(f, a, 0) && is_at_least(f, b, 1)) {
        facts_learn_le(f, facts_constant(0), result);
        facts_learn_le(f, result, a);
    }
    return result;
}

/* (a + b) / 2 lies between a and b: the middle of a binary search. */
static void learn_middle(Facts *f, const Insn *insn, Term result)
{
    const Insn *sum = insn->args[0];
    Term by = of_arg(f, insn, 1);
    bool shift = insn->op == IR_BIN && insn->sub == IR_BIN_SHR;
    if (!by.known || by.base || by.offset != (shift ? 1 : 2) || sum->op != IR_BIN ||
        sum->sub != IR_BIN_ADD)
        return;
    Term low = of_arg(f, sum, 0);
    Term high = of_arg(f, sum, 1);
    if (!is_at_least(f, low, 0) || !is_at_least(f, high, 0) || !facts_le(f, low, high))
        return;
    facts_learn_le(f, low, result);
    bool apart = facts_le(f, facts_plus(low, 1), high);
    facts_learn_le(f, result, apart ? facts_plus(high, -1) : high);
}

static Term remainder_of(Facts *f, const Insn *insn, Term a, Term b, bool floor)
{
    Term result = fresh(f, insn->type);
    if (!is_at_least(f, b, 1) || (!floor && !is_at_least(f, a, 0)))
        return result;
    facts_learn_le(f, facts_constant(0), result);
    facts_learn_le(f, result, facts_plus(b, -1));
    if (is_at_least(f, a, 0))
        facts_learn_le(f, result, a);
    return result;
}

static Term masked(Facts *f, const Insn *insn, Term a, Term b)
{
    Term result = fresh(f, insn->type);
    if (is_at_least(f, a, 0) || is_at_least(f, b, 0))
        facts_learn_le(f, facts_constant(0), result);
    if (is_at_least(f, a, 0))
        facts_learn_le(f, result, a);
    if (is_at_least(f, b, 0))
        facts_learn_le(f, result, b);
    return result;
}

static Term not_negative(Facts *f, const Insn *insn, Term a, Term b)
{
    Term result = fresh(f, insn->type);
    if (is_at_least(f, a, 0) && is_at_least(f, b, 0))
        facts_learn_le(f, facts_constant(0), result);
    return result;
}

static Term extreme_of(Facts *f, const Insn *insn, Term a, Term b, bool min)
{
    if (a.known && b.known && facts_le(f, a, b))
        return min ? a : b;
    if (a.known && b.known && facts_le(f, b, a))
        return min ? b : a;
    Term result = fresh(f, insn->type);
    Term both[] = {a, b};
    for (int k = 0; k < 2; k++) {
        if (min)
            facts_learn_le(f, result, both[k]);
        else
            facts_learn_le(f, both[k], result);
    }
    if (min && is_at_least(f, a, 0) && is_at_least(f, b, 0))
        facts_learn_le(f, facts_constant(0), result);
    return result;
}

static Term of_bin(Facts *f, const Insn *insn)
{
    Term a = of_arg(f, insn, 0);
    Term b = of_arg(f, insn, 1);
    Term result;
    if (!is_exact_type(insn->type))
        return nothing;
    switch ((IrBin)insn->sub) {
    case IR_BIN_ADD: return sum_of(f, insn, a, b);
    case IR_BIN_SUB: return difference_of(f, insn, a, b);
    case IR_BIN_MUL: return product_of(f, insn, a, b);
    case IR_BIN_DIV:
        result = quotient_of(f, insn, a, b);
        learn_middle(f, insn, result);
        return result;
    case IR_BIN_SHR:
        result = quotient_of(f, insn, a, facts_constant(is_at_least(f, b, 0)));
        learn_middle(f, insn, result);
        return result;
    case IR_BIN_MOD: return remainder_of(f, insn, a, b, false);
    case IR_BIN_AND: return masked(f, insn, a, b);
    case IR_BIN_SHL:
    case IR_BIN_OR:
    case IR_BIN_XOR:
        return type_is_signed(insn->type) ? not_negative(f, insn, a, b) : fresh(f, insn->type);
    case IR_BIN_MIN:
    case IR_BIN_MAX: return extreme_of(f, insn, a, b, insn->sub == IR_BIN_MIN);
    }
    return nothing;
}

/* Conversions */

static Term of_cast(Facts *f, const Insn *insn)
{
    const Type *from = insn->args[0]->type;
    Term arg = of_arg(f, insn, 0);
    if (!is_exact_type(from) || !is_exact_type(insn->type))
        return type_is_object(from) && type_is_object(insn->type) ? arg
               : is_exact_type(insn->type)                        ? fresh(f, insn->type)
                                                                  : nothing;
    if (type_int_widens(from, insn->type))
        return arg.known ? arg : fresh(f, insn->type);
    Term result = fresh(f, insn->type);
    if (!arg.known)
        return result;
    const Val *range = result.base;
    bool low = !range->has_lo || facts_at_least(f, arg, range->lo);
    bool high = range->has_hi ? facts_le(f, arg, facts_constant(range->hi))
                              : facts_at_least(f, arg, 0);
    if (low && high)
        return arg;
    /* what is cut off of a number that is not negative leaves at most that number */
    if (facts_at_least(f, arg, 0))
        facts_learn_le(f, result, arg);
    return result;
}

static Term of_select(Facts *f, const Insn *insn)
{
    if (!is_exact_type(insn->type))
        return nothing;
    Term sides[2] = {of_arg(f, insn, 1), of_arg(f, insn, 2)};
    bool low[2];
    bool below_other[2];
    bool above_other[2];
    for (int k = 0; k < 2; k++) {
        uint32_t mark = facts_enter(f);
        facts_assume(f, insn->args[0], k == 0);
        low[k] = is_at_least(f, sides[k], 0);
        below_other[k] = sides[k].known && sides[1 - k].known &&
                         facts_le(f, sides[k], sides[1 - k]);
        above_other[k] = sides[k].known && sides[1 - k].known &&
                         facts_le(f, sides[1 - k], sides[k]);
        facts_forget(f, mark);
    }
    Term result = fresh(f, insn->type);
    if (low[0] && low[1])
        facts_learn_le(f, facts_constant(0), result);
    for (int k = 0; k < 2; k++) {
        if (below_other[k]) /* when it is not the other one, it is below it */
            facts_learn_le(f, result, sides[1 - k]);
        if (above_other[k])
            facts_learn_le(f, sides[1 - k], result);
    }
    return result;
}

static Term of_wrap(Facts *f, const Insn *insn)
{
    Term index = of_arg(f, insn, 0);
    Term length = of_arg(f, insn, 1);
    if (is_at_least(f, index, 0))
        return index;
    if (index.known && !index.base && length.known)
        return facts_plus(length, index.offset);
    return fresh(f, insn->type);
}

static Term of_prim(Facts *f, const Insn *insn)
{
    const char *key = insn->as.prim->key;
    bool ints = insn->nargs == 2 && is_exact_type(insn->type) &&
                is_exact_type(insn->args[0]->type) && is_exact_type(insn->args[1]->type);
    if (ints && strcmp(key, "%") == 0)
        return remainder_of(f, insn, of_arg(f, insn, 0), of_arg(f, insn, 1), true);
    if (ints && strcmp(key, "//") == 0) {
        Term result = quotient_of(f, insn, of_arg(f, insn, 0), of_arg(f, insn, 1));
        learn_middle(f, insn, result);
        return result;
    }
    Term result = fresh(f, insn->type);
    if (strcmp(key, "f len") == 0)
        facts_learn_le(f, facts_constant(0), result);
    return result;
}

static Term of_dim(Facts *f, const Insn *insn)
{
    Term view = of_arg(f, insn, 0);
    if (insn->sub != IR_DIM_SHAPE || !view.known || !view.base)
        return fresh(f, insn->type);
    return of_val(facts_dim(f, view.base, insn->as.index));
}

/* Axes that a slice keeps have the length they had. */
static Term of_slice(Facts *f, const Insn *insn)
{
    Term result = fresh(f, NULL);
    Term view = of_arg(f, insn, 0);
    uint32_t from = 0;
    uint32_t to = 0;
    facts_learn_set(f, result.base);
    if (!view.known || !view.base)
        return result;
    for (uint32_t i = 0; i < insn->as.axes.len && to < VIEW_MAX_DIMS; i++) {
        const IrAxis *axis = &insn->as.axes.items[i];
        if (axis->kind == IR_AXIS_FULL && from < VIEW_MAX_DIMS)
            facts_set_dim(f, result.base, to, facts_dim(f, view.base, from));
        to += axis->kind != IR_AXIS_INDEX;
        from += axis->kind != IR_AXIS_NEW;
    }
    return result;
}

static Term of_object(Facts *f, bool not_none)
{
    Term result = fresh(f, NULL);
    if (not_none)
        facts_learn_not_none(f, result.base);
    return result;
}

Term facts_of_insn(Facts *f, const Insn *insn)
{
    switch ((int)insn->op) {
    case IR_CONST:
        if (!is_exact_type(insn->type) || (!type_is_signed(insn->type) && insn->as.imm.i < 0))
            return fresh(f, insn->type);
        return facts_constant(insn->as.imm.i);
    case IR_BIN: return of_bin(f, insn);
    case IR_CAST: return of_cast(f, insn);
    case IR_SELECT: return of_select(f, insn);
    case IR_WRAP: return of_wrap(f, insn);
    case IR_PRIM: return of_prim(f, insn);
    case IR_VDIM: return of_dim(f, insn);
    case IR_VSLICE: return of_slice(f, insn);
    case IR_PYCONST: return of_object(f, insn->as.pyconst->kind != IR_CONST_NONE);
    case IR_BOX:
    case IR_BUILD:
    case IR_FUNCOBJ: return of_object(f, true);
    case IR_TYPECHK:
        if (!insn->sub)
            return of_arg(f, insn, 0);
        if (of_arg(f, insn, 0).known)
            facts_learn_not_none(f, of_arg(f, insn, 0).base);
        return of_arg(f, insn, 0);
    default:
        /* of floats and the like nothing is known */
        return is_exact_type(insn->type) || ir_type_is_managed(insn->type) ? fresh(f, insn->type)
                                                                           : nothing;
    }
}

/* Conditions */

static void assume_order(Facts *f, uint16_t sub, Term a, Term b)
{
    switch ((IrCmp)sub) {
    case IR_CMP_EQ:
        facts_learn_le(f, a, b);
        facts_learn_le(f, b, a);
        break;
    case IR_CMP_NE: /* 0 <= a and a != 0: 1 <= a */
        if (facts_le(f, b, a))
            facts_learn_le(f, facts_plus(b, 1), a);
        else if (facts_le(f, a, b))
            facts_learn_le(f, facts_plus(a, 1), b);
        break;
    case IR_CMP_LT: facts_learn_le(f, facts_plus(a, 1), b); break;
    case IR_CMP_LE: facts_learn_le(f, a, b); break;
    case IR_CMP_GT: facts_learn_le(f, facts_plus(b, 1), a); break;
    case IR_CMP_GE: facts_learn_le(f, b, a); break;
    }
}

static bool is_none(const Insn *value)
{
    while (value->op == IR_CAST)
        value = value->args[0];
    return value->op == IR_PYCONST && value->as.pyconst->kind == IR_CONST_NONE;
}

static void assume_cmp(Facts *f, const Insn *cmp, bool truth)
{
    static const uint16_t opposite[] = {IR_CMP_NE, IR_CMP_EQ, IR_CMP_GE,
                                        IR_CMP_GT, IR_CMP_LE, IR_CMP_LT};
    uint16_t sub = truth ? cmp->sub : opposite[cmp->sub];
    Term a = of_arg(f, cmp, 0);
    Term b = of_arg(f, cmp, 1);
    if (!a.known || !b.known)
        return;
    if (type_is_int(cmp->args[0]->type) && type_is_int(cmp->args[1]->type))
        assume_order(f, sub, a, b);
    else if (sub == IR_CMP_NE && is_none(cmp->args[1]))
        facts_learn_not_none(f, a.base);
    else if (sub == IR_CMP_NE && is_none(cmp->args[0]))
        facts_learn_not_none(f, b.base);
}

static bool is_int_const(const Insn *value, int64_t number)
{
    return value->op == IR_CONST && type_is_int(value->type) && value->as.imm.i == number;
}

static bool is_bint(const Insn *value)
{
    return type_strip(value->type)->kind == TYPE_BINT;
}

void facts_assume(Facts *f, const Insn *cond, bool truth)
{
    if (cond->op == IR_CMP) {
        assume_cmp(f, cond, truth);
    } else if (cond->op == IR_UN && cond->sub == IR_UN_NOT) {
        facts_assume(f, cond->args[0], !truth);
    } else if (cond->op == IR_SELECT && is_int_const(cond->args[2], 0) && truth) {
        facts_assume(f, cond->args[0], true);
        facts_assume(f, cond->args[1], true);
    } else if (cond->op == IR_SELECT && is_int_const(cond->args[1], 1) && !truth) {
        facts_assume(f, cond->args[0], false);
        facts_assume(f, cond->args[2], false);
    } else if (cond->op == IR_BIN && is_bint(cond->args[0]) && is_bint(cond->args[1]) &&
               cond->sub == (truth ? IR_BIN_AND : IR_BIN_OR)) {
        facts_assume(f, cond->args[0], truth);
        facts_assume(f, cond->args[1], truth);
    } else if (type_is_int(cond->type)) {
        Term term = facts_term(f, cond);
        if (term.known)
            assume_order(f, truth ? IR_CMP_NE : IR_CMP_EQ, term, facts_constant(0));
    }
}
