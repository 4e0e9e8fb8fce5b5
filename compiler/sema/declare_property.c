/* declare_property.c: def methods and properties of extension types; see declare_property.h. Source: Cython user guide,
 * "Extension Types: Properties".
 *
 *     @property                      PropertyInfo x {get, set}; the functions are C functions
 *     def x(self): ...               (FuncInfo.accessor 'g', 's'), no objects
 *     @x.setter
 *     def x(self, value): ...
 */
#include "sema/declare_property.h"

#include "sema/coerce.h"
#include "sema/declare_def.h"
#include "sema/declare_method.h"
#include "sema/magic.h"
#include <string.h>

static PropertyInfo *find_property(Analyzer *a, ClassInfo *cls, Atom name, Span span, bool make)
{
    Symbol *known = scope_find(cls->symbol->inner, name);
    for (uint32_t i = 0; i < cls->properties.len; i++)
        if (cls->properties.items[i]->symbol->name == name)
            return cls->properties.items[i];
    if (!make)
        return NULL;
    bool is_hidden = known && known->kind == SYM_FIELD && !known->is_open && !known->is_readonly;
    if (is_hidden) { /* Python sees the property, C code the attribute */
        known = ARENA_NEW(a->arena, Symbol);
        *known = (Symbol){.kind = SYM_DEF, .name = name, .type = KIND_TYPE(a, OBJECT), .scope = cls->symbol->inner,
                          .span = span};
    }
    if (known && known->kind != SYM_DEF) {
        analyzer_note_symbol(a, REPORT(a, DIAG_REDECLARED, span, name->text), known);
        return NULL;
    }
    PropertyInfo *property = ARENA_NEW(a->arena, PropertyInfo);
    property->symbol = known ? known
                             : scope_add(a->arena, cls->symbol->inner, SYM_DEF, name,
                                         KIND_TYPE(a, OBJECT), span);
    property->symbol->is_property = true;
    property->symbol->cls = cls;
    vec_push(a->arena, &cls->properties, property);
    return property;
}

/* The x of a decorator x.setter, or NULL. */
static Atom decorated_name(const Ast *decorator)
{
    if (decorator->kind != AST_Attribute || AST_AS(Attribute, decorator)->value->kind != AST_Name)
        return NULL;
    return AST_AS(Name, AST_AS(Attribute, decorator)->value)->id;
}

/* property, x.getter, x.setter, x.deleter: 'g', 's', 'd'; 0 for any other decorator. */
static char decorator_kind(const Ast *decorator)
{
    if (decorator->kind == AST_Name)
        return strcmp(AST_AS(Name, decorator)->id->text, "property") == 0 ? 'g' : 0;
    if (!decorated_name(decorator))
        return 0;
    const char *attr = AST_AS(Attribute, decorator)->attr->text;
    return strcmp(attr, "getter") == 0    ? 'g'
           : strcmp(attr, "setter") == 0  ? 's'
           : strcmp(attr, "deleter") == 0 ? 'd'
                                          : 0;
}

/* boundscheck(False) and the like, which may stand anywhere. */
static bool is_directive(Analyzer *a, const ClassInfo *cls, const Ast *decorator)
{
    const Ast *name = decorator->kind == AST_Call ? AST_AS(Call, decorator)->func : decorator;
    bool is_name = name->kind == AST_Name || name->kind == AST_Attribute;
    const Symbol *symbol = is_name ? magic_static(a, cls->symbol->inner, name) : NULL;
    return symbol && symbol->kind == SYM_MAGIC;
}

/* The only decorator of a method when it makes an accessor, directives aside; of x.setter the method is called x. */
static const Ast *accessor_decorator(Analyzer *a, const ClassInfo *cls, const AstFunctionDef *node)
{
    const Ast *found = NULL;
    for (uint32_t i = 0; i < node->decorators.len; i++) {
        const Ast *decorator = node->decorators.items[i];
        if (is_directive(a, cls, decorator))
            continue;
        if (found || !decorator_kind(decorator))
            return NULL;
        found = decorator;
    }
    Atom name = found ? decorated_name(found) : NULL;
    return name && name != node->name ? NULL : found;
}

static void set_accessor(PropertyInfo *property, char kind, FuncInfo *func)
{
    *(kind == 'g' ? &property->get : kind == 's' ? &property->set : &property->del) = func;
    func->accessor = kind;
    func->special = SPECIAL_NONE;
    if (kind == 'g' && func->doc && !property->doc) {
        property->doc = func->doc;
        property->doc_len = func->doc_len;
    }
}

static void check_accessor(Analyzer *a, const AstFunctionDef *node, char kind)
{
    uint32_t wanted = kind == 's' ? 2 : 1;
    if (node->params.len != wanted)
        REPORT(a, DIAG_SPECIAL_ARGS, analyzer_name_span(node->name_span, &node->head),
               node->name->text, wanted, wanted == 1 ? "" : "s", (unsigned)node->params.len);
}

/* The method without the decorator that makes it an accessor. */
static AstFunctionDef *bare_method(Analyzer *a, const AstFunctionDef *node, const Ast *accessor)
{
    AstFunctionDef *bare = ARENA_NEW(a->arena, AstFunctionDef);
    *bare = *node;
    bare->decorators = (AstNodes){ARENA_ARRAY(a->arena, Ast *, node->decorators.len), 0};
    for (uint32_t i = 0; i < node->decorators.len; i++)
        if (node->decorators.items[i] != accessor)
            bare->decorators.items[bare->decorators.len++] = node->decorators.items[i];
    return bare;
}

static void declare_property_def(Analyzer *a, ClassInfo *cls, const AstFunctionDef *node, const Ast *decorator)
{
    char kind = decorator_kind(decorator);
    Span span = analyzer_name_span(node->name_span, &node->head);
    bool is_new = decorator->kind == AST_Name;
    PropertyInfo *property = find_property(a, cls, node->name, span, is_new);
    if (!property) {
        analyzer_unsupported(a, decorator->span, "this decorator of a method");
        return;
    }
    if (is_new)
        property->get = property->set = property->del = NULL;
    FuncInfo *func = declare_def(a, cls->symbol->inner, bare_method(a, node, decorator));
    func->node = &node->head;
    set_accessor(property, kind, func);
    check_accessor(a, node, kind);
    vec_push(a->arena, &cls->functions, func);
}

static void check_special(Analyzer *a, const AstFunctionDef *node, const FuncInfo *func)
{
    int least, most;
    special_arity(func->special, &least, &most);
    int count = (int)node->params.len - 1;
    if (most < 0 || (count >= least && count <= most))
        return;
    REPORT(a, DIAG_SPECIAL_ARGS, analyzer_name_span(node->name_span, &node->head), node->name->text,
           (unsigned)least + 1, least ? "s" : "", (unsigned)node->params.len);
}

/* Slots of a type always pass all arguments, but the modulus of a power: None where there is none. */
static void check_special_defaults(Analyzer *a, const AstFunctionDef *node, const FuncInfo *func)
{
    int least, most;
    special_arity(func->special, &least, &most);
    for (uint32_t i = 1; most >= 0 && i < node->params.len && i <= (uint32_t)most; i++) {
        const Ast *value = AST_AS(Param, node->params.items[i])->default_value;
        bool is_power = func->special == SPECIAL_pow || func->special == SPECIAL_rpow ||
                        func->special == SPECIAL_ipow;
        if (value && (i <= (uint32_t)least || (is_power && !coerce_is_none(value))))
            REPORT(a, DIAG_SPECIAL_DEFAULT, value->span, node->name->text,
                   is_power ? " but None for the third" : "");
    }
}

/* A decorator that makes an accessor of a property of this class. */
static bool is_accessor(Analyzer *a, ClassInfo *cls, const Ast *decorator)
{
    Atom name = decorated_name(decorator);
    return decorator_kind(decorator) && (!name || find_property(a, cls, name, decorator->span, false));
}

/* @property and @x.setter make rows of a table of C functions: nothing can stand around those, and the name is
 * that of the property. False: reported. */
static bool check_accessor_decorators(Analyzer *a, ClassInfo *cls, const AstFunctionDef *node)
{
    const Ast *accessor = NULL, *other = NULL;
    for (uint32_t i = 0; i < node->decorators.len; i++) {
        const Ast *decorator = node->decorators.items[i];
        if (is_directive(a, cls, decorator))
            continue;
        const Ast **place = !accessor && is_accessor(a, cls, decorator) ? &accessor : &other;
        *place = *place ? *place : decorator;
    }
    if (!accessor)
        return true;
    Atom name = decorated_name(accessor);
    if (other)
        REPORT(a, DIAG_NOT_ALLOWED, other->span, "another decorator",
               "on an accessor of a property of an extension type");
    else
        REPORT(a, DIAG_PROPERTY_NAME, accessor->span, name->text, node->name->text);
    return false;
}

void declare_method_def(Analyzer *a, ClassInfo *cls, const AstFunctionDef *node)
{
    if (strcmp(node->name->text, "__init_subclass__") == 0)
        REPORT(a, DIAG_NOT_ALLOWED, node->head.span, "`__init_subclass__`", "in an extension type");
    Span span = analyzer_name_span(node->name_span, &node->head);
    const Ast *accessor = accessor_decorator(a, cls, node);
    if (accessor) {
        declare_property_def(a, cls, node, accessor);
        return;
    }
    if (!check_accessor_decorators(a, cls, node))
        return;
    FuncInfo *func = declare_def(a, cls->symbol->inner, node);
    if (func->special && func->is_static)
        func->special = SPECIAL_NONE;
    if (!node->params.len && !func->is_static && !func->decorators.len &&
        !declare_becomes_static(cls, node->name)) {
        REPORT(a, DIAG_NO_SELF, span, node->name->text);
        func->special = SPECIAL_NONE;
    }
    if (func->special) {
        check_special(a, node, func);
        check_special_defaults(a, node, func);
    }
    vec_push(a->arena, &cls->functions, func);
    Symbol *known = scope_find(cls->symbol->inner, node->name);
    if (known && known->kind != SYM_DEF) {
        analyzer_note_symbol(a, REPORT(a, DIAG_REDECLARED, span, node->name->text), known);
        return;
    }
    if (!known)
        known = scope_add(a->arena, cls->symbol->inner, SYM_DEF, node->name, KIND_TYPE(a, OBJECT),
                          span);
    known->cls = cls;
    func->symbol = known;
    known->func = func;
}

void declare_method_property(Analyzer *a, ClassInfo *cls, const AstProperty *node)
{
    Span span = analyzer_name_span(node->name_span, &node->head);
    PropertyInfo *property = find_property(a, cls, node->name, span, true);
    for (uint32_t i = 0; property && i < node->body.len; i++) {
        const Ast *item = node->body.items[i];
        if (item->kind == AST_ExprStmt && AST_AS(ExprStmt, item)->value->kind == AST_StrLit) {
            property->doc = AST_AS(StrLit, AST_AS(ExprStmt, item)->value)->value;
            property->doc_len = AST_AS(StrLit, AST_AS(ExprStmt, item)->value)->value_len;
        }
        if (item->kind != AST_FunctionDef)
            continue;
        const AstFunctionDef *def = AST_AS(FunctionDef, item);
        const char *name = def->name->text;
        char kind = strcmp(name, "__get__") == 0   ? 'g'
                    : strcmp(name, "__set__") == 0 ? 's'
                    : strcmp(name, "__del__") == 0 ? 'd'
                                                   : 0;
        if (!kind) {
            REPORT(a, DIAG_NOT_ALLOWED, item->span, "this method", "in a property");
            continue;
        }
        FuncInfo *func = declare_def(a, cls->symbol->inner, def);
        const char *doc = property->doc;
        set_accessor(property, kind, func);
        property->doc = doc; /* that of the property, not of its getter */
        check_accessor(a, def, kind);
        func->name = analyzer_atom(a, arena_printf(a->arena, "%s_%s", node->name->text, name + 2));
        vec_push(a->arena, &cls->functions, func);
    }
}
