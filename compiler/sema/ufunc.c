/* ufunc.c: functions with the directive `ufunc`; see ufunc.h and lower/lower_ufunc.h.
 *
 * Numpy calls them item by item over arrays, so their parameters and results are types of which there are arrays:
 * integers, floats, complex numbers, objects. A ctuple is several results.
 *
 *     @cython.ufunc
 *     cdef double f(int x)   ->   SYM_CFUNC f, known by its node only; SYM_GLOBAL f, the ufunc
 */
#include "sema/ufunc.h"

#include "sema/fused.h"

static bool is_item(const Type *type)
{
    const Type *plain = type_strip(type);
    return type_is_error(plain) || type_is_object(plain) || plain->kind == TYPE_COMPLEX ||
           (type_is_number(plain) && plain->kind != TYPE_BINT);
}

static void check_item(Analyzer *a, Span span, const Type *type)
{
    if (!is_item(type))
        REPORT(a, DIAG_UFUNC_TYPE, span, analyzer_typename(a, type));
}

static void check_types(Analyzer *a, Span span, const TypeFunc *func)
{
    const Type *result = type_strip(func->result);
    for (uint32_t i = 0; i < func->count; i++)
        check_item(a, span, func->params[i].type);
    if (!func->count)
        REPORT(a, DIAG_UFUNC_FORM, span, "takes no argument");
    if (result->kind != TYPE_CTUPLE)
        check_item(a, span, result);
    for (uint32_t i = 0; result->kind == TYPE_CTUPLE && i < result->decl->field_count; i++)
        check_item(a, span, result->decl->fields[i].type);
}

static const char *wrong_form(const Scope *scope, const AstCFuncDef *node, const TypeFunc *func)
{
    return scope->kind == SCOPE_CLASS ? "is a method"
           : scope->kind != SCOPE_MODULE || !node->has_body ? "is not defined in the module itself"
           : node->overridable ? "is a Python function already"
           : func->optional || func->varargs ? "has arguments that may be left out"
                                             : NULL;
}

void ufunc_declare(Analyzer *a, Scope *scope, const AstCFuncDef *node, Symbol *symbol)
{
    if (!symbol->func || symbol->func->node != &node->head || !symbol->func->is_ufunc)
        return;
    Span span = analyzer_name_span(node->name_span, &node->head);
    const TypeFunc *func = type_strip(symbol->type)->func;
    const char *wrong = wrong_form(scope, node, func);
    if (wrong) {
        REPORT(a, DIAG_UFUNC_FORM, span, wrong);
        return;
    }
    if (!symbol->fused)
        check_types(a, span, func);
    for (uint32_t i = 0; symbol->fused && i < symbol->fused->spec_count; i++)
        check_types(a, span, type_strip(symbol->fused->specs[i].symbol->type)->func);
    scope_add(a->arena, scope, SYM_GLOBAL, symbol->name, TYPE_OF(a->types, OBJECT), span)->decl = &node->head;
}

void ufunc_check_def(Analyzer *a, const FuncInfo *func)
{
    if (func->is_ufunc)
        REPORT(a, DIAG_UFUNC_FORM, func->node->span, "is not a C function");
}
