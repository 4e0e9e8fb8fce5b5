/* pure_def.c: functions and classes of pure Python mode; see purer.h.
 *
 * cfunc, ccall and a declaration in the pxd make a CFuncDef of a def, cclass and a declaration there
 * make a CClassDef of a class. What the decorators say about types is put where Cython's own syntax has
 * it; the other decorators stay.
 */
#include "syntax/purer.h"
#include <string.h>

/* The decorators of one function, sorted. */
typedef struct Marks {
    bool cfunc, ccall, is_inline, nogil, with_gil;
    const AstCall *locals, *exceptval;
    Ast *returns;
    const Ast *place; /* of cfunc or ccall */
    PureVec others;
} Marks;

static bool is_off(const Ast *decorator)
{
    if (decorator->kind != AST_Call || AST_AS(Call, decorator)->args.len != 1)
        return false;
    const Ast *value = AST_AS(Call, decorator)->args.items[0];
    return value->kind == AST_ConstLit && AST_AS(ConstLit, value)->value == AST_CONST_FALSE;
}

static void sort_one(Pure *p, Ast *decorator, Marks *marks)
{
    const Ast *name = decorator->kind == AST_Call ? AST_AS(Call, decorator)->func : decorator;
    const AstCall *call = decorator->kind == AST_Call ? AST_AS(Call, decorator) : NULL;
    bool on = !is_off(decorator);
    if (!marks->place && (pure_is(p, name, "cfunc") || pure_is(p, name, "ccall")))
        marks->place = decorator;
    if (pure_is(p, name, "cfunc"))
        marks->cfunc = on;
    else if (pure_is(p, name, "ccall"))
        marks->ccall = on;
    else if (pure_is(p, name, "inline"))
        marks->is_inline = on;
    else if (pure_is(p, name, "nogil"))
        marks->nogil = on;
    else if (pure_is(p, name, "with_gil"))
        marks->with_gil = on;
    else if (call && pure_is(p, name, "locals"))
        marks->locals = call;
    else if (call && pure_is(p, name, "exceptval"))
        marks->exceptval = call;
    else if (call && pure_is(p, name, "returns") && call->args.len == 1)
        marks->returns = call->args.items[0];
    else
        vec_push(p->arena, &marks->others, decorator);
}

static Marks sort_decorators(Pure *p, const AstNodes *decorators)
{
    Marks marks = {0};
    for (uint32_t i = 0; i < decorators->len; i++)
        sort_one(p, decorators->items[i], &marks);
    return marks;
}

/* --- locals --- */

static AstParam *find_param(const AstNodes *params, Atom name)
{
    for (uint32_t i = 0; i < params->len; i++)
        if (AST_AS(Param, params->items[i])->name == name)
            return AST_AS(Param, params->items[i]);
    return NULL;
}

static bool is_declared(AstCDeclarator *const *items, uint32_t count, Atom name)
{
    for (uint32_t i = 0; i < count; i++)
        if (items[i]->name == name)
            return true;
    return false;
}

/* @locals(x=T): types of parameters, and declarations before the body. */
static void apply_locals(Pure *p, const AstCall *call, const AstNodes *params, AstNodes *body)
{
    AstCDeclarator **items = ARENA_ARRAY(p->arena, AstCDeclarator *, call->keywords.len + 1);
    uint32_t count = 0;
    for (uint32_t i = 0; i < call->keywords.len; i++) {
        const AstKeyword *keyword = AST_AS(Keyword, call->keywords.items[i]);
        AstParam *param = keyword->name ? find_param(params, keyword->name) : NULL;
        if (param && param->type)
            continue; /* declared already, perhaps by the pxd */
        if (param)
            param->type = pure_named_type(p, keyword->value);
        else if (keyword->name && !is_declared(items, count, keyword->name))
            items[count++] = pure_declarator(p, &keyword->head, keyword->name,
                                             pure_named_type(p, keyword->value), NULL);
    }
    if (!count)
        return;
    PureVec list = {0};
    bool has_doc = body->len && body->items[0]->kind == AST_ExprStmt;
    if (has_doc)
        vec_push(p->arena, &list, body->items[0]);
    vec_push(p->arena, &list, pure_variables(p, &call->head, items, count));
    for (uint32_t i = has_doc; i < body->len; i++)
        vec_push(p->arena, &list, body->items[i]);
    *body = pure_list(p, &list);
}

/* --- C functions --- */

static bool is_const(const Ast *node, AstConst value)
{
    return node && node->kind == AST_ConstLit && AST_AS(ConstLit, node)->value == value;
}

/* exceptval(value=None, check=True) */
static Ast *except_spec(Pure *p, const AstCall *call)
{
    AstExceptSpec *spec = PURE_NEW(p, ExceptSpec, &call->head);
    bool check = !is_const(pure_keyword(call, "check"), AST_CONST_FALSE);
    Ast *value = call->args.len ? call->args.items[0] : NULL;
    if (is_const(value, AST_CONST_NONE))
        value = NULL;
    spec->value = value;
    spec->kind = value   ? (check ? AST_EXCEPT_CHECK : AST_EXCEPT_VALUE)
                 : check ? AST_EXCEPT_DEFAULT
                         : AST_EXCEPT_NOEXCEPT;
    return &spec->head;
}

/* Parameters take the type of their annotation where no other is given. */
static void annotate_params(Pure *p, const AstNodes *params)
{
    for (uint32_t i = 0; i < params->len; i++) {
        AstParam *param = AST_AS(Param, params->items[i]);
        if (!param->type && param->annotation && param->kind != AST_PARAM_STAR &&
            param->kind != AST_PARAM_STARSTAR)
            param->type = pure_annotation(p, param->annotation);
    }
}

/* A C function that Python does not see is called with an instance all the same. */
static void drop_classmethod(AstNodes *decorators)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < decorators->len; i++) {
        const Ast *node = decorators->items[i];
        if (node->kind != AST_Name || strcmp(AST_AS(Name, node)->id->text, "classmethod") != 0)
            decorators->items[kept++] = decorators->items[i];
    }
    decorators->len = kept;
}

static Ast *make_c_function(Pure *p, AstFunctionDef *def, const Marks *marks)
{
    AstCFuncDef *node = PURE_NEW(p, CFuncDef, &def->head);
    node->name = def->name;
    node->name_span = def->name_span;
    node->params = def->params;
    node->body = def->body;
    node->has_body = true;
    node->overridable = marks->ccall;
    node->is_inline = marks->is_inline;
    node->nogil = marks->nogil;
    node->with_gil = marks->with_gil;
    node->decorators = pure_list(p, &marks->others);
    if (!marks->ccall)
        drop_classmethod(&node->decorators);
    annotate_params(p, &node->params);
    node->returns = marks->returns    ? marks->returns
                    : def->returns    ? pure_annotation(p, def->returns)
                                      : NULL;
    if (marks->exceptval)
        node->except = except_spec(p, marks->exceptval);
    return &node->head;
}

void pure_c_function(Pure *p, AstCFuncDef *def)
{
    Marks marks = sort_decorators(p, &def->decorators);
    def->decorators = pure_list(p, &marks.others);
    if (marks.locals)
        apply_locals(p, marks.locals, &def->params, &def->body);
    if (marks.returns && !def->returns)
        def->returns = marks.returns;
    if (marks.exceptval && !def->except)
        def->except = except_spec(p, marks.exceptval);
    def->is_inline = def->is_inline || marks.is_inline;
    def->nogil = def->nogil || marks.nogil;
    def->with_gil = def->with_gil || marks.with_gil;
}

/* --- functions that the pxd declares --- */

/* The declaration in the pxd, of the function or of the method of the class. */
static const AstCFuncDef *pxd_declaration(const Pure *p, Atom name)
{
    if (p->in_function)
        return NULL;
    if (!p->in_cclass)
        return map_get(&p->pxd_functions, name);
    const AstNodes *body = p->pxd_class ? &p->pxd_class->body : NULL;
    for (uint32_t i = 0; body && i < body->len; i++)
        if (body->items[i]->kind == AST_CFuncDef && AST_AS(CFuncDef, body->items[i])->name == name)
            return AST_AS(CFuncDef, body->items[i]);
    return NULL;
}

/* A C method takes an instance, whatever the def under its declaration says. */
static void drop_class_method(Pure *p, Marks *marks)
{
    PureVec kept = {0};
    for (uint32_t i = 0; i < marks->others.len; i++) {
        const Ast *node = marks->others.items[i];
        if (node->kind != AST_Name || strcmp(AST_AS(Name, node)->id->text, "classmethod") != 0)
            vec_push(p->arena, &kept, marks->others.items[i]);
    }
    marks->others.items = kept.items;
    marks->others.len = kept.len;
}

/* The signature of the pxd with the names and defaults of the def. */
static Ast *join_declaration(Pure *p, AstFunctionDef *def, const AstCFuncDef *declared, Marks *marks)
{
    Marks more = sort_decorators(p, &declared->decorators);
    for (uint32_t i = 0; i < more.others.len; i++)
        vec_push(p->arena, &marks->others, more.others.items[i]);
    for (uint32_t i = 0; i < def->params.len && i < declared->params.len; i++) {
        AstParam *param = AST_AS(Param, def->params.items[i]);
        const AstParam *typed = AST_AS(Param, declared->params.items[i]);
        param->type = typed->type;
        param->none_policy = typed->none_policy;
        param->annotation = NULL;
    }
    if (more.locals)
        apply_locals(p, more.locals, &def->params, &def->body);
    marks->ccall = declared->overridable;
    drop_class_method(p, marks);
    marks->is_inline = marks->is_inline || declared->is_inline;
    marks->nogil = declared->nogil;
    marks->with_gil = declared->with_gil;
    AstCFuncDef *node = AST_AS(CFuncDef, make_c_function(p, def, marks));
    node->returns = declared->returns;
    node->except = declared->except;
    return &node->head;
}

Ast *pure_function(Pure *p, AstFunctionDef *def)
{
    Marks marks = sort_decorators(p, &def->decorators);
    marks.cfunc = marks.cfunc || (p->with_cfunc && !p->in_function);
    marks.ccall = marks.ccall || (p->with_ccall && !p->in_function);
    const AstCFuncDef *declared = def->is_async ? NULL : pxd_declaration(p, def->name);
    if (declared && !marks.cfunc && !marks.ccall) {
        if (marks.locals)
            apply_locals(p, marks.locals, &def->params, &def->body);
        return join_declaration(p, def, declared, &marks);
    }
    if (marks.locals)
        apply_locals(p, marks.locals, &def->params, &def->body);
    bool in_python = p->in_function || (p->in_class && !p->in_cclass);
    if ((marks.cfunc || marks.ccall) && in_python)
        pure_error(p, marks.place, "a C function is not allowed here");
    else if (marks.cfunc && marks.ccall)
        pure_error(p, marks.place, "`cfunc` and `ccall` exclude each other");
    else if (marks.cfunc || marks.ccall)
        return make_c_function(p, def, &marks);
    for (uint32_t i = 0; i < def->decorators.len; i++) {
        Ast *decorator = def->decorators.items[i];
        const Ast *name = decorator->kind == AST_Call ? AST_AS(Call, decorator)->func : decorator;
        if (pure_is(p, name, "nogil") || pure_is(p, name, "with_gil"))
            vec_push(p->arena, &marks.others, decorator); /* for what it means on a def */
    }
    def->decorators = pure_list(p, &marks.others);
    return &def->head;
}

/* --- classes --- */

static bool is_container(const char *name)
{
    static const char *const names[] = {"dict", "frozenset", "list", "set", "tuple", "type"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(names[i], name))
            return true;
    return false;
}

/* Dict[K, V] and dict[K, V] as the base of a cdef class: dict. Others stay. */
static Ast *base_type(Pure *p, Ast *base)
{
    Ast *name = base->kind == AST_Subscript ? AST_AS(Subscript, base)->value : base;
    if (name->kind != AST_Name)
        return base;
    const char *type = map_get(&p->typing, AST_AS(Name, name)->id);
    if (type) {
        AstName *builtin = PURE_NEW(p, Name, name);
        builtin->id = atom_from(p->atoms, type);
        return &builtin->head;
    }
    return is_container(AST_AS(Name, name)->id->text) ? name : base;
}

Ast *pure_class(Pure *p, AstClassDef *def)
{
    const AstCClassDef *declared = p->in_function ? NULL : map_get(&p->pxd_classes, def->name);
    PureVec decorators = {0};
    bool is_cclass = declared != NULL || (p->with_cclass && !p->in_function && !p->in_class);
    for (uint32_t i = 0; i < def->decorators.len; i++) {
        Ast *decorator = def->decorators.items[i];
        const Ast *name = decorator->kind == AST_Call ? AST_AS(Call, decorator)->func : decorator;
        bool is_mark = pure_is(p, decorator, "cclass");
        is_cclass = is_cclass || is_mark || pure_is(p, name, "total_ordering") ||
                    pure_is(p, name, "dataclasses.dataclass");
        if (!is_mark)
            vec_push(p->arena, &decorators, decorator);
    }
    p->pxd_class = declared;
    if (!is_cclass)
        return &def->head;
    AstCClassDef *node = PURE_NEW(p, CClassDef, &def->head);
    node->name = def->name;
    node->name_span = def->name_span;
    node->bases = def->bases;
    for (uint32_t i = 0; i < node->bases.len; i++)
        node->bases.items[i] = base_type(p, node->bases.items[i]);
    node->body = def->body;
    node->decorators = pure_list(p, &decorators);
    node->has_body = true;
    return &node->head;
}
