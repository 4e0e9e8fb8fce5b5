/* lower_convert.c: values from one type to another.
 *
 * Which conversion applies is decided by convert.h, the same rules analysis used; this file only emits
 * it. Constants are converted here and now, so `cdef double x = 1` holds no cast. Structs and ctuples
 * become dicts and tuples part by part.
 *
 *     long -> object    %2: pyint = box %1        object -> double    %2: f64 = unbox %1
 */
#include "lower/lower_convert.h"

#include "lower/lower_cclass.h"

#include "base/panic.h"
#include "lower/lower_complex.h"
#include "lower/lower_cwrap.h"
#include "lower/lower_enum.h"
#include "lower/lower_memory.h"
#include "lower/lower_struct.h"
#include "type/typename.h"

#include <string.h>

static bool is_int_const(const Insn *value)
{
    return value->op == IR_CONST && type_is_int(value->type);
}

/* Does the integer fit a C integer type? Types of unknown size take anything. */
static bool int_fits(const Type *type, int64_t value, bool was_unsigned)
{
    uint32_t size = type_int_size(type);
    if (lower_plain(type)->kind == TYPE_BINT)
        return value == 0 || value == 1;
    if (!type_is_signed(type))
        return (value >= 0 || was_unsigned) &&
               (size == 0 || size >= 8 || (uint64_t)value >> (8 * size) == 0);
    if (value < 0 && was_unsigned)
        return false;
    if (size == 0 || size >= 8)
        return true;
    int64_t limit = (int64_t)1 << (8 * size - 1);
    return value >= -limit && value < limit;
}

static Insn *retype_const(Lower *lw, const Insn *value, const Type *to)
{
    int64_t i = value->as.imm.i;
    bool is_unsigned = !type_is_signed(value->type);
    if (type_is_float(to))
        return ir_float(&lw->b, to, is_unsigned ? (double)(uint64_t)i : (double)i);
    if (type_is_int(to) && int_fits(to, i, is_unsigned))
        return ir_int(&lw->b, to, i);
    return NULL;
}

static Insn *box_const(Lower *lw, const Insn *value)
{
    IrModule *module = lw->b.module;
    if (type_is_float(value->type))
        return ir_pyconst(&lw->b, ir_const_float(module, IR_CONST_FLOAT, value->as.imm.f));
    if (lower_plain(value->type)->kind == TYPE_BINT)
        return ir_pyconst(
            &lw->b, ir_const_simple(module, value->as.imm.i ? IR_CONST_TRUE : IR_CONST_FALSE));
    if (!type_is_signed(value->type) && value->as.imm.i < 0)
        return NULL;
    BigInt big = bigint_from_i64(lw->arena, value->as.imm.i);
    return ir_pyconst(&lw->b, ir_const_int(module, &big));
}

Insn *lower_text_object(Lower *lw, Insn *text, Insn *start, Insn *stop, TypeKind kind)
{
    const char *encoding = lw->types->text_encoding;
    if (kind == TYPE_STR && encoding)
        return LOWER_PRIM(lw, str_of_text, text, start, stop,
                          ir_cstring(&lw->b, encoding, (uint32_t)strlen(encoding)));
    if (kind == TYPE_BYTEARRAY)
        return LOWER_PRIM(lw, bytearray_of_text, text, start, stop);
    return LOWER_PRIM(lw, bytes_of_cstr, text, start, stop);
}

/* The array that the pointer was made from; NULL: none, or one whose length is not known. */
static const Type *array_behind(const Insn *pointer)
{
    while (pointer->op == IR_CAST)
        pointer = pointer->args[0];
    const Type *target = type_is_ptr(pointer->type) ? type_strip(pointer->type)->target : NULL;
    const Type *type = pointer->op == IR_ADDR ? lower_plain(pointer->as.var->type) : target ? lower_plain(target) : NULL;
    bool is_known = type && type->kind == TYPE_ARRAY && !type->size_text && type->array_len < INT64_MAX;
    return is_known ? type : NULL;
}

/* Text ends at its zero, and at the end of its array when that is full. */
static Insn *box_text(Lower *lw, Insn *value, TypeKind kind)
{
    const Type *array = array_behind(value);
    if (array && array->array_len) {
        Insn *len = LOWER_PRIM(lw, chars_len, value, lower_ssize(lw, (int64_t)array->array_len));
        return lower_text_object(lw, value, lower_ssize(lw, 0), len, kind);
    }
    if (kind == TYPE_BYTES)
        return LOWER_PRIM(lw, box_cstr, value);
    return lower_text_object(lw, value, lower_ssize(lw, 0), lower_ssize(lw, INT64_MAX), kind);
}

Insn *lower_box(Lower *lw, Insn *value)
{
    const Type *plain = lower_plain(value->type);
    if (type_is_object(plain))
        return value;
    if (plain->kind == TYPE_VOID)
        return lower_none(lw);
    if (plain->kind == TYPE_VIEW)
        return ir_append(&lw->b, IR_VOBJ, 0, LOWER_TYPE(lw, OBJECT), &value, 1);
    if (lower_has_parts(plain))
        return lower_struct_box(lw, value);
    if (plain->kind == TYPE_COMPLEX)
        return lower_complex_box(lw, value);
    if (plain->kind == TYPE_ENUM && plain->decl->has_face)
        return lower_enum_item(lw, value);
    bool is_number = type_is_float(plain) || (type_is_int(plain) && plain->kind != TYPE_UCS4);
    Insn *object = value->op == IR_CONST && is_number ? box_const(lw, value) : NULL;
    if (object)
        return object;
    const Type *type = convert_boxed(lw->types, value->type);
    if (plain->kind == TYPE_PTR && lower_plain(plain->target)->kind == TYPE_FUNC)
        return lower_cwrap_pointer(lw, value);
    if (plain->kind == TYPE_PTR && !type && array_behind(value))
        return lower_array_to_list(lw, value, array_behind(value));
    if (plain->kind == TYPE_PTR)
        return box_text(lw, value, lw->types->text_kind);
    return ir_append(&lw->b, IR_BOX, 0, type ? type : LOWER_TYPE(lw, OBJECT), &value, 1);
}

static Insn *unbox(Lower *lw, Insn *value, const Type *to)
{
    if (type_is_soft(value->type))
        return lower_soft_real(lw, value, to);
    if (lower_has_parts(to))
        return lower_struct_unbox(lw, value, to);
    if (lower_is_complex(to))
        return lower_complex_unbox(lw, value, to);
    if (lower_plain(to)->kind == TYPE_PTR && convert_encodes(lw->types)) {
        const char *encoding = lw->types->text_encoding;
        Insn *args[] = {value, ir_cstring(&lw->b, encoding, (uint32_t)strlen(encoding))};
        return ir_prim(&lw->b, PRIM_OF(unbox_text), to, args, 2);
    }
    if (lower_plain(to)->kind == TYPE_PTR)
        return ir_prim(&lw->b, PRIM_OF(unbox_cstr), to, &value, 1);
    return ir_append(&lw->b, IR_UNBOX, 0, to, &value, 1);
}

/* bint of a number or pointer */
static Insn *test_nonzero(Lower *lw, Insn *value)
{
    const Type *plain = lower_plain(value->type);
    if (is_int_const(value))
        return lower_bint(lw, value->as.imm.i != 0);
    if (plain->kind == TYPE_COMPLEX)
        return lower_complex_truth(lw, value);
    if (plain->kind == TYPE_ARRAY || value->op == IR_ADDR) /* never NULL, and C compilers say so */
        return lower_bint(lw, true);
    Insn *zero = type_is_ptr(plain)     ? ir_null(&lw->b, value->type)
                 : type_is_float(plain) ? ir_float(&lw->b, value->type, 0.0)
                                        : ir_int(&lw->b, value->type, 0);
    return ir_cmp(&lw->b, IR_CMP_NE, value, zero);
}

Insn *lower_truth(Lower *lw, Insn *value)
{
    const Type *plain = lower_plain(value->type);
    if (plain->kind == TYPE_BINT)
        return value;
    if (value->op == IR_PYCONST && value->as.pyconst->kind <= IR_CONST_FALSE)
        return lower_bint(lw, value->as.pyconst->kind == IR_CONST_TRUE);
    if (type_is_object(plain))
        return ir_append(&lw->b, IR_TRUTH, 0, LOWER_TYPE(lw, BINT), &value, 1);
    if (plain->kind == TYPE_VIEW)
        return lower_truth(lw, lower_box(lw, value));
    if (plain->kind == TYPE_CTUPLE) /* as in Cython, whatever its parts are */
        return lower_bint(lw, false);
    return test_nonzero(lw, value);
}

Insn *lower_negate(Lower *lw, Insn *cond)
{
    if (is_int_const(cond))
        return lower_bint(lw, cond->as.imm.i == 0);
    return ir_un(&lw->b, IR_UN_NOT, cond);
}

bool lower_is_number_object(const Type *type)
{
    TypeKind kind = lower_plain(type)->kind;
    return kind == TYPE_PYINT || kind == TYPE_PYFLOAT || kind == TYPE_PYCOMPLEX;
}

Insn *lower_number_object(Lower *lw, Insn *value, const Type *to, const char *argument, bool allow_none)
{
    TypeKind kind = lower_plain(to)->kind;
    const Prim *row = kind == TYPE_PYINT     ? PRIM_OF(pyint_from)
                      : kind == TYPE_PYFLOAT ? PRIM_OF(pyfloat_from)
                                             : PRIM_OF(pycomplex_from);
    Insn *name = argument ? ir_cstring(&lw->b, argument, (uint32_t)strlen(argument))
                          : ir_null(&lw->b, ir_cstring_type(lw->types));
    Insn *args[] = {value, name, lower_bint(lw, allow_none)};
    return ir_prim(&lw->b, row, NULL, args, 3);
}

static Insn *check_type(Lower *lw, Insn *value, const Type *to, bool checked)
{
    if (value->op == IR_PYCONST && value->as.pyconst->kind == IR_CONST_NONE && !checked)
        return ir_cast(&lw->b, to, value);
    if (lower_plain(to)->kind == TYPE_OBJECT) /* <object?>x */
        return ir_cast(&lw->b, to, value);
    if (lower_is_number_object(to) && lower_plain(value->type)->kind == TYPE_OBJECT && !checked)
        return lower_number_object(lw, value, to, NULL, true);
    if (lower_plain(to)->kind == TYPE_CLASS)
        lower_cclass_need(lw, to);
    return ir_append(&lw->b, IR_TYPECHK, checked, to, &value, 1);
}

/* As an object of the type that is asked for. */
static Insn *box_as(Lower *lw, Insn *value, const Type *to)
{
    TypeKind kind = lower_plain(to)->kind;
    const Type *plain = lower_plain(value->type);
    bool is_text = kind == TYPE_BYTES || kind == TYPE_BYTEARRAY || kind == TYPE_STR;
    if (is_text && plain->kind == TYPE_PTR)
        return box_text(lw, value, kind);
    if (kind == TYPE_BYTES && type_is_int(plain))
        return LOWER_PRIM(lw, bytes_of_char, value);
    if (kind == TYPE_PYBOOL)
        value = lower_truth(lw, value);
    if (kind == TYPE_PYFLOAT && type_is_int(plain))
        value = lower_convert(lw, value, LOWER_TYPE(lw, DOUBLE));
    return lower_convert(lw, lower_box(lw, value), to);
}

static Insn *apply(Lower *lw, Convert how, Insn *value, const Type *to)
{
    switch (how) {
    case CONVERT_NONE: {
        const Type *object = LOWER_TYPE(lw, OBJECT);
        if (type_is_object(value->type) && lower_plain(value->type) != object) /* tells so when it runs */
            return lower_convert(lw, ir_cast(&lw->b, object, value), to);
        /* An object for Sema, as what enumerate() counts: by way of it. */
        bool is_boxed = !type_is_object(value->type) && convert_boxed(lw->types, value->type);
        if (is_boxed && convert_implicit(lw->types, object, to) != CONVERT_NONE)
            return lower_convert(lw, ir_cast(&lw->b, object, lower_box(lw, value)), to);
        Buf text;
        buf_init(&text, lw->arena);
        typename_ir(&text, value->type);
        buf_puts(&text, " to ");
        typename_ir(&text, to);
        panic("lower: no conversion from %s", buf_text(&text));
    }
    case CONVERT_SAME: return lower_is_complex(to) ? lower_complex_from(lw, value, to) : value; /* soft or not */
    case CONVERT_CAST:
        if (lower_is_complex(to))
            return lower_complex_from(lw, value, to);
        if (lower_plain(to)->kind == TYPE_CTUPLE)
            return lower_ctuple_convert(lw, value, to);
        return ir_cast(&lw->b, to, value);
    case CONVERT_DECAY: return ir_cast(&lw->b, to, value);
    case CONVERT_TEST: return test_nonzero(lw, value);
    case CONVERT_BOX: return box_as(lw, value, to);
    case CONVERT_UNVIEW: return lower_convert(lw, lower_box(lw, value), to);
    case CONVERT_UNBOX: return unbox(lw, value, to);
    case CONVERT_TRUTH: return lower_truth(lw, value);
    case CONVERT_TYPECHK: return check_type(lw, value, to, false);
    case CONVERT_VIEW:
        if (value->op == IR_PYCONST && value->as.pyconst->kind == IR_CONST_NONE) /* needs no GIL */
            return ir_get(&lw->b, lower_temp(lw, "none", to, NULL));
        return ir_append(&lw->b, IR_VOPEN, 0, to, &value, 1);
    }
    return value;
}

/* Cases that need no conversion instruction of their own; NULL when it is not one. */
static Insn *convert_simply(Lower *lw, Insn *value, const Type *to)
{
    const Type *from = lower_plain(value->type), *target = lower_plain(to);
    if (value->type == to)
        return value;
    if (type_is_error(from) || type_is_error(target))
        return value;
    if (from->kind == TYPE_NULLPTR || value->op == IR_NULL)
        return type_is_ptr(target) || type_is_object(target) ? ir_null(&lw->b, to) : NULL;
    if (is_int_const(value) && !lower_is_complex(to))
        return retype_const(lw, value, to);
    if (value->op == IR_CONST && type_is_float(from) && type_is_float(target))
        return ir_float(&lw->b, to, value->as.imm.f);
    if (from->kind == TYPE_VOID && type_is_object(target))
        return lower_none(lw);
    return NULL;
}

Insn *lower_convert(Lower *lw, Insn *value, const Type *to)
{
    Insn *simple = convert_simply(lw, value, to);
    if (simple)
        return simple;
    if (lower_plain(to)->kind == TYPE_OBJECT && type_is_object(value->type))
        return value;
    return apply(lw, convert_implicit(lw->types, value->type, to), value, to);
}

Insn *lower_cast(Lower *lw, Insn *value, const Type *to, bool checked)
{
    if (type_is_object(lower_plain(value->type)) && type_is_object(lower_plain(to)))
        return checked ? check_type(lw, value, to, true) : ir_cast(&lw->b, to, value);
    Insn *simple = convert_simply(lw, value, to);
    if (simple)
        return simple;
    if (lower_is_complex(value->type) && type_is_number(lower_plain(to)))
        return lower_cast(lw, lower_complex_attribute(lw, value, atom_from(lw->b.module->atoms, "real")), to, checked);
    return apply(lw, convert_explicit(lw->types, value->type, to), value, to);
}
