/* resolve_def.c: definitions: functions, methods, extension types, C variables; see resolve_def.h. */
#include "sema/resolve_def.h"
#include "sema/annotate.h"
#include "sema/declare_def.h"
#include "sema/declare_func.h"
#include "sema/declare_var.h"
#include "sema/generics.h"
#include "sema/names.h"
#include "sema/resolve_class.h"

static void visit_defaults(Resolver *r, const AstNodes *params)
{
    bool outer = r->in_default;
    r->in_default = true;
    for (uint32_t i = 0; i < params->len; i++)
        if (AST_AS(Param, params->items[i])->default_value)
            resolver_visit(r, AST_AS(Param, params->items[i])->default_value);
    r->in_default = outer;
}

/* The symbol of a def: at module level it may be defined several times. NULL after a report. */
static Symbol *def_symbol(Resolver *r, const AstFunctionDef *node)
{
    Scope *module = r->a->sema->module;
    Symbol *known = scope_find(module, node->name);
    Span span = analyzer_name_span(node->name_span, &node->head);
    if (known && known->kind == SYM_CFUNC && known->header) /* of a header: hidden from here on */
        known = NULL;
    if (known && known->kind == SYM_CGLOBAL && type_strip(known->type)->kind == TYPE_OBJECT)
        return names_bind(r->a, module, node->name, &node->head); /* cdef object f: what the variable is set to */
    if (known && known->kind != SYM_DEF && known->kind != SYM_GLOBAL) {
        bool told = known->kind == SYM_POISON || !r->a->sema->tree->is_cython; /* by declare.c */
        if (!told)
            analyzer_note_symbol(r->a, REPORT(r->a, DIAG_REDECLARED, span, node->name->text),
                                 known);
        return NULL;
    }
    if (!known)
        known = scope_add(r->a->arena, module, SYM_DEF, node->name, KIND_TYPE(r->a, OBJECT), span);
    known->is_assigned = true;
    if (!known->decl)
        known->decl = &node->head;
    analyzer_set_symbol(r->a, &node->head, known);
    return known;
}

static void visit_method(Resolver *r, const Ast *node);

/* Declared as a method of an extension type already? */
static bool is_method(const Resolver *r, const Ast *node)
{
    const FuncInfo *func = r->a->tables.info_of[node->id];
    return func && func->cls;
}

static void visit_hint(Resolver *r, const Ast *annotation)
{
    bool saved = r->in_annotation;
    r->in_annotation = true;
    if (annotation && annotate_decide(r->a, r->scope, annotation))
        resolver_visit(r, annotation);
    r->in_annotation = saved;
}

/* Annotations of parameters and result that are evaluated. */
static void visit_signature(Resolver *r, const AstFunctionDef *def)
{
    for (uint32_t i = 0; i < def->params.len; i++)
        visit_hint(r, AST_AS(Param, def->params.items[i])->annotation);
    visit_hint(r, def->returns);
}

/* A cpdef function has two bodies, one for C and one for Python: functions inside of it would be two as well. */
static void refuse_in_cpdef(Resolver *r)
{
    const FuncInfo *func = r->body->func;
    if (func->kind == FUNC_CP)
        REPORT(r->a, DIAG_NOT_ALLOWED, func->node->span, "an inner function", "in a cpdef function");
}

void resolve_def(Resolver *r, const Ast *node)
{
    if (is_method(r, node)) {
        visit_method(r, node);
        return;
    }
    const AstFunctionDef *def = AST_AS(FunctionDef, node);
    refuse_in_cpdef(r);
    bool is_inner = generics_is_around(r->body->func, node);
    if (!is_inner)
        resolver_list(r, &def->decorators);
    if (def->type_params.len && !is_inner) {
        resolve_generic(r, node, def->name, &def->type_params);
        return;
    }
    visit_defaults(r, &def->params);
    visit_signature(r, def);
    FuncInfo *func = declare_def(r->a, r->scope, def);
    if (is_inner) {
        func->symbol = NULL;
    } else if (r->scope->kind == SCOPE_MODULE) {
        func->symbol = def_symbol(r, def);
        if (func->symbol && func->symbol->kind == SYM_CGLOBAL) {
            names_record(r->a, r->body, func->symbol, node, BIND_OBJECT);
        } else if (func->symbol) {
            func->symbol->func = func;
            func->symbol->fused = func->fused;
        }
    } else {
        func->symbol = resolver_bind_object(r, def->name, node);
    }
    resolver_queue(r, func, &def->body, NULL);
}

void resolve_lambda(Resolver *r, const Ast *node)
{
    const AstLambda *lambda = AST_AS(Lambda, node);
    refuse_in_cpdef(r);
    visit_defaults(r, &lambda->params);
    resolver_queue(r, declare_lambda(r->a, r->scope, lambda), NULL, lambda->body);
}

static void bind_poison(Resolver *r, Atom name, const Ast *node)
{
    Scope *scope = names_binding_scope(r->scope);
    if (!scope_find(scope, name))
        scope_add(r->a->arena, scope, SYM_POISON, name, KIND_TYPE(r->a, ERROR), node->span);
}

void resolve_c_func(Resolver *r, const Ast *node)
{
    if (is_method(r, node) || r->body->func->node->kind == AST_CClassDef) {
        visit_method(r, node);
        return;
    }
    const AstCFuncDef *def = AST_AS(CFuncDef, node);
    if (r->scope->kind != SCOPE_MODULE || r->depth) {
        REPORT(r->a, DIAG_NOT_ALLOWED, analyzer_name_span(def->name_span, node), "a C function",
               "here");
        bind_poison(r, def->name, node);
        return;
    }
    visit_defaults(r, &def->params);
    FuncInfo *func = r->a->tables.info_of[node->id];
    if (func)
        resolver_queue(r, func, &def->body, NULL);
}

/* A method of an extension type: its defaults and decorators are evaluated where the class statement stands, and its
 * object becomes an item of the class. */
static void visit_method(Resolver *r, const Ast *node)
{
    FuncInfo *func = r->a->tables.info_of[node->id];
    if (!func)
        return;
    for (uint32_t i = 0; node->kind == AST_FunctionDef && i < func->decorators.len; i++)
        resolver_visit(r, func->decorators.items[i]);
    const AstNodes *params = node->kind == AST_FunctionDef ? &AST_AS(FunctionDef, node)->params
                                                           : &AST_AS(CFuncDef, node)->params;
    const AstNodes *body = node->kind == AST_FunctionDef ? &AST_AS(FunctionDef, node)->body
                                                         : &AST_AS(CFuncDef, node)->body;
    visit_defaults(r, params);
    if (!func->accessor && !func->special && func->kind != FUNC_C)
        func->item = names_bind(r->a, names_binding_scope(r->scope), func->name, node);
    resolver_queue(r, func, body, NULL);
}

void resolve_property(Resolver *r, const Ast *node)
{
    const AstProperty *property = AST_AS(Property, node);
    for (uint32_t i = 0; i < property->body.len; i++)
        visit_method(r, property->body.items[i]);
}

/* What stands in the class runs on the namespace of the type. */
void resolve_c_class(Resolver *r, const Ast *node)
{
    const AstCClassDef *class = AST_AS(CClassDef, node);
    ClassInfo *cls = r->a->tables.info_of[node->id];
    if (r->scope->kind != SCOPE_MODULE || r->depth) {
        REPORT(r->a, DIAG_NOT_ALLOWED, node->span, "an extension type", "inside of a function or block");
        return;
    }
    if (!cls || cls->node != node)
        return;
    resolver_list(r, &cls->bases);
    FuncInfo *func = declare_func(r->a, FUNC_CLASS, node, class->name, r->scope);
    func->scope->kind = SCOPE_CLASS;
    func->directives = cls->directives;
    func->type = r->a->sema->module_func->type;
    r->a->tables.info_of[node->id] = cls;
    resolver_queue(r, func, &cls->body, NULL);
}

void resolve_c_var(Resolver *r, const Ast *node)
{
    const AstCVarDef *variables = AST_AS(CVarDef, node);
    bool is_local = r->scope->kind != SCOPE_MODULE;
    bool is_seen = variables->visibility == AST_VIS_PUBLIC || variables->visibility == AST_VIS_READONLY;
    if (is_seen && r->scope->kind == SCOPE_FUNC)
        REPORT(r->a, DIAG_NOT_ALLOWED, node->span, variables->visibility == AST_VIS_PUBLIC ? "`public`" : "`readonly`",
               "on a local variable");
    if (r->depth && !variables->is_pure)
        REPORT(r->a, DIAG_NOT_ALLOWED, node->span, "`cdef`", "inside of a block");
    else if (r->scope->kind == SCOPE_CLASS && !variables->is_pure)
        REPORT(r->a, DIAG_NOT_ALLOWED, node->span, "`cdef`", "in a Python class; `cdef class` makes an extension type");
    for (uint32_t i = 0; i < variables->declarators.len; i++) {
        const AstCDeclarator *declarator = AST_AS(CDeclarator, variables->declarators.items[i]);
        if (declarator->init)
            resolver_visit(r, declarator->init);
    }
    if (is_local || r->depth)
        declare_locals(r->a, r->scope, variables);
    for (uint32_t i = 0; i < variables->declarators.len; i++) {
        const AstCDeclarator *declarator = AST_AS(CDeclarator, variables->declarators.items[i]);
        Symbol *symbol = analyzer_symbol(r->a, &declarator->head);
        if (declarator->init && symbol)
            symbol->is_assigned = true;
    }
}

/* Declarations that declare.c has dealt with at the top level of the module. */
void resolve_c_declaration(Resolver *r, const Ast *node)
{
    bool is_cimport = node->kind == AST_CImport || node->kind == AST_CImportFrom;
    if (r->scope->kind != SCOPE_MODULE || (r->depth && !is_cimport))
        REPORT(r->a, DIAG_NOT_ALLOWED, node->span, "this declaration",
               "inside of a function or block");
}
