/* special_check.c: parameters of special methods; see special_check.h. Source: CPython's slot signatures, in special.def.
 *
 *     def __lt__(char self, other)   ->   error at self: the instance is an object
 */
#include "sema/special_check.h"

#include "type/convert.h"
#include "type/special.h"

static const Type *check_self(Analyzer *a, const FuncInfo *func, const AstParam *param, const Type *declared)
{
    bool is_binary = func->special >= SPECIAL_add && func->special < SPECIAL_iadd; /* either side, in Cython 0.x */
    if (is_binary)
        REPORT(a, DIAG_NEVER_CONVERTS, param->head.span, "the instance", analyzer_typename(a, declared));
    else
        REPORT(a, DIAG_BAD_SELF, param->head.span, analyzer_typename(a, declared));
    return is_binary ? func->cls->type : KIND_TYPE(a, ERROR);
}

const Type *special_check_param(Analyzer *a, const FuncInfo *func, const AstParam *param, uint32_t index,
                                const Type *declared)
{
    if (!func->special || type_is_error(declared))
        return declared;
    if (index == 0)
        return func->cls && !type_is_object(declared) ? check_self(a, func, param, declared) : declared;
    char letter = special_param(func->special, index - 1);
    bool is_count = convert_implicit(a->types, KIND_TYPE(a, INT), declared) != CONVERT_NONE;
    const char *wanted = letter == 'B' && !type_is_ptr(declared) ? "Py_buffer *" : letter == 'i' && !is_count ? "int" : NULL;
    if (!wanted)
        return declared;
    REPORT(a, DIAG_CANNOT_CONVERT, param->head.span, wanted, analyzer_typename(a, declared));
    return letter == 'B' ? declared : KIND_TYPE(a, ERROR);
}
