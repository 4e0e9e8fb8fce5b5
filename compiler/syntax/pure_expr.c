/* pure_expr.c: expressions of pure Python mode: cast, address, sizeof; see purer.h.
 *
 *     cython.cast(T, x)  ->  Cast{T, x}      cython.address(x)  ->  AddressOf{x}
 */
#include "syntax/purer.h"
#include "syntax/read.h"
#include <string.h>

static Ast *rewrite_cast(Pure *p, AstCall *call)
{
    const Ast *check = pure_keyword(call, "typecheck");
    if (call->args.len != 2 || call->keywords.len > (check ? 1u : 0u)) {
        pure_error(p, &call->head, "`cython.cast()` takes a type, a value and `typecheck`");
        return &PURE_NEW(p, Poison, &call->head)->head;
    }
    AstCast *cast = PURE_NEW(p, Cast, &call->head);
    cast->type = call->args.items[0];
    cast->operand = pure_expr(p, call->args.items[1]);
    cast->checked = check && check->kind == AST_ConstLit &&
                    AST_AS(ConstLit, check)->value == AST_CONST_TRUE;
    return &cast->head;
}

static Ast *rewrite_address(Pure *p, AstCall *call)
{
    AstAddressOf *node = PURE_NEW(p, AddressOf, &call->head);
    node->operand = pure_expr(p, call->args.items[0]);
    return &node->head;
}

static Ast *make_number(Pure *p, const Ast *place, const char *text)
{
    AstIntLit *node = PURE_NEW(p, IntLit, place);
    node->text = text;
    node->text_len = (uint32_t)strlen(text);
    return &node->head;
}

static Ast *make_sum(Pure *p, const Ast *place, Ast *left, AstOp op)
{
    AstBinOp *node = PURE_NEW(p, BinOp, place);
    node->left = left;
    node->op = op;
    node->right = make_number(p, place, "1");
    return &node->head;
}

static Ast *copy_name(Pure *p, const Ast *name)
{
    AstName *node = PURE_NEW(p, Name, name);
    node->id = AST_AS(Name, name)->id;
    return &node->head;
}

/* cython.operator on C values: dereference(p) is p[0], preincrement(x) is (x := x + 1), postincrement(x) that
 * minus 1. NULL: left to analysis. */
static Ast *rewrite_operator(Pure *p, AstCall *call)
{
    static const struct {
        const char *name;
        AstOp op;
        bool is_post;
    } steps[] = {{"operator.preincrement", AST_OP_ADD, false},
                 {"operator.predecrement", AST_OP_SUB, false},
                 {"operator.postincrement", AST_OP_ADD, true},
                 {"operator.postdecrement", AST_OP_SUB, true}};
    Ast *operand = call->args.items[0];
    if (pure_is(p, call->func, "operator.dereference")) {
        AstSubscript *item = PURE_NEW(p, Subscript, &call->head);
        item->value = pure_expr(p, operand);
        item->index = make_number(p, &call->head, "0");
        return &item->head;
    }
    for (size_t i = 0; operand->kind == AST_Name && i < sizeof steps / sizeof *steps; i++) {
        if (!pure_is(p, call->func, steps[i].name))
            continue;
        AstNamedExpr *step = PURE_NEW(p, NamedExpr, &call->head);
        step->target = operand;
        step->value = make_sum(p, &call->head, copy_name(p, operand), steps[i].op);
        AstOp back = steps[i].op == AST_OP_ADD ? AST_OP_SUB : AST_OP_ADD;
        return steps[i].is_post ? make_sum(p, &call->head, &step->head, back) : &step->head;
    }
    return NULL;
}

/* Items of lists and children, in place. */
static void rewrite_parts(Pure *p, Ast *node)
{
    for (const AstField *field = ast_fields(node->kind); field->kind != AST_FIELD_END; field++) {
        char *place = (char *)node + field->offset;
        if (field->kind == AST_FIELD_CHILD) {
            Ast **child = (Ast **)(void *)place;
            if (*child)
                *child = pure_expr(p, *child);
        } else if (field->kind == AST_FIELD_LIST) {
            AstNodes *list = (AstNodes *)(void *)place;
            for (uint32_t i = 0; i < list->len; i++)
                list->items[i] = pure_expr(p, list->items[i]);
        }
    }
}

Ast *pure_expr(Pure *p, Ast *node)
{
    if (node->kind == AST_Call) {
        AstCall *call = AST_AS(Call, node);
        bool one = call->args.len == 1 && !call->keywords.len;
        if (pure_is(p, call->func, "cast"))
            return rewrite_cast(p, call);
        if (one && (pure_is(p, call->func, "address") || pure_is(p, call->func, "operator.address")))
            return rewrite_address(p, call);
        Ast *operation = one ? rewrite_operator(p, call) : NULL;
        if (operation)
            return operation;
    }
    AstCategory category = ast_kind_category(node->kind);
    if (category == AST_CAT_EXPR || category == AST_CAT_PART)
        rewrite_parts(p, node);
    return node;
}

const AstTree *pure_read(Pure *p, const char *path, const char *text, size_t len, bool is_cython)
{
    SourceMap sources;
    Diags diags;
    source_map_init(&sources, p->arena);
    diags_init(&diags, p->arena, &sources);
    ReadInput input = {.arena = p->arena,
                       .atoms = p->atoms,
                       .names = p->in->names,
                       .diags = &diags,
                       .sources = &sources,
                       .path = path,
                       .text = text,
                       .len = len,
                       .is_cython = is_cython,
                       .first_id = p->tree->count};
    const AstTree *tree = read_source(&input);
    p->tree->count = tree->count;
    return diags.errors || tree->module->body.len != 1 ? NULL : tree;
}

static Ast *parse_text(Pure *p, const char *text, size_t len, bool is_cython)
{
    const AstTree *tree = pure_read(p, "<annotation>", text, len, is_cython);
    return tree ? tree->module->body.items[0] : NULL;
}

/* The expression in a string annotation; NULL when it is none. */
static Ast *parse_string(Pure *p, const AstStrLit *string)
{
    const Ast *node = parse_text(p, string->value, string->value_len, p->tree->is_cython);
    return node && node->kind == AST_ExprStmt ? AST_AS(ExprStmt, node)->value : NULL;
}

/* All nodes of a parsed string stand where the string does. */
static bool place_at(const Ast *node, void *arg)
{
    ((Ast *)(uintptr_t)node)->span = *(const Span *)arg;
    return ast_each_child(node, place_at, arg);
}

Ast *pure_named_type(Pure *p, Ast *type)
{
    if (type->kind != AST_StrLit)
        return type;
    const char *text = arena_printf(p->arena, "cdef %s _\n", AST_AS(StrLit, type)->value);
    const Ast *node = parse_text(p, text, strlen(text), true);
    if (!node || node->kind != AST_CVarDef || AST_AS(CVarDef, node)->declarators.len != 1)
        return type;
    Ast *named = AST_AS(CDeclarator, AST_AS(CVarDef, node)->declarators.items[0])->type;
    if (!named)
        return type;
    place_at(named, &type->span);
    return named;
}

Ast *pure_annotation(Pure *p, Ast *annotation)
{
    Ast *value = annotation;
    if (annotation->kind == AST_StrLit) {
        value = parse_string(p, AST_AS(StrLit, annotation));
        if (!value)
            return NULL;
        place_at(value, &annotation->span);
    }
    AstTypeAnn *type = PURE_NEW(p, TypeAnn, annotation);
    type->value = value;
    return &type->head;
}
