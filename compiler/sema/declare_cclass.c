/* declare_cclass.c: extension types; see declare_cclass.h. Source: Cython user guide, "Extension Types", "Special
 * methods table".
 *
 * An instance is a struct: the base's struct, a pointer to the table of C methods in the first class that has any,
 * the class's own attributes. The table is a struct too: the base's table, then pointers to the new methods.
 *
 *     cdef class P:                    struct P_object { PyObject base; const struct P_vtab *vtab; double x; };
 *         cdef double x                struct P_vtab { double (*area)(PyObject *); };
 *         cdef double area(self)
 */
#include "sema/declare_cclass.h"
#include "sema/class_layout.h"
#include "sema/ctypes.h"
#include "sema/declare_attribute.h"
#include "sema/declare_func.h"
#include "sema/declare_property.h"
#include "sema/directive_use.h"
#include "sema/magic.h"
#include "syntax/imports.h"
#include <string.h>

/* --- the type --- */

static Symbol *class_symbol(Analyzer *a, Scope *scope, Atom name, Span span)
{
    Symbol *known = scope_find(scope, name);
    if (known && known->kind == SYM_CLASS)
        return known;
    if (known) {
        if (known->kind != SYM_POISON)
            analyzer_note_symbol(a, REPORT(a, DIAG_REDECLARED, span, name->text), known);
        return NULL;
    }
    TypeDecl *decl = ARENA_NEW(a->types->arena, TypeDecl);
    decl->name = name;
    decl->module = a->module_name;
    decl->header = "";
    const Type *type = type_nominal(a->types, TYPE_CLASS, decl);
    Symbol *symbol = scope_add(a->arena, scope, SYM_CLASS, name, type, span);
    ClassInfo *cls = ARENA_NEW(a->arena, ClassInfo);
    symbol->cls = cls;
    cls->symbol = symbol;
    cls->type = type;
    cls->module_name = a->module_name ? a->module_name : "__main__";
    cls->py_name = cls->prefix = name->text;
    decl->symbol = symbol;
    symbol->inner = scope_new(a->arena, SCOPE_CLASS, scope, NULL, a->sema->module_func, name);
    symbol->inner->cls = cls;
    return symbol;
}

static Atom local_name(const AstCClassDef *node)
{
    return node->asname ? node->asname : node->name;
}

static bool is_elsewhere(const Analyzer *a)
{
    return a->in_extern || (a->is_pxd && !a->is_own_pxd);
}

void declare_cclass_name(Analyzer *a, Scope *scope, const AstCClassDef *node)
{
    Symbol *symbol = class_symbol(a, scope, local_name(node),
                                  analyzer_name_span(node->name_span, &node->head));
    bool is_here = !is_elsewhere(a) && node->visibility != AST_VIS_EXTERN && !node->module;
    if (symbol && is_here && node->has_body && !a->is_pxd && !symbol->cls->pending)
        symbol->cls->pending = node;
}

static void report_bad_base(Analyzer *a, const Scope *scope, const Ast *node, const Symbol *symbol)
{
    Atom name = node->kind == AST_Name ? AST_AS(Name, node)->id : NULL;
    const char *what = name ? arena_printf(a->arena, "`%s`, which is not an extension type,", name->text)
                            : "this expression";
    Diag *diag = REPORT(a, DIAG_NOT_ALLOWED, node->span, what, "as the base of an extension type");
    if (symbol)
        analyzer_note_symbol(a, diag, symbol);
    else if (name)
        analyzer_suggest_name(a, diag, scope, name, true);
}

/* Instances have the C part of one base. */
static void check_more_bases(Analyzer *a, const Scope *scope, const AstNodes *bases)
{
    for (uint32_t i = 1; i < bases->len; i++) {
        const Ast *node = bases->items[i];
        bool is_name = node->kind == AST_Name || node->kind == AST_Attribute;
        const Symbol *symbol = is_name ? magic_static(a, scope, node) : NULL;
        if (symbol && symbol->kind == SYM_CLASS && symbol->cls && symbol->cls->type->decl->layout)
            REPORT(a, DIAG_NOT_ALLOWED, node->span, "a second extension type", "among the bases of one");
    }
}

/* One base: an extension type, a builtin type, or nothing after a report. */
static void set_base(Analyzer *a, Scope *scope, ClassInfo *cls, const Ast *node)
{
    bool is_name = node->kind == AST_Name || node->kind == AST_Attribute;
    Symbol *symbol = is_name ? magic_static(a, scope, node) : NULL;
    bool is_below = symbol && symbol->kind == SYM_CLASS && !symbol->cls->is_declared &&
                    symbol->cls->pending;
    if (is_below && symbol->cls != cls) /* extended above its definition */
        declare_cclass(a, symbol->scope, symbol->cls->pending);
    if (symbol && symbol->kind == SYM_CLASS && symbol->cls && symbol->cls->type->decl->layout) {
        if (symbol->cls->is_final)
            REPORT(a, DIAG_FINAL_BASE, node->span, symbol->name->text);
        cls->base = symbol->cls;
        cls->type->decl->base = symbol->type;
        return;
    }
    const BuiltinRow *row = symbol && symbol->kind == SYM_BUILTIN
                                ? builtins_row(a->builtins, symbol)
                                : NULL;
    if (row && (row->what == BUILTIN_TYPE || row->what == BUILTIN_EXC)) {
        cls->builtin = strcmp(symbol->name->text, "object") == 0 ? NULL : symbol;
        const Type *type = builtins_class(a->builtins, symbol);
        type = type ? type : ctypes_word(a, symbol->name);
        if (cls->builtin && type && type_is_object(type))
            cls->type->decl->base = type;
        return;
    }
    if (symbol && symbol->kind == SYM_POISON)
        return;
    if (symbol && symbol->kind == SYM_CLASS)
        REPORT(a, DIAG_INCOMPLETE_TYPE, node->span, symbol->name->text);
    else
        report_bad_base(a, scope, node, symbol);
}

static const Type *base_layout(Analyzer *a, ClassInfo *cls, Span span)
{
    if (cls->base)
        return cls->base->type->decl->layout;
    if (!cls->builtin)
        return class_layout_struct(a, "PyObject", true);
    const Type *layout = class_layout_builtin(a, cls->builtin);
    if (layout)
        return layout;
    const char *name = cls->builtin->name->text;
    if (strcmp(name, "tuple") == 0 || strcmp(name, "bytes") == 0)
        REPORT(a, DIAG_NOT_ALLOWED, span, arena_printf(a->arena, "`%s`", name),
               "as the base of an extension type");
    cls->is_varsized = true;
    return class_layout_struct(a, "PyVarObject", true);
}

static const char *option_text(const AstCClassDef *node, const char *name)
{
    for (uint32_t i = 0; i < node->options.len; i++) {
        const AstClassOption *option = AST_AS(ClassOption, node->options.items[i]);
        if (strcmp(option->name->text, name) == 0 && option->value->kind == AST_Name)
            return AST_AS(Name, option->value)->id->text;
    }
    return NULL;
}

static void start_layout(Analyzer *a, Scope *scope, ClassInfo *cls, const AstCClassDef *node)
{
    Span span = analyzer_name_span(node->name_span, &node->head);
    if (node->bases.len)
        set_base(a, scope, cls, node->bases.items[0]);
    check_more_bases(a, scope, &node->bases);
    if (node->bases.len > 1)
        cls->bases = node->bases;
    TypeDecl *decl = cls->type->decl;
    const Type *base = base_layout(a, cls, span);
    const char *given = option_text(node, "object");
    const char *name = given ? arena_printf(a->arena, node->is_typedef ? "%s" : "struct %s", given)
                             : arena_printf(a->arena, "struct %s_object", cls->prefix);
    decl->layout = class_layout_struct(a, name, false);
    decl->layout->decl->is_public = node->visibility == AST_VIS_PUBLIC || node->is_api;
    cls->is_public = node->visibility == AST_VIS_PUBLIC;
    cls->is_api = node->is_api;
    cls->type_symbol = cls->is_public || cls->is_api ? option_text(node, "type") : NULL;
    class_layout_add(a, decl->layout, analyzer_atom(a, "(base)"), base, "base");
    decl->vtab = cls->base ? cls->base->type->decl->vtab : NULL;
    decl->is_complete = true;
}

/* --- bodies --- */

static void set_doc(ClassInfo *cls, const AstNodes *body)
{
    if (!body->len || body->items[0]->kind != AST_ExprStmt)
        return;
    const Ast *value = AST_AS(ExprStmt, body->items[0])->value;
    if (value->kind != AST_StrLit || AST_AS(StrLit, value)->kind != AST_STR_STR)
        return;
    cls->doc = AST_AS(StrLit, value)->value;
    cls->doc_len = AST_AS(StrLit, value)->value_len;
}

static void declare_member(Analyzer *a, ClassInfo *cls, const Ast *node)
{
    if (node->kind == AST_CVarDef)
        declare_attributes(a, cls, AST_AS(CVarDef, node));
    else if (node->kind == AST_CFuncDef)
        declare_c_method(a, cls->symbol->inner, AST_AS(CFuncDef, node));
    else if (node->kind == AST_FunctionDef)
        declare_method_def(a, cls, AST_AS(FunctionDef, node));
    else if (node->kind == AST_Property)
        declare_method_property(a, cls, AST_AS(Property, node));
}

/* A string on the line below the declaration of a public attribute is its docstring. */
static void document_attribute(Analyzer *a, const ClassInfo *cls, const Ast *node, const Ast *next)
{
    const Ast *value = next->kind == AST_ExprStmt ? AST_AS(ExprStmt, next)->value : NULL;
    bool is_text = value && value->kind == AST_StrLit && AST_AS(StrLit, value)->kind == AST_STR_STR;
    if (node->kind != AST_CVarDef || !is_text || !cls->fields.len ||
        source_line(a->diags->sources, value->span) != source_end(a->diags->sources, node->span).line + 1)
        return;
    Symbol *field = vec_last(&cls->fields);
    field->doc = AST_AS(StrLit, value)->value;
    field->doc_len = AST_AS(StrLit, value)->value_len;
}

/* Declarations run nowhere; methods are made, and all other statements run, where the class statement stands. */
static bool is_run(const Ast *node)
{
    bool is_text = node->kind == AST_ExprStmt && AST_AS(ExprStmt, node)->value->kind == AST_StrLit;
    return !is_text && node->kind != AST_CVarDef && node->kind != AST_Pass &&
           node->kind != AST_Poison;
}

static void set_body(Analyzer *a, ClassInfo *cls, const AstNodes *body)
{
    cls->body = (AstNodes){ARENA_ARRAY(a->arena, Ast *, body->len + 1),
                           0}; /* the pxd's has been there */
    for (uint32_t i = 0; i < body->len; i++)
        if (is_run(body->items[i]))
            cls->body.items[cls->body.len++] = body->items[i];
}

/* functools.total_ordering cannot set attributes of such a type itself. */
static bool is_total_ordering(Analyzer *a, const Ast *node)
{
    return imports_is(a->arena, a->sema->tree->module, node, "functools.total_ordering");
}

static void check_collection(Analyzer *a, const AstNodes *decorators)
{
    const Ast *first = NULL;
    for (uint32_t i = 0; i < decorators->len; i++) {
        const Ast *node = decorators->items[i];
        const Ast *func = node->kind == AST_Call ? AST_AS(Call, node)->func : node;
        bool is_it = func->kind == AST_Attribute &&
                     strcmp(AST_AS(Attribute, func)->attr->text, "collection_type") == 0;
        if (is_it && first)
            REPORT(a, DIAG_NOT_ALLOWED, first->span, "more than one `collection_type`", "for one type");
        first = is_it ? node : first;
    }
}

static void apply_decorators(Analyzer *a, const Scope *scope, ClassInfo *cls,
                             const AstNodes *decorators)
{
    Directives *directives = ARENA_NEW(a->arena, Directives);
    *directives = *a->directives;
    check_collection(a, decorators);
    for (uint32_t i = 0; i < decorators->len; i++)
        if (is_total_ordering(a, decorators->items[i]))
            directives->total_ordering = true;
        else if (!directive_use_apply(a, scope, decorators->items[i], 'C', directives))
            analyzer_unsupported(a, decorators->items[i]->span,
                                 "this decorator of an extension type");
    cls->directives = directives;
    cls->is_final = directives->final;
    cls->is_internal = directives->internal;
    cls->no_gc = directives->no_gc;
    cls->no_gc_clear = directives->no_gc_clear;
    cls->total_ordering = directives->total_ordering;
    cls->trashcan = directives->trashcan;
    cls->freelist = directives->freelist;
    cls->collection = directives->collection_type[0];
    cls->no_version_tag = !directives->type_version_tag;
}

/* --- classes of other modules --- */

static void set_origin(ClassInfo *cls, const AstCClassDef *node, char check_size)
{
    const char *check = option_text(node, "check_size");
    bool is_builtin = node->module && strcmp(node->module->text, "__builtin__") == 0;
    if (node->module)
        cls->module_name = is_builtin ? "builtins" : node->module->text;
    cls->py_name = node->name->text;
    cls->check_size = check ? check[0] : check_size;
}

/* Its struct stands in a C header, or in the interpreter's: `object` names it, `type` its type object. */
static void declare_extern_class(Analyzer *a, Scope *scope, ClassInfo *cls,
                                 const AstCClassDef *node)
{
    const char *object = option_text(node, "object"), *type = option_text(node, "type");
    TypeDecl *decl = cls->type->decl;
    if (cls->is_declared) {
        Span span = analyzer_name_span(node->name_span, &node->head);
        if (node->body.len && !cls->is_extern)
            analyzer_note_symbol(a, REPORT(a, DIAG_REDECLARED, span, node->name->text),
                                 cls->symbol);
        return;
    }
    if (!node->has_body && scope == a->sema->module) {
        cls->is_extern = true;
        return; /* its name; the description follows, or is missed by declare_module */
    }
    set_origin(cls, node, 'w');
    cls->is_declared = cls->is_extern = decl->is_extern = decl->is_complete = true;
    cls->symbol->header = a->header;
    if (type)
        cls->type_object = arena_printf(a->arena, "((PyObject *)&%s)", type);
    if (node->bases.len)
        set_base(a, scope, cls, node->bases.items[0]);
    const char *name = object
                           ? arena_printf(a->arena, node->is_typedef ? "%s" : "struct %s", object)
                           : "PyObject";
    /* a struct that no header brings along is the one of the module that defines the class */
    bool is_known = a->header[0] || !object || strncmp(object, "Py", 2) == 0 || a->in_extern;
    decl->layout = class_layout_struct(a, name, is_known);
    if (!is_known)
        class_layout_add(a, decl->layout, analyzer_atom(a, "(base)"),
                  cls->base ? cls->base->type->decl->layout : class_layout_struct(a, "PyObject", true),
                  "base");
    bool was_extern = a->in_extern;
    a->in_extern = true;
    for (uint32_t i = 0; i < node->body.len; i++)
        declare_member(a, cls, node->body.items[i]);
    a->in_extern = was_extern;
}

/* A class that a pxd promises and its module makes: this module has the same struct and table. */
static void declare_shared_class(Analyzer *a, Scope *scope, ClassInfo *cls,
                                 const AstCClassDef *node)
{
    if (cls->is_declared || !node->has_body)
        return;
    set_origin(cls, node, 'e');
    char *prefix = arena_printf(a->arena, "%s_%s", cls->module_name, node->name->text);
    for (char *c = prefix; *c; c++)
        if (*c == '.')
            *c = '_';
    cls->prefix = prefix;
    cls->is_shared = true;
    apply_decorators(a, scope, cls, &node->decorators);
    start_layout(a, scope, cls, node);
    cls->is_declared = true;
    for (uint32_t i = 0; i < node->body.len; i++)
        declare_member(a, cls, node->body.items[i]);
}

void declare_cclass(Analyzer *a, Scope *scope, const AstCClassDef *node)
{
    Span span = analyzer_name_span(node->name_span, &node->head);
    Symbol *symbol = class_symbol(a, scope, local_name(node), span);
    if (!symbol)
        return;
    ClassInfo *cls = symbol->cls;
    analyzer_set_symbol(a, &node->head, symbol);
    if (a->in_extern || node->visibility == AST_VIS_EXTERN || node->module) {
        declare_extern_class(a, scope, cls, node);
        return;
    }
    if (is_elsewhere(a)) {
        declare_shared_class(a, scope, cls, node);
        return;
    }
    a->tables.info_of[node->head.id] = cls;
    if (!node->has_body)
        return;
    if (cls->node == &node->head)
        return; /* by a class above that extends it */
    if (cls->node || (cls->is_declared && a->is_pxd)) {
        analyzer_note_symbol(a, REPORT(a, DIAG_REDECLARED, span, node->name->text), symbol);
        return;
    }
    if (!a->is_pxd)
        cls->node = &node->head;
    const Directives *outer = a->directives;
    apply_decorators(a, scope, cls, &node->decorators);
    a->directives = cls->directives;
    if (!cls->is_declared) {
        cls->is_shared = a->is_pxd || node->visibility == AST_VIS_PUBLIC || node->is_api;
        start_layout(a, scope, cls, node);
    }
    cls->is_declared = true;
    set_doc(cls, &node->body);
    set_body(a, cls, &node->body);
    for (uint32_t i = 0; i < node->body.len; i++) {
        declare_member(a, cls, node->body.items[i]);
        if (i + 1 < node->body.len)
            document_attribute(a, cls, node->body.items[i], node->body.items[i + 1]);
    }
    a->directives = outer;
}

static void list_class(Analyzer *a, ClassInfo *cls)
{
    if (cls->is_listed)
        return;
    cls->is_listed = true;
    if (cls->base)
        list_class(a, cls->base);
    if (cls->node)
        vec_push(a->arena, &a->sema->classes, cls);
}

void declare_cclass_order(Analyzer *a)
{
    const Scope *module = a->sema->module;
    for (uint32_t i = 0; i < module->symbols.len; i++)
        if (module->symbols.items[i]->kind == SYM_CLASS && module->symbols.items[i]->cls)
            list_class(a, module->symbols.items[i]->cls);
}
