/* resolve_import.h: names that run-time imports bind: `import a.b`, `from a import b as c, *`.
 *
 * Imports of the compiler's own modules are cimports (import.h); those at the top of the module
 * have been dealt with by declare.c.
 */
#ifndef KRAIT_SEMA_RESOLVE_IMPORT_H
#define KRAIT_SEMA_RESOLVE_IMPORT_H

#include "sema/analyzer.h"

/* Binds in `scope` what the Import or ImportFrom `node` of `body` imports; at_top: it is a
 * statement of the module itself, in no block. Reports names of C that cannot be bound again. */
void resolve_import(Analyzer *a, Body *body, Scope *scope, bool at_top, const Ast *node);

#endif
