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
#include "sema/container.h"
#include "sema/ctypes.h"
#include "sema/declare_func.h"
#include "sema/declare_property.h"
#include "sema/directive_use.h"
#include "sema/magic.h"
#include "sema/mangle.h"
#include "sema/method_form.h"
#include "sema/public.h"
#include "syntax/imports.h"
#include "type/cname.h"
#include <string.h>

typedef VEC(TypeField) Fields;

/* --- names of C --- */

/* A member of a struct in C: the name where C allows it. */
static const char *c_member(Analyzer *a, Atom name, uint32_t index)
{
    for (uint32_t i = 0; i < name->len; i++)
        if ((unsigned char)name->text[i] >= 0x80)
            return arena_printf(a->types->arena, "f%u_", (unsigned)index);
    if (strchr(name->text, '[')) /* one of a template */
        return arena_printf(a->types->arena, "%s%.*s_%u_", name->text[0] == '_' ? "f_" : "",
                            (int)strcspn(name->text, "["), name->text, (unsigned)index);
    bool is_ours = strcmp(name->text, "base") == 0 || strcmp(name->text, "vtab") == 0;
    if (is_ours || cname_is_refused(a->atoms, name->text))
        return arena_printf(a->types->arena, "f_%s", name->text);
    return name->text;
}

/* --- structs --- */

static const Type *new_struct(Analyzer *a, const char *c_name, bool is_extern)
{
    TypeDecl *decl = ARENA_NEW(a->types->arena, TypeDecl);
    decl->name = analyzer_atom(a, c_name);
    decl->c_name = arena_strdup(a->types->arena, c_name);
    decl->header = "";
    decl->is_extern = is_extern;
    decl->is_complete = true;
    const Type *type = type_nominal(a->types, TYPE_STRUCT, decl);
    if (!is_extern)
        vec_push(a->arena, &a->sema->nominal, type);
    return type;
}

/* Instances of int, bytes, tuple end in a part whose size differs. */
static void check_varsized(Analyzer *a, const ClassInfo *cls, Span span)
{
    const ClassInfo *root = cls;
    while (root->base)
        root = root->base;
    if (root->is_varsized)
        REPORT(a, DIAG_NO_FIELDS, span, root->builtin->name->text);
}

static void add_field(Analyzer *a, const Type *layout, Atom name, const Type *type,
                      const char *c_name)
{
    TypeDecl *decl = layout->decl;
    TypeField *fields = ARENA_ARRAY(a->types->arena, TypeField, decl->field_count + 1);
    if (decl->field_count)
        memcpy(fields, decl->fields, decl->field_count * sizeof *fields);
    fields[decl->field_count++] = (TypeField){.name = name, .type = type, .c_name = c_name};
    decl->fields = fields;
}

/* The struct of a builtin type's instances, or NULL when C fields cannot follow it. */
static const Type *builtin_layout(Analyzer *a, const Symbol *symbol)
{
    static const struct {
        const char *name, *object;
    } rows[] = {
#define BASE(name, object, type) {#name, object},
#include "type/bases.def"
#undef BASE
    };
    const char *object = NULL;
    const BuiltinRow *row = builtins_row(a->builtins, symbol);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].name, symbol->name->text) == 0)
            object = rows[i].object;
    if (!object && row && row->what == BUILTIN_EXC)
        object = "PyBaseExceptionObject";
    return object ? new_struct(a, object, true) : NULL;
}

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
        return new_struct(a, "PyObject", true);
    const Type *layout = builtin_layout(a, cls->builtin);
    if (layout)
        return layout;
    const char *name = cls->builtin->name->text;
    if (strcmp(name, "tuple") == 0 || strcmp(name, "bytes") == 0)
        REPORT(a, DIAG_NOT_ALLOWED, span, arena_printf(a->arena, "`%s`", name),
               "as the base of an extension type");
    cls->is_varsized = true;
    return new_struct(a, "PyVarObject", true);
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
    decl->layout = new_struct(a, name, false);
    decl->layout->decl->is_public = node->visibility == AST_VIS_PUBLIC || node->is_api;
    cls->is_public = node->visibility == AST_VIS_PUBLIC;
    cls->is_api = node->is_api;
    cls->type_symbol = cls->is_public || cls->is_api ? option_text(node, "type") : NULL;
    add_field(a, decl->layout, analyzer_atom(a, "(base)"), base, "base");
    decl->vtab = cls->base ? cls->base->type->decl->vtab : NULL;
    decl->is_complete = true;
}

/* --- C methods --- */

/* The class's own table; the first of a line of classes gets the pointer to it as well. */
static const Type *own_vtab(Analyzer *a, const ClassInfo *cls)
{
    TypeDecl *decl = cls->type->decl;
    const Type *inherited = cls->base ? cls->base->type->decl->vtab : NULL;
    if (decl->vtab && decl->vtab != inherited)
        return decl->vtab;
    decl->vtab = new_struct(a, arena_printf(a->arena, "struct %s_vtab", cls->prefix), false);
    if (inherited)
        add_field(a, decl->vtab, analyzer_atom(a, "(base)"), inherited, "base");
    else
        add_field(a, decl->layout, analyzer_atom(a, "(vtab)"),
                  type_ptr(a->types, type_qualified(a->types, decl->vtab, TYPE_QUAL_CONST)),
                  "vtab");
    return decl->vtab;
}

const Type *declare_method_type(Analyzer *a, const ClassInfo *cls, const Type *type)
{
    TypeFunc func = *type->func;
    if (!func.count)
        return type;
    func.params = ARENA_ARRAY(a->arena, TypeParam, func.count + 1);
    memcpy(func.params, type->func->params, func.count * sizeof *func.params);
    func.params[0].type = cls->type;
    return type_func(a->types, &func);
}

bool declare_is_static(const AstNodes *decorators)
{
    for (uint32_t i = 0; i < decorators->len; i++) {
        const Ast *node = decorators->items[i];
        if (node->kind == AST_Name && (strcmp(AST_AS(Name, node)->id->text, "staticmethod") == 0 ||
                                       strcmp(AST_AS(Name, node)->id->text, "classmethod") == 0))
            return true;
    }
    return false;
}

static bool makes_static(const Ast *node, Atom name)
{
    if (node->kind != AST_Assign || AST_AS(Assign, node)->value->kind != AST_Call)
        return false;
    const AstCall *call = AST_AS(Call, AST_AS(Assign, node)->value);
    const Ast *target = AST_AS(Assign, node)->targets.items[0];
    bool is_plain = call->args.len == 1 && call->args.items[0]->kind == AST_Name &&
                    call->func->kind == AST_Name;
    if (!is_plain || target->kind != AST_Name || AST_AS(Name, target)->id != name ||
        AST_AS(Name, call->args.items[0])->id != name)
        return false;
    const char *wrapper = AST_AS(Name, call->func)->id->text;
    return strcmp(wrapper, "staticmethod") == 0 || strcmp(wrapper, "classmethod") == 0;
}

bool declare_becomes_static(const ClassInfo *cls, Atom name)
{
    for (uint32_t i = 0; i < cls->body.len; i++)
        if (makes_static(cls->body.items[i], name))
            return true;
    return false;
}

static bool defines(const ClassInfo *cls, const char *name)
{
    for (uint32_t i = 0; i < cls->body.len; i++)
        if (cls->body.items[i]->kind == AST_FunctionDef &&
            strcmp(AST_AS(FunctionDef, cls->body.items[i])->name->text, name) == 0)
            return true;
    return false;
}

SpecialId declare_special(const ClassInfo *cls, Atom name)
{
    if (strcmp(name->text, "__nonzero__") == 0 && !defines(cls, "__bool__"))
        return SPECIAL_bool;
    if (strcmp(name->text, "__long__") == 0 && !defines(cls, "__int__"))
        return SPECIAL_int;
    return special_find(name->text);
}

/* May callers that know the method of the base only call this one? The instance is not looked at. */
static bool fits_base(Analyzer *a, const Type *type, const Type *base)
{
    const TypeFunc *own = type_strip(type)->func, *other = type_strip(base)->func;
    if (own->count - own->optional > other->count - other->optional || own->count < other->count)
        return false;
    for (uint32_t i = 1; i < other->count; i++)
        if (!type_same(own->params[i].type, other->params[i].type) &&
            !(type_is_object(own->params[i].type) && type_is_object(other->params[i].type)))
            return false;
    if (other->nogil && !own->nogil && !own->with_gil)
        return false;
    return type_same(own->result, other->result) || analyzer_is_poisoned(own->result) ||
           convert_implicit(a->types, own->result, other->result) == CONVERT_SAME;
}

/* A place in the table for each number of arguments that the method takes and no base has one for. */
static void add_places(Analyzer *a, ClassInfo *cls, const Symbol *symbol, bool is_own)
{
    const Type *type = type_strip(symbol->type);
    const char *name = c_member(a, symbol->name, cls->methods.len);
    for (uint32_t left = 0; type->kind == TYPE_FUNC && left <= type->func->optional; left++) {
        Atom key = method_form_key(a->atoms, symbol, type->func->count - left, is_own);
        if (method_form_owner(cls, key))
            continue;
        const Type *form = left ? type_func_short(a->types, symbol->type, left) : symbol->type;
        const char *c_name = arena_printf(a->types->arena, left ? "%s%s_%u" : "%s%s", name, is_own ? "_own" : "", (unsigned)left);
        const Type *vtab = own_vtab(a, cls);
        for (uint32_t i = 0; i < vtab->decl->field_count; i++)
            if (strcmp(vtab->decl->fields[i].c_name, c_name) == 0)
                c_name = arena_printf(a->types->arena, "%s_", c_name);
        add_field(a, vtab, key, type_ptr(a->types, form), c_name);
    }
}

static void add_all_places(Analyzer *a, ClassInfo *cls, const Symbol *symbol)
{
    add_places(a, cls, symbol, false);
    if (cls->is_shared && symbol->is_cpdef && !symbol->is_static)
        add_places(a, cls, symbol, true);
}

Symbol *declare_inherited(const ClassInfo *cls, Atom name)
{
    Symbol *known = cls->base ? scope_member(cls->base->type, name) : NULL;
    while (known && known->overrides)
        known = known->overrides;
    return known;
}

void declare_method_place(Analyzer *a, ClassInfo *cls, Symbol *symbol, Symbol *known, bool is_virtual,
                          bool is_inline)
{
    symbol->cls = cls;
    bool is_method = known && known->kind == SYM_CFUNC;
    if (is_method && known->is_static && symbol->is_static) {
        symbol->is_final = true;
    } else if (is_method && known->is_final) {
        Diag *diag = REPORT(a, DIAG_FINAL_METHOD, symbol->span, symbol->name->text);
        analyzer_note_symbol(a, diag, known);
        symbol->is_final = true;
    } else if (is_method) {
        bool is_compared = !analyzer_is_poisoned(symbol->type) && !symbol->is_static &&
                           !known->is_static;
        bool loses_python = known->is_cpdef && !symbol->is_cpdef;
        if (known->fused || loses_python || (is_compared && !fits_base(a, symbol->type, known->type)))
            analyzer_note_symbol(
                a, REPORT(a, DIAG_DIFFERENT_DECLARATION, symbol->span, symbol->name->text), known);
        symbol->overrides = known;
        add_all_places(a, cls, symbol);
        vec_push(a->arena, &cls->overriding, symbol);
    } else if (is_virtual || (cls->is_shared && !is_inline)) {
        symbol->is_final = !is_virtual;
        check_varsized(a, cls, symbol->span);
        add_all_places(a, cls, symbol);
        vec_push(a->arena, &cls->methods, symbol);
    } else {
        symbol->is_final = true;
    }
}

/* --- attributes --- */

static const Type *attribute_type(Analyzer *a, Span span, const Type *type)
{
    const Type *strip = type_strip(type);
    if (strip->kind == TYPE_FUNC)
        return type_ptr(a->types, type);
    if (strip->kind == TYPE_VOID) {
        REPORT(a, DIAG_VOID_VALUE, span, "attribute");
        return KIND_TYPE(a, ERROR);
    }
    if (strip->kind == TYPE_STRUCT && !strip->decl->is_complete && !strip->decl->is_extern) {
        REPORT(a, DIAG_INCOMPLETE_TYPE, span, analyzer_typename(a, strip));
        return KIND_TYPE(a, ERROR);
    }
    return type;
}

/* cdef dict __dict__, cdef object __weakref__: CPython finds them by their offset. */
static bool declare_hidden(Analyzer *a, ClassInfo *cls, const AstCDeclarator *node,
                           AstVisibility visibility)
{
    bool is_dict = strcmp(node->name->text, "__dict__") == 0;
    if (!is_dict && strcmp(node->name->text, "__weakref__") != 0)
        return false;
    if (visibility == AST_VIS_PUBLIC || visibility == AST_VIS_READONLY)
        REPORT(a, DIAG_NOT_ALLOWED, analyzer_name_span(node->name_span, &node->head),
               "`public` or `readonly`", "for this attribute");
    *(is_dict ? &cls->has_dict : &cls->has_weakrefs) = true;
    add_field(a, cls->type->decl->layout, node->name, KIND_TYPE(a, OBJECT),
              is_dict ? "dict" : "weakrefs");
    return true;
}

static void check_hidden_type(Analyzer *a, Span span, Atom name, const Type *type)
{
    bool is_dict = strcmp(name->text, "__dict__") == 0;
    TypeKind wanted = is_dict ? TYPE_DICT : TYPE_OBJECT;
    if (!type_is_error(type) && type_strip(type)->kind != wanted)
        REPORT(a, DIAG_HIDDEN_TYPE, span, name->text, is_dict ? "dict" : "object");
}

static void declare_attribute(Analyzer *a, ClassInfo *cls, const AstCDeclarator *node,
                              AstVisibility visibility, bool is_field, bool is_pure)
{
    Scope *members = cls->symbol->inner;
    Span span = analyzer_name_span(node->name_span, &node->head);
    if (container_is_class_var(node->type))
        return; /* an attribute of the class, like any that its body sets */
    const Type *type = attribute_type(a, span, ctypes_resolve(a, members, node->type));
    analyzer_set_type(a, &node->head, type);
    if (strcmp(node->name->text, "__cythonbufferdefaults__") == 0)
        return; /* only says how buffers of it are to be read when nothing else does */
    check_varsized(a, cls, span);
    if (declare_hidden(a, cls, node, visibility)) {
        check_hidden_type(a, span, node->name, type);
        return;
    }
    Atom name = mangle_name(a->atoms, members, node->name);
    Symbol *known = scope_find(members, name);
    if (known) {
        bool repeats = is_pure && known->kind == SYM_FIELD && known->span.file != span.file &&
                       type_same(type, known->type); /* what the pxd says */
        if (!repeats)
            analyzer_note_symbol(a, REPORT(a, DIAG_REDECLARED, span, node->name->text), known);
        return;
    }
    if (node->init)
        REPORT(a, DIAG_NOT_ALLOWED, node->init->span, "an initial value",
               "for an attribute of an extension type");
    Symbol *symbol = scope_add(a->arena, members, SYM_FIELD, name, type, span);
    symbol->cls = cls;
    symbol->decl = &node->head;
    symbol->is_declared = true;
    symbol->is_open = visibility == AST_VIS_PUBLIC;
    symbol->is_readonly = visibility == AST_VIS_READONLY;
    bool is_named = node->c_name && node->c_name->kind == AST_StrLit;
    if (is_named && !cls->is_extern)
        public_check_c_name(a, node->c_name->span, AST_AS(StrLit, node->c_name)->value);
    bool is_shown = cls->is_extern || cls->type->decl->layout->decl->is_public; /* other C code knows it by its name */
    const char *c_name = is_named   ? AST_AS(StrLit, node->c_name)->value
                         : is_shown ? node->name->text
                                    : c_member(a, node->name, cls->fields.len);
    add_field(a, cls->type->decl->layout, name, type, c_name);
    vec_push(a->arena, &cls->fields, symbol);
    const Type *object = KIND_TYPE(a, OBJECT);
    bool crosses = symbol->is_open || symbol->is_readonly;
    if (crosses && is_field && convert_implicit(a->types, type, object) == CONVERT_NONE)
        symbol->is_open = symbol->is_readonly = crosses = false;
    if (crosses && !type_is_error(type) &&
        convert_implicit(a->types, type, object) == CONVERT_NONE && type->kind != TYPE_ARRAY)
        REPORT(a, DIAG_CANNOT_CONVERT, span, analyzer_typename(a, type), "object");
}

static void declare_attributes(Analyzer *a, ClassInfo *cls, const AstCVarDef *node)
{
    for (uint32_t i = 0; i < node->declarators.len; i++)
        declare_attribute(a, cls, AST_AS(CDeclarator, node->declarators.items[i]),
                          node->visibility, node->is_field, node->is_pure);
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
    decl->layout = new_struct(a, name, is_known);
    if (!is_known)
        add_field(a, decl->layout, analyzer_atom(a, "(base)"),
                  cls->base ? cls->base->type->decl->layout : new_struct(a, "PyObject", true),
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
