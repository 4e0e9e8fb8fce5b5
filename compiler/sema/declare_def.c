/* declare_def.c: parameters and types of def functions; see declare_def.h. */
#include "sema/declare_def.h"
#include "sema/ctypes.h"
#include "sema/ctypes_expr.h"
#include "sema/declare_method.h"
#include "sema/declare_func.h"
#include "sema/directive_use.h"
#include "sema/fused.h"
#include "sema/param_none.h"
#include "sema/special_check.h"
#include "sema/ufunc.h"
#include "sema/view_type.h"
#include <string.h>

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
    bool allows_none = param_default_is_none(param) || param->none_policy == AST_NONE_OR;
    const Type *type = ctypes_annotation(a, scope, param->annotation, &allows_none);
    if (allows_none && type && type->kind == TYPE_DOUBLE && param->annotation->kind == AST_Name)
        type = KIND_TYPE(a, PYFLOAT); /* x: float = None */
    if (param_default_is_none(param) && type && type_is_number(type) && param->annotation->kind == AST_Attribute)
        REPORT(a, DIAG_OPTIONAL_C, param->default_value->span, analyzer_typename(a, type));
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
        type->params[i].type = is_buffer ? declared : declare_check_param(a, param, declared);
        declare_param(a, func, param, type->params[i].type);
        view_type_attach(vec_last(&func->params));
        vec_last(&func->params)->is_self = self;
        if (not_none)
            vec_last(&func->params)->not_none = true;
    }
}

/* What a def function returns is converted to its annotation where that is a type of objects; methods that slots call
 * return what the slot wants. */
static const Type *annotated_result(Analyzer *a, const FuncInfo *func, const Ast *returns)
{
    bool allows_none = false;
    if (!returns || func->special || !a->directives->annotation_typing)
        return NULL;
    const Type *type = ctypes_annotation(a, func->scope->parent, returns, &allows_none);
    TypeKind kind = type && type_is_object(type) ? type_strip(type)->kind : TYPE_OBJECT;
    return kind != TYPE_OBJECT && kind != TYPE_PYCOMPLEX ? type : NULL;
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
    if (*func->directives->c_compile_guard && !*a->directives->c_compile_guard)
        REPORT(a, DIAG_NOT_ALLOWED, analyzer_name_span(node->name_span, &node->head), "`c_compile_guard`",
               "on a Python function");
    bool is_subscript = strcmp(node->name->text, "__class_getitem__") == 0; /* a class method by its name */
    func->is_static = func->cls && (is_subscript || declare_is_static(&node->decorators) ||
                                    declare_becomes_static(func->cls, node->name));
    func->special = func->cls && !func->decorators.len ? declare_special(func->cls, node->name) : SPECIAL_NONE;
    const Directives *outer = a->directives;
    a->directives = func->directives; /* annotation_typing */
    set_def_type(a, func, &node->params);
    func->returns = annotated_result(a, func, node->returns);
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
