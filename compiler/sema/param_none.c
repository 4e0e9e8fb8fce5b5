/* param_none.c: which parameters refuse None; see param_none.h.
 *
 * Source: Cython user guide, "Extension types and None": `not None`; a type in an annotation; the directive
 * allow_none_for_extension_args.
 *
 *     def f(T a, T b not None, c: T, d: Optional[T])   ->   b and c refuse None
 */
#include "sema/param_none.h"

#include "sema/ctypes.h"

/* None is refused by `not None`; with a typed parameter only. */
static bool refuses_none(const AstParam *param, const Type *type)
{
    return param->none_policy == AST_NONE_NOT && (type_is_object(type) || type->kind == TYPE_VIEW);
}

bool param_default_is_none(const AstParam *param)
{
    return param->default_value && param->default_value->kind == AST_ConstLit &&
           AST_AS(ConstLit, param->default_value)->value == AST_CONST_NONE;
}

/* allow_none_for_extension_args=False: None must be asked for. */
static bool refuses_unless_told(const FuncInfo *func, const AstParam *param, const Type *type)
{
    return type_is_object(type) && type->kind != TYPE_OBJECT && param->none_policy == AST_NONE_DEFAULT &&
           param->type && func->kind == FUNC_DEF && !param_default_is_none(param) &&
           !func->directives->allow_none_for_extension_args;
}

/* A parameter of a C function whose type is an annotation takes no None either. */
static bool hints_not_none(Analyzer *a, const FuncInfo *func, const AstParam *param, const Type *type)
{
    const Ast *hint = param->annotation                                  ? param->annotation
                      : param->type && param->type->kind == AST_TypeAnn ? AST_AS(TypeAnn, param->type)->value
                                                                        : NULL;
    bool allows_none = param_default_is_none(param);
    bool is_named = (type_is_object(type) && type->kind != TYPE_OBJECT) || type->kind == TYPE_VIEW;
    bool may = func->kind == FUNC_CP ? is_named : func->kind == FUNC_C && type->kind == TYPE_CLASS;
    if (!may || !hint)
        return false;
    ctypes_annotation(a, func->scope->parent, hint, &allows_none);
    return !allows_none;
}

bool param_refuses_none(Analyzer *a, const FuncInfo *func, const AstParam *param, const Type *type)
{
    return refuses_none(param, type) || refuses_unless_told(func, param, type) || hints_not_none(a, func, param, type);
}
