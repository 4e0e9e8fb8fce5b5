/* check_with.h: with statements: the GIL, directives, parallel regions, Python's context managers.
 */
#ifndef KRAIT_SEMA_CHECK_WITH_H
#define KRAIT_SEMA_CHECK_WITH_H

#include "sema/analyzer.h"

/* Rule of With nodes: items, then the body under them; fills the WithInfos. */
void check_with(Analyzer *a, const Ast *node);

#endif
