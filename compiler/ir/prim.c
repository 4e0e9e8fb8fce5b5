/* prim.c: the table of runtime primitives and the choice of a row by key and argument types.
 *
 * The rows are in ir/prims/ (one file per domain of the runtime); prim.h explains the columns. Lowering
 * asks prim_find while it reads operators, methods and subscripts; passes ask the facts of a row.
 *
 *     prim_find("[]", NULL, {list, ssize}, 2)   gives the row list_item
 */
#include "ir/prim.h"

#include <string.h>

#define PT_ PT_NONE /* ARGS(): one empty argument */
#define ARG_LIST(a, b, c, d, e, f, ...)                \
    {                                                  \
        PT_##a, PT_##b, PT_##c, PT_##d, PT_##e, PT_##f \
    }
#define ARG_IS(x) (PT_##x != PT_NONE && PT_##x != PT_REST)
#define ARG_COUNT(a, b, c, d, e, f, ...) \
    (ARG_IS(a) + ARG_IS(b) + ARG_IS(c) + ARG_IS(d) + ARG_IS(e) + ARG_IS(f))
#define ARG_REST(a, b, c, d, e, f, ...)                                                  \
    (PT_##a == PT_REST || PT_##b == PT_REST || PT_##c == PT_REST || PT_##d == PT_REST || \
     PT_##e == PT_REST || PT_##f == PT_REST)
#define LIST_ARGS(...) ARG_LIST(__VA_ARGS__, NONE, NONE, NONE, NONE, NONE, NONE)
#define COUNT_ARGS(...) ARG_COUNT(__VA_ARGS__, NONE, NONE, NONE, NONE, NONE, NONE)
#define REST_ARGS(...) ARG_REST(__VA_ARGS__, NONE, NONE, NONE, NONE, NONE, NONE)

const Prim prim_table[PRIM_COUNT] = {
#define PRIM(id, key, cname, header, result, args, own, steals, error, gil, effect) \
    {#id,                                                                           \
     key,                                                                           \
     cname,                                                                         \
     header,                                                                        \
     PT_##result,                                                                   \
     COUNT_##args,                                                                  \
     REST_##args,                                                                   \
     LIST_##args,                                                                   \
     IR_RESULT_##own,                                                               \
     steals,                                                                        \
     IR_ERROR_##error,                                                              \
     IR_GIL_##gil,                                                                  \
     IR_EFFECT_##effect},
#include "ir/prims/all.def"
#undef PRIM
};

bool prim_type_accepts(PrimType pattern, const Type *type)
{
    const Type *plain = type_strip(type);
    if (pattern == PT_ANYINT)
        return type_is_int(plain);
    if (pattern == PT_ANYFLOAT)
        return type_is_float(plain);
    if (pattern == PT_ANYNUM)
        return type_is_number(plain);
    if (pattern == PT_ANYOBJ || pattern == PT_OBJECT || pattern == PT_REST)
        return type_is_object(plain);
    if (pattern == PT_ANYPTR)
        return type_is_ptr(plain) || plain->kind == TYPE_NULLPTR;
    if (pattern == PT_ANYVIEW)
        return plain->kind == TYPE_VIEW;
    return (int)pattern < TYPE_KIND_COUNT && (int)plain->kind == (int)pattern;
}

static bool accepts_args(const Prim *row, const Type *const *args, uint32_t count)
{
    if (count < row->arg_count || (count > row->arg_count && !row->rest))
        return false;
    for (uint32_t i = 0; i < count; i++) {
        PrimType pattern = i < row->arg_count ? row->args[i] : PT_REST;
        if (pattern == PT_SAME ? type_strip(args[i]) != type_strip(args[0])
                               : !prim_type_accepts(pattern, args[i]))
            return false;
        if (pattern == PT_ANYINT && row->result != PT_SAME && type_is_int128(args[i]))
            return false; /* the functions of kr/wide.h give what they take */
    }
    return true;
}

const Prim *prim_find(const char *key, const Type *result, const Type *const *args, uint32_t count)
{
    for (uint32_t i = 0; i < PRIM_COUNT; i++) {
        const Prim *row = &prim_table[i];
        if (row->key[0] != key[0] || strcmp(row->key, key) != 0 || !accepts_args(row, args, count))
            continue;
        if (result && row->result != PT_SAME && !prim_type_accepts(row->result, result))
            continue;
        return row;
    }
    return NULL;
}

const Prim *prim_by_name(const char *id, size_t len)
{
    for (uint32_t i = 0; i < PRIM_COUNT; i++) {
        const Prim *row = &prim_table[i];
        if (strncmp(row->id, id, len) == 0 && row->id[len] == '\0')
            return row;
    }
    return NULL;
}
