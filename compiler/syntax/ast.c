/* ast.c: generic access to AST nodes, generated from ast.def.
 *
 * Every row becomes an array of AstField; names, visitors and the dump are loops over those arrays, so
 * a new node or field is one changed row and nothing here. The arrays are constant; nothing allocates.
 *
 *     ast_kind_name(AST_Return)        "Return"
 *     ast_fields(AST_Return)[0]        {AST_FIELD_CHILD, offsetof(AstReturn, value), 0, "value", NULL}
 */
#include "syntax/ast.h"

#include <stddef.h>

static const char *const kind_names[] = {
#define NODE(Kind, CATEGORY, FIELDS) #Kind,
#include "syntax/ast.def"
#undef NODE
};

static const unsigned char kind_categories[] = {
#define NODE(Kind, CATEGORY, FIELDS) AST_CAT_##CATEGORY,
#include "syntax/ast.def"
#undef NODE
};

const char *ast_kind_name(AstKind kind)
{
    return kind_names[kind];
}

AstCategory ast_kind_category(AstKind kind)
{
    return (AstCategory)kind_categories[kind];
}

const char *ast_op_text(AstOp op)
{
    static const char *const texts[] = {
        "",   "+",  "-",  "*",   "/",  "//", "%",  "**", "@",  "<<", ">>", "&",      "|",  "^",     "-",
        "+",  "~",  "not", "and", "or", "==", "!=", "<",  "<=", ">",  ">=", "is", "is not", "in", "not in",
    };
    return texts[op];
}

/* The names of enum values in a dump; NULL for the usual value, which is left out. */
static const char *text_AstOp(int value)
{
    return value == AST_OP_NONE ? NULL : ast_op_text((AstOp)value);
}

static const char *text_AstParamKind(int value)
{
    static const char *const texts[] = {NULL, "posonly", "kwonly", "star", "starstar"};
    return texts[value];
}

static const char *text_AstNone(int value)
{
    static const char *const texts[] = {NULL, "not", "or"};
    return texts[value];
}

static const char *text_AstVisibility(int value)
{
    static const char *const texts[] = {NULL, "public", "readonly", "extern"};
    return texts[value];
}

static const char *text_AstExcept(int value)
{
    static const char *const texts[] = {NULL, "value", "check", "always", "noexcept", "cpp", "cpp*"};
    return texts[value];
}

static const char *text_AstSign(int value)
{
    static const char *const texts[] = {NULL, "signed", "unsigned"};
    return texts[value];
}

static const char *text_AstLongness(int value)
{
    static const char *const texts[] = {"short", NULL, "long", "longlong"};
    return texts[value + 1];
}

static const char *text_AstStrKind(int value)
{
    static const char *const texts[] = {NULL, "bytes", "char"};
    return texts[value];
}

static const char *text_AstConst(int value)
{
    static const char *const texts[] = {"None", "True", "False", "..."};
    return texts[value];
}

static const char *text_AstCompKind(int value)
{
    static const char *const texts[] = {"list", "set", "dict", "gen"};
    return texts[value];
}

#define PLAIN(KIND, field) {AST_FIELD_##KIND, (uint32_t)offsetof(Node, field), 0, #field, NULL},
#define CHILD(field) PLAIN(CHILD, field)
#define LIST(field) PLAIN(LIST, field)
#define NAME(field) PLAIN(NAME, field)
#define NAMES(field) PLAIN(NAMES, field)
#define FLAG(field) PLAIN(FLAG, field)
#define INT(field) PLAIN(INT, field)
#define SPAN(field) PLAIN(SPAN, field)
#define ENUM(T, field) {AST_FIELD_ENUM, (uint32_t)offsetof(Node, field), 0, #field, text_##T},
#define TEXT(field)                                             \
    {AST_FIELD_TEXT, (uint32_t)offsetof(Node, field),           \
     (uint32_t)offsetof(Node, field##_len), #field, NULL},
#define NODE(Kind, CATEGORY, FIELDS)                            \
    static const AstField *fields_of_##Kind(void)               \
    {                                                           \
        typedef Ast##Kind Node;                                 \
        static const AstField fields[] = {                      \
            FIELDS{AST_FIELD_END, (uint32_t)sizeof(Node), 0, NULL, NULL}}; \
        return fields;                                          \
    }
#include "syntax/ast.def"
#undef NODE

const AstField *ast_fields(AstKind kind)
{
    static const AstField *(*const table[])(void) = {
#define NODE(Kind, CATEGORY, FIELDS) fields_of_##Kind,
#include "syntax/ast.def"
#undef NODE
    };
    return table[kind]();
}

bool ast_each_child(const Ast *node, bool (*visit)(const Ast *child, void *arg), void *arg)
{
    for (const AstField *field = ast_fields(node->kind); field->kind != AST_FIELD_END; field++) {
        const char *place = (const char *)node + field->offset;
        if (field->kind == AST_FIELD_CHILD) {
            const Ast *child = *(const Ast *const *)(const void *)place;
            if (child && !visit(child, arg)) return false;
        } else if (field->kind == AST_FIELD_LIST) {
            const AstNodes *list = (const AstNodes *)(const void *)place;
            for (uint32_t i = 0; i < list->len; i++)
                if (!visit(list->items[i], arg)) return false;
        }
    }
    return true;
}
