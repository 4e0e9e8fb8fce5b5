/* lower_complex.c: C complex numbers: a struct of two parts and operations on the parts.
 *
 * libtcc has no _Complex, so complex numbers are structs (kr/complex.h) and their arithmetic is that of their
 * parts, written out here; division and powers of floats are runtime functions. Parts may be integers
 * too, as in Cython.
 *
 *     a * b   ->   make (sub (mul a.real b.real) (mul a.imag b.imag)), (add (mul a.real b.imag) ...)
 */
#include "lower/lower_complex.h"

#include "lower/lower_convert.h"

#include <string.h>

bool lower_is_complex(const Type *type)
{
    return lower_plain(type)->kind == TYPE_COMPLEX;
}

static const Type *part_type(const Type *type)
{
    return lower_plain(lower_plain(type)->target);
}

static Insn *part(Lower *lw, Insn *value, uint32_t index)
{
    if (value->op == IR_MAKE)
        return value->args[index];
    Insn *insn = ir_append(&lw->b, IR_PART, 0, lower_plain(value->type)->target, &value, 1);
    insn->as.index = index;
    return insn;
}

static Insn *zero(Lower *lw, const Type *part)
{
    return type_is_float(part) ? ir_float(&lw->b, part, 0.0) : ir_int(&lw->b, part, 0);
}

/* As a part: parts of integers take what floats have, cut off. */
static Insn *as_part(Lower *lw, Insn *value, const Type *part)
{
    bool cuts = type_is_float(value->type) && type_is_int(part);
    return cuts ? ir_cast(&lw->b, part, value) : lower_convert(lw, value, part);
}

Insn *lower_complex_make(Lower *lw, Insn *real, Insn *imag, const Type *type)
{
    Insn *parts[] = {as_part(lw, real, part_type(type)), as_part(lw, imag, part_type(type))};
    return ir_append(&lw->b, IR_MAKE, 0, lower_plain(type), parts, 2);
}

Insn *lower_complex_from(Lower *lw, Insn *value, const Type *type)
{
    if (!lower_is_complex(value->type))
        return lower_complex_make(lw, value, zero(lw, part_type(type)), type);
    if (type_same(value->type, type) && type_is_soft(value->type) == type_is_soft(type))
        return value;
    return lower_complex_make(lw, part(lw, value, 0), part(lw, value, 1), type);
}

/* base ** exponent of two doubles as Python gives it, a float or a complex number: the soft complex type. */
static Insn *soft_power(Lower *lw, Insn *base, Insn *exponent)
{
    const Type *f64 = LOWER_TYPE(lw, DOUBLE);
    base = lower_convert(lw, base, f64);
    exponent = lower_convert(lw, exponent, f64);
    Insn *length = LOWER_PRIM(lw, pow_soft, base, exponent);
    Insn *real = LOWER_PRIM(lw, soft_real, length, base, exponent);
    return lower_complex_make(lw, real, LOWER_PRIM(lw, soft_imag, length, base, exponent),
                              type_soft_complex(lw->types));
}

Insn *lower_soft_real(Lower *lw, Insn *value, const Type *type)
{
    Insn *real = LOWER_PRIM(lw, soft_f64, part(lw, value, 0), part(lw, value, 1));
    return lower_convert(lw, real, type);
}

Insn *lower_complex_box(Lower *lw, Insn *value)
{
    const Type *f64 = LOWER_TYPE(lw, DOUBLE);
    if (type_is_soft(value->type))
        return LOWER_PRIM(lw, soft_box, part(lw, value, 0), part(lw, value, 1));
    Insn *real = lower_cast(lw, part(lw, value, 0), f64, false);
    return LOWER_PRIM(lw, complex_new, real, lower_cast(lw, part(lw, value, 1), f64, false));
}

Insn *lower_complex_unbox(Lower *lw, Insn *object, const Type *type)
{
    Insn *number = LOWER_PRIM(lw, complex_of, object);
    Insn *real = LOWER_PRIM(lw, complex_real, number);
    return lower_complex_make(lw, real, LOWER_PRIM(lw, complex_imag, number), type);
}

Insn *lower_complex_truth(Lower *lw, Insn *value)
{
    Insn *none = zero(lw, part_type(value->type));
    Insn *real = ir_cmp(&lw->b, IR_CMP_NE, part(lw, value, 0), none);
    Insn *imag = ir_cmp(&lw->b, IR_CMP_NE, part(lw, value, 1), none);
    return ir_bin(&lw->b, IR_BIN_OR, real, imag);
}

/* (ar ai) times (br bi), or times its conjugate when `turned`; the two parts. */
static void multiply(Lower *lw, Insn *const a[2], Insn *const b[2], bool turned, Insn *out[2])
{
    Insn *rr = ir_bin(&lw->b, IR_BIN_MUL, a[0], b[0]), *ii = ir_bin(&lw->b, IR_BIN_MUL, a[1], b[1]);
    Insn *ri = ir_bin(&lw->b, IR_BIN_MUL, a[0], b[1]), *ir = ir_bin(&lw->b, IR_BIN_MUL, a[1], b[0]);
    out[0] = ir_bin(&lw->b, turned ? IR_BIN_ADD : IR_BIN_SUB, rr, ii);
    out[1] = turned ? ir_bin(&lw->b, IR_BIN_SUB, ir, ri) : ir_bin(&lw->b, IR_BIN_ADD, ri, ir);
}

/* By C's integer division of the parts. */
static Insn *divide_ints(Lower *lw, Insn *const a[2], Insn *const b[2], const Type *type)
{
    Insn *product[2], *length = ir_bin(&lw->b, IR_BIN_ADD, ir_bin(&lw->b, IR_BIN_MUL, b[0], b[0]),
                                       ir_bin(&lw->b, IR_BIN_MUL, b[1], b[1]));
    multiply(lw, a, b, true, product);
    return lower_complex_make(lw, ir_bin(&lw->b, IR_BIN_DIV, product[0], length),
                              ir_bin(&lw->b, IR_BIN_DIV, product[1], length), type);
}

/* Division and powers exist for double and long double; others go through double. */
static Insn *call_wide(Lower *lw, const Prim *f64, const Prim *ldouble, Insn *left, Insn *right,
                       const Type *type)
{
    bool is_long = part_type(type)->kind == TYPE_LDOUBLE;
    const Type *wide = is_long ? lower_plain(type) : type_complex(lw->types, LOWER_TYPE(lw, DOUBLE));
    Insn *args[] = {lower_complex_from(lw, left, wide), lower_complex_from(lw, right, wide)};
    return lower_complex_from(lw, lower_prim(lw, is_long ? ldouble : f64, args, 2), type);
}

static Insn *divide(Lower *lw, Insn *left, Insn *right, const Type *type)
{
    if (!lw->directives->cdivision) {
        Insn *is_zero = lower_negate(lw, lower_complex_truth(lw, right));
        LOWER_PRIM(lw, complex_nonzero, is_zero);
    }
    if (type_is_float(part_type(type)))
        return call_wide(lw, PRIM_OF(complex_div), PRIM_OF(complex_div_l), left, right, type);
    Insn *a[] = {part(lw, left, 0), part(lw, left, 1)};
    Insn *b[] = {part(lw, right, 0), part(lw, right, 1)};
    return divide_ints(lw, a, b, type);
}

Insn *lower_complex_binary(Lower *lw, AstOp op, Insn *left, Insn *right, const Type *type)
{
    bool known = op == AST_OP_ADD || op == AST_OP_SUB || op == AST_OP_MUL || op == AST_OP_DIV ||
                 op == AST_OP_POW;
    if (!known)
        return NULL;
    bool is_real = type_is_number(left->type) && type_is_number(right->type);
    if (op == AST_OP_POW && is_real && type_is_soft(type))
        return soft_power(lw, left, right);
    left = lower_complex_from(lw, left, type);
    right = lower_complex_from(lw, right, type);
    if (op == AST_OP_POW)
        return call_wide(lw, PRIM_OF(complex_pow), PRIM_OF(complex_pow_l), left, right, type);
    if (op == AST_OP_DIV)
        return divide(lw, left, right, type);
    Insn *a[] = {part(lw, left, 0), part(lw, left, 1)};
    Insn *b[] = {part(lw, right, 0), part(lw, right, 1)}, *out[2];
    IrBin sub = op == AST_OP_ADD ? IR_BIN_ADD : IR_BIN_SUB;
    if (op == AST_OP_MUL) {
        multiply(lw, a, b, false, out);
    } else {
        out[0] = ir_bin(&lw->b, sub, a[0], b[0]);
        out[1] = ir_bin(&lw->b, sub, a[1], b[1]);
    }
    return lower_complex_make(lw, out[0], out[1], type);
}

Insn *lower_complex_negate(Lower *lw, Insn *value)
{
    return lower_complex_make(lw, ir_un(&lw->b, IR_UN_NEG, part(lw, value, 0)),
                              ir_un(&lw->b, IR_UN_NEG, part(lw, value, 1)), value->type);
}

Insn *lower_complex_equal(Lower *lw, AstOp op, Insn *left, Insn *right, const Type *type)
{
    left = lower_complex_from(lw, left, type);
    right = lower_complex_from(lw, right, type);
    Insn *real = ir_cmp(&lw->b, IR_CMP_EQ, part(lw, left, 0), part(lw, right, 0));
    Insn *imag = ir_cmp(&lw->b, IR_CMP_EQ, part(lw, left, 1), part(lw, right, 1));
    Insn *equal = ir_bin(&lw->b, IR_BIN_AND, real, imag);
    return op == AST_OP_NE || op == AST_OP_IS_NOT ? lower_negate(lw, equal) : equal;
}

Insn *lower_complex_attribute(Lower *lw, Insn *value, Atom name)
{
    if (strcmp(name->text, "real") == 0)
        return part(lw, value, 0);
    if (strcmp(name->text, "imag") == 0)
        return part(lw, value, 1);
    if (strcmp(name->text, "conjugate") == 0)
        return lower_complex_make(lw, part(lw, value, 0),
                                  ir_un(&lw->b, IR_UN_NEG, part(lw, value, 1)), value->type);
    return NULL;
}

Insn *lower_complex_abs(Lower *lw, Insn *value)
{
    const Type *wide = type_complex(lw->types, LOWER_TYPE(lw, DOUBLE));
    return LOWER_PRIM(lw, complex_abs, lower_complex_from(lw, value, wide));
}

const TypeField *lower_complex_field(Lower *lw, const Type *type, Atom name)
{
    bool is_part = strcmp(name->text, "real") == 0 || strcmp(name->text, "imag") == 0;
    if (!lower_is_complex(type) || !is_part)
        return NULL;
    TypeField *field = ARENA_NEW(lw->arena, TypeField);
    *field = (TypeField){name, lower_plain(type)->target, name->text};
    return field;
}
