/* import.h: cimport: declarations from pxd files and from the modules only the compiler knows.
 *
 * A cimported module is a Scope, read once per analysis. Names are bound by sharing the symbol, so
 * that `sqrt` cimported twice, or under two names, is one C function. Headers are included when
 * something of them is used.
 */
#ifndef KRAIT_SEMA_IMPORT_H
#define KRAIT_SEMA_IMPORT_H

#include "sema/analyzer.h"

/* `cimport a.b [as c]`, into `scope`. */
void import_cimport(Analyzer *a, Scope *scope, const AstCImport *node);
/* `from a.b cimport c [as d], *`. */
void import_cimport_from(Analyzer *a, Scope *scope, const AstCImportFrom *node);
/* All cimports in the blocks of a statement: they are done when compiling, whichever way control goes. */
void import_in_blocks(Analyzer *a, Scope *scope, const Ast *node);
/* `import cython[.x] [as c]`, `from cython[.x] import ...`, `from cython.cimports.x import ...`
 * mean cimport. Binds what of an Import or ImportFrom is such; the other names are left alone. */
void import_magic(Analyzer *a, Scope *scope, const Ast *node);
/* Is a run-time import of `dotted` one of these, so that nothing happens at run time? */
bool import_is_magic(const char *dotted);

#endif
