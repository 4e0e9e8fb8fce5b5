/* pure_dataclass.c: dataclasses that are extension types: the methods that the decorator stands for, as source text that
 * is read like any other; see purer.h. Source: PEP 557; Python library reference, `dataclasses`; Cython user guide,
 * "Extension types: dataclass extension types".
 *
 * What is no literal among the defaults is a C variable of the module, evaluated before the class. The objects by which
 * Python's own functions know a dataclass (__dataclass_fields__) are made at import by Python's decorator, on a class that
 * is not used for anything else.
 *
 *     @dataclass                     cdef object _C_b_default = g()
 *     cdef class C:                  cdef class C:
 *         a: float             ->        cdef public float a; cdef public object b
 *         b: object = g()                def __init__(self, a: float, b: object = _C_b_default): self.a = a; self.b = b
 *                                        def __repr__(self): ...
 */
#include "syntax/dataclass.h"
#include "syntax/imports.h"
#include <string.h>

/* --- options --- */

static const char *const option_names[] = {"init", "repr", "eq", "order", "unsafe_hash", "frozen", "kw_only", "match_args"};
enum { OPT_INIT, OPT_REPR, OPT_EQ, OPT_ORDER, OPT_HASH, OPT_FROZEN, OPT_KW_ONLY, OPT_MATCH_ARGS };

/* 1 or 0; -1: no truth value. */
static int truth_of(const Ast *node)
{
    if (node->kind != AST_ConstLit)
        return -1;
    AstConst value = AST_AS(ConstLit, node)->value;
    return value == AST_CONST_TRUE ? 1 : value == AST_CONST_FALSE ? 0 : -1;
}

static void set_options(Pure *p, DataClass *cls, const Ast *decorator)
{
    static const bool defaults[DATA_OPTIONS] = {true, true, true, false, false, false, false, true};
    memcpy(cls->options, defaults, sizeof defaults);
    if (decorator->kind != AST_Call)
        return;
    const AstCall *call = AST_AS(Call, decorator);
    if (call->args.len)
        pure_error(p, call->args.items[0], "`dataclass` takes no positional arguments");
    for (uint32_t i = 0; i < call->keywords.len; i++) {
        const AstKeyword *keyword = AST_AS(Keyword, call->keywords.items[i]);
        int option = 0;
        while (keyword->name && option < DATA_OPTIONS && strcmp(option_names[option], keyword->name->text) != 0)
            option++;
        if (!keyword->name || option == DATA_OPTIONS)
            pure_error(p, &keyword->head, "`dataclass` has no such option");
        else if (truth_of(keyword->value) < 0)
            pure_error(p, keyword->value, "an option of `dataclass` is True or False");
        else
            cls->options[option] = truth_of(keyword->value) == 1;
    }
}

/* --- types --- */

static const char *source_at(const Pure *p, Span span)
{
    const SourceFile *file = p->in->sources->files.items[span.file];
    return arena_strndup(p->arena, file->text + span.start, span.len);
}

/* The last part of a dotted name, as an expression or as a type; NULL: neither. */
static const char *last_name(const Ast *node)
{
    if (node->kind == AST_Name)
        return AST_AS(Name, node)->id->text;
    if (node->kind == AST_Attribute)
        return AST_AS(Attribute, node)->attr->text;
    if (node->kind == AST_TypeName && AST_AS(TypeName, node)->path.len)
        return AST_AS(TypeName, node)->path.items[AST_AS(TypeName, node)->path.len - 1]->text;
    return NULL;
}

/* What stands in brackets behind `name`; the node itself for the name alone; NULL: another type. */
static Ast *inside_of(Ast *node, const char *name)
{
    Ast *base = node->kind == AST_Subscript  ? AST_AS(Subscript, node)->value
                : node->kind == AST_TypeArgs ? AST_AS(TypeArgs, node)->base
                                             : node;
    const char *found = last_name(base);
    if (!found || strcmp(found, name) != 0)
        return NULL;
    if (node->kind == AST_Subscript)
        return AST_AS(Subscript, node)->index;
    return node->kind == AST_TypeArgs && AST_AS(TypeArgs, node)->args.len ? AST_AS(TypeArgs, node)->args.items[0] : node;
}

/* --- fields --- */

static DataField *find_field(const DataClass *cls, Atom name)
{
    for (uint32_t i = 0; i < cls->fields.len; i++)
        if (cls->fields.items[i]->name == name)
            return cls->fields.items[i];
    return NULL;
}

static bool is_inherited(const DataClass *cls, Atom name)
{
    for (cls = cls->base; cls; cls = cls->base)
        if (find_field(cls, name))
            return true;
    return false;
}

static DataField *new_field(Pure *p, DataClass *cls, Atom name, Span span)
{
    DataField *field = ARENA_NEW(p->arena, DataField);
    *field = (DataField){.name = name, .span = span, .init = true, .repr = true, .compare = true, .hash = -1,
                         .kw_only = cls->kw_only_from_here || cls->options[OPT_KW_ONLY], .cls = cls};
    if (is_inherited(cls, name))
        diag_report(p->diags, DIAG_SYNTAX, span, "a field of a base is declared again");
    vec_push(p->arena, &cls->fields, field);
    return field;
}

static bool is_literal(const Ast *node)
{
    return node->kind == AST_ConstLit || (node->kind == AST_IntLit && !AST_AS(IntLit, node)->suffix) ||
           node->kind == AST_FloatLit || node->kind == AST_StrLit;
}

/* The value as text: of a literal its own, else the name of a variable that holds it. */
static const char *keep_value(Pure *p, const DataField *field, Ast *value, const char *role, PureVec *before)
{
    if (is_literal(value))
        return source_at(p, value->span);
    const char *name = arena_printf(p->arena, "_%s_%s_%s", field->cls->node->name->text, field->name->text, role);
    dataclass_variable(p, value, name, value, before);
    return name;
}

/* A C function that no Python object stands for can be called all the same. */
static bool is_c_function(const Pure *p, const Ast *node)
{
    const AstNodes *body = &p->tree->module->body;
    for (uint32_t i = 0; node->kind == AST_Name && i < body->len; i++)
        if (body->items[i]->kind == AST_CFuncDef && AST_AS(CFuncDef, body->items[i])->name == AST_AS(Name, node)->id)
            return true;
    return false;
}

static void set_flag(Pure *p, const AstKeyword *keyword, bool *flag)
{
    int value = truth_of(keyword->value);
    if (value < 0)
        pure_error(p, keyword->value, "this argument of `field` is True or False");
    *flag = value == 1;
}

static void set_default(Pure *p, DataField *field, Ast *value, PureVec *before)
{
    if (value->kind == AST_List || value->kind == AST_Dict || value->kind == AST_Set)
        pure_error(p, value, "a default that can be changed would be shared: use `default_factory`");
    field->default_ = keep_value(p, field, value, "default", before);
}

static void take_argument(Pure *p, DataField *field, const AstKeyword *keyword, PureVec *before)
{
    const char *name = keyword->name ? keyword->name->text : "**";
    if (!strcmp(name, "default")) {
        set_default(p, field, keyword->value, before);
    } else if (!strcmp(name, "default_factory")) {
        field->is_c_factory = is_c_function(p, keyword->value);
        field->factory = field->is_c_factory ? source_at(p, keyword->value->span)
                                             : keep_value(p, field, keyword->value, "factory", before);
    } else if (!strcmp(name, "init")) {
        set_flag(p, keyword, &field->init);
    } else if (!strcmp(name, "repr")) {
        set_flag(p, keyword, &field->repr);
    } else if (!strcmp(name, "compare")) {
        set_flag(p, keyword, &field->compare);
    } else if (!strcmp(name, "kw_only")) {
        set_flag(p, keyword, &field->kw_only);
    } else if (!strcmp(name, "hash")) {
        field->hash = truth_of(keyword->value);
    } else if (!strcmp(name, "metadata")) {
        field->metadata = keep_value(p, field, keyword->value, "metadata", before);
    } else {
        pure_error(p, &keyword->head, "`field` has no such argument");
    }
}

/* `= value`, or `= field(...)` */
static void set_value(Pure *p, DataField *field, Ast *value, PureVec *before)
{
    const AstCall *call = value->kind == AST_Call ? AST_AS(Call, value) : NULL;
    const char *path = call ? imports_path(p->arena, p->tree->module, call->func) : NULL;
    bool is_field = path && (!strcmp(path, "dataclasses.field") || !strcmp(path, "cython.dataclasses.field"));
    if (!is_field) {
        set_default(p, field, value, before);
        return;
    }
    if (call->args.len)
        pure_error(p, call->args.items[0], "`field` takes no positional arguments");
    for (uint32_t i = 0; i < call->keywords.len; i++)
        take_argument(p, field, AST_AS(Keyword, call->keywords.items[i]), before);
    if (field->default_ && field->factory)
        pure_error(p, value, "`default` and `default_factory` exclude each other");
}

/* --- the body --- */

static Ast *make_assign(Pure *p, const Ast *place, Ast *target, Ast *value)
{
    AstAssign *node = PURE_NEW(p, Assign, place);
    node->targets = (AstNodes){ARENA_NEW(p->arena, Ast *), 1};
    node->targets.items[0] = target;
    node->value = value;
    return &node->head;
}

/* name: T = value */
static Ast *take_annotated(Pure *p, DataClass *cls, AstAnnAssign *node, PureVec *before)
{
    Atom name = AST_AS(Name, node->target)->id;
    if (inside_of(node->annotation, "ClassVar"))
        return node->value ? make_assign(p, &node->head, node->target, node->value) : NULL;
    if (inside_of(node->annotation, "KW_ONLY")) {
        cls->kw_only_from_here = true;
        return NULL;
    }
    DataField *field = new_field(p, cls, name, node->target->span);
    Ast *init_var = inside_of(node->annotation, "InitVar");
    Ast *annotation = init_var && init_var != node->annotation ? init_var : node->annotation;
    field->is_init_var = init_var != NULL;
    field->is_listed = true;
    field->shown_type = source_at(p, node->annotation->span);
    field->annotation = init_var == node->annotation ? "object" : source_at(p, annotation->span);
    if (node->value)
        set_value(p, field, node->value, before);
    Ast *type = pure_annotation(p, annotation);
    AstCDeclarator *item = pure_declarator(p, node->target, name, type ? type : annotation, NULL);
    Ast *variables = pure_variables(p, &node->head, &item, 1);
    AST_AS(CVarDef, variables)->visibility = cls->options[OPT_FROZEN] ? AST_VIS_READONLY : AST_VIS_PUBLIC;
    AST_AS(CVarDef, variables)->is_pure = AST_AS(CVarDef, variables)->is_field = true;
    return variables;
}

/* `name = value` in the body of the class: a default of the C attribute; the statement is taken out. */
static Ast *take_assigned(AstNodes *body, Atom name)
{
    for (uint32_t i = 0; i < body->len; i++) {
        const AstAssign *assign = body->items[i] && body->items[i]->kind == AST_Assign ? AST_AS(Assign, body->items[i]) : NULL;
        if (!assign || assign->targets.len != 1 || assign->targets.items[0]->kind != AST_Name ||
            AST_AS(Name, assign->targets.items[0])->id != name)
            continue;
        body->items[i] = NULL;
        return assign->value;
    }
    return NULL;
}

static void take_declarator(Pure *p, DataClass *cls, const AstCVarDef *node, AstCDeclarator *item, PureVec *before)
{
    bool is_visible = node->visibility == AST_VIS_PUBLIC || node->visibility == AST_VIS_READONLY;
    Ast *init_var = inside_of(item->type, "InitVar"), *type = item->type;
    Ast *value = take_assigned(&cls->node->body, item->name);
    if (!is_visible && !init_var)
        return;
    DataField *field = new_field(p, cls, item->name, item->name_span);
    field->is_init_var = init_var != NULL;
    field->is_listed = is_visible;
    field->is_c = true;
    field->shown_type = source_at(p, type->span);
    field->annotation = source_at(p, init_var ? init_var->span : type->span);
    if (value)
        set_value(p, field, value, before);
    if (init_var)
        item->type = init_var;
}

/* cdef T a, b; NULL when nothing of it is left. */
static Ast *take_declared(Pure *p, DataClass *cls, AstCVarDef *node, PureVec *before)
{
    PureVec kept = {0};
    for (uint32_t i = 0; i < node->declarators.len; i++) {
        AstCDeclarator *item = AST_AS(CDeclarator, node->declarators.items[i]);
        if (item->type && inside_of(item->type, "ClassVar"))
            continue;
        if (item->type)
            take_declarator(p, cls, node, item, before);
        vec_push(p->arena, &kept, &item->head);
    }
    node->declarators = pure_list(p, &kept);
    if (cls->options[OPT_FROZEN] && node->visibility == AST_VIS_PUBLIC)
        node->visibility = AST_VIS_READONLY;
    return kept.len ? &node->head : NULL;
}

static void take_body(Pure *p, DataClass *cls, PureVec *before)
{
    AstNodes *body = &cls->node->body;
    PureVec kept = {0};
    for (uint32_t i = 0; i < body->len; i++) {
        Ast *item = body->items[i];
        bool is_named = item && item->kind == AST_AnnAssign && AST_AS(AnnAssign, item)->target->kind == AST_Name;
        if (is_named)
            item = take_annotated(p, cls, AST_AS(AnnAssign, item), before);
        else if (item && item->kind == AST_CVarDef)
            item = take_declared(p, cls, AST_AS(CVarDef, item), before);
        if (item)
            vec_push(p->arena, &kept, item);
    }
    *body = pure_list(p, &kept);
}

static bool defines(const AstNodes *body, const char *name)
{
    for (uint32_t i = 0; i < body->len; i++) {
        const Ast *item = body->items[i];
        const AstAssign *assign = item->kind == AST_Assign ? AST_AS(Assign, item) : NULL;
        if (item->kind == AST_FunctionDef && !strcmp(AST_AS(FunctionDef, item)->name->text, name))
            return true;
        for (uint32_t k = 0; assign && k < assign->targets.len; k++)
            if (assign->targets.items[k]->kind == AST_Name &&
                !strcmp(AST_AS(Name, assign->targets.items[k])->id->text, name))
                return true;
    }
    return false;
}

/* --- what the options forbid --- */

static void check_class(Pure *p, const DataClass *cls, const Ast *decorator)
{
    static const char *const orders[] = {"__lt__", "__le__", "__gt__", "__ge__"};
    const AstNodes *body = &cls->node->body;
    if (cls->options[OPT_HASH] && defines(body, "__hash__"))
        pure_error(p, decorator, "the class has a `__hash__` of its own");
    if (cls->options[OPT_ORDER] && !cls->options[OPT_EQ])
        pure_error(p, decorator, "`order` needs `eq`");
    for (size_t i = 0; cls->options[OPT_ORDER] && i < sizeof orders / sizeof *orders; i++)
        if (defines(body, orders[i]))
            pure_error(p, decorator, "the class has a comparison of its own");
}

static void check_order(Pure *p, const DataClass *cls)
{
    const DataField *fields[DATA_FIELDS];
    uint32_t count = dataclass_fields(cls, fields);
    bool seen = false;
    for (uint32_t i = 0; i < count; i++) {
        bool has_default = fields[i]->default_ || fields[i]->factory;
        if (!fields[i]->init || fields[i]->kw_only)
            continue;
        if (seen && !has_default)
            diag_report(p->diags, DIAG_SYNTAX, fields[i]->span, "a field without a default follows one that has one");
        seen |= has_default;
    }
}

/* --- classes --- */

uint32_t dataclass_fields(const DataClass *cls, const DataField **out)
{
    uint32_t count = cls->base ? dataclass_fields(cls->base, out) : 0;
    for (uint32_t i = 0; i < cls->fields.len && count < DATA_FIELDS; i++)
        out[count++] = cls->fields.items[i];
    return count;
}

bool dataclass_defines(const DataClass *cls, const char *name)
{
    return defines(&cls->node->body, name);
}

bool dataclass_option(const DataClass *cls, const char *name)
{
    int option = 0;
    while (strcmp(option_names[option], name) != 0)
        option++;
    return cls->options[option];
}

static const Ast *find_decorator(const Pure *p, const AstCClassDef *node, uint32_t *index)
{
    for (uint32_t i = 0; i < node->decorators.len; i++) {
        const Ast *decorator = node->decorators.items[i];
        const Ast *name = decorator->kind == AST_Call ? AST_AS(Call, decorator)->func : decorator;
        const char *path = imports_path(p->arena, p->tree->module, name);
        *index = i;
        if (path && (!strcmp(path, "dataclasses.dataclass") || !strcmp(path, "cython.dataclasses.dataclass")))
            return decorator;
    }
    return NULL;
}

static DataClass *find_base(const Pure *p, const AstCClassDef *node)
{
    const Ast *base = node->bases.len ? node->bases.items[0] : NULL;
    return base && base->kind == AST_Name ? map_get(&p->classes, AST_AS(Name, base)->id) : NULL;
}

void pure_dataclass(Pure *p, AstCClassDef *node, PureVec *before)
{
    uint32_t index;
    const Ast *decorator = find_decorator(p, node, &index);
    DataClass *cls = ARENA_NEW(p->arena, DataClass);
    cls->node = node;
    cls->base = find_base(p, node);
    map_set(p->arena, &p->classes, node->name, cls);
    if (!decorator || !node->has_body)
        return;
    const Ast *base = node->bases.len ? node->bases.items[0] : NULL;
    if (base && !cls->base && imports_path(p->arena, p->tree->module, base))
        diag_report(p->diags, DIAG_DATACLASS_BASE, base->span);
    uint32_t errors = p->diags->errors;
    cls->is_dataclass = true;
    set_options(p, cls, decorator);
    check_class(p, cls, decorator);
    PureVec others = {0};
    for (uint32_t i = 0; i < node->decorators.len; i++)
        if (i != index)
            vec_push(p->arena, &others, node->decorators.items[i]);
    node->decorators = pure_list(p, &others);
    take_body(p, cls, before);
    check_order(p, cls);
    if (p->diags->errors == errors)
        dataclass_write(p, cls, decorator, before);
}
