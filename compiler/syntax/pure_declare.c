/* pure_declare.c: declarations of pure Python mode; see purer.h.
 *
 *     x = cython.declare(T, v)       CVarDef{x, T, v}        T = cython.struct(a=U)      CStruct{T, a: U}
 *     cython.declare(x=T, y=U)       CVarDef{x, T; y, U}     T = cython.typedef(U)       CTypedef{T, U}
 */
#include "syntax/purer.h"
#include <string.h>

AstCDeclarator *pure_declarator(Pure *p, const Ast *place, Atom name, Ast *type, Ast *init)
{
    AstCDeclarator *node = PURE_NEW(p, CDeclarator, place);
    node->name = name;
    node->name_span = place->span;
    node->type = type;
    node->init = init;
    return node;
}

Ast *pure_variables(Pure *p, const Ast *place, AstCDeclarator **items, uint32_t count)
{
    AstCVarDef *node = PURE_NEW(p, CVarDef, place);
    node->is_pure = true;
    node->declarators.len = count;
    node->declarators.items = ARENA_ARRAY(p->arena, Ast *, count + 1);
    for (uint32_t i = 0; i < count; i++)
        node->declarators.items[i] = &items[i]->head;
    return &node->head;
}

static AstVisibility visibility_of(const Ast *value)
{
    const char *text = value && value->kind == AST_StrLit ? AST_AS(StrLit, value)->value : "";
    return !strcmp(text, "public")     ? AST_VIS_PUBLIC
           : !strcmp(text, "readonly") ? AST_VIS_READONLY
                                       : AST_VIS_PRIVATE;
}

/* cython.declare(x=T, y=U) */
static Ast *declare_names(Pure *p, const AstCall *call)
{
    AstCDeclarator **items = ARENA_ARRAY(p->arena, AstCDeclarator *, call->keywords.len + 1);
    for (uint32_t i = 0; i < call->keywords.len; i++) {
        const AstKeyword *keyword = AST_AS(Keyword, call->keywords.items[i]);
        if (!keyword->name)
            return NULL;
        items[i] = pure_declarator(p, &keyword->head, keyword->name, keyword->value, NULL);
    }
    return pure_variables(p, &call->head, items, call->keywords.len);
}

/* x = cython.declare(T [, value] [, visibility=...]); several names may be declared at once */
static Ast *declare_targets(Pure *p, const AstAssign *assign, const AstCall *call)
{
    const Ast *visibility = pure_keyword(call, "visibility");
    bool fits = call->args.len && call->args.len <= 2 && call->keywords.len <= (visibility ? 1u : 0u);
    Ast *type = fits ? call->args.items[0] : &PURE_NEW(p, Poison, &call->head)->head;
    if (!fits)
        pure_error(p, &call->head, "`cython.declare()` takes a type and perhaps a value here");
    AstCDeclarator **items = ARENA_ARRAY(p->arena, AstCDeclarator *, assign->targets.len + 1);
    for (uint32_t i = 0; i < assign->targets.len; i++) {
        const Ast *target = assign->targets.items[i];
        if (target->kind != AST_Name) {
            pure_error(p, target, "only a name can be declared");
            return NULL;
        }
        items[i] = pure_declarator(p, target, AST_AS(Name, target)->id, type,
                                   fits && call->args.len == 2 ? call->args.items[1] : NULL);
    }
    Ast *node = pure_variables(p, &assign->head, items, assign->targets.len);
    AST_AS(CVarDef, node)->visibility = visibility_of(visibility);
    return node;
}

static Ast *declare_struct(Pure *p, const Ast *target, const AstCall *call, bool is_union)
{
    AstCStruct *node = PURE_NEW(p, CStruct, target);
    Ast *fields = declare_names(p, call);
    if (!fields)
        return NULL;
    node->name = AST_AS(Name, target)->id;
    node->name_span = target->span;
    node->is_union = is_union;
    node->has_body = true;
    PureVec body = {0};
    vec_push(p->arena, &body, fields);
    node->body = pure_list(p, &body);
    return &node->head;
}

static Ast *declare_typedef(Pure *p, const Ast *target, const AstCall *call)
{
    AstCTypedef *node = PURE_NEW(p, CTypedef, target);
    node->name = AST_AS(Name, target)->id;
    node->name_span = target->span;
    node->type = call->args.items[0];
    return &node->head;
}

static Ast *declare_fused(Pure *p, const Ast *target, const AstCall *call)
{
    AstCFused *node = PURE_NEW(p, CFused, target);
    node->name = AST_AS(Name, target)->id;
    node->name_span = target->span;
    node->types = call->args;
    return &node->head;
}

/* T = cython.struct(...) and the like. */
static Ast *declare_type(Pure *p, const Ast *target, const AstCall *call)
{
    if (target->kind != AST_Name)
        return NULL;
    if (pure_is(p, call->func, "struct") || pure_is(p, call->func, "union"))
        return declare_struct(p, target, call, pure_is(p, call->func, "union"));
    if (pure_is(p, call->func, "typedef") && call->args.len == 1)
        return declare_typedef(p, target, call);
    if (pure_is(p, call->func, "fused_type") && !call->keywords.len)
        return declare_fused(p, target, call);
    return NULL;
}

Ast *pure_declaration(Pure *p, Ast *statement)
{
    if (statement->kind == AST_ExprStmt) {
        const Ast *value = AST_AS(ExprStmt, statement)->value;
        bool declares = pure_is_call(p, value, "declare") && AST_AS(Call, value)->keywords.len;
        return declares ? declare_names(p, AST_AS(Call, value)) : NULL;
    }
    if (statement->kind == AST_AnnAssign && AST_AS(AnnAssign, statement)->value &&
        pure_is_call(p, AST_AS(AnnAssign, statement)->value, "declare")) {
        const AstAnnAssign *annotated = AST_AS(AnnAssign, statement);
        AstAssign *plain = PURE_NEW(p, Assign, statement);
        plain->value = annotated->value;
        plain->targets = (AstNodes){ARENA_NEW(p->arena, Ast *), 1};
        plain->targets.items[0] = annotated->target;
        statement = &plain->head;
    }
    if (statement->kind != AST_Assign)
        return NULL;
    const AstAssign *assign = AST_AS(Assign, statement);
    if (assign->value->kind != AST_Call)
        return NULL;
    const AstCall *call = AST_AS(Call, assign->value);
    if (pure_is(p, call->func, "declare"))
        return declare_targets(p, assign, call);
    return assign->targets.len == 1 ? declare_type(p, assign->targets.items[0], call) : NULL;
}

Ast *pure_field(Pure *p, AstAnnAssign *node)
{
    if (node->target->kind != AST_Name || node->value)
        return &node->head;
    AstCVarDef *variables = PURE_NEW(p, CVarDef, &node->head);
    Ast *annotation = node->annotation;
    if (pure_is_call(p, annotation, "declare")) {
        const AstCall *call = AST_AS(Call, annotation);
        variables->visibility = visibility_of(pure_keyword(call, "visibility"));
        annotation = call->args.len ? call->args.items[0] : annotation;
    }
    Ast *type = pure_annotation(p, annotation);
    AstCDeclarator *item = pure_declarator(p, node->target, AST_AS(Name, node->target)->id,
                                           type ? type : annotation, NULL);
    variables->is_pure = true;
    PureVec items = {0};
    vec_push(p->arena, &items, &item->head);
    variables->declarators = pure_list(p, &items);
    return &variables->head;
}
