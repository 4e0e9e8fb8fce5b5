/* declare_property.c: def methods and properties of extension types; see declare_property.h. Source: Cython user guide,
 * "Extension Types: Properties".
 *
 *     @property                      PropertyInfo x {get, set}; the functions are C functions
 *     def x(self): ...               (FuncInfo.accessor 'g', 's'), no objects
 *     @x.setter
 *     def x(self, value): ...
 */
#include "sema/declare_property.h"

#include "sema/declare.h"
#include <string.h>

static PropertyInfo *find_property(Analyzer *a, ClassInfo *cls, Atom name, Span span, bool make)
{
    Symbol *known = scope_find(cls->symbol->inner, name);
    for (uint32_t i = 0; i < cls->properties.len; i++)
        if (cls->properties.items[i]->symbol->name == name)
            return cls->properties.items[i];
    if (!make)
        return NULL;
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

/* property, x.getter, x.setter, x.deleter: 'g', 's', 'd'; 0 for any other decorator. */
static char accessor_kind(const AstFunctionDef *node)
{
    if (node->decorators.len != 1)
        return 0;
    const Ast *decorator = node->decorators.items[0];
    if (decorator->kind == AST_Name)
        return strcmp(AST_AS(Name, decorator)->id->text, "property") == 0 ? 'g' : 0;
    if (decorator->kind != AST_Attribute || AST_AS(Attribute, decorator)->value->kind != AST_Name ||
        AST_AS(Name, AST_AS(Attribute, decorator)->value)->id != node->name)
        return 0;
    const char *attr = AST_AS(Attribute, decorator)->attr->text;
    return strcmp(attr, "getter") == 0    ? 'g'
           : strcmp(attr, "setter") == 0  ? 's'
           : strcmp(attr, "deleter") == 0 ? 'd'
                                          : 0;
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

static void declare_property_def(Analyzer *a, ClassInfo *cls, const AstFunctionDef *node, char kind)
{
    Span span = analyzer_name_span(node->name_span, &node->head);
    bool is_new = node->decorators.items[0]->kind == AST_Name;
    PropertyInfo *property = find_property(a, cls, node->name, span, is_new);
    if (!property) {
        analyzer_unsupported(a, node->decorators.items[0]->span, "this decorator of a method");
        return;
    }
    if (is_new)
        property->get = property->set = property->del = NULL;
    AstFunctionDef *bare = ARENA_NEW(a->arena, AstFunctionDef);
    *bare = *node;
    bare->decorators.len = 0;
    FuncInfo *func = declare_def(a, cls->symbol->inner, bare);
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

/* @property and @x.setter make rows of a table of C functions: nothing can stand around those. */
static void check_accessor_decorators(Analyzer *a, const AstFunctionDef *node)
{
    for (uint32_t i = 0; node->decorators.len > 1 && i < node->decorators.len; i++) {
        const Ast *decorator = node->decorators.items[i];
        AstFunctionDef alone = *node;
        alone.decorators = (AstNodes){(Ast **)(uintptr_t)&decorator, 1};
        if (!accessor_kind(&alone))
            continue;
        REPORT(a, DIAG_NOT_ALLOWED, analyzer_name_span(node->name_span, &node->head),
               "another decorator", "for a property of an extension type");
        return;
    }
}

void declare_method_def(Analyzer *a, ClassInfo *cls, const AstFunctionDef *node)
{
    if (strcmp(node->name->text, "__init_subclass__") == 0)
        REPORT(a, DIAG_NOT_ALLOWED, node->head.span, "`__init_subclass__`", "in an extension type");
    Span span = analyzer_name_span(node->name_span, &node->head);
    char kind = accessor_kind(node);
    if (kind) {
        declare_property_def(a, cls, node, kind);
        return;
    }
    check_accessor_decorators(a, node);
    FuncInfo *func = declare_def(a, cls->symbol->inner, node);
    if (func->special && func->is_static)
        func->special = SPECIAL_NONE;
    if (func->special)
        check_special(a, node, func);
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
