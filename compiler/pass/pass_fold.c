/* pass_fold.c: pass fold: constants are computed, C identities applied, decided branches taken.
 *
 * Integers are computed with the wrap-around of their type; what is undefined in C (overflow, division
 * by zero, large shifts) is left alone. Floats are folded only where every rounding gives the same. A
 * value is replaced by one made earlier or by a constant; all uses are changed in one walk at the end.
 *
 *     %2 = bin mul %1, 1     ->   uses of %2 become uses of %1
 *     if false { A } else { B }   ->   B
 */
#include "pass/pass.h"

#include "ir/ir_build.h"
#include "ir/ir_flow.h"

typedef struct Fold {
    IrFunc *func;
    Types *types;
    Insn **by_id; /* what replaces a value */
    uint32_t count;
} Fold;

/* Values */

/* The value an operand stands for by now. */
static Insn *current(const Fold *f, Insn *value)
{
    while (value->id < f->count && f->by_id[value->id])
        value = f->by_id[value->id];
    return value;
}

static bool is_int_const(const Insn *value)
{
    return value->op == IR_CONST && type_is_int(value->type) && type_int_size(value->type) > 0;
}

static bool is_double_const(const Insn *value)
{
    return value->op == IR_CONST && type_strip(value->type)->kind == TYPE_DOUBLE;
}

static bool is_int_value(const Insn *value, int64_t number)
{
    return is_int_const(value) && value->as.imm.i == number;
}

static bool is_float_one(const Insn *value)
{
    return value->op == IR_CONST && type_is_float(value->type) && !(value->as.imm.f < 1.0) &&
           !(value->as.imm.f > 1.0);
}

static Insn *make_int(Fold *f, Insn *place, const Type *type, int64_t number)
{
    Insn *made = ir_insn_new(f->func, IR_CONST, 0, type, NULL, 0, place->span);
    made->as.imm.i = number;
    ir_insert_before(place, made);
    return made;
}

static Insn *make_float(Fold *f, Insn *place, const Type *type, double number)
{
    Insn *made = ir_insn_new(f->func, IR_CONST, 0, type, NULL, 0, place->span);
    made->as.imm.f = number;
    ir_insert_before(place, made);
    return made;
}

/* Integers */

/* Does the number fit the type without change? */
static bool fits_type(const Type *type, int64_t number)
{
    uint32_t bits = type_int_size(type) * 8;
    if (type_strip(type)->kind == TYPE_BINT)
        return number == 0 || number == 1;
    if (bits >= 64)
        return type_is_signed(type) || number >= 0;
    if (!type_is_signed(type))
        return number >= 0 && number < (INT64_C(1) << bits);
    return number >= -(INT64_C(1) << (bits - 1)) && number < (INT64_C(1) << (bits - 1));
}

static bool fold_shift(uint16_t sub, int64_t a, int64_t b, const Type *type, int64_t *out)
{
    int64_t bits = (int64_t)type_int_size(type) * 8;
    if (b < 0 || b >= bits || b >= 63 || a < 0)
        return false;
    if (sub == IR_BIN_SHL && a > (INT64_MAX >> b))
        return false;
    *out = sub == IR_BIN_SHL ? a << b : a >> b;
    return true;
}

static bool fold_division(uint16_t sub, int64_t a, int64_t b, const Type *type, int64_t *out)
{
    if (b == 0 || (b == -1 && a == INT64_MIN) || (!type_is_signed(type) && (a < 0 || b < 0)))
        return false;
    *out = sub == IR_BIN_DIV ? a / b : a % b;
    return true;
}

/* Exact arithmetic; false when the result is not defined or does not fit the type. */
static bool fold_int(uint16_t sub, int64_t a, int64_t b, const Type *type, int64_t *out)
{
    bool ok = type_is_signed(type) || (a >= 0 && b >= 0);
    *out = 0;
    if (!ok)
        return false;
    switch ((IrBin)sub) {
    case IR_BIN_ADD: ok = !__builtin_add_overflow(a, b, out); break;
    case IR_BIN_SUB: ok = !__builtin_sub_overflow(a, b, out); break;
    case IR_BIN_MUL: ok = !__builtin_mul_overflow(a, b, out); break;
    case IR_BIN_DIV:
    case IR_BIN_MOD: ok = fold_division(sub, a, b, type, out); break;
    case IR_BIN_SHL:
    case IR_BIN_SHR: ok = fold_shift(sub, a, b, type, out); break;
    case IR_BIN_AND: *out = a & b; break;
    case IR_BIN_OR: *out = a | b; break;
    case IR_BIN_XOR: *out = a ^ b; break;
    case IR_BIN_MIN: *out = a < b ? a : b; break;
    case IR_BIN_MAX: *out = a > b ? a : b; break;
    }
    return ok && fits_type(type, *out);
}

/* Doubles: each operation is one rounding in the run as well. */
static bool fold_double(uint16_t sub, double a, double b, double *out)
{
    if (sub == IR_BIN_ADD)
        *out = a + b;
    else if (sub == IR_BIN_SUB)
        *out = a - b;
    else if (sub == IR_BIN_MUL)
        *out = a * b;
    else if (sub == IR_BIN_DIV && (b > 0 || b < 0))
        *out = a / b;
    else
        return false;
    return true;
}

/* x op neutral -> x, for the neutral element on the right. */
static bool is_right_neutral(uint16_t sub, const Insn *right)
{
    switch ((IrBin)sub) {
    case IR_BIN_ADD:
    case IR_BIN_OR:
    case IR_BIN_XOR:
    case IR_BIN_SHL:
    case IR_BIN_SHR: return is_int_value(right, 0);
    case IR_BIN_SUB: return is_int_value(right, 0);
    case IR_BIN_MUL:
    case IR_BIN_DIV: return is_int_value(right, 1) || is_float_one(right);
    case IR_BIN_AND: return is_int_value(right, -1) && type_is_signed(right->type);
    case IR_BIN_MOD:
    case IR_BIN_MIN:
    case IR_BIN_MAX: return false;
    }
    return false;
}

static bool is_left_neutral(uint16_t sub, const Insn *left)
{
    if (sub == IR_BIN_ADD || sub == IR_BIN_OR || sub == IR_BIN_XOR)
        return is_int_value(left, 0);
    return sub == IR_BIN_MUL && (is_int_value(left, 1) || is_float_one(left));
}

static Insn *fold_bin(Fold *f, Insn *insn, Insn *left, Insn *right)
{
    int64_t number = 0;
    double real = 0;
    if (is_int_const(left) && is_int_const(right) && type_is_int(insn->type) &&
        type_int_size(insn->type) &&
        fold_int(insn->sub, left->as.imm.i, right->as.imm.i, insn->type, &number))
        return make_int(f, insn, insn->type, number);
    if (is_double_const(left) && is_double_const(right) &&
        fold_double(insn->sub, left->as.imm.f, right->as.imm.f, &real))
        return make_float(f, insn, insn->type, real);
    if (left->type == insn->type && is_right_neutral(insn->sub, right))
        return left;
    if (right->type == insn->type && is_left_neutral(insn->sub, left))
        return right;
    bool zero = is_int_value(left, 0) || is_int_value(right, 0);
    if (zero && (insn->sub == IR_BIN_MUL || insn->sub == IR_BIN_AND) && type_is_int(insn->type))
        return make_int(f, insn, insn->type, 0);
    return NULL;
}

/* Comparisons and conditions */

static bool holds(uint16_t sub, bool less, bool equal)
{
    switch ((IrCmp)sub) {
    case IR_CMP_EQ: return equal;
    case IR_CMP_NE: return !equal;
    case IR_CMP_LT: return less;
    case IR_CMP_LE: return less || equal;
    case IR_CMP_GT: return !less && !equal;
    case IR_CMP_GE: return !less;
    }
    return false;
}

static Insn *fold_cmp(Fold *f, Insn *insn, Insn *left, Insn *right)
{
    if (is_int_const(left) && is_int_const(right) && left->type == right->type) {
        int64_t a = left->as.imm.i;
        int64_t b = right->as.imm.i;
        bool less = type_is_signed(left->type) ? a < b : (uint64_t)a < (uint64_t)b;
        return make_int(f, insn, insn->type, holds(insn->sub, less, a == b));
    }
    if (is_double_const(left) && is_double_const(right)) {
        double a = left->as.imm.f;
        double b = right->as.imm.f;
        if (a < b || a > b || (a <= b && a >= b)) /* no NaN */
            return make_int(f, insn, insn->type, holds(insn->sub, a < b, a <= b && a >= b));
    }
    if (left == right && type_is_int(left->type))
        return make_int(f, insn, insn->type, holds(insn->sub, false, true));
    return NULL;
}

/* not (a < b) -> a >= b, where the order is total. */
static Insn *invert_cmp(Fold *f, Insn *insn, const Insn *cmp)
{
    static const IrCmp inverse[] = {IR_CMP_NE, IR_CMP_EQ, IR_CMP_GE,
                                    IR_CMP_GT, IR_CMP_LE, IR_CMP_LT};
    bool equality = cmp->sub == IR_CMP_EQ || cmp->sub == IR_CMP_NE;
    if (!equality && type_is_float(cmp->args[0]->type))
        return NULL;
    Insn *args[] = {current(f, cmp->args[0]), current(f, cmp->args[1])};
    Insn *made = ir_insn_new(f->func, IR_CMP, (uint16_t)inverse[cmp->sub], insn->type, args, 2,
                             insn->span);
    ir_insert_before(insn, made);
    return made;
}

static Insn *fold_un(Fold *f, Insn *insn, Insn *arg)
{
    bool is_bool = type_strip(arg->type)->kind == TYPE_BINT;
    if (is_int_const(arg) && type_is_int(insn->type) && type_int_size(insn->type)) {
        int64_t a = arg->as.imm.i;
        if (insn->sub == IR_UN_NOT)
            return make_int(f, insn, insn->type, a == 0);
        int64_t number = insn->sub == IR_UN_INVERT ? ~a : a == INT64_MIN ? a : -a;
        if (a != INT64_MIN && fits_type(insn->type, number))
            return make_int(f, insn, insn->type, number);
        return NULL;
    }
    if (is_double_const(arg) && insn->sub == IR_UN_NEG)
        return make_float(f, insn, insn->type, -arg->as.imm.f);
    if (insn->sub != IR_UN_NOT)
        return NULL;
    if (arg->op == IR_CMP)
        return invert_cmp(f, insn, arg);
    Insn *inner = arg->op == IR_UN && arg->sub == IR_UN_NOT ? current(f, arg->args[0]) : NULL;
    return is_bool && inner && inner->type == insn->type ? inner : NULL;
}

static Insn *fold_select(Fold *f, Insn *insn, Insn *cond, Insn *yes, Insn *no)
{
    (void)f;
    if (is_int_const(cond))
        return cond->as.imm.i ? yes : no;
    if (yes == no)
        return yes;
    bool is_cond = cond->type == insn->type && type_strip(cond->type)->kind == TYPE_BINT;
    return is_cond && is_int_value(yes, 1) && is_int_value(no, 0) ? cond : NULL;
}

/* Conversions */

static int64_t wrap_to(const Type *type, int64_t number)
{
    uint32_t bits = type_int_size(type) * 8;
    if (type_strip(type)->kind == TYPE_BINT)
        return number != 0;
    if (bits >= 64)
        return number;
    uint64_t mask = (UINT64_C(1) << bits) - 1;
    uint64_t low = (uint64_t)number & mask;
    if (type_is_signed(type) && (low >> (bits - 1)))
        low |= ~mask;
    return (int64_t)low;
}

static Insn *fold_cast(Fold *f, Insn *insn, Insn *arg)
{
    const Type *to = insn->type;
    if (arg->type == to)
        return arg;
    if (is_int_const(arg) && type_strip(arg->type)->kind == TYPE_CHAR && arg->as.imm.i < 0 && type_int_size(to) != 1)
        return NULL; /* 255 where C's char is unsigned */
    if (is_int_const(arg) && type_is_int(to) && type_int_size(to) &&
        type_strip(to)->kind != TYPE_ENUM)
        return make_int(f, insn, to, wrap_to(to, arg->as.imm.i));
    if (is_int_const(arg) && type_strip(to)->kind == TYPE_DOUBLE &&
        arg->as.imm.i > -(INT64_C(1) << 53) && arg->as.imm.i < (INT64_C(1) << 53) &&
        (type_is_signed(arg->type) || arg->as.imm.i >= 0))
        return make_float(f, insn, to, (double)arg->as.imm.i);
    if (arg->op != IR_CAST)
        return NULL;
    Insn *inner = current(f, arg->args[0]); /* there and back */
    bool both = type_is_int(inner->type) && type_is_int(arg->type);
    return inner->type == to && both && type_int_widens(inner->type, arg->type) ? inner : NULL;
}

/* unbox (box x) -> x, when the types say that it cannot fail. */
static Insn *fold_unbox(Fold *f, Insn *insn, Insn *arg)
{
    if (arg->op != IR_BOX)
        return NULL;
    Insn *inner = current(f, arg->args[0]);
    if (inner->type == insn->type)
        return inner;
    bool ints = type_is_int(inner->type) && type_is_int(insn->type);
    bool to_double = type_strip(insn->type)->kind == TYPE_DOUBLE &&
                     (type_is_float(inner->type) || type_int_size(inner->type) == 4);
    if (!(ints && type_int_widens(inner->type, insn->type)) && !to_double)
        return NULL;
    Insn *cast = ir_insn_new(f->func, IR_CAST, 0, insn->type, &inner, 1, insn->span);
    ir_insert_before(insn, cast);
    return cast;
}

/* The length of an index is at least 0: constants that are not negative need no wrap. */
static Insn *fold_wrap(const Insn *index)
{
    return is_int_const(index) && index->as.imm.i >= 0 ? (Insn *)(uintptr_t)index : NULL;
}

static Insn *fold_value(Fold *f, Insn *insn)
{
    Insn *a[3] = {NULL, NULL, NULL};
    for (uint32_t i = 0; i < insn->nargs && i < 3; i++)
        a[i] = current(f, insn->args[i]);
    switch ((int)insn->op) {
    case IR_BIN: return fold_bin(f, insn, a[0], a[1]);
    case IR_CMP: return fold_cmp(f, insn, a[0], a[1]);
    case IR_UN: return fold_un(f, insn, a[0]);
    case IR_SELECT: return fold_select(f, insn, a[0], a[1], a[2]);
    case IR_CAST: return fold_cast(f, insn, a[0]);
    case IR_UNBOX: return fold_unbox(f, insn, a[0]);
    case IR_WRAP: return fold_wrap(a[0]);
    default: return NULL;
    }
}

/* Statements and regions */

/* A check of constants that can be seen to hold. */
static bool is_needless_check(const Fold *f, const Insn *insn)
{
    if (insn->op == IR_NONZERO) {
        const Insn *value = current(f, insn->args[0]);
        return (is_int_const(value) && value->as.imm.i) ||
               (is_double_const(value) && (value->as.imm.f > 0 || value->as.imm.f < 0));
    }
    if (insn->op != IR_BOUNDS)
        return false;
    const Insn *index = current(f, insn->args[0]);
    const Insn *length = current(f, insn->args[1]);
    return is_int_const(index) && is_int_const(length) && index->as.imm.i >= 0 &&
           index->as.imm.i < length->as.imm.i;
}

/* Replaces the region by one of its blocks; what follows an exit in it goes. */
static void take_block(Insn *region, IrBlock *block)
{
    bool falls = ir_block_falls(block);
    for (Insn *insn = block->first, *next; insn; insn = next) {
        next = insn->next;
        ir_remove(insn);
        ir_insert_before(region, insn);
    }
    if (!falls)
        while (region->next)
            ir_remove(region->next);
    ir_remove(region);
}

/* The last value of a stop block is not an operand of anything: it must stay where it is. */
static bool is_live_stop(const Insn *insn)
{
    const Insn *range = insn->parent->owner;
    return range && range->op == IR_RANGE && range->sub && insn == ir_range_stop(range);
}

static void fold_block(Fold *f, IrBlock *block)
{
    for (Insn *insn = block->first, *next; insn; insn = next) {
        next = insn->next;
        for (uint32_t i = 0; i < insn->nblocks; i++)
            fold_block(f, insn->blocks[i]);
        if (insn->op == IR_IF && !insn->label) {
            const Insn *cond = current(f, insn->args[0]);
            if (is_int_const(cond)) {
                take_block(insn, insn->blocks[cond->as.imm.i ? 0 : 1]);
                next = next && next->parent ? next : NULL;
            }
            continue;
        }
        Insn *made = insn->id < f->count && !is_live_stop(insn) ? fold_value(f, insn) : NULL;
        if (made && made != insn)
            f->by_id[insn->id] = made;
        if ((made && made != insn) || is_needless_check(f, insn))
            ir_remove(insn);
    }
}

void pass_fold(IrFunc *func, Diags *diags, const PassOptions *options)
{
    (void)diags;
    (void)options;
    Arena *arena = ir_scratch(func);
    Fold fold = {func, func->module->types, NULL, func->insn_count};
    fold.by_id = ARENA_ARRAY(arena, Insn *, fold.count + 1);
    fold_block(&fold, func->body);
    ir_replace_many(func, fold.by_id, fold.count);
}
