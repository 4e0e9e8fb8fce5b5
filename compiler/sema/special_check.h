/* special_check.h: what the parameters of special methods of extension types may be. */
#ifndef KRAIT_SEMA_SPECIAL_CHECK_H
#define KRAIT_SEMA_SPECIAL_CHECK_H

#include "sema/analyzer.h"

/* The type that parameter `index` of a def has, of the one declared: the interpreter calls special methods with values of
 * its own choice. Reports those that do not fit, and gives poison. */
const Type *special_check_param(Analyzer *a, const FuncInfo *func, const AstParam *param, uint32_t index,
                                const Type *declared);

#endif
