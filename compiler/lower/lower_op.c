/* lower_op.c: arithmetic and bit operators, unary operators, single comparisons.
 *
 * Analysis gives every operation its type. C types use C operations with Python's meaning: floor
 * division and modulo are primitives, divisors are checked unless `cdivision`. Objects use the
 * primitive whose row fits the operands best; a C operand is boxed only when no row takes it as it is.
 *
 *     n // 3 (int)  ->  %1: int = prim floordiv n, 3       x + 1 (object)  ->  %1 = prim add_obj_long x, 1
 */
#include "lower/lower_op.h"

#include <string.h>

#include "lower/lower_complex.h"
#include "lower/lower_cond.h"
#include "lower/lower_convert.h"
#include "lower/lower_expr.h"
#include "lower/lower_literal.h"

static const char *op_key(AstOp op, bool in_place)
{
    static const char *const in_place_keys[] = {
        "+=", "-=", "*=", "/=", "//=", "%=", "**=", "@=", "<<=", ">>=", "&=", "|=", "^="};
    if (in_place && op >= AST_OP_ADD && op <= AST_OP_XOR)
        return in_place_keys[op - AST_OP_ADD];
    return ast_op_text(op);
}

/* Objects */

/* A primitive for the operands as they are; only one that gives an object, or the C type asked for. */
static Insn *try_row(Lower *lw, const char *key, Insn *left, Insn *right, const Type *type)
{
    Insn *args[] = {left, right};
    const Type *types[] = {left->type, right->type};
    const Prim *row = prim_find(key, type, types, 2);
    if (!row)
        row = prim_find(key, NULL, types, 2);
    if (!row || (int)row->result >= TYPE_KIND_COUNT)
        return NULL;
    const Type *result = lw->types->simple[row->result];
    if (type_is_object(type) && !type_is_object(result))
        return NULL;
    return ir_prim(&lw->b, row, NULL, args, 2);
}

static bool is_c_value(const Lower *lw, const Insn *value)
{
    (void)lw;
    return !type_is_object(value->type) && lower_plain(value->type)->kind != TYPE_VIEW;
}

static Insn *binary_objects(Lower *lw, AstOp op, Insn *left, Insn *right, const Type *type,
                            bool in_place)
{
    const char *key = op_key(op, in_place);
    if (!is_c_value(lw, left) || !is_c_value(lw, right)) {
        Insn *direct = try_row(lw, key, left, right, type);
        if (direct)
            return direct;
    }
    Insn *args[] = {lower_box(lw, left), lower_box(lw, right)};
    Insn *direct = try_row(lw, key, args[0], args[1], type);
    return direct ? direct : lower_prim_key(lw, key, LOWER_TYPE(lw, OBJECT), args, 2);
}

/* C numbers */

static bool is_nonzero_const(const Insn *value)
{
    if (value->op != IR_CONST)
        return false;
    return type_is_float(value->type) ? value->as.imm.f < 0 || value->as.imm.f > 0
                                      : value->as.imm.i != 0;
}

static void check_divisor(Lower *lw, Insn *divisor, IrZero what)
{
    if (!lw->directives->cdivision && !is_nonzero_const(divisor))
        ir_append(&lw->b, IR_NONZERO, (uint16_t)what, NULL, &divisor, 1);
}

static void check_quotient(Lower *lw, Insn *left, Insn *right)
{
    Insn *args[] = {left, right};
    bool is_safe = right->op == IR_CONST && right->as.imm.i != -1;
    if (!is_safe && type_is_signed(left->type))
        ir_append(&lw->b, IR_NOOVERFLOW, IR_BIN_DIV, NULL, args, 2);
}

/* OverflowError when the result does not fit, under `overflowcheck`. */
static void check_overflow(Lower *lw, IrBin op, Insn *left, Insn *right)
{
    Insn *args[] = {left, right};
    bool is_known = left->op == IR_CONST && right->op == IR_CONST;
    if (lw->directives->overflowcheck && type_is_int(left->type) && !is_known)
        ir_append(&lw->b, IR_NOOVERFLOW, (uint16_t)op, NULL, args, 2);
}

/* Under `cdivision_warnings` // and % say at run time that C and Python differ: one operand is below zero. */
static void warn_of_signs(Lower *lw, AstOp op, Insn *left, Insn *right)
{
    bool is_signed = !type_is_int(left->type) || type_is_signed(left->type);
    if (!lw->directives->cdivision_warnings || op == AST_OP_DIV || !is_signed)
        return;
    Insn *signs[2], *sides[] = {left, right};
    for (int i = 0; i < 2; i++) {
        Insn *zero = lower_convert(lw, ir_int(&lw->b, LOWER_TYPE(lw, INT), 0), sides[i]->type);
        signs[i] = ir_cmp(&lw->b, IR_CMP_LT, sides[i], zero);
    }
    const char *file = lw->b.module->source_name;
    LOWER_PRIM(lw, warn_division, ir_cmp(&lw->b, IR_CMP_NE, signs[0], signs[1]),
               ir_cstring(&lw->b, file, (uint32_t)strlen(file)),
               ir_int(&lw->b, LOWER_TYPE(lw, INT), source_line(lw->unit->sources, lw->b.span)));
}

static Insn *divide_ints(Lower *lw, AstOp op, Insn *left, Insn *right)
{
    bool is_div = op == AST_OP_FLOORDIV || op == AST_OP_DIV;
    Insn *args[] = {left, right};
    check_divisor(lw, right, is_div ? IR_ZERO_INT_DIV : IR_ZERO_INT_MOD);
    warn_of_signs(lw, op, left, right);
    if (lw->directives->cdivision || !type_is_signed(left->type))
        return ir_bin(&lw->b, is_div ? IR_BIN_DIV : IR_BIN_MOD, left, right);
    if (is_div)
        check_quotient(lw, left, right);
    return lower_prim_key(lw, is_div ? "//" : "%", left->type, args, 2);
}

static Insn *divide_floats(Lower *lw, AstOp op, Insn *left, Insn *right)
{
    Insn *args[] = {left, right};
    check_divisor(lw, right, op == AST_OP_MOD   ? IR_ZERO_FLOAT_MOD
                             : op == AST_OP_DIV ? IR_ZERO_FLOAT_DIV
                                                : IR_ZERO_FLOAT_FLOOR);
    warn_of_signs(lw, op, left, right);
    if (op == AST_OP_DIV)
        return ir_bin(&lw->b, IR_BIN_DIV, left, right);
    if (op == AST_OP_MOD && lw->directives->cdivision) {
        Insn *c_mod = lower_prim_key(lw, "c%", left->type, args, 2);
        if (c_mod)
            return c_mod;
    }
    return lower_prim_key(lw, op == AST_OP_MOD ? "%" : "//", left->type, args, 2);
}

/* int / int: the divisor is checked before it becomes a double, for the message. */
static Insn *divide_truly(Lower *lw, Insn *left, Insn *right, const Type *type)
{
    if (type_is_int(left->type) && type_is_int(right->type)) {
        check_divisor(lw, right, IR_ZERO_TRUE_DIV);
        left = lower_convert(lw, left, type);
        right = lower_convert(lw, right, type);
        return ir_bin(&lw->b, IR_BIN_DIV, left, right);
    }
    left = lower_convert(lw, left, type);
    right = lower_convert(lw, right, type);
    return divide_floats(lw, AST_OP_DIV, left, right);
}

static Insn *pointer_math(Lower *lw, AstOp op, Insn *left, Insn *right, const Type *type)
{
    if (op == AST_OP_SUB && type_is_ptr(left->type) && type_is_ptr(right->type)) {
        Insn *args[] = {left, right};
        return ir_append(&lw->b, IR_BIN, IR_BIN_SUB, type, args, 2);
    }
    if (!type_is_ptr(left->type)) {
        Insn *swap = left;
        left = right;
        right = swap;
    }
    if (op == AST_OP_SUB)
        right = ir_un(&lw->b, IR_UN_NEG, lower_convert(lw, right, LOWER_TYPE(lw, SSIZE)));
    return ir_index(&lw->b, left, right);
}

/* Counts that are not constants below the width are C's undefined behaviour: a primitive defines them. */
static Insn *shift(Lower *lw, AstOp op, Insn *left, Insn *right, const Type *type)
{
    Insn *args[] = {lower_convert(lw, left, type), right};
    int64_t size = (int64_t)type_int_size(type);
    int64_t bits = size > 4 ? 8 * size : 32; /* C promotes smaller types */
    bool is_plain = right->op == IR_CONST && right->as.imm.i >= 0 && right->as.imm.i < bits;
    if (op == AST_OP_LSHIFT && lw->directives->overflowcheck)
        check_overflow(lw, IR_BIN_SHL, args[0], lower_convert(lw, right, type));
    if (!is_plain)
        return lower_prim_key(lw, op == AST_OP_LSHIFT ? "<<" : ">>", type, args, 2);
    args[1] = lower_convert(lw, right, type);
    return ir_append(&lw->b, IR_BIN, op == AST_OP_LSHIFT ? IR_BIN_SHL : IR_BIN_SHR, type, args, 2);
}

static bool is_two(const Insn *value)
{
    if (value->op != IR_CONST)
        return false;
    return type_is_float(value->type) ? value->as.imm.f >= 2 && value->as.imm.f <= 2
                                      : value->as.imm.i == 2;
}

/* A power that is real whatever its operands hold fails as Python's does; others have been asked for as C's. */
static bool is_checked_power(const Insn *base, const Insn *exponent)
{
    if (type_is_int(exponent->type) || (type_is_int(base->type) && !type_is_signed(base->type)))
        return true;
    double value = exponent->op == IR_CONST ? exponent->as.imm.f : 0.5;
    double whole = value > -1e9 && value < 1e9 ? (double)(int64_t)value : 0;
    bool is_positive = base->op == IR_CONST && (type_is_int(base->type) ? base->as.imm.i >= 0 : base->as.imm.f >= 0);
    return is_positive || (whole >= value && whole <= value);
}

static Insn *binary_power(Lower *lw, Insn *left, Insn *right, const Type *type)
{
    Insn *args[] = {lower_convert(lw, left, type), lower_convert(lw, right, type)};
    if (is_two(right))
        return ir_append(&lw->b, IR_BIN, IR_BIN_MUL, type, (Insn *[]){args[0], args[0]}, 2);
    if (lower_plain(type)->kind == TYPE_DOUBLE && lw->directives->cpow != 1 && is_checked_power(left, right))
        return lower_prim(lw, PRIM_OF(pow_f64_checked), args, 2);
    Insn *power = lower_prim_key(lw, "**", type, args, 2);
    if (power)
        return power;
    Insn *boxed[] = {lower_box(lw, left), lower_box(lw, right)};
    return lower_convert(lw, lower_prim_key(lw, "**", LOWER_TYPE(lw, OBJECT), boxed, 2), type);
}

static bool simple_op(AstOp op, IrBin *sub)
{
    static const struct {
        AstOp op;
        IrBin sub;
    } table[] = {{AST_OP_ADD, IR_BIN_ADD}, {AST_OP_SUB, IR_BIN_SUB}, {AST_OP_MUL, IR_BIN_MUL},
                 {AST_OP_AND, IR_BIN_AND}, {AST_OP_OR, IR_BIN_OR},   {AST_OP_XOR, IR_BIN_XOR}};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (table[i].op == op) {
            *sub = table[i].sub;
            return true;
        }
    return false;
}

static Insn *binary_numbers(Lower *lw, AstOp op, Insn *left, Insn *right, const Type *type)
{
    IrBin sub;
    if (op == AST_OP_POW)
        return binary_power(lw, left, right, type);
    if (op == AST_OP_DIV && type_is_float(type))
        return divide_truly(lw, left, right, type);
    if (op == AST_OP_LSHIFT || op == AST_OP_RSHIFT)
        return shift(lw, op, left, right, type);
    left = lower_convert(lw, left, type);
    right = lower_convert(lw, right, type);
    if (op == AST_OP_ADD || op == AST_OP_SUB || op == AST_OP_MUL)
        check_overflow(lw, (IrBin)(IR_BIN_ADD + (op - AST_OP_ADD)), left, right);
    if (simple_op(op, &sub))
        return ir_append(&lw->b, IR_BIN, (uint16_t)sub, type, (Insn *[]){left, right}, 2);
    return type_is_float(type) ? divide_floats(lw, op, left, right)
                               : divide_ints(lw, op, left, right);
}

/* An operation on int objects, whose result can be nothing else. */
static bool gives_int(const Type *left, const Type *right, const Type *type)
{
    bool left_is_int = lower_plain(left)->kind == TYPE_PYINT || type_is_int(left);
    bool right_is_int = lower_plain(right)->kind == TYPE_PYINT || type_is_int(right);
    return lower_plain(type)->kind == TYPE_PYINT && left_is_int && right_is_int;
}

Insn *lower_binary(Lower *lw, AstOp op, Insn *left, Insn *right, const Type *type, bool in_place)
{
    bool any_object = type_is_object(left->type) || type_is_object(right->type) ||
                      lower_plain(left->type)->kind == TYPE_VIEW ||
                      lower_plain(right->type)->kind == TYPE_VIEW;
    if (any_object || type_is_object(type)) {
        Insn *value = binary_objects(lw, op, left, right, type, in_place);
        if (gives_int(left->type, right->type, type) && lower_plain(value->type)->kind == TYPE_OBJECT)
            return ir_cast(&lw->b, type, value);
        return lower_convert(lw, value, type);
    }
    if (type_is_ptr(left->type) || type_is_ptr(right->type))
        return pointer_math(lw, op, left, right, type);
    if (lower_is_complex(type))
        return lower_complex_binary(lw, op, left, right, type);
    return binary_numbers(lw, op, left, right, type);
}

Insn *lower_binary_f64(Lower *lw, AstOp op, Insn *left, Insn *right)
{
    const Prim *with_left[] = {PRIM_OF(add_f64_obj), PRIM_OF(sub_f64_obj), PRIM_OF(mul_f64_obj),
                               PRIM_OF(div_f64_obj)};
    const Prim *with_right[] = {PRIM_OF(add_obj_f64), PRIM_OF(sub_obj_f64), PRIM_OF(mul_obj_f64),
                                PRIM_OF(div_obj_f64)};
    bool left_is_c = lower_plain(left->type)->kind == TYPE_DOUBLE && type_is_object(right->type);
    bool right_is_c = lower_plain(right->type)->kind == TYPE_DOUBLE && type_is_object(left->type);
    if (op < AST_OP_ADD || op > AST_OP_DIV || (!left_is_c && !right_is_c))
        return NULL;
    Insn *args[] = {left, right};
    return lower_prim(lw, (left_is_c ? with_left : with_right)[op - AST_OP_ADD], args, 2);
}

/* Unary */

Insn *lower_unary(Lower *lw, const AstUnaryOp *node)
{
    const Type *type = lower_type(lw, &node->head);
    if (node->op == AST_OP_NOT)
        return lower_cond_not(lw, node->operand);
    Insn *value = lower_expr(lw, node->operand);
    if (!type_is_object(type)) {
        value = lower_convert(lw, value, type);
        if (node->op == AST_OP_POS)
            return value;
        if (lower_is_complex(type))
            return lower_complex_negate(lw, value);
        return ir_un(&lw->b, node->op == AST_OP_NEG ? IR_UN_NEG : IR_UN_INVERT, value);
    }
    value = lower_box(lw, value);
    const char *key = node->op == AST_OP_NEG ? "-x" : node->op == AST_OP_POS ? "+x" : "~x";
    Insn *result = lower_prim_key(lw, key, NULL, &value, 1);
    return gives_int(value->type, value->type, type) ? ir_cast(&lw->b, type, result)
                                                     : lower_convert(lw, result, type);
}

/* Comparisons */

static IrCmp compare_sub(AstOp op)
{
    if (op == AST_OP_LT || op == AST_OP_LE || op == AST_OP_GT || op == AST_OP_GE)
        return (IrCmp)(IR_CMP_LT + (op - AST_OP_LT));
    return op == AST_OP_NE || op == AST_OP_IS_NOT ? IR_CMP_NE : IR_CMP_EQ;
}

static bool is_none_const(const Insn *value)
{
    return value->op == IR_PYCONST && value->as.pyconst->kind == IR_CONST_NONE;
}

/* A pointer beside another one, whatever they point to. */
static Insn *as_pointer(Lower *lw, Insn *value, const Type *type)
{
    bool is_null = lower_plain(value->type)->kind == TYPE_NULLPTR || value->op == IR_NULL;
    if (is_null)
        return ir_null(&lw->b, type);
    return type_same(value->type, type) ? value : ir_cast(&lw->b, type, value);
}

static Insn *compare_identity(Lower *lw, AstOp op, Insn *left, Insn *right)
{
    if (lower_plain(left->type)->kind == TYPE_VIEW && is_none_const(right)) {
        Insn *is_none = LOWER_PRIM(lw, view_is_none, left);
        return op == AST_OP_IS ? is_none : lower_negate(lw, is_none);
    }
    bool both_c = is_c_value(lw, left) && is_c_value(lw, right);
    if (both_c && type_is_ptr(left->type))
        return ir_cmp(&lw->b, compare_sub(op), left, as_pointer(lw, right, left->type));
    if (both_c && type_is_ptr(right->type))
        return ir_cmp(&lw->b, compare_sub(op), as_pointer(lw, left, right->type), right);
    if (both_c) {
        const Type *type = convert_common(lw->types, left->type, right->type);
        if (type) {
            left = lower_convert(lw, left, type);
            right = lower_convert(lw, right, type);
            return ir_cmp(&lw->b, compare_sub(op), left, right);
        }
    }
    left = lower_box(lw, left);
    right = lower_box(lw, right);
    return ir_cmp(&lw->b, compare_sub(op), left, right);
}

static Insn *compare_contains(Lower *lw, AstOp op, Insn *item, Insn *container)
{
    Insn *args[] = {item, container};
    container = args[1] = lower_box(lw, container);
    TypeKind kind = lower_plain(container->type)->kind;
    bool is_dict = kind == TYPE_DICT || (kind == TYPE_CLASS && lower_plain(container->type)->decl->is_builtin);
    if (kind != TYPE_OBJECT) /* of dicts Cython says it in other words */
        lower_not_none(lw, container, is_dict ? IR_NONE_ITER : IR_NONE_IN, NULL);
    Insn *found = lower_prim_key(lw, "in", LOWER_TYPE(lw, BINT), args, 2);
    if (!found) {
        args[0] = lower_box(lw, item);
        found = lower_prim_key(lw, "in", LOWER_TYPE(lw, BINT), args, 2);
    }
    return op == AST_OP_IN ? found : lower_negate(lw, found);
}

static Insn *compare_objects(Lower *lw, AstOp op, Insn *left, Insn *right, bool as_value)
{
    Insn *args[] = {left, right};
    const char *key = ast_op_text(op);
    const Type *wanted = as_value ? LOWER_TYPE(lw, OBJECT) : LOWER_TYPE(lw, BINT);
    Insn *direct = lower_prim_key(lw, key, wanted, args, 2);
    if (direct)
        return direct;
    args[0] = lower_box(lw, left);
    args[1] = lower_box(lw, right);
    direct = lower_prim_key(lw, key, wanted, args, 2);
    if (direct)
        return direct;
    Insn *result = lower_prim_key(lw, key, LOWER_TYPE(lw, OBJECT), args, 2);
    return as_value ? result : lower_truth(lw, result);
}

Insn *lower_compare_one(Lower *lw, AstOp op, Insn *left, Insn *right, const Type *type,
                        bool as_value)
{
    if (op == AST_OP_IS || op == AST_OP_IS_NOT)
        return compare_identity(lw, op, left, right);
    if (op == AST_OP_IN || op == AST_OP_NOT_IN)
        return compare_contains(lw, op, left, right);
    if (!type || type_is_object(type) || !is_c_value(lw, left) || !is_c_value(lw, right))
        return compare_objects(lw, op, left, right, as_value);
    if (lower_is_complex(type))
        return lower_complex_equal(lw, op, left, right, type);
    left = lower_convert(lw, left, type);
    right = lower_convert(lw, right, type);
    return ir_cmp(&lw->b, compare_sub(op), left, right);
}
