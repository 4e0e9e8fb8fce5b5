/* declare_func.c: signatures and symbols of functions; see declare_func.h. Source: Cython language basics, "Python
 * functions vs. C functions", "Error return values". */
#include "sema/declare_func.h"
#include "sema/ctypes.h"
#include "sema/declare_method.h"
#include "sema/declare_var.h"
#include "sema/directive_use.h"
#include "sema/fused.h"
#include "sema/fused_method.h"
#include "sema/mangle.h"
#include "sema/param_none.h"
#include "sema/public.h"
#include "sema/ufunc.h"
#include "sema/view_type.h"
#include <string.h>

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

void declare_param(Analyzer *a, FuncInfo *func, const AstParam *node, const Type *type)
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

/* Symbols of the parameters of `func`, whose types are those of func->type. */
static void declare_params(Analyzer *a, FuncInfo *func, const AstNodes *params)
{
    for (uint32_t i = 0; i < params->len; i++) {
        const AstParam *param = AST_AS(Param, params->items[i]);
        const Type *buffer = ctypes_param_buffer(a, func->scope->parent, param);
        declare_param(a, func, param, buffer ? buffer : func->type->func->params[i].type);
        view_type_attach(vec_last(&func->params));
    }
}

/* The buffers that the parameters of one choice of a template are declared with: calls choose by them. */
static void set_buffers(Analyzer *a, Scope *scope, const FuncSpec *form, Symbol *symbol)
{
    for (uint32_t i = 0; i < form->params.len; i++) {
        const Type *type = ctypes_param_buffer(a, scope, AST_AS(Param, form->params.items[i]));
        if (type && !symbol->param_buffers)
            symbol->param_buffers = ARENA_ARRAY(a->arena, const Type *, form->params.len);
        if (type)
            symbol->param_buffers[i] = view_type_of_buffer(type);
    }
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
    uint32_t count = definition->func->count, wanted = declared->func->count;
    if (count > wanted && definition->func->optional - declared->func->optional == count - wanted)
        definition = type_func_short(a->types, definition, count - wanted); /* callers need not know of more that is optional */
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
        return declare_again(a, span, known);
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
const Type *declare_check_param(Analyzer *a, const AstParam *param, const Type *type)
{
    bool c_value = !type_is_object(type) && type->kind != TYPE_VIEW;
    bool none_default = param_default_is_none(param);
    if (type_is_error(type) || fused_contains(type))
        return type;
    if (param->none_policy != AST_NONE_DEFAULT && c_value)
        REPORT(a, DIAG_NOT_NONE_C, param->head.span, analyzer_typename(a, type));
    if (param->none_policy == AST_NONE_NOT && none_default)
        REPORT(a, DIAG_NOT_NONE_DEFAULT, param->head.span, param->name ? param->name->text : "(without a name)");
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
        declare_check_param(a, AST_AS(Param, node->params.items[i]), func->params[i].type);
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
    if (*func->directives->c_compile_guard && node->overridable) /* Python's half has no `#if` */
        REPORT(a, DIAG_NOT_ALLOWED, analyzer_name_span(node->name_span, &node->head), "`c_compile_guard`",
               "on a `cpdef` function");
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

/* One choice of a template in the table of C functions: named by the places of its types, as Cython does it. */
static void share_choice(Analyzer *a, const AstCFuncDef *node, const FusedInfo *fused, FusedSpec *spec)
{
    Buf text;
    buf_init(&text, a->arena);
    for (uint32_t i = 0; i < spec->count; i++) {
        const TypeDecl *decl = fused->types[i]->decl;
        uint32_t place = 0;
        while (place + 1 < decl->alternative_count && decl->alternatives[place] != spec->types[i])
            place++;
        buf_printf(&text, "%s%u", i ? "_" : "__pyx_fuse_", (unsigned)place);
    }
    spec->symbol->table_name = arena_printf(a->arena, "%s%s", buf_text(&text), spec->symbol->name->text);
    if (declare_is_shared(a) && !node->has_body && !spec->symbol->from_module)
        declare_add_shared(a, spec->symbol);
}

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
        set_buffers(a, scope, form, spec->symbol);
        if (is_method)
            spec->symbol->type = c_function_type(a, scope, node, spec->symbol->type);
        a->quiet -= symbol->fused->is_undecided + is_method;
        if (is_method && is_new)
            declare_method_place(a, scope->cls, spec->symbol,
                                 fused_method_inherited(scope->cls, symbol, spec), virtual_, is_inline);
        if (!is_method)
            share_choice(a, node, symbol->fused, spec);
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

/* The symbol of a sound declaration, with what it says of the function's type; NULL: reported. */
static Symbol *c_function_symbol(Analyzer *a, Scope *scope, const AstCFuncDef *node, bool *is_new)
{
    FuncSpec spec = function_spec(a, node);
    const Type *type = c_function_type(a, scope, node, template_type(a, scope, &spec));
    FusedInfo *fused = fused_make(a, analyzer_name_span(node->name_span, &node->head), type);
    *is_new = !scope_find(scope, mangle_name(a->atoms, scope, node->name));
    Symbol *symbol = function_symbol(a, scope, node, type);
    if (!symbol)
        return NULL;
    set_param_names(a, scope, &spec, symbol);
    if (!symbol->fused)
        symbol->fused = fused;
    symbol->is_cpdef = node->overridable;
    symbol->is_c_property = is_c_property(scope, node);
    if (scope->kind != SCOPE_CLASS)
        return symbol;
    symbol->is_static = declare_is_static(&node->decorators);
    if (*is_new && fused)
        symbol->cls = scope->cls; /* its specialisations have places */
    else if (*is_new)
        declare_method_place(a, scope->cls, symbol, declare_inherited(scope->cls, symbol->name),
                             is_virtual(a, scope, node), node->has_body && a->is_pxd);
    return symbol;
}

/* Who else knows the function, and what it is when it has a body. */
static void define_c_function(Analyzer *a, Scope *scope, const AstCFuncDef *node, Symbol *symbol, bool is_new)
{
    if (!a->in_extern && (node->visibility == AST_VIS_PUBLIC || node->is_api))
        public_check(a, node, symbol->type->func);
    if (a->in_extern && node->overridable && (!a->is_pxd || a->is_own_pxd))
        vec_push(a->arena, &a->sema->extern_faces, symbol);
    if (declare_is_shared(a) && !node->has_body && !symbol->from_module && !symbol->fused)
        declare_add_shared(a, symbol);
    analyzer_set_symbol(a, &node->head, symbol);
    symbol->is_exported |= a->is_own_pxd && !a->in_extern && !node->has_body;
    const char *c_name = declare_string(node->c_name);
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

void declare_c_function(Analyzer *a, Scope *scope, const AstCFuncDef *node)
{
    bool was_extern = a->in_extern, is_new = false;
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
    if (check_function_form(a, node)) {
        Symbol *symbol = c_function_symbol(a, scope, node, &is_new);
        if (symbol)
            define_c_function(a, scope, node, symbol, is_new);
    } else {
        declare_poison(a, scope, node->name, node->head.span);
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
