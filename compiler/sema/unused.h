/* unused.h: variables, arguments and values that nothing uses, and undeclared variables. */
#ifndef KRAIT_SEMA_UNUSED_H
#define KRAIT_SEMA_UNUSED_H

#include "sema/analyzer.h"

/* Warns about them in a function, as the directives warn.unused, warn.unused_arg, warn.unused_result and
 * warn.undeclared ask. All bodies have been checked. */
void unused_report(Analyzer *a, const Body *body);

#endif
