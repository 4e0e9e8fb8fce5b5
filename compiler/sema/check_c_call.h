/* check_c_call.h: calls of C functions and function pointers, and of C types. */
#ifndef KRAIT_SEMA_CHECK_C_CALL_H
#define KRAIT_SEMA_CHECK_C_CALL_H

#include "sema/analyzer.h"

/* A call of a C function of type `func` (TYPE_FUNC); `symbol` NULL for a pointer. */
const Type *check_c_call(Analyzer *a, const AstCall *call, const Type *func, Symbol *symbol);
/* A call of a C type: struct construction by position or field name, conversion of a number. */
const Type *check_type_call(Analyzer *a, const AstCall *call, Symbol *symbol);

/* A call of a C method: on an instance, or as Class.method(instance, ...) when `is_direct`. */
const Type *check_method_call(Analyzer *a, const AstCall *call, Symbol *method, bool is_direct);

#endif
