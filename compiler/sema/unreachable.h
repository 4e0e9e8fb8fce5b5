/* unreachable.h: statements that control never comes to. */
#ifndef KRAIT_SEMA_UNREACHABLE_H
#define KRAIT_SEMA_UNREACHABLE_H

#include "sema/analyzer.h"

/* Warns about the first statement of each stretch of the body that is never run (directive warn.unreachable). The
 * body has been checked. */
void unreachable_report(Analyzer *a, const Body *body);

#endif
