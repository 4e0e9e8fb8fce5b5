/* unset.h: which locals may be read before they are set. */
#ifndef KRAIT_SEMA_UNSET_H
#define KRAIT_SEMA_UNSET_H

#include "sema/analyzer.h"

/* Sets Symbol.may_be_unset of the body's locals. Names have been resolved, types are not needed. */
void unset_find(Analyzer *a, const Body *body);

#endif
