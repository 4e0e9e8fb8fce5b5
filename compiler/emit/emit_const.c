/* emit_const.c: literals in expressions, constant objects, the struct that holds the module's state.
 *
 * Place in the pipeline: numbers are asked for by emit_expr; the state and the table of constants are written
 * once per module. Constant objects are made by one call of the runtime that walks the table.
 *
 *     const 1: long as left operand of <<   ->   1L          pyconst 'print'   ->   M.n_print
 */
#include "emit/emit_ctx.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- numbers --------------------------------------------------------------------------------- */

static const char *suffix_of(const Type *type, int64_t value, bool exact)
{
    uint32_t size = type_int_size(type);
    bool is_unsigned = type_class(type) == TYPE_CLASS_UINT;
    bool wide = value > INT_MAX || value < INT_MIN;
    if (!exact && !wide)
        return "";
    if (size <= 4 && !(is_unsigned && wide))
        return is_unsigned && size == 4 ? "u" : "";
    if (is_unsigned)
        return type_strip(type)->kind == TYPE_ULLONG ? "ULL" : size <= 4 ? "u" : "UL";
    return type_strip(type)->kind == TYPE_LLONG ? "LL" : "L";
}

static const char *integer_text(Emit *e, const Type *type, int64_t value, bool exact, Prec *prec)
{
    const char *suffix = suffix_of(type, value, exact);
    bool is_unsigned = type_class(type) == TYPE_CLASS_UINT;
    *prec = PREC_ATOM;
    if (is_unsigned && value < 0) {
        if (type_int_size(type) == 8)
            return arena_printf(e->arena, "%lluUL", (unsigned long long)value);
        *prec = PREC_UNARY;
        return arena_printf(e->arena, "(%s)%lld", emit_type_name(e, type), (long long)value);
    }
    if (value == INT64_MIN)
        return arena_printf(e->arena, "(-%lld%s - 1)", (long long)INT64_MAX, suffix);
    if (value == INT_MIN && !suffix[0])
        return "(-2147483647 - 1)";
    if (value < 0)
        *prec = PREC_UNARY;
    if (type_strip(type)->kind == TYPE_CHAR && value >= ' ' && value < 127)
        return value == '\'' || value == '\\' ? arena_printf(e->arena, "'\\%c'", (char)value)
                                              : arena_printf(e->arena, "'%c'", (char)value);
    if (type_strip(type)->kind == TYPE_CHAR && value < 0 && value >= SCHAR_MIN) {
        *prec = PREC_ATOM; /* 255 where char is unsigned */
        return arena_printf(e->arena, "'\\%o'", (unsigned)(unsigned char)value);
    }
    return arena_printf(e->arena, "%lld%s", (long long)value, suffix);
}

/* The shortest text that reads back as the same double. */
static const char *double_text(Emit *e, double value)
{
    char text[40];
    for (int digits = 1; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, value);
        if (strtod(text, NULL) == value)
            break;
    }
    bool plain = !strpbrk(text, ".en");
    return arena_printf(e->arena, "%s%s", text, plain ? ".0" : "");
}

static const char *float_text(Emit *e, const Type *type, double value, Prec *prec)
{
    TypeKind kind = type_strip(type)->kind;
    *prec = signbit(value) ? PREC_UNARY : PREC_ATOM;
    if (isinf(value) || isnan(value)) {
        emit_need(e, "num");
        if (isnan(value))
            return "NAN";
        return value < 0 ? "-INFINITY" : "INFINITY";
    }
    const char *suffix = type_is_vague(type) ? "" : kind == TYPE_FLOAT ? "f" : kind == TYPE_LDOUBLE ? "L" : "";
    return arena_printf(e->arena, "%s%s", double_text(e, value), suffix);
}

const char *emit_number(Emit *e, const Insn *insn, bool exact, Prec *prec)
{
    *prec = PREC_ATOM;
    if (type_is_float(insn->type))
        return float_text(e, insn->type, insn->as.imm.f, prec);
    if (type_is_ptr(insn->type) && insn->as.imm.text) {
        Buf out;
        buf_init(&out, e->arena);
        cw_string(&out, insn->as.imm.text, insn->as.imm.len);
        return buf_text(&out);
    }
    return integer_text(e, insn->type, insn->as.imm.i, exact, prec);
}

/* ---- constant objects ------------------------------------------------------------------------ */

static bool is_made(const IrConst *value)
{
    return value->kind != IR_CONST_NONE && value->kind != IR_CONST_TRUE &&
           value->kind != IR_CONST_FALSE && value->kind != IR_CONST_ELLIPSIS;
}

const char *emit_const_object(Emit *e, const IrConst *value)
{
    if (!is_made(value))
        return value->c_name;
    return arena_printf(e->arena, "M.%s", value->c_name);
}

/* None, True, False and Ellipsis have a field only when a constant tuple or frozenset holds them: "o_None". */
static bool is_in_tuple(const Emit *e, const IrConst *value)
{
    for (uint32_t i = 0; i < e->module->consts.len && !is_made(value); i++) {
        const IrConst *tuple = e->module->consts.items[i];
        for (uint32_t k = 0; k < tuple->count; k++)
            if (tuple->items[k] == value)
                return true;
    }
    return false;
}

static const char *field_of(Emit *e, const IrConst *value)
{
    return is_made(value) ? value->c_name : arena_printf(e->arena, "o_%s", value->c_name + 3);
}

static bool has_field(const Emit *e, const IrConst *value)
{
    return is_made(value) || is_in_tuple(e, value);
}

static const char *const_fields(Emit *e)
{
    Buf out;
    buf_init(&out, e->arena);
    for (uint32_t i = 0; i < e->module->consts.len; i++)
        if (has_field(e, e->module->consts.items[i]))
            buf_printf(&out, "%s*%s", out.len ? ", " CW_BREAK : "", field_of(e, e->module->consts.items[i]));
    return out.len ? arena_printf(e->arena, "PyObject %s;", buf_text(&out)) : "";
}

void emit_state(Emit *e)
{
    const IrModule *module = e->module;
    const char *fields = const_fields(e);
    const char *line = arena_printf(e->arena, "static struct { KrModule module; %s%s} M;", fields, fields[0] ? " " : "");
    if (!module->globals.len && cw_fits(&e->cw, line)) {
        cw_line(&e->cw, "%s", line);
        cw_blank(&e->cw);
        return;
    }
    cw_open(&e->cw, "static struct");
    cw_line(&e->cw, "KrModule module;");
    if (fields[0])
        cw_line(&e->cw, "%s", fields);
    for (uint32_t i = 0; i < module->globals.len; i++)
        cw_line(&e->cw, "%s;",
                emit_declare(e, module->globals.items[i]->type, module->globals.items[i]->c_name));
    e->cw.indent--;
    cw_line(&e->cw, "} M;");
    cw_blank(&e->cw);
}

/* &M.i_1, &M.n_x: the places of a tuple's items. */
static const char *items_text(Emit *e, const IrConst *value)
{
    Buf out;
    buf_init(&out, e->arena);
    for (uint32_t i = 0; i < value->count; i++)
        buf_printf(&out, "%s&M.%s", i ? ", " CW_BREAK : "", field_of(e, value->items[i]));
    return buf_text(&out);
}

/* Small integers as people write them. */
static const char *digits_text(Emit *e, const BigInt *integer)
{
    int64_t small;
    bool is_small = bigint_to_i64(integer, &small) && small > -1000000 && small < 1000000;
    return is_small ? arena_printf(e->arena, "%lld", (long long)small) : bigint_to_hex(e->arena, integer);
}

/* One row of the table, its comma included. */
static void add_const(Emit *e, Buf *out, const IrConst *value)
{
    const char *field = field_of(e, value);
    Prec prec;
    buf_printf(out, "%s", out->len ? " " CW_BREAK : "");
    if (!is_made(value)) {
        buf_printf(out, "{KR_CONST_OBJECT, &M.%s, " CW_BREAK "%s, 0, 0},", field, value->c_name);
    } else if (value->kind == IR_CONST_STR || value->kind == IR_CONST_BYTES) {
        const char *kind = value->kind == IR_CONST_BYTES ? "BYTES" : value->is_name ? "NAME_AS" : "STR";
        buf_printf(out, "KR_%s(%s, " CW_BREAK, kind, field);
        cw_string(out, value->text, value->len);
        buf_puts(out, "),");
    } else if (value->kind == IR_CONST_INT) {
        buf_printf(out, "KR_INT(%s, " CW_BREAK "\"%s\"),", field, digits_text(e, &value->integer));
    } else if (value->kind == IR_CONST_TUPLE && !value->count) {
        buf_printf(out, "KR_NO_ITEMS(%s),", field);
    } else if (value->kind == IR_CONST_FROZENSET && !value->count) {
        buf_printf(out, "KR_EMPTY_FROZENSET(%s),", field);
    } else if (value->kind == IR_CONST_TUPLE || value->kind == IR_CONST_FROZENSET) {
        const char *kind = value->kind == IR_CONST_TUPLE ? "TUPLE" : "FROZENSET";
        buf_printf(out, "KR_%s(%s, " CW_BREAK "%s),", kind, field, items_text(e, value));
    } else {
        const char *kind = value->kind == IR_CONST_FLOAT ? "FLOAT" : "COMPLEX";
        if (isinf(value->number) || isnan(value->number)) /* no constant in every C compiler */
            buf_printf(out, "KR_%s_NAMED(%s, \"%s\"),", kind, field,
                       isnan(value->number) ? "nan" : value->number < 0 ? "-inf" : "inf");
        else
            buf_printf(out, "KR_%s(%s, %s),", kind, field,
                       float_text(e, TYPE_OF(e->module->types, DOUBLE), value->number, &prec));
    }
}

/* A name whose field is called after it. */
static bool is_plain_name(const IrConst *value)
{
    return value->kind == IR_CONST_STR && value->is_name && strncmp(value->c_name, "n_", 2) == 0 &&
           strcmp(value->c_name + 2, value->text) == 0;
}

/* Plain names stand first, the rest in the order made, since tuples stand behind their items. */
static const char *rows_text(Emit *e)
{
    const IrModule *module = e->module;
    Buf out;
    buf_init(&out, e->arena);
    for (uint32_t i = 0; i < module->consts.len; i++)
        if (is_plain_name(module->consts.items[i]))
            buf_printf(&out, "%sKR_NAME(%s),", out.len ? " " CW_BREAK : "", module->consts.items[i]->text);
    for (uint32_t i = 0; i < module->consts.len; i++)
        if (has_field(e, module->consts.items[i]) && !is_plain_name(module->consts.items[i]))
            add_const(e, &out, module->consts.items[i]);
    return buf_text(&out);
}

bool emit_consts(Emit *e)
{
    const char *rows = rows_text(e);
    if (!rows[0])
        return false;
    const char *line = arena_printf(e->arena, "static const KrConst consts[] = {" CW_BREAK "%.*s};",
                                    (int)strlen(rows) - 1, rows);
    if (cw_fits(&e->cw, line)) {
        cw_line(&e->cw, "%s", line);
    } else {
        cw_open(&e->cw, "static const KrConst consts[] =");
        cw_table(&e->cw, rows);
        cw_close(&e->cw, ";");
        e->cw.indent--;
    }
    cw_blank(&e->cw);
    return true;
}
