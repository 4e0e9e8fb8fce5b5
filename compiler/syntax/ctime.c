/* ctime.c: constants of DEF and conditions of IF: the environment and its expressions; see ctime.h.
 * Source: Cython language basics, "Conditional compilation"; Python language reference 6 for the
 * operators. Calls and methods are in ctime_call.c.
 */
#include "syntax/ctime.h"
#include "base/bigint.h"
#include "base/os.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- environment --- */

static CtValue make_int(WideInt value)
{
    return (CtValue){.kind = CT_INT, .i = value, .f = (double)value};
}

static CtValue make_bool(bool value)
{
    return (CtValue){.kind = CT_BOOL, .i = value, .f = value};
}

static CtValue make_float(double value)
{
    return (CtValue){.kind = CT_FLOAT, .f = value};
}

static CtValue make_str(const char *text)
{
    return (CtValue){.kind = CT_STR, .text = text, .len = (uint32_t)strlen(text)};
}

static const CtValue CT_FAILED = {.kind = CT_ERROR};

void ctime_set(CtEnv *env, Atom name, const CtValue *value)
{
    CtValue *copy = ARENA_NEW(env->arena, CtValue);
    *copy = *value;
    map_set(env->arena, &env->names, name, copy);
}

const CtValue *ctime_find(const CtEnv *env, Atom name)
{
    return map_get(&env->names, name);
}

CtEnv *ctime_new(Arena *arena, AtomTable *atoms, Diags *diags)
{
    static const char *const names[] = {"UNAME_SYSNAME", "UNAME_NODENAME", "UNAME_RELEASE",
                                        "UNAME_VERSION", "UNAME_MACHINE"};
    CtEnv *env = ARENA_NEW(arena, CtEnv);
    env->arena = arena;
    env->atoms = atoms;
    env->diags = diags;
    for (int i = 0; i < 5; i++) {
        CtValue value = make_str(os_uname(arena, i));
        ctime_set(env, atom_from(atoms, names[i]), &value);
    }
    return env;
}

void ctime_define(CtEnv *env, Atom name, const char *text)
{
    char *end = NULL;
    bool is_negative = *text == '-';
    BigInt big;
    int64_t integer;
    CtValue value = make_str(arena_strdup(env->arena, text));
    if (!strcmp(text, "True") || !strcmp(text, "False"))
        value = make_bool(*text == 'T');
    else if (!strcmp(text, "None"))
        value = (CtValue){.kind = CT_NONE};
    else if (bigint_parse(env->arena, text + is_negative, strlen(text) - is_negative, &big) &&
             bigint_to_i64(&big, &integer))
        value = make_int(is_negative ? -(WideInt)integer : integer);
    else if (*text && (strtod(text, &end), !*end))
        value = make_float(strtod(text, NULL));
    ctime_set(env, name, &value);
}

CtValue ctime_error(CtEnv *env, Span span, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *text = arena_vprintf(env->arena, format, args);
    va_end(args);
    if (env->diags)
        diag_report(env->diags, DIAG_COMPILE_TIME, span, text);
    return CT_FAILED;
}

bool ctime_is_true(const CtValue *value)
{
    switch (value->kind) {
    case CT_ERROR:
    case CT_NONE: return false;
    case CT_ELLIPSIS: return true;
    case CT_BOOL:
    case CT_INT:
    case CT_CHAR: return value->i != 0;
    case CT_FLOAT: return value->f < 0 || value->f > 0 || isnan(value->f);
    case CT_COMPLEX: return value->f < 0 || value->f > 0 || value->imag < 0 || value->imag > 0;
    case CT_STR:
    case CT_BYTES:
    case CT_TUPLE:
    case CT_LIST: return value->len > 0;
    }
    return false;
}

static void put_int(Buf *out, WideInt value)
{
    char digits[48];
    int at = (int)sizeof digits;
    bool is_negative = value < 0;
    __extension__ unsigned __int128 rest = is_negative ? -(unsigned __int128)value
                                                       : (unsigned __int128)value;
    do {
        digits[--at] = (char)('0' + (int)(rest % 10));
        rest /= 10;
    } while (rest);
    if (is_negative)
        buf_putc(out, '-');
    buf_put(out, digits + at, sizeof digits - (size_t)at);
}

static void put_repr(Buf *out, const CtValue *value)
{
    switch (value->kind) {
    case CT_ERROR: buf_puts(out, "?"); return;
    case CT_NONE: buf_puts(out, "None"); return;
    case CT_ELLIPSIS: buf_puts(out, "Ellipsis"); return;
    case CT_BOOL: buf_puts(out, value->i ? "True" : "False"); return;
    case CT_CHAR:
    case CT_INT: put_int(out, value->i); return;
    case CT_FLOAT: buf_double(out, value->f); return;
    case CT_COMPLEX:
        buf_putc(out, '(');
        buf_double(out, value->f);
        buf_puts(out, value->imag < 0 ? "" : "+");
        buf_double(out, value->imag);
        buf_puts(out, "j)");
        return;
    case CT_BYTES: buf_putc(out, 'b'); buf_quoted(out, value->text, value->len, '\''); return;
    case CT_STR: buf_quoted(out, value->text, value->len, '\''); return;
    case CT_TUPLE:
    case CT_LIST:
        buf_putc(out, value->kind == CT_TUPLE ? '(' : '[');
        for (uint32_t i = 0; i < value->len; i++) {
            buf_puts(out, i ? ", " : "");
            put_repr(out, &value->items[i]);
        }
        if (value->kind == CT_TUPLE && value->len == 1)
            buf_putc(out, ',');
        buf_putc(out, value->kind == CT_TUPLE ? ')' : ']');
        return;
    }
}

const char *ctime_repr(Arena *arena, const CtValue *value)
{
    Buf out;
    buf_init(&out, arena);
    put_repr(&out, value);
    return buf_text(&out);
}

/* --- arithmetic --- */

static bool is_integer(const CtValue *value)
{
    return value->kind == CT_INT || value->kind == CT_BOOL || value->kind == CT_CHAR;
}

static bool is_number(const CtValue *value)
{
    return is_integer(value) || value->kind == CT_FLOAT || value->kind == CT_COMPLEX;
}

static bool is_sequence(const CtValue *value)
{
    return value->kind == CT_STR || value->kind == CT_BYTES || value->kind == CT_TUPLE ||
           value->kind == CT_LIST;
}

static CtValue complex_operation(AstOp op, const CtValue *left, const CtValue *right)
{
    CtValue result = {.kind = CT_COMPLEX};
    if (op == AST_OP_ADD || op == AST_OP_SUB) {
        double sign = op == AST_OP_ADD ? 1 : -1;
        result.f = left->f + sign * right->f;
        result.imag = left->imag + sign * right->imag;
        return result;
    }
    if (op != AST_OP_MUL)
        return CT_FAILED;
    result.f = left->f * right->f - left->imag * right->imag;
    result.imag = left->f * right->imag + left->imag * right->f;
    return result;
}

static CtValue float_operation(AstOp op, double left, double right)
{
    bool by_zero = !(right < 0) && !(right > 0) && !isnan(right);
    if (op == AST_OP_ADD)
        return make_float(left + right);
    if (op == AST_OP_SUB)
        return make_float(left - right);
    if (op == AST_OP_MUL)
        return make_float(left * right);
    if (op == AST_OP_DIV && !by_zero)
        return make_float(left / right);
    if (op == AST_OP_FLOORDIV && !by_zero)
        return make_float(floor(left / right));
    if (op == AST_OP_MOD && !by_zero)
        return make_float(left - right * floor(left / right));
    if (op == AST_OP_POW)
        return make_float(pow(left, right));
    return CT_FAILED;
}

static CtValue concatenate(CtEnv *env, const CtValue *left, const CtValue *right)
{
    CtValue result = *left;
    result.len = left->len + right->len;
    if (left->kind == CT_STR || left->kind == CT_BYTES) {
        char *text = arena_alloc(env->arena, result.len + 1);
        memcpy(text, left->text, left->len);
        memcpy(text + left->len, right->text, right->len);
        text[result.len] = '\0';
        result.text = text;
        return result;
    }
    CtValue *items = ARENA_ARRAY(env->arena, CtValue, result.len + 1);
    for (uint32_t i = 0; i < result.len; i++)
        items[i] = i < left->len ? left->items[i] : right->items[i - left->len];
    result.items = items;
    return result;
}

static CtValue repeat(CtEnv *env, const CtValue *sequence, WideInt times)
{
    CtValue result = *sequence;
    result.len = 0;
    for (WideInt i = 0; i < times && result.len < 65536; i++)
        result = concatenate(env, &result, sequence);
    return result;
}

static CtValue eval_binary(CtEnv *env, const AstBinOp *node)
{
    CtValue left = ctime_eval(env, node->left);
    CtValue right = ctime_eval(env, node->right);
    if (left.kind == CT_ERROR || right.kind == CT_ERROR)
        return CT_FAILED;
    CtValue result = CT_FAILED;
    WideInt integer;
    if (is_sequence(&left) && left.kind == right.kind && node->op == AST_OP_ADD)
        result = concatenate(env, &left, &right);
    else if (is_sequence(&left) && is_integer(&right) && node->op == AST_OP_MUL)
        result = repeat(env, &left, right.i);
    else if (!is_number(&left) || !is_number(&right))
        result = CT_FAILED;
    else if (left.kind == CT_COMPLEX || right.kind == CT_COMPLEX)
        result = complex_operation(node->op, &left, &right);
    else if (!is_integer(&left) || !is_integer(&right) || node->op == AST_OP_DIV)
        result = float_operation(node->op, left.f, right.f);
    else if (intop_binary(node->op, left.i, right.i, &integer))
        result = make_int(integer);
    if (result.kind == CT_ERROR)
        return ctime_error(env, node->head.span, "`%s` %s `%s` has no value at compile time",
                           ctime_repr(env->arena, &left), ast_op_text(node->op),
                           ctime_repr(env->arena, &right));
    return result;
}

static CtValue eval_unary(CtEnv *env, const AstUnaryOp *node)
{
    CtValue value = ctime_eval(env, node->operand);
    if (value.kind == CT_ERROR)
        return value;
    if (node->op == AST_OP_NOT)
        return make_bool(!ctime_is_true(&value));
    WideInt negative;
    bool has_negative = is_integer(&value) && intop_binary(AST_OP_SUB, 0, value.i, &negative);
    if (is_integer(&value) && (node->op != AST_OP_NEG || has_negative))
        return make_int(node->op == AST_OP_NEG   ? negative
                        : node->op == AST_OP_POS ? value.i
                                                 : ~value.i);
    if (is_integer(&value) || !is_number(&value) || node->op == AST_OP_INVERT)
        return ctime_error(env, node->head.span, "`%s` of `%s` has no value at compile time",
                           ast_op_text(node->op), ctime_repr(env->arena, &value));
    if (node->op == AST_OP_NEG) {
        value.f = -value.f;
        value.imag = -value.imag;
    }
    return value;
}

static CtValue eval_bool_op(CtEnv *env, const AstBoolOp *node)
{
    CtValue value = CT_FAILED;
    for (uint32_t i = 0; i < node->values.len; i++) {
        value = ctime_eval(env, node->values.items[i]);
        if (value.kind == CT_ERROR || ctime_is_true(&value) == (node->op == AST_OP_BOOL_OR))
            return value;
    }
    return value;
}

/* --- comparison --- */

static bool is_text(const CtValue *value)
{
    return value->kind == CT_STR || value->kind == CT_BYTES;
}

/* -1, 0, 1; 2 when the two are different and have no order. */
static int compare(const CtValue *left, const CtValue *right)
{
    if (is_integer(left) && is_integer(right))
        return left->i < right->i ? -1 : left->i > right->i;
    if (is_number(left) && is_number(right)) {
        bool same_imag = !(left->imag < right->imag) && !(left->imag > right->imag);
        if (!same_imag || isnan(left->f) || isnan(right->f))
            return 2;
        return left->f < right->f ? -1 : left->f > right->f;
    }
    if (left->kind != right->kind)
        return 2;
    if (is_text(left)) {
        uint32_t len = left->len < right->len ? left->len : right->len;
        int order = memcmp(left->text, right->text, len);
        return order < 0 ? -1 : order > 0 ? 1 : left->len < right->len ? -1 : left->len > right->len;
    }
    if (!is_sequence(left))
        return 0; /* None, Ellipsis */
    for (uint32_t i = 0; i < left->len && i < right->len; i++) {
        int order = compare(&left->items[i], &right->items[i]);
        if (order)
            return order;
    }
    return left->len < right->len ? -1 : left->len > right->len;
}

bool ctime_equal(const CtValue *left, const CtValue *right)
{
    return compare(left, right) == 0;
}

static bool contains(const CtValue *container, const CtValue *item)
{
    if (is_text(container)) {
        for (uint32_t i = 0; is_text(item) && i + item->len <= container->len; i++)
            if (!memcmp(container->text + i, item->text, item->len))
                return true;
        return false;
    }
    for (uint32_t i = 0; i < container->len; i++)
        if (compare(&container->items[i], item) == 0)
            return true;
    return false;
}

static bool holds(AstOp op, const CtValue *left, const CtValue *right, bool *result)
{
    int order = compare(left, right);
    bool ordered = order != 2;
    *result = op == AST_OP_EQ || op == AST_OP_IS           ? order == 0
              : op == AST_OP_NE || op == AST_OP_IS_NOT     ? order != 0
              : op == AST_OP_LT                            ? order < 0
              : op == AST_OP_LE                            ? order <= 0
              : op == AST_OP_GT                            ? order == 1
              : op == AST_OP_GE                            ? order == 0 || order == 1
              : contains(right, left) == (op == AST_OP_IN);
    bool is_in = op == AST_OP_IN || op == AST_OP_NOT_IN;
    bool is_order = op >= AST_OP_LT && op <= AST_OP_GE;
    return is_in ? is_sequence(right) : !is_order || ordered || (is_number(left) && is_number(right));
}

static CtValue eval_compare(CtEnv *env, const AstCompare *node)
{
    CtValue left = ctime_eval(env, node->left);
    for (uint32_t i = 0; i < node->rest.len; i++) {
        const AstCompareArm *arm = AST_AS(CompareArm, node->rest.items[i]);
        CtValue right = ctime_eval(env, arm->right);
        bool result;
        if (left.kind == CT_ERROR || right.kind == CT_ERROR)
            return CT_FAILED;
        if (!holds(arm->op, &left, &right, &result))
            return ctime_error(env, node->head.span, "`%s` %s `%s` has no value at compile time",
                               ctime_repr(env->arena, &left), ast_op_text(arm->op),
                               ctime_repr(env->arena, &right));
        if (!result)
            return make_bool(false);
        left = right;
    }
    return make_bool(true);
}

/* --- subscripts and displays --- */

static CtValue item_at(const CtValue *sequence, uint32_t index)
{
    if (!is_text(sequence))
        return sequence->items[index];
    if (sequence->kind == CT_BYTES)
        return make_int((unsigned char)sequence->text[index]);
    return (CtValue){.kind = CT_STR, .text = sequence->text + index, .len = 1};
}

static bool slice_bound(CtEnv *env, const Ast *node, WideInt fallback, WideInt len, WideInt *bound)
{
    *bound = fallback;
    if (!node)
        return true;
    CtValue value = ctime_eval(env, node);
    if (value.kind == CT_NONE)
        return true;
    if (!is_integer(&value))
        return false;
    *bound = value.i < 0 ? value.i + len : value.i;
    *bound = *bound < 0 ? 0 : *bound > len ? len : *bound;
    return true;
}

static CtValue eval_slice(CtEnv *env, const CtValue *sequence, const AstSlice *slice)
{
    CtValue step = slice->step ? ctime_eval(env, slice->step) : make_int(1);
    WideInt lower, upper, len = sequence->len;
    if (!is_integer(&step) || step.i <= 0 || !slice_bound(env, slice->lower, 0, len, &lower) ||
        !slice_bound(env, slice->upper, len, len, &upper))
        return ctime_error(env, slice->head.span, "this slice has no value at compile time");
    CtValue result = *sequence;
    result.len = 0;
    if (is_text(sequence)) {
        char *text = arena_alloc(env->arena, (size_t)len + 1);
        for (WideInt i = lower; i < upper; i += step.i)
            text[result.len++] = sequence->text[i];
        text[result.len] = '\0';
        result.text = text;
        return result;
    }
    CtValue *items = ARENA_ARRAY(env->arena, CtValue, sequence->len + 1);
    for (WideInt i = lower; i < upper; i += step.i)
        items[result.len++] = sequence->items[i];
    result.items = items;
    return result;
}

static CtValue eval_subscript(CtEnv *env, const AstSubscript *node)
{
    CtValue sequence = ctime_eval(env, node->value);
    if (sequence.kind == CT_ERROR)
        return sequence;
    if (!is_sequence(&sequence))
        return ctime_error(env, node->head.span, "`%s` has no items",
                           ctime_repr(env->arena, &sequence));
    if (node->index->kind == AST_Slice)
        return eval_slice(env, &sequence, AST_AS(Slice, node->index));
    CtValue index = ctime_eval(env, node->index);
    if (index.kind == CT_ERROR)
        return index;
    WideInt at = is_integer(&index) && index.i < 0 ? index.i + sequence.len : index.i;
    if (!is_integer(&index) || at < 0 || at >= sequence.len)
        return ctime_error(env, node->head.span, "`%s` has no item `%s`",
                           ctime_repr(env->arena, &sequence), ctime_repr(env->arena, &index));
    return item_at(&sequence, (uint32_t)at);
}

static CtValue eval_display(CtEnv *env, CtKind kind, const AstNodes *nodes)
{
    CtValue result = {.kind = kind, .len = nodes->len};
    CtValue *items = ARENA_ARRAY(env->arena, CtValue, nodes->len + 1);
    for (uint32_t i = 0; i < nodes->len; i++)
        items[i] = ctime_eval(env, nodes->items[i]);
    result.items = items;
    return result;
}

/* --- literals and names --- */

static CtValue eval_int(CtEnv *env, const AstIntLit *node)
{
    BigInt big;
    if (!bigint_parse(env->arena, node->text, node->text_len, &big) || big.len > 3)
        return ctime_error(env, node->head.span, "this number is too large at compile time");
    WideInt value = 0;
    for (uint32_t i = big.len; i-- > 0;)
        value = value * ((WideInt)1 << 32) + big.limbs[i];
    return make_int(value);
}

static double number_text(CtEnv *env, const char *text, uint32_t len)
{
    return strtod(arena_strndup(env->arena, text, len), NULL);
}

static CtValue eval_name(CtEnv *env, const AstName *node)
{
    const CtValue *known = ctime_find(env, node->id);
    if (known)
        return *known;
    return ctime_error(env, node->head.span, "name `%s` is not defined at compile time",
                       node->id->text);
}

static CtValue eval_string(const AstStrLit *node)
{
    CtValue value = {.kind = node->kind == AST_STR_STR ? CT_STR : CT_BYTES,
                     .text = node->value,
                     .len = node->value_len};
    if (node->kind == AST_STR_CHAR)
        return (CtValue){.kind = CT_CHAR, .i = node->value_len ? (unsigned char)*node->value : 0};
    return value;
}

static CtValue eval_const(const AstConstLit *node)
{
    switch (node->value) {
    case AST_CONST_TRUE: return make_bool(true);
    case AST_CONST_FALSE: return make_bool(false);
    case AST_CONST_NONE: return (CtValue){.kind = CT_NONE};
    case AST_CONST_ELLIPSIS: return (CtValue){.kind = CT_ELLIPSIS};
    }
    return CT_FAILED;
}

static CtValue eval_cond(CtEnv *env, const AstIfExp *node)
{
    CtValue test = ctime_eval(env, node->test);
    if (test.kind == CT_ERROR)
        return test;
    return ctime_eval(env, ctime_is_true(&test) ? node->body : node->orelse);
}

CtValue ctime_eval(CtEnv *env, const Ast *node)
{
    if (node->kind == AST_IntLit)
        return eval_int(env, AST_AS(IntLit, node));
    if (node->kind == AST_FloatLit)
        return make_float(number_text(env, AST_AS(FloatLit, node)->text, AST_AS(FloatLit, node)->text_len));
    if (node->kind == AST_ImagLit)
        return (CtValue){.kind = CT_COMPLEX,
                         .imag = number_text(env, AST_AS(ImagLit, node)->text,
                                             AST_AS(ImagLit, node)->text_len)};
    if (node->kind == AST_StrLit)
        return eval_string(AST_AS(StrLit, node));
    if (node->kind == AST_ConstLit)
        return eval_const(AST_AS(ConstLit, node));
    if (node->kind == AST_Name)
        return eval_name(env, AST_AS(Name, node));
    if (node->kind == AST_Tuple)
        return eval_display(env, CT_TUPLE, &AST_AS(Tuple, node)->items);
    if (node->kind == AST_List)
        return eval_display(env, CT_LIST, &AST_AS(List, node)->items);
    if (node->kind == AST_UnaryOp)
        return eval_unary(env, AST_AS(UnaryOp, node));
    if (node->kind == AST_BinOp)
        return eval_binary(env, AST_AS(BinOp, node));
    if (node->kind == AST_BoolOp)
        return eval_bool_op(env, AST_AS(BoolOp, node));
    if (node->kind == AST_Compare)
        return eval_compare(env, AST_AS(Compare, node));
    if (node->kind == AST_IfExp)
        return eval_cond(env, AST_AS(IfExp, node));
    if (node->kind == AST_Subscript)
        return eval_subscript(env, AST_AS(Subscript, node));
    if (node->kind == AST_Call)
        return ctime_call(env, AST_AS(Call, node));
    if (node->kind == AST_Attribute) {
        CtValue value = ctime_eval(env, AST_AS(Attribute, node)->value);
        if (value.kind == CT_ERROR)
            return value;
    }
    return node->kind == AST_Poison
               ? CT_FAILED
               : ctime_error(env, node->span, "this expression has no value at compile time");
}
