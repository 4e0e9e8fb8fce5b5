/* advice.h: notes that say how a name would be had: which cimport brings it, how Cython spells a word of C.
 *
 * Called after a report about a name; adds nothing where it knows nothing. True: a note was added, so that
 * "did you mean" is not asked for.
 */
#ifndef KRAIT_SEMA_ADVICE_H
#define KRAIT_SEMA_ADVICE_H

#include "sema/analyzer.h"

/* `name` is used as a value and not defined. `diag` may be NULL. */
bool advice_value(Analyzer *a, Diag *diag, Atom name);
/* `name` is used as a type and not declared. `diag` may be NULL. */
bool advice_type(Analyzer *a, Diag *diag, Atom name);
/* `symbol` is used as a type and is none: where it comes from. `diag` may be NULL. */
void advice_symbol_as_type(Analyzer *a, Diag *diag, const Symbol *symbol);
/* No declarations are found for the module. `diag` may be NULL. */
void advice_missing_module(Analyzer *a, Diag *diag, const char *dotted);

#endif
