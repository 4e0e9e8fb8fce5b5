/* declare.h: C declarations: symbols and types of extern blocks, typedefs, structs, enums,
 * variables, functions.
 *
 * Runs over a module's (or pxd's) top level before any body is looked at, in source order: a type
 * must be declared above its use, a function need not be.
 */
#ifndef KRAIT_SEMA_DECLARE_H
#define KRAIT_SEMA_DECLARE_H

#include "sema/analyzer.h"

/* Declares everything at the top level of the module: first its own pxd (may be NULL), then its
 * tree. */
void declare_module(Analyzer *a, const AstTree *own_pxd);
/* Declares what a cimported pxd holds, in `scope`. */
void declare_pxd(Analyzer *a, Scope *scope, const AstTree *tree);

#endif
