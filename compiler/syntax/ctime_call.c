/* ctime_call.c: calls in constant expressions: the builtin functions and methods that DEF and IF may
 * use; see ctime.h.
 *
 * One row per function or method; a row's function gets the evaluated arguments (a method's object
 * first) and returns CT_ERROR when it has no value for them, which is then reported with the call.
 */
#include "syntax/ctime.h"
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef CtValue CtFunction(CtEnv *env, const CtValue *args, uint32_t count);

static const CtValue CT_FAILED = {.kind = CT_ERROR};

static CtValue make_int(WideInt value)
{
    return (CtValue){.kind = CT_INT, .i = value, .f = (double)value};
}

static CtValue make_bool(bool value)
{
    return (CtValue){.kind = CT_BOOL, .i = value, .f = value};
}

static bool is_integer(const CtValue *value)
{
    return value->kind == CT_INT || value->kind == CT_BOOL || value->kind == CT_CHAR;
}

static bool is_text(const CtValue *value)
{
    return value->kind == CT_STR || value->kind == CT_BYTES;
}

static bool is_list(const CtValue *value)
{
    return value->kind == CT_TUPLE || value->kind == CT_LIST;
}

static CtValue text_of(CtEnv *env, CtKind kind, const char *text, size_t len)
{
    return (CtValue){.kind = kind, .text = arena_strndup(env->arena, text, len), .len = (uint32_t)len};
}

/* --- conversions --- */

static CtValue call_int(CtEnv *env, const CtValue *args, uint32_t count)
{
    (void)env;
    if (count == 0)
        return make_int(0);
    if (count == 1 && is_integer(args))
        return make_int(args->i);
    if (count == 1 && args->kind == CT_FLOAT && fabs(args->f) < 1e18)
        return make_int((WideInt)args->f);
    if (!is_text(args) || (count == 2 && !is_integer(&args[1])) || count > 2)
        return CT_FAILED;
    char *end;
    long long value = strtoll(args->text, &end, count == 2 ? (int)args[1].i : 10);
    while (*end == ' ')
        end++;
    return args->len && !*end ? make_int(value) : CT_FAILED;
}

static CtValue call_float(CtEnv *env, const CtValue *args, uint32_t count)
{
    (void)env;
    CtValue result = {.kind = CT_FLOAT};
    if (count == 0)
        return result;
    if (count != 1 || (!is_integer(args) && args->kind != CT_FLOAT && !is_text(args)))
        return CT_FAILED;
    char *end = NULL;
    result.f = is_text(args) ? strtod(args->text, &end) : args->f;
    return !end || (args->len && !*end) ? result : CT_FAILED;
}

static CtValue call_bool(CtEnv *env, const CtValue *args, uint32_t count)
{
    (void)env;
    return count > 1 ? CT_FAILED : make_bool(count && ctime_is_true(args));
}

static CtValue call_str(CtEnv *env, const CtValue *args, uint32_t count)
{
    if (count == 0)
        return text_of(env, CT_STR, "", 0);
    if (count != 1 || args->kind == CT_BYTES)
        return CT_FAILED;
    if (args->kind == CT_STR)
        return *args;
    const char *text = ctime_repr(env->arena, args);
    return text_of(env, CT_STR, text, strlen(text));
}

static CtValue call_repr(CtEnv *env, const CtValue *args, uint32_t count)
{
    const char *text = count == 1 ? ctime_repr(env->arena, args) : NULL;
    return text ? text_of(env, CT_STR, text, strlen(text)) : CT_FAILED;
}

static CtValue call_bytes(CtEnv *env, const CtValue *args, uint32_t count)
{
    if (count == 0)
        return text_of(env, CT_BYTES, "", 0);
    if (!is_text(args) || (args->kind == CT_STR) != (count == 2))
        return CT_FAILED;
    return text_of(env, CT_BYTES, args->text, args->len);
}

static CtValue as_list(const CtValue *args, uint32_t count, CtKind kind)
{
    CtValue result = {.kind = kind};
    if (count > 1 || (count && !is_list(args)))
        return CT_FAILED;
    if (count) {
        result.items = args->items;
        result.len = args->len;
    }
    return result;
}

static CtValue call_tuple(CtEnv *env, const CtValue *args, uint32_t count)
{
    (void)env;
    return as_list(args, count, CT_TUPLE);
}

static CtValue call_list(CtEnv *env, const CtValue *args, uint32_t count)
{
    (void)env;
    return as_list(args, count, CT_LIST);
}

static CtValue call_chr(CtEnv *env, const CtValue *args, uint32_t count)
{
    if (count != 1 || !is_integer(args) || args->i < 0 || args->i > 127)
        return CT_FAILED;
    char c = (char)args->i;
    return text_of(env, CT_STR, &c, 1);
}

static CtValue call_ord(CtEnv *env, const CtValue *args, uint32_t count)
{
    (void)env;
    bool one = count == 1 && is_text(args) && args->len == 1;
    return one && (unsigned char)*args->text < 128 ? make_int(*args->text) : CT_FAILED;
}

/* --- over numbers and lists --- */

static CtValue call_len(CtEnv *env, const CtValue *args, uint32_t count)
{
    (void)env;
    if (count != 1 || (!is_text(args) && !is_list(args)))
        return CT_FAILED;
    uint32_t len = args->len;
    for (uint32_t i = 0; args->kind == CT_STR && i < args->len; i++)
        len -= ((unsigned char)args->text[i] & 0xC0) == 0x80; /* bytes that continue a character */
    return make_int(len);
}

static CtValue call_abs(CtEnv *env, const CtValue *args, uint32_t count)
{
    (void)env;
    if (count == 1 && is_integer(args))
        return make_int(args->i < 0 ? -args->i : args->i);
    if (count != 1 || args->kind != CT_FLOAT)
        return CT_FAILED;
    CtValue result = *args;
    result.f = fabs(args->f);
    return result;
}

static CtValue call_sum(CtEnv *env, const CtValue *args, uint32_t count)
{
    (void)env;
    if (count != 1 || !is_list(args))
        return CT_FAILED;
    CtValue sum = make_int(0);
    for (uint32_t i = 0; i < args->len; i++) {
        const CtValue *item = &args->items[i];
        if (!is_integer(item) && item->kind != CT_FLOAT)
            return CT_FAILED;
        if (item->kind == CT_FLOAT)
            sum.kind = CT_FLOAT;
        sum.i += item->i;
        sum.f += item->f;
    }
    return sum;
}

static CtValue extreme(const CtValue *args, uint32_t count, bool greatest)
{
    if (count == 1 && is_list(args)) {
        count = args->len;
        args = args->items;
    }
    for (uint32_t i = 0; i < count; i++)
        if (!is_integer(&args[i]) && args[i].kind != CT_FLOAT)
            return CT_FAILED;
    if (!count)
        return CT_FAILED;
    CtValue best = args[0];
    for (uint32_t i = 1; i < count; i++)
        if (greatest ? args[i].f > best.f : args[i].f < best.f)
            best = args[i];
    return best;
}

static CtValue call_max(CtEnv *env, const CtValue *args, uint32_t count)
{
    (void)env;
    return extreme(args, count, true);
}

static CtValue call_min(CtEnv *env, const CtValue *args, uint32_t count)
{
    (void)env;
    return extreme(args, count, false);
}

static CtValue any_of(const CtValue *args, uint32_t count, bool wanted)
{
    if (count != 1 || !is_list(args))
        return CT_FAILED;
    for (uint32_t i = 0; i < args->len; i++)
        if (ctime_is_true(&args->items[i]) == wanted)
            return make_bool(wanted);
    return make_bool(!wanted);
}

static CtValue call_any(CtEnv *env, const CtValue *args, uint32_t count)
{
    (void)env;
    return any_of(args, count, true);
}

static CtValue call_all(CtEnv *env, const CtValue *args, uint32_t count)
{
    (void)env;
    return any_of(args, count, false);
}

/* --- methods of str and bytes; args[0] is the object --- */

static CtValue method_encode(CtEnv *env, const CtValue *args, uint32_t count)
{
    bool known = count == 1 || (count == 2 && args[1].kind == CT_STR);
    return args->kind == CT_STR && known ? text_of(env, CT_BYTES, args->text, args->len) : CT_FAILED;
}

static CtValue method_decode(CtEnv *env, const CtValue *args, uint32_t count)
{
    bool known = count == 1 || (count == 2 && args[1].kind == CT_STR);
    return args->kind == CT_BYTES && known ? text_of(env, CT_STR, args->text, args->len) : CT_FAILED;
}

static CtValue method_startswith(CtEnv *env, const CtValue *args, uint32_t count)
{
    (void)env;
    if (count != 2 || !is_text(args) || args[1].kind != args->kind)
        return CT_FAILED;
    return make_bool(args[1].len <= args->len && !memcmp(args->text, args[1].text, args[1].len));
}

static CtValue method_endswith(CtEnv *env, const CtValue *args, uint32_t count)
{
    (void)env;
    if (count != 2 || !is_text(args) || args[1].kind != args->kind)
        return CT_FAILED;
    const char *tail = args->text + args->len - (args[1].len <= args->len ? args[1].len : 0);
    return make_bool(args[1].len <= args->len && !memcmp(tail, args[1].text, args[1].len));
}

static CtValue change_case(CtEnv *env, const CtValue *args, uint32_t count, int (*change)(int))
{
    if (count != 1 || !is_text(args))
        return CT_FAILED;
    CtValue result = *args;
    char *text = arena_strndup(env->arena, args->text, args->len);
    for (uint32_t i = 0; i < args->len; i++)
        if ((unsigned char)text[i] < 128)
            text[i] = (char)change(text[i]);
    result.text = text;
    return result;
}

static CtValue method_lower(CtEnv *env, const CtValue *args, uint32_t count)
{
    return change_case(env, args, count, tolower);
}

static CtValue method_upper(CtEnv *env, const CtValue *args, uint32_t count)
{
    return change_case(env, args, count, toupper);
}

/* --- tables --- */

typedef struct CtRow {
    const char *name;
    CtFunction *function;
} CtRow;

static const CtRow functions[] = {
    {"int", call_int},     {"float", call_float}, {"bool", call_bool},   {"str", call_str},
    {"unicode", call_str}, {"repr", call_repr},   {"bytes", call_bytes}, {"tuple", call_tuple},
    {"list", call_list},   {"chr", call_chr},     {"ord", call_ord},     {"len", call_len},
    {"abs", call_abs},     {"sum", call_sum},     {"max", call_max},     {"min", call_min},
    {"any", call_any},     {"all", call_all},     {"long", call_int},
};

static const CtRow methods[] = {
    {"encode", method_encode}, {"decode", method_decode},     {"lower", method_lower},
    {"upper", method_upper},   {"startswith", method_startswith}, {"endswith", method_endswith},
};

static CtFunction *find(const CtRow *rows, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(rows[i].name, name))
            return rows[i].function;
    return NULL;
}

CtValue ctime_call(CtEnv *env, const AstCall *node)
{
    bool is_method = node->func->kind == AST_Attribute;
    CtFunction *function = NULL;
    CtValue *args = ARENA_ARRAY(env->arena, CtValue, node->args.len + 1);
    uint32_t count = 0;
    if (is_method) {
        args[count] = ctime_eval(env, AST_AS(Attribute, node->func)->value);
        if (args[count++].kind == CT_ERROR)
            return CT_FAILED;
        function = find(methods, sizeof methods / sizeof *methods,
                        AST_AS(Attribute, node->func)->attr->text);
    } else if (node->func->kind == AST_Name) {
        function = find(functions, sizeof functions / sizeof *functions,
                        AST_AS(Name, node->func)->id->text);
    }
    for (uint32_t i = 0; i < node->args.len; i++) {
        args[count] = ctime_eval(env, node->args.items[i]);
        if (args[count++].kind == CT_ERROR)
            return CT_FAILED;
    }
    CtValue result = function && !node->keywords.len ? function(env, args, count) : CT_FAILED;
    if (result.kind == CT_ERROR)
        return ctime_error(env, node->head.span, "this call has no value at compile time");
    return result;
}
