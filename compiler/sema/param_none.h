/* param_none.h: may a parameter be None? */
#ifndef KRAIT_SEMA_PARAM_NONE_H
#define KRAIT_SEMA_PARAM_NONE_H

#include "sema/analyzer.h"

/* Is None an error for this parameter, of this type, of the function? */
bool param_refuses_none(Analyzer *a, const FuncInfo *func, const AstParam *param, const Type *type);
/* Is its default the literal None? */
bool param_default_is_none(const AstParam *param);

#endif
