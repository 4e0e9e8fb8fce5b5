/* resolve.h: bodies: which names they bind, what each name stands for.
 *
 * Each body is walked once. Bindings make symbols at once, uses are recorded and looked up when the
 * whole module has been walked: a function may use a global that another function declares.
 * Alongside, what is assigned to each local is recorded for inference, and which names stand in
 * arithmetic.
 */
#ifndef KRAIT_SEMA_RESOLVE_H
#define KRAIT_SEMA_RESOLVE_H

#include "sema/analyzer.h"

/* Walks the module's body and those of all its functions (filling a->bodies and sema->functions),
 * then resolves all uses; reports unknown names. */
void resolve_module(Analyzer *a);

/* Takes in the inline methods of pxd files that checking has found to be used; false when there are none. */
bool resolve_late(Analyzer *a);

#endif
