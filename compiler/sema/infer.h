/* infer.h: types of locals that are assigned but never declared.
 *
 * A local gets a C or builtin type only where no program can tell the difference, as the language's
 * directive infer_types (default None) says: floats and truth values, pointers, structs and views,
 * builtin types; integers only when the variable stands in no arithmetic that could overflow. All
 * others are objects.
 *
 *     s = 0.0; for x in view: s += x     s: double        n = 1; n = n * 2     n: int object
 */
#ifndef KRAIT_SEMA_INFER_H
#define KRAIT_SEMA_INFER_H

#include "sema/analyzer.h"

/* Gives every local of the body its type. */
void infer_body(Analyzer *a, Body *body);

#endif
