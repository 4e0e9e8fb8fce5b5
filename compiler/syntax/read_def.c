/* read_def.c: def, class and lambda, with their parameters, to AST.
 *
 * Parameters are shared by Python and C functions: a parameter may have a C type and declarator, a
 * Python annotation, a default, and `not None`. Every function, class and lambda opens a ReadScope, by
 * which the rules know where `return`, `yield` and `await` may stand.
 *
 *     def f(int x, *, y=1)     FunctionDef f, Param x (type int), Param y (kwonly, default 1)
 */
#include "syntax/reader.h"

AstNodes read_body(Reader *r, Cst block, ReadScopeKind kind, bool is_async)
{
    ReadScope scope = {.outer = r->scope, .kind = kind, .is_async = is_async};
    r->scope = &scope;
    AstNodes body = read_block(r, block);
    r->scope = scope.outer;
    return body;
}

/* --- parameters --- */

static void read_default(Reader *r, AstParam *param, Cst value)
{
    if (!value) return;
    if (cst_sym(&r->cst, value) == CST_optional_default)
        param->optional_c = true;
    else
        param->default_value = read_expr(r, value);
}

static void set_param_name(Reader *r, AstParam *param, Cst name)
{
    param->name = read_atom(r, name);
    if (name) param->name_span = read_span(r, name);
}

/* A C parameter that is one identifier is a name, unless it is a word such as `int`. */
static bool is_lone_type(const Reader *r, Cst cst, bool in_def)
{
    uint32_t len;
    const char *text = read_text(r, cst, &len);
    return !in_def && read_is_c_word(text, len);
}

static void read_c_param(Reader *r, AstParam *param, Cst cst, bool in_def)
{
    Cst type = cst_field(&r->cst, cst, CST_F_type);
    Cst declarator = cst_field(&r->cst, cst, CST_F_declarator);
    if (cst_sym(&r->cst, type ? type : cst) == CST_tuple_type && !declarator)
        read_error(r, read_span(r, cst), "function parameters cannot be parenthesized"), in_def = false;
    else
        read_cython_only(r, cst, "a parameter with a C type");
    if (type) {
        ReadDecl decl = read_declarator(r, read_type(r, type), declarator);
        param->type = decl.type;
        param->name = decl.name;
        param->name_span = decl.name_span;
        if (in_def && !param->name)
            read_error(r, param->head.span, "expected the name of the parameter after its type");
    } else {
        set_param_name(r, param, declarator);
    }
    Cst none = cst_field(&r->cst, cst, CST_F_none);
    if (none) {
        uint32_t len;
        param->none_policy = read_text(r, none, &len)[0] == 'o' ? AST_NONE_OR : AST_NONE_NOT;
    }
    param->annotation = read_expr(r, cst_field(&r->cst, cst, CST_F_annotation));
    read_default(r, param, cst_field(&r->cst, cst, CST_F_default));
}

static Ast *read_param(Reader *r, Cst cst, AstParamKind kind, bool in_def)
{
    AstParam *param = READ_NEW(r, Param, cst);
    param->kind = kind;
    CstSym sym = cst_sym(&r->cst, cst);
    if (sym == CST_c_parameter) {
        read_c_param(r, param, cst, in_def);
    } else if (sym == CST_identifier && is_lone_type(r, cst, in_def)) {
        param->type = read_type(r, cst);
    } else if (sym == CST_identifier) {
        set_param_name(r, param, cst);
    } else {
        set_param_name(r, param, cst_field(&r->cst, cst, CST_F_name));
        param->annotation = read_expr(r, cst_field(&r->cst, cst, CST_F_type));
        read_default(r, param, cst_field(&r->cst, cst, CST_F_value));
    }
    return &param->head;
}

static AstParamKind splat_kind(const Reader *r, Cst cst)
{
    Cst kind = cst_field(&r->cst, cst, CST_F_kind);
    return kind && cst_sym(&r->cst, kind) == CST_T_star_star ? AST_PARAM_STARSTAR : AST_PARAM_STAR;
}

AstNodes read_params(Reader *r, Cst params, bool in_def, bool *varargs)
{
    ArenaMark mark = arena_mark(r->scratch);
    AstVec list = {0};
    AstParamKind kind = AST_PARAM_NORMAL;
    bool special = false;
    CST_EACH(&r->cst, child, params)
    {
        CstSym sym = cst_sym(&r->cst, child);
        if (sym == CST_positional_separator) {
            special = true;
            for (uint32_t i = 0; i < list.len; i++)
                if (AST_AS(Param, list.items[i])->kind == AST_PARAM_NORMAL)
                    AST_AS(Param, list.items[i])->kind = AST_PARAM_POSONLY;
        } else if (sym == CST_c_varargs) {
            *varargs = true;
        } else if (sym == CST_splat_parameter) {
            special = true;
            AstParamKind splat = splat_kind(r, child);
            if (cst_field(&r->cst, child, CST_F_name))
                vec_push(r->scratch, &list, read_param(r, child, splat, in_def));
            kind = AST_PARAM_KWONLY;
        } else {
            vec_push(r->scratch, &list, read_param(r, child, kind, in_def));
        }
    }
    AstNodes nodes = read_list(r, &list);
    arena_reset(r->scratch, mark);
    if (special || nodes.len) rules_params(r, params, &nodes, in_def);
    return nodes;
}

Ast *read_lambda(Reader *r, Cst cst)
{
    AstLambda *node = READ_NEW(r, Lambda, cst);
    Cst params = cst_field(&r->cst, cst, CST_F_parameters);
    bool varargs = false;
    if (params) node->params = read_params(r, params, true, &varargs);
    ReadScope scope = {.outer = r->scope, .kind = READ_LAMBDA};
    r->scope = &scope;
    node->body = read_needed(r, cst, CST_F_body);
    r->scope = scope.outer;
    return &node->head;
}

/* --- type parameters. Source: PEP 695, PEP 696 --- */

/* The default is a TypeParam of its own, whose bound is the value: it is evaluated late, as bounds are. That of
 * `*Ts = *value` is the tuple (*value,). */
static Ast *read_type_default(Reader *r, Cst cst, const AstTypeParam *param)
{
    Ast *value = read_expr(r, cst);
    if (!value) return NULL;
    AstTypeParam *node = READ_NEW(r, TypeParam, cst);
    node->kind = param->kind;
    node->name = param->name;
    node->bound = value;
    if (value->kind != AST_Starred) return &node->head;
    if (param->kind != AST_PARAM_STAR)
        read_error(r, value->span, "cannot use a starred expression here");
    AstVec items = {0};
    vec_push(r->scratch, &items, value);
    AstTuple *tuple = READ_NEW(r, Tuple, cst);
    tuple->items = read_list(r, &items);
    node->bound = &tuple->head;
    node->is_starred = true;
    return &node->head;
}

static Ast *read_type_param(Reader *r, Cst cst)
{
    AstTypeParam *node = READ_NEW(r, TypeParam, cst);
    Cst kind = cst_field(&r->cst, cst, CST_F_kind);
    if (kind) node->kind = cst_sym(&r->cst, kind) == CST_T_star_star ? AST_PARAM_STARSTAR : AST_PARAM_STAR;
    node->name = read_atom(r, cst_field(&r->cst, cst, CST_F_name));
    Cst bound = cst_field(&r->cst, cst, CST_F_bound);
    node->bound = read_expr(r, bound);
    node->default_value = read_type_default(r, cst_field(&r->cst, cst, CST_F_default), node);
    if (bound && kind)
        read_error(r, read_span(r, bound), "cannot use bound with %s",
                   node->kind == AST_PARAM_STAR ? "TypeVarTuple" : "ParamSpec");
    if (node->bound && node->bound->kind == AST_NamedExpr)
        read_error(r, node->bound->span, "named expression cannot be used within a TypeVar bound");
    return &node->head;
}

AstNodes read_type_params(Reader *r, Cst cst)
{
    AstNodes list = {0};
    if (!cst) return list;
    ArenaMark mark = arena_mark(r->scratch);
    AstVec params = {0};
    bool has_default = false;
    CST_EACH(&r->cst, child, cst)
    {
        if (cst_sym(&r->cst, child) != CST_type_parameter) continue;
        AstTypeParam *param = AST_AS(TypeParam, read_type_param(r, child));
        if (has_default && !param->default_value)
            read_error(r, param->head.span, "non-default type parameter `%s` follows default type parameter",
                       param->name ? param->name->text : "");
        has_default = has_default || param->default_value;
        for (uint32_t i = 0; i < params.len && param->name; i++)
            if (AST_AS(TypeParam, params.items[i])->name == param->name)
                read_error(r, param->head.span, "duplicate type parameter `%s`", param->name->text);
        vec_push(r->scratch, &params, &param->head);
    }
    list = read_list(r, &params);
    arena_reset(r->scratch, mark);
    return list;
}

/* --- functions and classes --- */

Ast *read_function(Reader *r, Cst cst, AstNodes decorators)
{
    AstFunctionDef *node = READ_NEW(r, FunctionDef, cst);
    Cst name = cst_field(&r->cst, cst, CST_F_name);
    Cst body = cst_field(&r->cst, cst, CST_F_body);
    Cst first = cst_first(&r->cst, cst);
    Cst params = cst_field(&r->cst, cst, CST_F_parameters);
    node->head.span = read_header(r, cst, body);
    node->decorators = decorators;
    node->is_async = first && cst_sym(&r->cst, first) == CST_T_async;
    node->name = read_atom(r, name);
    if (name) node->name_span = read_span(r, name);
    node->type_params = read_type_params(r, cst_field(&r->cst, cst, CST_F_type_parameters));
    bool varargs = false;
    if (params) node->params = read_params(r, params, true, &varargs);
    if (varargs) read_error(r, read_span(r, params), "`...` is only allowed in C functions");
    node->returns = read_expr(r, cst_field(&r->cst, cst, CST_F_return_type));
    node->body = read_body(r, body, READ_FUNCTION, node->is_async);
    return &node->head;
}

Ast *read_class(Reader *r, Cst cst, AstNodes decorators)
{
    AstClassDef *node = READ_NEW(r, ClassDef, cst);
    Cst name = cst_field(&r->cst, cst, CST_F_name);
    Cst body = cst_field(&r->cst, cst, CST_F_body);
    Cst bases = cst_field(&r->cst, cst, CST_F_superclasses);
    node->head.span = read_header(r, cst, body);
    node->decorators = decorators;
    node->name = read_atom(r, name);
    if (name) node->name_span = read_span(r, name);
    node->type_params = read_type_params(r, cst_field(&r->cst, cst, CST_F_type_parameters));
    if (bases) read_arguments(r, bases, &node->bases, &node->keywords);
    node->body = read_body(r, body, READ_CLASS, false);
    return &node->head;
}
