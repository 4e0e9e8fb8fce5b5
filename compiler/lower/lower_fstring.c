/* lower_fstring.c: f-strings: each part to a str, then one BUILD; t-strings: each part to an object, then a Template.
 *
 * C numbers without a format are written by their own primitives; anything else goes through format(),
 * after its conversion (!s !r !a). Source: Python language reference 2.4.3, PEP 498, 701 and 750.
 *
 *     f"{n} of {x!r}"   ->   build str (str_of_int n), ' of ', (repr_of x)
 *     t"{n} of"         ->   template (build tuple (interpolation (box n), 'n', None, ''), ' of')
 */
#include "lower/lower_fstring.h"

#include "lower/lower_convert.h"
#include "lower/lower_expr.h"
#include "lower/lower_literal.h"

#include <string.h>

typedef VEC(Insn *) InsnList;

Insn *lower_fstring_apply(Lower *lw, const char *key, Insn *value)
{
    Insn *text = lower_prim_key(lw, key, LOWER_TYPE(lw, STR), &value, 1);
    if (text)
        return text;
    value = lower_box(lw, value);
    return lower_prim_key(lw, key, LOWER_TYPE(lw, STR), &value, 1);
}

static Insn *format_value(Lower *lw, Insn *value)
{
    return type_is_object(value->type) || !type_is_number(value->type)
               ? lower_fstring_apply(lw, "f format", lower_box(lw, value))
               : lower_fstring_apply(lw, "f str", value);
}

/* ---- formats of C numbers ---- */

/* "05d", "x", ".2f" */
typedef struct NumberSpec {
    char letter;
    bool zeros;
    int width, precision; /* -1: not given */
} NumberSpec;

static int read_digits(const char *text, uint32_t len, uint32_t *at)
{
    int value = -1;
    for (uint32_t end = *at + 2; *at < len && *at < end && text[*at] >= '0' && text[*at] <= '9'; ++*at)
        value = (value < 0 ? 0 : 10 * value) + (text[*at] - '0');
    return value;
}

/* A C number that is written as what it counts, not as the truth or the character that it is. */
bool lower_is_count(const Type *type)
{
    const Type *plain = lower_plain(type);
    return type_is_int(plain) && plain->kind != TYPE_BINT && plain->kind != TYPE_UCS4 && plain->kind != TYPE_ENUM;
}

static bool read_spec(const Type *type, const char *text, uint32_t len, NumberSpec *spec)
{
    uint32_t at = 0;
    bool is_int = lower_is_count(type) && (type_is_signed(type) || (type_int_size(type) > 0 && type_int_size(type) < 8)) &&
                  type_int_size(type) <= 8;
    *spec = (NumberSpec){.width = 0, .precision = -1};
    if (type_is_vague(type)) /* C's type may be wider than what is said of it */
        return false;
    if (is_int && len && text[0] == '0')
        spec->zeros = ++at != 0;
    if (is_int)
        spec->width = read_digits(text, len, &at);
    else if (len && text[0] == '.' && ++at)
        spec->precision = read_digits(text, len, &at);
    spec->letter = at < len ? text[at++] : is_int ? 'd' : 0;
    bool is_float = type_is_float(type) && lower_plain(type)->kind != TYPE_LDOUBLE && spec->precision >= 0;
    return at == len && spec->letter && strchr(is_int ? "doxX" : is_float ? "feEgG" : "", spec->letter);
}

bool lower_has_spec(const Type *type, const char *text, uint32_t len)
{
    NumberSpec spec;
    return read_spec(type, text, len, &spec);
}

Insn *lower_with_spec(Lower *lw, Insn *value, const char *text, uint32_t len)
{
    NumberSpec spec;
    if (!read_spec(value->type, text, len, &spec))
        return NULL;
    const Type *number = LOWER_TYPE(lw, INT);
    Insn *letter = ir_int(&lw->b, number, spec.letter);
    if (spec.precision >= 0)
        return LOWER_PRIM(lw, format_f64_as, lower_convert(lw, value, LOWER_TYPE(lw, DOUBLE)), letter,
                          ir_int(&lw->b, number, spec.precision));
    return LOWER_PRIM(lw, format_int_as, lower_convert(lw, value, LOWER_TYPE(lw, LLONG)),
                      ir_int(&lw->b, number, spec.width < 0 ? 0 : spec.width), ir_int(&lw->b, number, spec.zeros), letter);
}

static Insn *format_with(Lower *lw, Insn *value, const Ast *spec)
{
    const AstNodes *parts = &AST_AS(FString, spec)->parts;
    const AstStrLit *text = parts->len == 1 && parts->items[0]->kind == AST_StrLit ? AST_AS(StrLit, parts->items[0]) : NULL;
    Insn *direct = text ? lower_with_spec(lw, value, text->value, text->value_len) : NULL;
    if (direct)
        return direct;
    Insn *object = lower_box(lw, value);
    Insn *args[] = {object, lower_fstring(lw, AST_AS(FString, spec))};
    return lower_prim_key(lw, "f format", LOWER_TYPE(lw, STR), args, 2);
}

static bool is_empty_spec(const Ast *spec)
{
    return !spec || AST_AS(FString, spec)->parts.len == 0;
}

static Insn *part_value(Lower *lw, const AstFValue *part)
{
    Span old = lower_at(lw, &part->head);
    Insn *value = lower_expr(lw, part->value);
    int conversion = part->conversion;
    if (!conversion && part->debug && !part->spec)
        conversion = 'r';
    if (conversion == 'r')
        value = lower_fstring_apply(lw, "f repr", lower_box(lw, value));
    else if (conversion == 'a')
        value = lower_fstring_apply(lw, "f ascii", lower_box(lw, value));
    else if (conversion == 's')
        value = lower_fstring_apply(lw, "f str", value);
    if (!is_empty_spec(part->spec))
        value = format_with(lw, value, part->spec);
    else if (!conversion)
        value = format_value(lw, value);
    lw->b.span = old;
    return value;
}

/* Neighbouring literal texts are one constant. */
static void flush_text(Lower *lw, Buf *text, InsnList *parts)
{
    if (text->len) {
        IrConst *constant = ir_const_str(lw->b.module, text->text, (uint32_t)text->len, false);
        vec_push(lw->arena, parts, ir_pyconst(&lw->b, constant));
    }
    text->len = 0;
}

/* What a template has of {value!conversion:spec}; the text is as the source has it, without blanks behind it. */
static Insn *interpolation(Lower *lw, const AstFValue *part)
{
    Span old = lower_at(lw, &part->head);
    uint32_t len = part->source_len;
    while (len && strchr(" \t\r\n\f", part->source[len - 1]))
        len--;
    Insn *value = lower_object(lw, part->value);
    Insn *text = ir_pyconst(&lw->b, ir_const_str(lw->b.module, part->source, len, false));
    char conversion[2] = {(char)part->conversion, 0};
    Insn *as = part->conversion ? lower_str(lw, conversion) : lower_none(lw);
    Insn *spec = is_empty_spec(part->spec) ? lower_str(lw, "")
                                           : lower_fstring(lw, AST_AS(FString, part->spec));
    Insn *made = LOWER_PRIM(lw, interpolation, value, text, as, spec);
    lw->b.span = old;
    return made;
}

static void add_part(Lower *lw, const AstFString *node, const Ast *part, Buf *text, InsnList *parts)
{
    if (part->kind == AST_StrLit) {
        buf_put(text, AST_AS(StrLit, part)->value, AST_AS(StrLit, part)->value_len);
        return;
    }
    if (part->kind == AST_FValue && AST_AS(FValue, part)->debug)
        buf_put(text, AST_AS(FValue, part)->debug, AST_AS(FValue, part)->debug_len);
    flush_text(lw, text, parts);
    Insn *value = part->kind != AST_FValue ? lower_expr(lw, part)
                  : node->is_template      ? interpolation(lw, AST_AS(FValue, part))
                                           : part_value(lw, AST_AS(FValue, part));
    vec_push(lw->arena, parts, value);
}

Insn *lower_fstring(Lower *lw, const AstFString *node)
{
    Buf text;
    InsnList parts = {0};
    buf_init(&text, lw->arena);
    for (uint32_t i = 0; i < node->parts.len; i++)
        add_part(lw, node, node->parts.items[i], &text, &parts);
    flush_text(lw, &text, &parts);
    if (node->is_template) {
        Insn *tuple = ir_append(&lw->b, IR_BUILD, IR_BUILD_TUPLE, LOWER_TYPE(lw, TUPLE), parts.items, parts.len);
        return LOWER_PRIM(lw, template, tuple);
    }
    if (parts.len == 0)
        return lower_str(lw, "");
    if (parts.len == 1)
        return parts.items[0];
    return ir_append(&lw->b, IR_BUILD, IR_BUILD_STR, LOWER_TYPE(lw, STR), parts.items, parts.len);
}
