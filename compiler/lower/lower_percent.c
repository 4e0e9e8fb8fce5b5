/* lower_percent.c: printf-style formatting by a literal that asks for nothing but str, repr, ascii, integers and C numbers.
 *
 * Place in the pipeline: asked by lower_expr.c for `%`. The values are evaluated in order, then each becomes a text, as
 * PyUnicode_Format does it, and one BUILD joins the parts: no tuple is made, and nobody reads the format at run time.
 * Anything unusual (widths, names, a wrong number of values, which is an error of the running program) is left to
 * PyUnicode_Format. Source: Python library reference, "printf-style String Formatting".
 *
 *     "%s of %d" % (x, n)   ->   build str (str_of x), ' of ', (str_of_int n)
 */
#include "lower/lower_percent.h"

#include "lower/lower_convert.h"
#include "lower/lower_expr.h"
#include "lower/lower_fstring.h"
#include "lower/lower_literal.h"

#include <string.h>

enum { MOST_VALUES = 32 };

/* A conversion without its `%`: "s", "d", "02x", ".3f". */
typedef struct Conversion {
    const char *text;
    uint32_t len;
} Conversion;

static char letter_of(const Conversion *how)
{
    return how->text[how->len - 1];
}

static bool can_write(const Type *type, const Conversion *how)
{
    if (how->len > 1 || !strchr("srad", letter_of(how)))
        return !type_is_object(type) && lower_has_spec(type, how->text, how->len);
    bool is_known = type_is_object(type) || type_is_number(type);
    return is_known && !(letter_of(how) == 'd' && !type_is_object(type) && !lower_is_count(type));
}

/* The conversions, in order: how many; -1: there is something else, or too many. */
static int read_format(const AstStrLit *format, Conversion *hows)
{
    int count = 0;
    for (uint32_t i = 0; i < format->value_len; i++) {
        if (format->value[i] != '%')
            continue;
        uint32_t first = ++i;
        if (first < format->value_len && format->value[first] == '%')
            continue;
        while (i < format->value_len && strchr("0123456789.", format->value[i]))
            i++;
        if (i == format->value_len || !strchr("sradxXofeEgG", format->value[i]) || count == MOST_VALUES)
            return -1;
        hows[count++] = (Conversion){format->value + first, i + 1 - first};
    }
    return count;
}

/* The operands of `%`: the items of a tuple, or one value that is certainly none. */
static bool find_values(const Lower *lw, const Ast *right, AstNodes *values, const Ast **room)
{
    TypeKind kind = lower_plain(lower_type(lw, right))->kind;
    if (right->kind == AST_Tuple) {
        *values = AST_AS(Tuple, right)->items;
        return true;
    }
    *room = right;
    *values = (AstNodes){.items = (void *)room, .len = 1};
    return type_is_number(lower_type(lw, right)) || kind == TYPE_STR || kind == TYPE_PYINT || kind == TYPE_PYFLOAT;
}

static Insn *as_text(Lower *lw, Insn *value, const Conversion *conversion)
{
    char how = letter_of(conversion);
    if (conversion->len > 1 || !strchr("srad", how))
        return lower_with_spec(lw, value, conversion->text, conversion->len);
    if (how == 'd' && type_is_object(value->type))
        return LOWER_PRIM(lw, format_int, value);
    return lower_fstring_apply(lw, how == 'r' ? "f repr" : how == 'a' ? "f ascii" : "f str",
                               how == 'r' || how == 'a' ? lower_box(lw, value) : value);
}

/* The literal text from *at to the next conversion; NULL: there is none. */
static Insn *text_before(Lower *lw, const AstStrLit *format, uint32_t *at)
{
    Buf text;
    buf_init(&text, lw->arena);
    for (; *at < format->value_len; ++*at) {
        if (format->value[*at] == '%' && format->value[++*at] != '%')
            break;
        buf_put(&text, format->value + *at, 1);
    }
    return text.len ? ir_pyconst(&lw->b, ir_const_str(lw->b.module, text.text, (uint32_t)text.len, false)) : NULL;
}

Insn *lower_percent(Lower *lw, const AstBinOp *node)
{
    const AstStrLit *format = node->left->kind == AST_StrLit ? AST_AS(StrLit, node->left) : NULL;
    Conversion hows[MOST_VALUES];
    const Ast *room;
    AstNodes values;
    if (node->op != AST_OP_MOD || !format || format->kind != AST_STR_STR || !find_values(lw, node->right, &values, &room))
        return NULL;
    int count = read_format(format, hows);
    if (count < 1 || (uint32_t)count != values.len)
        return NULL;
    for (int i = 0; i < count; i++)
        if (values.items[i]->kind == AST_Starred || !can_write(lower_type(lw, values.items[i]), &hows[i]))
            return NULL;
    Insn *parts[2 * MOST_VALUES + 1], *items[MOST_VALUES], *text;
    uint32_t len = 0, at = 0;
    for (int i = 0; i < count; i++)
        items[i] = lower_expr(lw, values.items[i]);
    for (int i = 0; i < count; i++) {
        if ((text = text_before(lw, format, &at)) != NULL)
            parts[len++] = text;
        parts[len++] = as_text(lw, items[i], &hows[i]);
        at += hows[i].len;
    }
    if ((text = text_before(lw, format, &at)) != NULL)
        parts[len++] = text;
    return ir_append(&lw->b, IR_BUILD, IR_BUILD_STR, LOWER_TYPE(lw, STR), parts, len);
}
