/* declare.c: top-level C declarations and function signatures; see declare.h. Source: Cython
 * language basics, "C variable and type definitions", "Interfacing with external C code". */
#include "sema/declare.h"
#include "sema/coerce.h"
#include "sema/const_expr.h"
#include "sema/ctypes.h"
#include "sema/ctypes_expr.h"
#include "sema/declare_cclass.h"
#include "sema/declare_type.h"
#include "sema/directive_use.h"
#include "sema/fused.h"
#include "sema/fused_method.h"
#include "sema/import.h"
#include "sema/magic.h"
#include "sema/ufunc.h"
#include "sema/view_type.h"
#include "sema/mangle.h"
#include "sema/names.h"
#include "sema/param_none.h"
#include "sema/public.h"
#include "sema/special_check.h"
#include "sema/pxd_body.h"
#include <string.h>

static const char *string_of(const Ast *node)
{
    return node && node->kind == AST_StrLit ? AST_AS(StrLit, node)->value : NULL;
}

static Symbol *report_redeclared(Analyzer *a, Span span, const Symbol *known)
{
    if (known->kind != SYM_POISON)
        analyzer_note_symbol(a, REPORT(a, DIAG_REDECLARED, span, known->name->text), known);
    return NULL;
}

static void add_poison(Analyzer *a, Scope *scope, Atom name, Span span)
{
    if (name && !scope_find(scope, name))
        scope_add(a->arena, scope, SYM_POISON, name, KIND_TYPE(a, ERROR), span);
}

/* --- variables --- */

/* A type that a variable can have; reports and poisons the others. */
static const Type *variable_type(Analyzer *a, Span span, const Type *type)
{
    const Type *strip = type_strip(type);
    if (strip->kind == TYPE_FUNC)
        return type_ptr(a->types, type);
    if (strip->kind == TYPE_VOID) {
        REPORT(a, DIAG_VOID_VALUE, span, "variable");
        return KIND_TYPE(a, ERROR);
    }
    const Type *element = strip;
    while (element->kind == TYPE_ARRAY) {
        if (!type_array_has_len(element) && !a->in_extern) {
            REPORT(a, DIAG_NOT_CONSTANT, span, "array size");
            return KIND_TYPE(a, ERROR);
        }
        element = type_strip(element->target);
    }
    if (element->kind == TYPE_STRUCT && !element->decl->is_complete && !element->decl->is_extern) {
        REPORT(a, DIAG_INCOMPLETE_TYPE, span, analyzer_typename(a, element));
        return KIND_TYPE(a, ERROR);
    }
    return type;
}

/* Is what is being declared defined by another module? */
static bool is_shared(const Analyzer *a)
{
    return a->is_pxd && !a->is_own_pxd && !a->in_extern;
}

static void add_shared(Analyzer *a, Symbol *symbol)
{
    symbol->from_module = a->module_name;
    vec_push(a->arena, &a->sema->shared, symbol);
}

static Symbol *add_module_variable(Analyzer *a, Scope *scope, Atom name, const Type *type,
                                   Span span)
{
    Symbol *known = scope_find(scope, name);
    if (known) {
        bool repeats = known->kind == SYM_CGLOBAL && known->type == type && known->decl == NULL;
        return repeats ? known : report_redeclared(a, span, known);
    }
    if (a->in_extern) {
        if (type_is_object(type))
            REPORT(a, DIAG_BAD_ELEMENT, span, "an extern variable", analyzer_typename(a, type));
        Symbol *symbol = scope_add(a->arena, scope, SYM_EXTERN, name, type, span);
        symbol->header = a->header;
        symbol->is_private_extern = a->is_pxd;
        return symbol;
    }
    Symbol *symbol = scope_add(a->arena, scope, SYM_CGLOBAL, name, type, span);
    symbol->is_exported = a->is_own_pxd;
    if (is_shared(a))
        add_shared(a, symbol);
    else
        vec_push(a->arena, &a->sema->cglobals, symbol);
    return symbol;
}

static void declare_module_variable(Analyzer *a, Scope *scope, const AstCDeclarator *node)
{
    Span span = analyzer_name_span(node->name_span, &node->head);
    const Type *type = variable_type(a, span, ctypes_resolve(a, scope, node->type));
    analyzer_set_type(a, &node->head, type);
    Symbol *symbol = add_module_variable(a, scope, node->name, type, span);
    analyzer_set_symbol(a, &node->head, symbol);
    if (!symbol)
        return;
    symbol->is_declared = true;
    symbol->param_names = ctypes_pointer_names(a, scope, node->type);
    const char *c_name = string_of(node->c_name);
    symbol->c_name = c_name ? c_name : a->in_extern ? node->name->text : NULL;
    if (!a->is_pxd)
        symbol->decl = &node->head;
    if (node->init && a->in_extern)
        REPORT(a, DIAG_NOT_ALLOWED, node->init->span, "an initial value",
               "in an extern declaration");
}

static void declare_module_variables(Analyzer *a, Scope *scope, const AstCVarDef *node)
{
    bool was_extern = a->in_extern;
    if (node->visibility == AST_VIS_EXTERN && !was_extern) {
        a->in_extern = true;
        a->header = "";
    }
    for (uint32_t i = 0; i < node->declarators.len; i++)
        declare_module_variable(a, scope, AST_AS(CDeclarator, node->declarators.items[i]));
    for (uint32_t i = 0; i < node->declarators.len; i++) {
        Symbol *symbol = analyzer_symbol(a, node->declarators.items[i]);
        if (symbol && symbol->kind == SYM_CGLOBAL) {
            symbol->is_public |= node->visibility == AST_VIS_PUBLIC;
            symbol->is_api |= node->is_api;
            if ((symbol->is_public || symbol->is_api) && !was_extern && !AST_AS(CDeclarator, node->declarators.items[i])->c_name)
                public_check_name(a, node->declarators.items[i]->span, symbol->name);
        }
    }
    a->in_extern = was_extern;
}

static void declare_local(Analyzer *a, Scope *scope, const AstCDeclarator *node)
{
    Span span = analyzer_name_span(node->name_span, &node->head);
    a->buffer_allowed = true;
    const Type *type = variable_type(a, span, ctypes_resolve(a, scope, node->type));
    a->buffer_allowed = false;
    analyzer_set_type(a, &node->head, type);
    Atom name = mangle_name(a->atoms, scope, node->name);
    Symbol *symbol = scope_find(scope, name);
    if (symbol && (symbol->is_declared || symbol->kind != SYM_LOCAL || symbol->is_param)) {
        report_redeclared(a, span, symbol);
        return;
    }
    Span earlier = symbol ? symbol->span : SPAN_NONE;
    if (!symbol)
        symbol = scope_add(a->arena, scope, SYM_LOCAL, name, type, span);
    symbol->span = span;
    symbol->type = type;
    symbol->param_names = ctypes_pointer_names(a, scope, node->type);
    view_type_attach(symbol);
    symbol->decl = &node->head;
    symbol->is_declared = true;
    if (earlier.file)
        names_check_order(a, symbol, earlier);
    analyzer_set_symbol(a, &node->head, symbol);
}

void declare_locals(Analyzer *a, Scope *scope, const AstCVarDef *node)
{
    for (uint32_t i = 0; i < node->declarators.len; i++)
        declare_local(a, scope, AST_AS(CDeclarator, node->declarators.items[i]));
}

/* --- functions --- */

/* Functions around the place count, not comprehensions; a name declared `global` is nobody's. */
static const char *qualified_name(Analyzer *a, const Scope *outer, Atom name)
{
    const FuncInfo *func = outer->func;
    for (; func && func->kind == FUNC_TYPE_PARAMS; func = outer->func)
        outer = func->scope->parent;
    if (!func || func->kind == FUNC_MODULE)
        return name->text;
    const Symbol *known = scope_find(outer, mangle_name(a->atoms, outer, name));
    if (known && known->scope->kind == SCOPE_MODULE)
        return name->text;
    const char *format = func->kind == FUNC_CLASS ? "%s.%s" : "%s.<locals>.%s";
    return arena_printf(a->arena, format, func->qualname, name->text);
}

FuncInfo *declare_func(Analyzer *a, FuncKind kind, const Ast *node, Atom name, Scope *outer)
{
    FuncInfo *func = ARENA_NEW(a->arena, FuncInfo);
    func->kind = kind;
    func->node = node;
    func->name = name;
    func->outer = outer->func;
    func->is_nested = outer->func && outer->func->kind != FUNC_MODULE;
    func->cls = outer->kind == SCOPE_CLASS ? outer->cls : NULL;
    func->qualname = func->cls ? arena_printf(a->arena, "%s.%s", outer->name->text, name->text)
                               : qualified_name(a, outer, name);
    func->directives = a->directives;
    func->tables = a->tables;
    func->spec = a->spec;
    func->scope = scope_new(a->arena, kind == FUNC_MODULE ? SCOPE_MODULE : SCOPE_FUNC, outer, node,
                            func, name);
    a->tables.info_of[node->id] = func;
    return func;
}

static void declare_param(Analyzer *a, FuncInfo *func, const AstParam *node, const Type *type)
{
    Span span = analyzer_name_span(node->name_span, &node->head);
    Atom name = node->name ? mangle_name(a->atoms, func->scope, node->name)
                           : ATOM(a->atoms, underscore);
    Symbol *symbol = scope_add(a->arena, func->scope, SYM_LOCAL, name, type, span);
    symbol->is_param = true;
    symbol->is_declared = true;
    symbol->is_assigned = true;
    symbol->decl = &node->head;
    symbol->is_star = node->kind == AST_PARAM_STAR || node->kind == AST_PARAM_STARSTAR;
    symbol->not_none = param_refuses_none(a, func, node, type);
    analyzer_set_symbol(a, &node->head, symbol);
    analyzer_set_type(a, &node->head, type);
    vec_push(a->arena, &func->params, symbol);
}

void declare_params(Analyzer *a, FuncInfo *func, const AstNodes *params)
{
    for (uint32_t i = 0; i < params->len; i++)
        declare_param(a, func, AST_AS(Param, params->items[i]), func->type->func->params[i].type);
}

/* The docstring is the first statement when it is a plain string. */
void declare_doc(FuncInfo *func, const AstNodes *body)
{
    if (!body->len || body->items[0]->kind != AST_ExprStmt)
        return;
    const Ast *value = AST_AS(ExprStmt, body->items[0])->value;
    if (value->kind != AST_StrLit || AST_AS(StrLit, value)->kind != AST_STR_STR)
        return;
    func->doc = AST_AS(StrLit, value)->value;
    func->doc_len = AST_AS(StrLit, value)->value_len;
}

/* May a function of this type be called as declared? The definition may raise in fewer ways. */
static bool fits_declaration(Analyzer *a, const Type *definition, const Type *declared)
{
    if (definition->func->nogil != declared->func->nogil)
        return false;
    return definition == declared || convert_implicit(a->types, type_ptr(a->types, definition),
                                                      type_ptr(a->types, declared)) != CONVERT_NONE;
}

/* The symbol a C function declaration stands for: new, or that of its prototype. NULL after a
 * report. */
static Symbol *function_symbol(Analyzer *a, Scope *scope, const AstCFuncDef *node, const Type *type)
{
    Span span = analyzer_name_span(node->name_span, &node->head);
    Atom name = mangle_name(a->atoms, scope, node->name);
    Symbol *known = scope_find(scope, name);
    bool is_cimported = known && known->scope != scope && known->kind == SYM_CFUNC;
    if (!known || (is_cimported && a->in_extern)) /* said again in the module's own words */
        return scope_add(a->arena, scope, SYM_CFUNC, name, type, span);
    if (known->kind != SYM_CFUNC || known->func || (known->header && !a->in_extern))
        return report_redeclared(a, span, known);
    if (!fits_declaration(a, type, known->type)) {
        Diag *diag = REPORT(a, DIAG_DIFFERENT_DECLARATION, span, node->name->text);
        analyzer_note_symbol(a, diag, known);
    }
    known->type = type;
    return known;
}

/* Types of functions do not say what their parameters are called; calls by keyword ask the symbol.
 */
static void set_param_names(Analyzer *a, const Scope *scope, const FuncSpec *spec, Symbol *symbol)
{
    Atom *names = ARENA_ARRAY(a->arena, Atom, spec->params.len + 1);
    for (uint32_t i = 0; i < spec->params.len; i++)
        names[i] = ctypes_param_name(a, scope, spec, i);
    symbol->param_names = names;
}

static FuncSpec function_spec(const Analyzer *a, const AstCFuncDef *node)
{
    return (FuncSpec){
        .params = node->params,
        .returns = node->returns,
        .except = node->except,
        .nogil = node->nogil || (a->in_extern && a->extern_nogil),
        .with_gil = node->with_gil,
        .varargs = node->varargs,
        .is_extern = a->in_extern,
        .is_prototype = !node->has_body,
    };
}

static bool check_function_form(Analyzer *a, const AstCFuncDef *node)
{
    Span span = analyzer_name_span(node->name_span, &node->head);
    const char *what = NULL;
    if (node->type_params.len)
        what = "a C++ function template";
    if (!what)
        return true;
    analyzer_unsupported(a, span, what);
    return false;
}

/* What Python passes is an object: the parameter's type must be had from one. */
static const Type *check_def_param(Analyzer *a, const AstParam *param, const Type *type)
{
    bool c_value = !type_is_object(type) && type->kind != TYPE_VIEW;
    bool none_default = param_default_is_none(param);
    if (type_is_error(type) || fused_contains(type))
        return type;
    if (param->none_policy != AST_NONE_DEFAULT && c_value)
        REPORT(a, DIAG_NOT_NONE_C, param->head.span, analyzer_typename(a, type));
    if (param->none_policy == AST_NONE_NOT && none_default)
        REPORT(a, DIAG_NOT_NONE_DEFAULT, param->head.span, param->name->text);
    if (c_value && convert_implicit(a->types, KIND_TYPE(a, OBJECT), type) == CONVERT_NONE) {
        Span span = param->type ? param->type->span : param->head.span;
        REPORT(a, DIAG_CANNOT_CONVERT, span, "object", analyzer_typename(a, type));
        return KIND_TYPE(a, ERROR);
    }
    return type;
}

/* A cpdef function is called from Python too: arguments and result must be had from and as objects.
 */
static void check_wrapper(Analyzer *a, const AstCFuncDef *node, const TypeFunc *func)
{
    const Type *object = KIND_TYPE(a, OBJECT);
    for (uint32_t i = 0; i < func->count && i < node->params.len; i++)
        check_def_param(a, AST_AS(Param, node->params.items[i]), func->params[i].type);
    bool is_void = type_strip(func->result)->kind == TYPE_VOID;
    if (!is_void && !type_is_error(func->result) &&
        convert_implicit(a->types, func->result, object) == CONVERT_NONE)
        REPORT(a, DIAG_CANNOT_CONVERT, node->returns->span, analyzer_typename(a, func->result),
               "object");
}

static void check_callspec(Analyzer *a, const AstCFuncDef *node, const Directives *directives)
{
    const char *said = directives->callspec;
    if (*said && node->convention && strcmp(said, node->convention->text) != 0)
        REPORT(a, DIAG_CALLSPEC, analyzer_name_span(node->name_span, &node->head), node->name->text,
               node->convention->text, said);
}

static void define_function(Analyzer *a, Scope *scope, const AstCFuncDef *node, Symbol *symbol)
{
    FuncInfo *func = declare_func(a, node->overridable ? FUNC_CP : FUNC_C, &node->head, node->name,
                                  scope);
    func->directives = directive_use_decorators(a, scope, &node->decorators, a->directives, func);
    check_callspec(a, node, func->directives);
    func->is_static = func->cls && declare_is_static(&node->decorators);
    bool is_read = symbol->is_c_property && func->cls && func->cls->is_extern;
    if (func->decorators.len && !func->is_static && !is_read)
        REPORT(a, DIAG_C_DECORATOR, func->decorators.items[0]->span);
    func->symbol = symbol;
    if (func->cls)
        vec_push(a->arena, &func->cls->functions, func);
    func->type = symbol->type;
    if (a->is_pxd || (func->cls && func->cls->is_extern))
        vec_push(a->arena, &a->inlines, func);
    if (node->overridable)
        check_wrapper(a, node, func->type->func);
    symbol->func = func;
    symbol->decl = &node->head;
    symbol->span = analyzer_name_span(node->name_span, &node->head);
    if (func->type->func->count == node->params.len)
        declare_params(a, func, &node->params);
    if (func->cls && !func->is_static && func->params.len)
        func->params.items[0]->is_self = true;
    declare_doc(func, &node->body);
}

static const Type *c_function_type(Analyzer *a, const Scope *scope, const AstCFuncDef *node,
                                   const Type *type);
static bool is_virtual(Analyzer *a, const Scope *scope, const AstCFuncDef *node);

/* The functions of a template, one for each choice of types; `form` is its declaration, is_new its first one. */
static void declare_specs(Analyzer *a, Scope *scope, const AstCFuncDef *node, Symbol *symbol,
                          const FuncSpec *form, bool is_new)
{
    bool is_inline = node->has_body && a->is_pxd;
    bool is_method = scope->kind == SCOPE_CLASS;
    bool virtual_ = is_method && is_new && is_virtual(a, scope, node);
    for (uint32_t i = 0; i < symbol->fused->spec_count; i++) {
        FusedSpec *spec = &symbol->fused->specs[i];
        FusedSaved saved = fused_enter(a, spec, &node->head);
        fused_method_symbol(a, spec, symbol);
        a->quiet += symbol->fused->is_undecided + is_method;
        spec->symbol->type = ctypes_function(a, scope, form);
        if (is_method)
            spec->symbol->type = c_function_type(a, scope, node, spec->symbol->type);
        a->quiet -= symbol->fused->is_undecided + is_method;
        if (is_method && is_new)
            declare_method_place(a, scope->cls, spec->symbol,
                                 fused_method_inherited(scope->cls, symbol, spec), virtual_, is_inline);
        if (!a->in_extern && node->has_body)
            define_function(a, scope, node, spec->symbol);
        spec->func = spec->symbol->func;
        fused_leave(a, &saved);
    }
}

/* A template has a FuncInfo, for the specialisations and the object Python sees, and no body. */
static void define_template(Analyzer *a, Scope *scope, const AstCFuncDef *node, Symbol *symbol)
{
    FuncInfo *func = declare_func(a, node->overridable ? FUNC_CP : FUNC_C, &node->head, node->name,
                                  scope);
    func->directives = directive_use_decorators(a, scope, &node->decorators, a->directives, func);
    func->is_static = func->cls && declare_is_static(&node->decorators);
    func->symbol = symbol;
    func->type = symbol->type;
    func->fused = symbol->fused;
    symbol->func = func;
    symbol->decl = &node->head;
    declare_doc(func, &node->body);
}

static const Type *template_type(Analyzer *a, Scope *scope, const FuncSpec *form)
{
    a->fused_allowed++;
    const Type *type = ctypes_function(a, scope, form);
    a->fused_allowed--;
    return type;
}

/* Its type: a method's first parameter is the instance. */
static const Type *c_function_type(Analyzer *a, const Scope *scope, const AstCFuncDef *node,
                                   const Type *type)
{
    bool is_method = scope->kind == SCOPE_CLASS && !declare_is_static(&node->decorators);
    if (is_method && !type->func->count)
        REPORT(a, DIAG_NO_SELF, analyzer_name_span(node->name_span, &node->head), node->name->text);
    else if (is_method && !type_is_object(type->func->params[0].type) && !type_is_error(type->func->params[0].type))
        REPORT(a, DIAG_BAD_SELF, node->params.items[0]->span, analyzer_typename(a, type->func->params[0].type));
    return is_method ? declare_method_type(a, scope->cls, type) : type;
}

static bool has_final(Analyzer *a, const Scope *scope, const AstNodes *decorators)
{
    Directives changed = *a->directives;
    changed.final = false;
    a->quiet++;
    for (uint32_t i = 0; i < decorators->len; i++)
        directive_use_apply(a, scope, decorators->items[i], 'F', &changed);
    a->quiet--;
    return changed.final;
}

static void check_final(Analyzer *a, const Scope *scope, const AstCFuncDef *node)
{
    if (node->overridable && !scope->cls->is_final && has_final(a, scope, &node->decorators))
        REPORT(a, DIAG_FINAL_PYTHON, node->decorators.items[0]->span, node->name->text);
}

/* @property on a C method: the attribute is what calling it gives. Extern types have them in place of fields. */
static bool is_c_property(const Scope *scope, const AstCFuncDef *node)
{
    const Ast *decorator = node->decorators.len == 1 ? node->decorators.items[0] : NULL;
    return scope->kind == SCOPE_CLASS && decorator && decorator->kind == AST_Name &&
           strcmp(AST_AS(Name, decorator)->id->text, "property") == 0 && node->params.len == 1;
}

/* Can a method be overridden in C, so that it is called through the class's table? */
static bool is_virtual(Analyzer *a, const Scope *scope, const AstCFuncDef *node)
{
    check_final(a, scope, node);
    bool is_inline = node->has_body && a->is_pxd;
    return !scope->cls->is_final && !scope->cls->is_extern && !is_inline && !declare_is_static(&node->decorators) &&
           !is_c_property(scope, node) &&
           !has_final(a, scope, &node->decorators);
}

static void declare_c_function(Analyzer *a, Scope *scope, const AstCFuncDef *node)
{
    bool was_extern = a->in_extern;
    if (was_extern && scope->kind == SCOPE_CLASS && node->has_body) {
        a->in_extern = false; /* written here, although its class is not */
        declare_c_function(a, scope, node);
        a->in_extern = true;
        return;
    }
    if (node->visibility == AST_VIS_EXTERN && !was_extern) {
        a->in_extern = true;
        a->header = "";
    }
    Symbol *symbol = NULL;
    bool is_new = false;
    if (check_function_form(a, node)) {
        FuncSpec spec = function_spec(a, node);
        const Type *type = c_function_type(a, scope, node, template_type(a, scope, &spec));
        Span place = analyzer_name_span(node->name_span, &node->head);
        FusedInfo *fused = fused_make(a, place, type);
        is_new = !scope_find(scope, mangle_name(a->atoms, scope, node->name));
        symbol = function_symbol(a, scope, node, type);
        if (symbol)
            set_param_names(a, scope, &spec, symbol);
        if (symbol && !symbol->fused)
            symbol->fused = fused;
        if (symbol && scope->kind == SCOPE_CLASS) {
            symbol->is_static = declare_is_static(&node->decorators);
            symbol->is_cpdef = node->overridable;
        }
        if (symbol)
            symbol->is_c_property = is_c_property(scope, node);
        if (symbol && is_new && scope->kind == SCOPE_CLASS && fused)
            symbol->cls = scope->cls; /* its specialisations have places */
        else if (symbol && is_new && scope->kind == SCOPE_CLASS)
            declare_method_place(a, scope->cls, symbol, declare_inherited(scope->cls, symbol->name),
                                 is_virtual(a, scope, node), node->has_body && a->is_pxd);
    } else {
        add_poison(a, scope, node->name, node->head.span);
    }
    if (symbol && !a->in_extern && (node->visibility == AST_VIS_PUBLIC || node->is_api))
        public_check(a, node, symbol->type->func);
    if (symbol && a->in_extern && node->overridable && (!a->is_pxd || a->is_own_pxd))
        vec_push(a->arena, &a->sema->extern_faces, symbol);
    if (symbol && is_shared(a) && !node->has_body && !symbol->from_module)
        add_shared(a, symbol);
    if (symbol) {
        analyzer_set_symbol(a, &node->head, symbol);
        symbol->is_exported |= a->is_own_pxd && !a->in_extern && !node->has_body;
        const char *c_name = string_of(node->c_name);
        symbol->c_name = c_name ? c_name : a->in_extern ? node->name->text : NULL;
        symbol->header = a->in_extern ? a->header : NULL;
        symbol->is_private_extern = a->in_extern && a->is_pxd;
        symbol->is_public |= node->visibility == AST_VIS_PUBLIC;
        symbol->is_api |= node->is_api;
        if (!a->in_extern && node->has_body && symbol->fused)
            define_template(a, scope, node, symbol);
        else if (!a->in_extern && node->has_body)
            define_function(a, scope, node, symbol);
        if (symbol->fused) {
            FuncSpec spec = function_spec(a, node);
            declare_specs(a, scope, node, symbol, &spec, is_new);
        }
        ufunc_declare(a, scope, node, symbol);
    }
    a->in_extern = was_extern;
}

/* @name.setter on a C method: the property it belongs to, or NULL. */
static Symbol *property_set_by(const Scope *members, const AstCFuncDef *node)
{
    const Ast *decorator = node->decorators.len == 1 ? node->decorators.items[0] : NULL;
    if (!decorator || decorator->kind != AST_Attribute || AST_AS(Attribute, decorator)->value->kind != AST_Name ||
        strcmp(AST_AS(Attribute, decorator)->attr->text, "setter") != 0 ||
        AST_AS(Name, AST_AS(Attribute, decorator)->value)->id != node->name)
        return NULL;
    Symbol *symbol = scope_find(members, node->name);
    return symbol && symbol->is_c_property && node->params.len == 2 ? symbol : NULL;
}

/* Declared as a method of another name. */
static void declare_c_setter(Analyzer *a, Scope *members, const AstCFuncDef *node, Symbol *property)
{
    AstCFuncDef *bare = ARENA_NEW(a->arena, AstCFuncDef);
    *bare = *node;
    bare->decorators.len = 0;
    bare->name = analyzer_atom(a, arena_printf(a->arena, "%s__setter", node->name->text));
    declare_c_function(a, members, bare);
    property->setter = scope_find(members, bare->name);
    if (property->setter && property->setter->func)
        property->setter->func->node = &node->head;
}

void declare_c_method(Analyzer *a, Scope *members, const AstCFuncDef *node)
{
    Symbol *property = property_set_by(members, node);
    if (property) {
        declare_c_setter(a, members, node, property);
        return;
    }
    if (special_find(node->name->text) != SPECIAL_NONE)
        REPORT(a, DIAG_SPECIAL_C, analyzer_name_span(node->name_span, &node->head), node->name->text);
    declare_c_function(a, members, node);
}

/* --- def --- */

/* The instance a method of an extension type is called on: the first parameter, unless its type is written. */
static bool is_self(const Analyzer *a, const FuncInfo *func, const AstParam *param, uint32_t index)
{
    bool is_plain = param->kind == AST_PARAM_NORMAL || param->kind == AST_PARAM_POSONLY;
    bool either_side = a->directives->c_api_binop_methods && func->special >= SPECIAL_add &&
                       func->special < SPECIAL_iadd;
    return func->cls && !func->is_static && index == 0 && is_plain && !param->type && !either_side;
}

/* What the C function of a special method takes and gives. */
static const Type *special_param_type(Analyzer *a, const FuncInfo *func, uint32_t index)
{
    char letter = func->special && index ? special_param(func->special, index - 1) : 'O';
    return letter == 'i' ? KIND_TYPE(a, INT) : KIND_TYPE(a, OBJECT);
}

static void set_special_result(Analyzer *a, const FuncInfo *func, TypeFunc *type)
{
    char letter = func->special ? special_row(func->special)->result : 'O';
    if (letter == 'O' || letter == 'i' || letter == 'v')
        return;
    type->result = letter == 'b' ? KIND_TYPE(a, BINT) : letter == 'n' ? KIND_TYPE(a, SSIZE) : KIND_TYPE(a, HASH);
    type->except = (ExceptSpec){.kind = EXCEPT_VALUE, .int_value = -1};
}

/* Type of a def parameter: declared, or annotated, or object. */
static const Type *def_param_type(Analyzer *a, Scope *scope, const AstParam *param, bool *not_none)
{
    if (param->kind == AST_PARAM_STAR)
        return KIND_TYPE(a, TUPLE);
    if (param->kind == AST_PARAM_STARSTAR)
        return KIND_TYPE(a, DICT);
    if (param->type) {
        a->buffer_allowed = true;
        const Type *type = ctypes_resolve(a, scope, param->type);
        a->buffer_allowed = false;
        if (type_strip(type)->kind == TYPE_VOID) {
            REPORT(a, DIAG_VOID_VALUE, param->head.span, "parameter");
            return KIND_TYPE(a, ERROR);
        }
        return type->kind == TYPE_ARRAY ? type_ptr(a->types, type->target) : type;
    }
    if (!param->annotation || !a->directives->annotation_typing)
        return KIND_TYPE(a, OBJECT);
    bool allows_none = param_default_is_none(param);
    const Type *type = ctypes_annotation(a, scope, param->annotation, &allows_none);
    bool may_be_none = type && (type_is_object(type) || type->kind == TYPE_VIEW);
    if (!type || type_is_error(type) || (allows_none && !may_be_none))
        return KIND_TYPE(a, OBJECT);
    *not_none = !allows_none && may_be_none && type->kind != TYPE_OBJECT;
    return type;
}

static bool is_class_method(const Ast *node)
{
    const AstNodes *decorators = node->kind == AST_FunctionDef ? &AST_AS(FunctionDef, node)->decorators : NULL;
    const Ast *first = decorators && decorators->len == 1 ? decorators->items[0] : NULL;
    return first && first->kind == AST_Name && strcmp(AST_AS(Name, first)->id->text, "classmethod") == 0;
}

static void declare_def_params(Analyzer *a, FuncInfo *func, const AstNodes *params, TypeFunc *type)
{
    for (uint32_t i = 0; i < params->len; i++) {
        const AstParam *param = AST_AS(Param, params->items[i]);
        bool not_none = false;
        type->params[i].name = param->name;
        bool self = is_self(a, func, param, i);
        bool is_class = i == 0 && func->cls && is_class_method(func->node);
        bool is_plain = !param->type && !param->annotation && param->kind == AST_PARAM_NORMAL;
        const Type *declared = self                   ? func->cls->type
                               : is_class && is_plain ? KIND_TYPE(a, PYTYPE)
                               : func->special && is_plain
                                   ? special_param_type(a, func, i)
                                   : def_param_type(a, func->scope->parent, param, &not_none);
        char letter = func->special && i ? special_param(func->special, i - 1) : 'O';
        bool is_buffer = letter == 'B' || letter == 'i';
        declared = special_check_param(a, func, param, i, declared);
        type->params[i].type = is_buffer ? declared : check_def_param(a, param, declared);
        declare_param(a, func, param, type->params[i].type);
        view_type_attach(vec_last(&func->params));
        vec_last(&func->params)->is_self = self;
        if (not_none)
            vec_last(&func->params)->not_none = true;
    }
}

static void set_def_type(Analyzer *a, FuncInfo *func, const AstNodes *params)
{
    TypeFunc type = {
        .result = KIND_TYPE(a, OBJECT), .count = params->len, .except = {.kind = EXCEPT_NULL}};
    type.params = ARENA_ARRAY(a->arena, TypeParam, params->len + 1);
    declare_def_params(a, func, params, &type);
    set_special_result(a, func, &type);
    func->type = type_func(a->types, &type);
}

FuncInfo *declare_lambda(Analyzer *a, Scope *scope, const AstLambda *node)
{
    FuncInfo *func = declare_func(a, FUNC_LAMBDA, &node->head, analyzer_atom(a, "<lambda>"), scope);
    set_def_type(a, func, &node->params);
    return func;
}

static FuncInfo *declare_one_def(Analyzer *a, Scope *scope, const AstFunctionDef *node)
{
    FuncInfo *func = declare_func(a, FUNC_DEF, &node->head, node->name, scope);
    func->directives = directive_use_decorators(a, scope, &node->decorators, a->directives, func);
    bool is_subscript = strcmp(node->name->text, "__class_getitem__") == 0; /* a class method by its name */
    func->is_static = func->cls && (is_subscript || declare_is_static(&node->decorators) ||
                                    declare_becomes_static(func->cls, node->name));
    func->special = func->cls && !func->decorators.len ? declare_special(func->cls, node->name) : SPECIAL_NONE;
    const Directives *outer = a->directives;
    a->directives = func->directives; /* annotation_typing */
    set_def_type(a, func, &node->params);
    a->directives = outer;
    declare_doc(func, &node->body);
    func->is_coroutine |= node->is_async;
    ufunc_check_def(a, func);
    return func;
}

FuncInfo *declare_def(Analyzer *a, Scope *scope, const AstFunctionDef *node)
{
    a->fused_allowed++;
    FuncInfo *func = declare_one_def(a, scope, node);
    a->fused_allowed--;
    func->fused = fused_make(a, analyzer_name_span(node->name_span, &node->head), func->type);
    for (uint32_t i = 0; func->fused && i < func->fused->spec_count; i++) {
        FusedSpec *spec = &func->fused->specs[i];
        FusedSaved saved = fused_enter(a, spec, &node->head);
        spec->func = declare_one_def(a, scope, node);
        fused_leave(a, &saved);
    }
    return func;
}

/* --- statements of the top level --- */

static void declare_extern(Analyzer *a, Scope *scope, const AstExtern *node);

/* Declarations that exist in the language and not yet here: one report, and a name that raises no
 * other. */
static bool declare_unsupported(Analyzer *a, Scope *scope, const Ast *node)
{
    Atom name = NULL;
    Span span = node->span;
    const char *what = NULL;
    if (node->kind == AST_CppClass) {
        name = AST_AS(CppClass, node)->name;
        span = analyzer_name_span(AST_AS(CppClass, node)->name_span, node);
        what = "a C++ class";
    } else if (node->kind == AST_Include) {
        what = "an `include` whose path is no plain string";
    }
    if (!what)
        return false;
    if (node->kind == AST_Include)
        a->has_star_import = true; /* what it would have declared is not to be missed */
    bool elsewhere = a->is_pxd && !a->is_own_pxd;
    if (!elsewhere)
        analyzer_unsupported(a, span, what);
    else if (name && !scope_find(scope, name))
        scope_add(a->arena, scope, SYM_MAGIC, name, NULL, span)->magic = MAGIC_UNSUPPORTED;
    add_poison(a, scope, name, span);
    return true;
}

/* True when the statement was a declaration. */
static bool declare_statement(Analyzer *a, Scope *scope, const Ast *node)
{
    if (node->kind == AST_CFuncDef)
        declare_c_function(a, scope, AST_AS(CFuncDef, node));
    else if (node->kind == AST_CVarDef)
        declare_module_variables(a, scope, AST_AS(CVarDef, node));
    else if (node->kind == AST_CTypedef)
        declare_typedef(a, scope, AST_AS(CTypedef, node));
    else if (node->kind == AST_CStruct)
        declare_struct(a, scope, AST_AS(CStruct, node));
    else if (node->kind == AST_CEnum)
        declare_enum(a, scope, AST_AS(CEnum, node));
    else if (node->kind == AST_CClassDef)
        declare_cclass(a, scope, AST_AS(CClassDef, node));
    else if (node->kind == AST_Extern)
        declare_extern(a, scope, AST_AS(Extern, node));
    else if (node->kind == AST_CImport)
        import_cimport(a, scope, AST_AS(CImport, node));
    else if (node->kind == AST_CImportFrom)
        import_cimport_from(a, scope, AST_AS(CImportFrom, node));
    else if (node->kind == AST_CFused)
        fused_declare(a, scope, AST_AS(CFused, node));
    else
        return declare_unsupported(a, scope, node);
    return true;
}

/* C text of an extern block: behind the first include of its header, or where it stands when it has none. */
static void add_verbatim(Analyzer *a, const char *header, const Ast *verbatim)
{
    if (!verbatim || verbatim->kind != AST_StrLit)
        return;
    analyzer_add_header(a, header);
    const char *text = arena_printf(a->arena, "%c%s", *header ? '\n' : '\t', AST_AS(StrLit, verbatim)->value);
    uint32_t at = a->sema->headers.len;
    vec_push(a->arena, &a->sema->headers, text);
    const char **items = a->sema->headers.items;
    uint32_t place = 0;
    while (*header && place < at && strcmp(items[place], header) != 0)
        place++;
    for (place++; *header && place < at && items[place][0] == '\n'; place++) {
    }
    for (; *header && at > place; at--)
        items[at] = items[at - 1];
    items[at] = text;
}

static void declare_extern(Analyzer *a, Scope *scope, const AstExtern *node)
{
    const char *header = node->header ? arena_strndup(a->arena, node->header, node->header_len)
                                      : "";
    bool was_extern = a->in_extern, was_nogil = a->extern_nogil;
    const char *was_header = a->header;
    a->in_extern = true;
    a->extern_nogil = node->nogil;
    a->header = header;
    if (!a->is_pxd)
        analyzer_add_header(a, header);
    add_verbatim(a, header, node->verbatim);
    for (uint32_t i = 0; i < node->body.len; i++)
        declare_statement(a, scope, node->body.items[i]);
    a->in_extern = was_extern;
    a->extern_nogil = was_nogil;
    a->header = was_header;
}

/* The names of structs and enums, which may be used above their declaration. */
static void declare_names(Analyzer *a, Scope *scope, const AstNodes *body)
{
    for (uint32_t i = 0; i < body->len; i++) {
        const Ast *node = body->items[i];
        if (node->kind == AST_CStruct) {
            declare_struct_name(a, scope, AST_AS(CStruct, node));
        } else if (node->kind == AST_CClassDef) {
            declare_cclass_name(a, scope, AST_AS(CClassDef, node));
        } else if (node->kind == AST_CEnum) {
            declare_enum_name(a, scope, AST_AS(CEnum, node));
        } else if (node->kind == AST_Extern) {
            const AstExtern *block = AST_AS(Extern, node);
            a->in_extern = true;
            a->header = block->header ? arena_strndup(a->arena, block->header, block->header_len)
                                      : "";
            declare_names(a, scope, &block->body);
            a->in_extern = false;
            a->header = "";
        }
    }
}

/* X = cython.fused_type(...) and the like declare X, in a way that is not supported yet. */
static void declare_assigned(Analyzer *a, Scope *scope, const AstAssign *node)
{
    if (node->value->kind != AST_Call)
        return;
    const Ast *target = node->targets.items[0];
    if (node->targets.len == 1 && target->kind == AST_Name) {
        Atom name = AST_AS(Name, target)->id;
        const Type *fused = fused_of_call(a, scope, name, AST_AS(Call, node->value));
        if (fused && type_is_error(fused))
            add_poison(a, scope, name, target->span);
        else if (fused && !scope_find(scope, name))
            scope_add(a->arena, scope, SYM_TYPE, name, fused, target->span);
        if (fused) {
            a->tables.info_of[node->head.id] = scope_find(scope, name);
            return;
        }
    }
    const Ast *callee = AST_AS(Call, node->value)->func;
    if (callee->kind != AST_Attribute && callee->kind != AST_Name)
        return;
    const Symbol *symbol = magic_static(a, scope, callee);
    if (!symbol || symbol->kind != SYM_MAGIC || symbol->magic != MAGIC_UNSUPPORTED)
        return;
    for (uint32_t i = 0; i < node->targets.len; i++)
        if (node->targets.items[i]->kind == AST_Name)
            add_poison(a, scope, AST_AS(Name, node->targets.items[i])->id,
                       node->targets.items[i]->span);
}

static void declare_tree(Analyzer *a, Scope *scope, const AstTree *tree)
{
    const AstNodes *body = &tree->module->body;
    declare_names(a, scope, body);
    for (uint32_t i = 0; i < body->len; i++) {
        const Ast *node = body->items[i];
        if (node->kind == AST_Import || node->kind == AST_ImportFrom) {
            import_magic(a, scope, node);
            continue;
        }
        if (node->kind == AST_Assign && !a->is_pxd) {
            declare_assigned(a, scope, AST_AS(Assign, node));
            continue;
        }
        if (!a->is_pxd)
            import_in_blocks(a, scope, node);
        if (!declare_statement(a, scope, node) && a->is_pxd)
            pxd_body_check(a, tree, node);
    }
}

/* Those of the pxd's own header, for the functions that have a body there. */
static const Directives *pxd_directives(Analyzer *a, const AstTree *tree)
{
    Directives *directives = ARENA_NEW(a->arena, Directives);
    *directives = *directives_default();
    a->quiet++;
    directive_use_header(a, &tree->module->directives, directives);
    a->quiet--;
    return directives;
}

static void with_pxd(Analyzer *a, Scope *scope, const AstTree *tree, bool own)
{
    Tables saved = a->tables;
    const char *was_module = a->module_name;
    a->module_name = own ? a->sema->module_name : scope->name->text;
    bool was_package = a->is_package;
    a->is_package = analyzer_is_package(a, tree);
    bool was_pxd = a->is_pxd, was_own = a->is_own_pxd, was_extern = a->in_extern, was_exact = a->is_exact;
    a->tables = analyzer_new_tables(a->arena, own ? a->sema->tree->count : tree->count);
    const Directives *was_directives = a->directives;
    if (!own)
        a->directives = pxd_directives(a, tree);
    a->is_pxd = true;
    a->is_own_pxd = own;
    a->is_exact = tree->is_ours;
    a->in_extern = false;
    declare_tree(a, scope, tree);
    a->tables = saved;
    a->directives = was_directives;
    a->module_name = was_module;
    a->is_package = was_package;
    a->is_pxd = was_pxd;
    a->is_own_pxd = was_own;
    a->is_exact = was_exact;
    a->in_extern = was_extern;
}

void declare_pxd(Analyzer *a, Scope *scope, const AstTree *tree)
{
    with_pxd(a, scope, tree, false);
}

/* Classes that were named and never described. */
static void check_classes(Analyzer *a)
{
    const Scope *module = a->sema->module;
    uint32_t errors = a->diags->errors;
    for (uint32_t i = 0; i < module->symbols.len; i++) {
        Symbol *symbol = module->symbols.items[i];
        bool is_class = symbol->kind == SYM_CLASS && symbol->cls && symbol->scope == module;
        if (!is_class || symbol->cls->is_declared)
            continue;
        if (!symbol->cls->is_extern || !errors) /* of another module: when all else is right */
            REPORT(a, DIAG_CLASS_UNDEFINED, symbol->span, symbol->name->text);
        symbol->kind = SYM_POISON;
        symbol->type = KIND_TYPE(a, ERROR);
    }
}

/* C functions promised by the pxd and never defined. */
static void check_defined(Analyzer *a)
{
    const Scope *module = a->sema->module;
    for (uint32_t i = 0; i < module->symbols.len; i++) {
        const Symbol *symbol = module->symbols.items[i];
        bool is_missing = symbol->kind == SYM_CFUNC && !symbol->func && !symbol->header;
        if (is_missing && !a->sema->tree->is_cython)
            analyzer_unsupported(a, symbol->span, "declaring functions of a .py file in its pxd");
        else if (is_missing)
            REPORT(a, DIAG_MISSING_DEFINITION, symbol->span, symbol->name->text);
    }
    check_classes(a);
}

void declare_module(Analyzer *a, const AstTree *own_pxd)
{
    const AstTree *tree = a->sema->tree;
    a->is_pxd = tree->is_pxd; /* `krait check x.pxd` */
    if (own_pxd && !tree->is_pxd)
        with_pxd(a, a->sema->module, own_pxd, true);
    if (own_pxd && !tree->is_pxd)
        check_classes(a);
    declare_tree(a, a->sema->module, tree);
    declare_cclass_order(a);
    declare_struct_check(a);
    if (!tree->is_pxd)
        check_defined(a);
}
