/* unparse.c: expressions to text; see unparse.h.
 *
 * Spaces, quotes and parentheses are those of the interpreter's ast_unparse, which gives the text of annotations under
 * `from __future__ import annotations`: one space around operators, single quotes, only the parentheses that are needed.
 * Numbers stay as they were written. Source: PEP 563.
 *
 *     Dict[ "a",(int) ]   ->   Dict['a', int]
 */
#include "syntax/unparse.h"

#include <string.h>

/* How tightly things bind, loosest first. */
typedef enum Binding {
    BIND_TUPLE, BIND_TEST, BIND_OR, BIND_AND, BIND_NOT, BIND_CMP, BIND_EXPR, BIND_BOR = BIND_EXPR, BIND_BXOR, BIND_BAND,
    BIND_SHIFT, BIND_ARITH, BIND_TERM, BIND_FACTOR, BIND_POWER, BIND_AWAIT, BIND_ATOM
} Binding;

static void put_expr(Buf *out, const Ast *node, Binding binding);

static void put_list(Buf *out, const AstNodes *items, Binding binding)
{
    for (uint32_t i = 0; i < items->len; i++) {
        buf_printf(out, "%s", i ? ", " : "");
        put_expr(out, items->items[i], binding);
    }
}

static void open_if(Buf *out, bool wanted)
{
    if (wanted)
        buf_putc(out, '(');
}

static void close_if(Buf *out, bool wanted)
{
    if (wanted)
        buf_putc(out, ')');
}

/* Texts */

static void put_byte(Buf *out, unsigned char c, char quote)
{
    if (c == (unsigned char)quote || c == '\\')
        buf_printf(out, "\\%c", c);
    else if (c == '\n' || c == '\r' || c == '\t')
        buf_printf(out, "\\%c", c == '\n' ? 'n' : c == '\r' ? 'r' : 't');
    else if (c < ' ' || c == 127)
        buf_printf(out, "\\x%02x", c);
    else
        buf_putc(out, (char)c);
}

static void put_text(Buf *out, const char *text, uint32_t len, bool is_bytes)
{
    bool has_single = memchr(text, '\'', len) != NULL, has_double = memchr(text, '"', len) != NULL;
    char quote = has_single && !has_double ? '"' : '\'';
    buf_printf(out, "%s%c", is_bytes ? "b" : "", quote);
    for (uint32_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if (is_bytes && c > 126)
            buf_printf(out, "\\x%02x", c);
        else
            put_byte(out, c, quote);
    }
    buf_putc(out, quote);
}

static void put_const(Buf *out, AstConst value)
{
    switch (value) {
    case AST_CONST_NONE: buf_printf(out, "None"); break;
    case AST_CONST_TRUE: buf_printf(out, "True"); break;
    case AST_CONST_FALSE: buf_printf(out, "False"); break;
    case AST_CONST_ELLIPSIS: buf_printf(out, "..."); break;
    }
}

/* The text between the quotes of an f-string, or of a format in it. */
static void put_fstring_parts(Buf *out, const AstFString *node);

static void put_fvalue(Buf *out, const AstFValue *part)
{
    Buf value;
    buf_init(&value, out->arena);
    put_expr(&value, part->value, BIND_OR);
    buf_printf(out, value.len && value.text[0] == '{' ? "{ %s" : "{%s", buf_text(&value));
    if (part->conversion)
        buf_printf(out, "!%c", (char)part->conversion);
    if (part->spec) {
        buf_putc(out, ':');
        put_fstring_parts(out, AST_AS(FString, part->spec));
    }
    buf_putc(out, '}');
}

static void put_fstring_parts(Buf *out, const AstFString *node)
{
    for (uint32_t i = 0; i < node->parts.len; i++) {
        const Ast *part = node->parts.items[i];
        if (part->kind == AST_FValue) {
            put_fvalue(out, AST_AS(FValue, part));
            continue;
        }
        if (part->kind != AST_StrLit)
            continue;
        for (uint32_t k = 0; k < AST_AS(StrLit, part)->value_len; k++) {
            char c = AST_AS(StrLit, part)->value[k];
            if (c == '{' || c == '}')
                buf_putc(out, c);
            buf_putc(out, c);
        }
    }
}

static void put_fstring(Buf *out, const AstFString *node)
{
    Buf inner;
    buf_init(&inner, out->arena);
    put_fstring_parts(&inner, node);
    buf_putc(out, 'f');
    put_text(out, buf_text(&inner), (uint32_t)inner.len, false);
}

/* Operators */

static Binding op_binding(AstOp op)
{
    if (op == AST_OP_OR)
        return BIND_BOR;
    if (op == AST_OP_XOR)
        return BIND_BXOR;
    if (op == AST_OP_AND)
        return BIND_BAND;
    if (op == AST_OP_LSHIFT || op == AST_OP_RSHIFT)
        return BIND_SHIFT;
    if (op == AST_OP_ADD || op == AST_OP_SUB)
        return BIND_ARITH;
    return op == AST_OP_POW ? BIND_POWER : BIND_TERM;
}

static void put_binary(Buf *out, const AstBinOp *node, Binding binding)
{
    Binding own = op_binding(node->op);
    bool is_power = node->op == AST_OP_POW;
    open_if(out, binding > own);
    put_expr(out, node->left, is_power ? own + 1 : own);
    buf_printf(out, " %s ", ast_op_text(node->op));
    put_expr(out, node->right, is_power ? own : own + 1);
    close_if(out, binding > own);
}

static void put_unary(Buf *out, const AstUnaryOp *node, Binding binding)
{
    bool is_not = node->op == AST_OP_NOT;
    Binding own = is_not ? BIND_NOT : BIND_FACTOR;
    open_if(out, binding > own);
    buf_printf(out, is_not ? "%s " : "%s", ast_op_text(node->op));
    put_expr(out, node->operand, own);
    close_if(out, binding > own);
}

static void put_bool(Buf *out, const AstBoolOp *node, Binding binding)
{
    Binding own = node->op == AST_OP_BOOL_AND ? BIND_AND : BIND_OR;
    open_if(out, binding > own);
    for (uint32_t i = 0; i < node->values.len; i++) {
        buf_printf(out, "%s", !i ? "" : node->op == AST_OP_BOOL_AND ? " and " : " or ");
        put_expr(out, node->values.items[i], own + 1);
    }
    close_if(out, binding > own);
}

static void put_compare(Buf *out, const AstCompare *node, Binding binding)
{
    open_if(out, binding > BIND_CMP);
    put_expr(out, node->left, BIND_CMP + 1);
    for (uint32_t i = 0; i < node->rest.len; i++) {
        const AstCompareArm *arm = AST_AS(CompareArm, node->rest.items[i]);
        buf_printf(out, " %s ", ast_op_text(arm->op));
        put_expr(out, arm->right, BIND_CMP + 1);
    }
    close_if(out, binding > BIND_CMP);
}

static void put_if(Buf *out, const AstIfExp *node, Binding binding)
{
    open_if(out, binding > BIND_TEST);
    put_expr(out, node->body, BIND_TEST + 1);
    buf_printf(out, " if ");
    put_expr(out, node->test, BIND_TEST + 1);
    buf_printf(out, " else ");
    put_expr(out, node->orelse, BIND_TEST);
    close_if(out, binding > BIND_TEST);
}

/* Displays, calls, subscripts */

static void put_tuple(Buf *out, const AstTuple *node, Binding binding)
{
    bool bare = node->items.len > 0 && binding == BIND_TUPLE;
    open_if(out, !bare);
    put_list(out, &node->items, BIND_TEST);
    if (node->items.len == 1)
        buf_putc(out, ',');
    close_if(out, !bare);
}

static void put_dict(Buf *out, const AstDict *node)
{
    buf_putc(out, '{');
    for (uint32_t i = 0; i < node->items.len; i++) {
        const AstDictItem *item = AST_AS(DictItem, node->items.items[i]);
        buf_printf(out, "%s", i ? ", " : "");
        if (item->key) {
            put_expr(out, item->key, BIND_TEST);
            buf_printf(out, ": ");
            put_expr(out, item->value, BIND_TEST);
        } else {
            buf_printf(out, "**");
            put_expr(out, item->value, BIND_EXPR);
        }
    }
    buf_putc(out, '}');
}

static void put_call(Buf *out, const AstCall *node)
{
    put_expr(out, node->func, BIND_ATOM);
    buf_putc(out, '(');
    put_list(out, &node->args, BIND_TEST);
    for (uint32_t i = 0; i < node->keywords.len; i++) {
        const AstKeyword *keyword = AST_AS(Keyword, node->keywords.items[i]);
        buf_printf(out, "%s", i || node->args.len ? ", " : "");
        if (keyword->name)
            buf_printf(out, "%s=", keyword->name->text);
        else
            buf_printf(out, "**");
        put_expr(out, keyword->value, BIND_TEST);
    }
    buf_putc(out, ')');
}

static void put_slice(Buf *out, const AstSlice *node)
{
    if (node->lower)
        put_expr(out, node->lower, BIND_TEST);
    buf_putc(out, ':');
    if (node->upper)
        put_expr(out, node->upper, BIND_TEST);
    if (node->step) {
        buf_putc(out, ':');
        put_expr(out, node->step, BIND_TEST);
    }
}

static void put_attribute(Buf *out, const AstAttribute *node)
{
    put_expr(out, node->value, BIND_ATOM);
    buf_printf(out, node->value->kind == AST_IntLit ? " .%s" : ".%s", node->attr->text);
}

static void put_comp(Buf *out, const AstComp *node)
{
    static const char brackets[][2] = {{'[', ']'}, {'{', '}'}, {'{', '}'}, {'(', ')'}};
    buf_putc(out, brackets[node->kind][0]);
    if (node->element)
        put_expr(out, node->element, BIND_TEST);
    if (node->value) {
        buf_printf(out, node->element ? ": " : "**");
        put_expr(out, node->value, BIND_TEST);
    }
    for (uint32_t i = 0; i < node->clauses.len; i++) {
        const AstCompFor *clause = AST_AS(CompFor, node->clauses.items[i]);
        buf_printf(out, clause->is_async ? " async for " : " for ");
        put_expr(out, clause->target, BIND_TUPLE);
        buf_printf(out, " in ");
        put_expr(out, clause->iter, BIND_TEST + 1);
        for (uint32_t k = 0; k < clause->tests.len; k++) {
            buf_printf(out, " if ");
            put_expr(out, clause->tests.items[k], BIND_TEST + 1);
        }
    }
    buf_putc(out, brackets[node->kind][1]);
}

/* A parameter of a lambda. */
static void put_param(Buf *out, const AstParam *param)
{
    buf_printf(out, "%s%s", param->kind == AST_PARAM_STAR ? "*" : param->kind == AST_PARAM_STARSTAR ? "**" : "",
               param->name ? param->name->text : "");
    if (param->default_value) {
        buf_putc(out, '=');
        put_expr(out, param->default_value, BIND_TEST);
    }
}

static void put_lambda(Buf *out, const AstLambda *node, Binding binding)
{
    open_if(out, binding > BIND_TEST);
    buf_printf(out, "lambda");
    for (uint32_t i = 0; i < node->params.len; i++) {
        const AstParam *param = AST_AS(Param, node->params.items[i]);
        const AstParam *before = i ? AST_AS(Param, node->params.items[i - 1]) : NULL;
        if (before && before->kind == AST_PARAM_POSONLY && param->kind != AST_PARAM_POSONLY)
            buf_printf(out, ", /");
        buf_printf(out, i ? ", " : " ");
        put_param(out, param);
    }
    buf_printf(out, ": ");
    put_expr(out, node->body, BIND_TEST);
    close_if(out, binding > BIND_TEST);
}

static void put_word(Buf *out, const char *word, const Ast *value, Binding inner, bool in_brackets)
{
    open_if(out, in_brackets);
    buf_printf(out, "%s", word);
    if (value) {
        buf_printf(out, "%s", in_brackets || word[0] == 'a' ? " " : "");
        put_expr(out, value, inner);
    }
    close_if(out, in_brackets);
}

static void put_named(Buf *out, const AstNamedExpr *node)
{
    buf_putc(out, '(');
    put_expr(out, node->target, BIND_ATOM);
    buf_printf(out, " := ");
    put_expr(out, node->value, BIND_ATOM);
    buf_putc(out, ')');
}

static void put_bracketed(Buf *out, char left, const AstNodes *items, char right)
{
    buf_putc(out, left);
    put_list(out, items, BIND_TEST);
    buf_putc(out, right);
}

/* What stands as it was written. */
static bool put_atom(Buf *out, const Ast *node)
{
    if (node->kind == AST_Name)
        buf_printf(out, "%s", AST_AS(Name, node)->id->text);
    else if (node->kind == AST_IntLit)
        buf_put(out, AST_AS(IntLit, node)->text, AST_AS(IntLit, node)->text_len);
    else if (node->kind == AST_FloatLit)
        buf_put(out, AST_AS(FloatLit, node)->text, AST_AS(FloatLit, node)->text_len);
    else if (node->kind == AST_ImagLit)
        buf_printf(out, "%.*sj", (int)AST_AS(ImagLit, node)->text_len, AST_AS(ImagLit, node)->text);
    else if (node->kind == AST_StrLit)
        put_text(out, AST_AS(StrLit, node)->value, AST_AS(StrLit, node)->value_len,
                 AST_AS(StrLit, node)->kind != AST_STR_STR);
    else if (node->kind == AST_EscapedStr)
        buf_printf(out, "'%.*s'", (int)AST_AS(EscapedStr, node)->text_len, AST_AS(EscapedStr, node)->text);
    else if (node->kind == AST_ConstLit)
        put_const(out, AST_AS(ConstLit, node)->value);
    else
        return false;
    return true;
}

static bool put_operator(Buf *out, const Ast *node, Binding binding)
{
    if (node->kind == AST_BinOp)
        put_binary(out, AST_AS(BinOp, node), binding);
    else if (node->kind == AST_UnaryOp)
        put_unary(out, AST_AS(UnaryOp, node), binding);
    else if (node->kind == AST_BoolOp)
        put_bool(out, AST_AS(BoolOp, node), binding);
    else if (node->kind == AST_Compare)
        put_compare(out, AST_AS(Compare, node), binding);
    else if (node->kind == AST_IfExp)
        put_if(out, AST_AS(IfExp, node), binding);
    else if (node->kind == AST_Lambda)
        put_lambda(out, AST_AS(Lambda, node), binding);
    else if (node->kind == AST_Await)
        put_word(out, "await", AST_AS(Await, node)->value, BIND_ATOM, binding > BIND_AWAIT);
    else
        return false;
    return true;
}

static void put_subscript(Buf *out, const AstSubscript *node)
{
    put_expr(out, node->value, BIND_ATOM);
    buf_putc(out, '[');
    put_expr(out, node->index, BIND_TUPLE);
    buf_putc(out, ']');
}

static void put_expr(Buf *out, const Ast *node, Binding binding)
{
    if (put_atom(out, node) || put_operator(out, node, binding))
        return;
    if (node->kind == AST_FString)
        put_fstring(out, AST_AS(FString, node));
    else if (node->kind == AST_Attribute)
        put_attribute(out, AST_AS(Attribute, node));
    else if (node->kind == AST_Subscript)
        put_subscript(out, AST_AS(Subscript, node));
    else if (node->kind == AST_Slice)
        put_slice(out, AST_AS(Slice, node));
    else if (node->kind == AST_Call)
        put_call(out, AST_AS(Call, node));
    else if (node->kind == AST_Tuple)
        put_tuple(out, AST_AS(Tuple, node), binding);
    else if (node->kind == AST_List)
        put_bracketed(out, '[', &AST_AS(List, node)->items, ']');
    else if (node->kind == AST_Set)
        put_bracketed(out, '{', &AST_AS(Set, node)->items, '}');
    else if (node->kind == AST_Dict)
        put_dict(out, AST_AS(Dict, node));
    else if (node->kind == AST_Starred)
        put_word(out, "*", AST_AS(Starred, node)->value, BIND_EXPR, false);
    else if (node->kind == AST_Comp)
        put_comp(out, AST_AS(Comp, node));
    else if (node->kind == AST_NamedExpr)
        put_named(out, AST_AS(NamedExpr, node));
    else if (node->kind == AST_Yield)
        put_word(out, "yield", AST_AS(Yield, node)->value, BIND_TEST, true);
    else if (node->kind == AST_YieldFrom)
        put_word(out, "yield from", AST_AS(YieldFrom, node)->value, BIND_TEST, true);
}

const char *unparse_expr(Arena *arena, const Ast *node)
{
    Buf out;
    buf_init(&out, arena);
    put_expr(&out, node, BIND_TEST);
    return buf_text(&out);
}

const char *unparse_text(Arena *arena, const char *text)
{
    Buf out;
    buf_init(&out, arena);
    put_text(&out, text, (uint32_t)strlen(text), false);
    return buf_text(&out);
}
