/* lower_literal.c: numbers, strings and the named constants.
 *
 * A literal takes the form of the place it stands in: `1` is a C constant in C arithmetic, a constant
 * object of the module elsewhere; b"x" is a char pointer where one is wanted. Integers that fit no C
 * type are objects. Tuples of constants are constants.
 *
 *     cdef double x = 1      set x, 1.0             f(1)      pycall f, (pyconst 1)
 */
#include "lower/lower_literal.h"

#include "lower/lower_complex.h"

#include "base/utf8.h"

#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

/* Integers: the value of `12` or `-12`. */
static bool read_int(Lower *lw, const Ast *node, BigInt *value)
{
    bool negative = false;
    while (node->kind == AST_UnaryOp && AST_AS(UnaryOp, node)->op == AST_OP_NEG) {
        negative = !negative;
        node = AST_AS(UnaryOp, node)->operand;
    }
    if (node->kind != AST_IntLit)
        return false;
    const AstIntLit *literal = AST_AS(IntLit, node);
    if (!bigint_parse(lw->arena, literal->text, literal->text_len, value))
        return false;
    value->negative = negative && value->len > 0;
    return true;
}

bool lower_literal_int(Lower *lw, const Ast *node, int64_t *value)
{
    BigInt big;
    return read_int(lw, node, &big) && bigint_to_i64(&big, value);
}

static bool read_float(Lower *lw, const Ast *node, double *value)
{
    double sign = 1;
    while (node->kind == AST_UnaryOp && AST_AS(UnaryOp, node)->op == AST_OP_NEG) {
        sign = -sign;
        node = AST_AS(UnaryOp, node)->operand;
    }
    if (node->kind != AST_FloatLit && node->kind != AST_ImagLit)
        return false;
    bool is_float = node->kind == AST_FloatLit;
    const char *text = is_float ? AST_AS(FloatLit, node)->text : AST_AS(ImagLit, node)->text;
    uint32_t len = is_float ? AST_AS(FloatLit, node)->text_len : AST_AS(ImagLit, node)->text_len;
    char *digits = ARENA_ARRAY(lw->arena, char, len + 1);
    char *out = digits;
    char point = *localeconv()->decimal_point; /* what strtod wants in this process */
    for (uint32_t i = 0; i < len; i++)
        if (text[i] != '_' && text[i] != 'j' && text[i] != 'J')
            *out++ = text[i] == '.' ? point : text[i];
    *value = sign * strtod(digits, NULL);
    return true;
}

int64_t lower_single_char(const AstStrLit *literal)
{
    uint32_t code;
    if (literal->kind != AST_STR_STR)
        return literal->value_len == 1 ? (unsigned char)literal->value[0] : -1;
    size_t len = utf8_decode(literal->value, literal->value_len, &code);
    return len > 0 && len == literal->value_len ? (int64_t)code : -1;
}

/* The integer as C converts it: what does not fit is cut off, by C itself where only C knows the type. */
static Insn *int_const(Lower *lw, const Type *to, int64_t value)
{
    uint32_t bits = 8 * type_int_size(to);
    bool is_small = value >= 0 && value <= INT8_MAX;
    if (!bits && !is_small)
        return ir_cast(&lw->b, to, ir_int(&lw->b, LOWER_TYPE(lw, LONG), value));
    if (bits && bits < 64) {
        uint64_t mask = (UINT64_C(1) << bits) - 1, low = (uint64_t)value & mask;
        bool is_negative = type_is_signed(to) && low >> (bits - 1);
        value = (int64_t)(is_negative ? low | ~mask : low);
    }
    return ir_int(&lw->b, to, value);
}

static Insn *int_to(Lower *lw, const Ast *node, const Type *to)
{
    BigInt big;
    int64_t value;
    uint64_t bits;
    if (!read_int(lw, node, &big))
        return NULL;
    if (type_is_object(to))
        return lower_plain(to)->kind == TYPE_PYFLOAT
                   ? NULL
                   : ir_pyconst(&lw->b, ir_const_int(lw->b.module, &big));
    if (type_is_float(to))
        return ir_float(&lw->b, to, bigint_to_double(&big));
    if (lower_plain(to)->kind == TYPE_BINT)
        return ir_int(&lw->b, to, big.len > 0);
    if (type_is_int(to) && bigint_to_i64(&big, &value))
        return int_const(lw, to, value);
    bool has_suffix = node->kind == AST_IntLit && AST_AS(IntLit, node)->suffix;
    if (type_is_int(to) && (has_suffix || !type_is_signed(to)) && bigint_to_u64(&big, &bits))
        return ir_int(&lw->b, to, (int64_t)bits);
    return NULL;
}

static Insn *float_to(Lower *lw, const Ast *node, const Type *to)
{
    double value;
    if (!read_float(lw, node, &value) || !type_is_float(to))
        return NULL;
    return ir_float(&lw->b, to, value);
}

static Insn *string_to(Lower *lw, const AstStrLit *literal, const Type *to)
{
    const Type *plain = lower_plain(to);
    if (type_is_int(plain) && plain->kind != TYPE_BINT) {
        int64_t code = lower_single_char(literal);
        if (code > CHAR_MAX && literal->kind != AST_STR_STR) /* C's char, which may be signed: b'\xff' is -1 */
            return ir_cast(&lw->b, to, ir_int(&lw->b, LOWER_TYPE(lw, CHAR), (char)code));
        return code < 0 ? NULL : ir_int(&lw->b, to, code);
    }
    if (plain->kind == TYPE_PTR && type_is_int(plain->target))
        return ir_cast(&lw->b, to, ir_cstring(&lw->b, literal->value, literal->value_len));
    return NULL;
}

static Insn *const_to(Lower *lw, const AstConstLit *literal, const Type *to)
{
    bool is_bool = literal->value == AST_CONST_TRUE || literal->value == AST_CONST_FALSE;
    bool value = literal->value == AST_CONST_TRUE;
    if (!is_bool)
        return NULL;
    if (type_is_int(to))
        return ir_int(&lw->b, to, value);
    return type_is_float(to) ? ir_float(&lw->b, to, value) : NULL;
}

static const Ast *skip_signs(const Ast *node)
{
    while (node->kind == AST_UnaryOp && AST_AS(UnaryOp, node)->op == AST_OP_NEG)
        node = AST_AS(UnaryOp, node)->operand;
    return node;
}

/* A number as a complex one. */
static Insn *complex_to(Lower *lw, const Ast *node, const Type *to)
{
    double value;
    const Type *f64 = LOWER_TYPE(lw, DOUBLE);
    if (read_float(lw, node, &value) && skip_signs(node)->kind == AST_ImagLit) {
        Insn *real = ir_float(&lw->b, f64, node->kind == AST_ImagLit ? 0.0 : -0.0);
        return lower_complex_make(lw, real, ir_float(&lw->b, f64, value), to);
    }
    Insn *number = int_to(lw, node, f64);
    number = number ? number : float_to(lw, node, f64);
    return number ? lower_complex_from(lw, number, to) : NULL;
}

Insn *lower_literal_to(Lower *lw, const Ast *node, const Type *to)
{
    if (type_is_object(to) && lower_plain(to)->kind == TYPE_OBJECT)
        return lower_literal_object(lw, node);
    if (node->kind == AST_StrLit)
        return string_to(lw, AST_AS(StrLit, node), to);
    if (node->kind == AST_ConstLit)
        return const_to(lw, AST_AS(ConstLit, node), to);
    Insn *value = lower_is_complex(to) ? complex_to(lw, node, to) : int_to(lw, node, to);
    return value ? value : float_to(lw, node, to);
}

static IrConst *string_const(Lower *lw, const AstStrLit *literal)
{
    IrModule *module = lw->b.module;
    if (literal->kind == AST_STR_STR)
        return ir_const_str(module, literal->value, literal->value_len, false);
    if (literal->kind == AST_STR_BYTES)
        return ir_const_bytes(module, literal->value, literal->value_len);
    return NULL;
}

static IrConst *tuple_const(Lower *lw, const AstTuple *tuple)
{
    IrConst **items = ARENA_ARRAY(lw->arena, IrConst *, tuple->items.len + 1);
    for (uint32_t i = 0; i < tuple->items.len; i++) {
        items[i] = lower_literal_const(lw, tuple->items.items[i]);
        if (!items[i])
            return NULL;
    }
    return ir_const_tuple(lw->b.module, items, tuple->items.len);
}

static IrConst *named_const(Lower *lw, AstConst value)
{
    switch (value) {
    case AST_CONST_NONE: return ir_const_simple(lw->b.module, IR_CONST_NONE);
    case AST_CONST_TRUE: return ir_const_simple(lw->b.module, IR_CONST_TRUE);
    case AST_CONST_FALSE: return ir_const_simple(lw->b.module, IR_CONST_FALSE);
    case AST_CONST_ELLIPSIS: return ir_const_simple(lw->b.module, IR_CONST_ELLIPSIS);
    }
    return NULL;
}

IrConst *lower_literal_const(Lower *lw, const Ast *node)
{
    BigInt big;
    double number;
    if (node->kind == AST_StrLit)
        return string_const(lw, AST_AS(StrLit, node));
    if (node->kind == AST_ConstLit)
        return named_const(lw, AST_AS(ConstLit, node)->value);
    if (node->kind == AST_Tuple)
        return tuple_const(lw, AST_AS(Tuple, node));
    if (read_int(lw, node, &big))
        return ir_const_int(lw->b.module, &big);
    if (!read_float(lw, node, &number))
        return NULL;
    if (skip_signs(node)->kind == AST_FloatLit)
        return ir_const_float(lw->b.module, IR_CONST_FLOAT, number);
    /* -1j is -(0+1j), which is not complex(0, -1): its real part is -0.0 */
    return node->kind == AST_ImagLit ? ir_const_float(lw->b.module, IR_CONST_COMPLEX, number)
                                     : NULL;
}

Insn *lower_literal_object(Lower *lw, const Ast *node)
{
    if (node->kind == AST_EscapedStr) {
        const AstEscapedStr *literal = AST_AS(EscapedStr, node);
        Insn *text = ir_cstring(&lw->b, literal->text, literal->text_len);
        return LOWER_PRIM(lw, str_unescape, text, lower_ssize(lw, literal->text_len));
    }
    if (!lower_is_literal(node))
        return NULL;
    IrConst *value = lower_literal_const(lw, node);
    return value ? ir_pyconst(&lw->b, value) : NULL;
}

bool lower_is_literal(const Ast *node)
{
    node = skip_signs(node);
    return node->kind == AST_IntLit || node->kind == AST_FloatLit || node->kind == AST_ImagLit ||
           node->kind == AST_StrLit || node->kind == AST_ConstLit;
}
