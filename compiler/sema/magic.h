/* magic.h: the modules that only the compiler knows: cython, cython.parallel, cython.view,
 * cython.operator.
 *
 * Their members are made when first asked for: C types (`cython.double`, `cython.p_int`),
 * directives, functions with a meaning of their own (`cython.cast`, `prange`).
 */
#ifndef KRAIT_SEMA_MAGIC_H
#define KRAIT_SEMA_MAGIC_H

#include "sema/analyzer.h"

/* The scope of a magic module by its dotted name, or NULL when it is not one. */
Scope *magic_module(Analyzer *a, const char *dotted);
/* Member of any cimported module, magic or not; NULL when there is none. */
Symbol *magic_find(Analyzer *a, Scope *members, Atom name);
/* The type of cython.view.array. */
const Type *magic_view_array(Analyzer *a);
/* Makes all members of cython.parallel, for `cimport *`. */
void magic_fill(Analyzer *a, Scope *members);
/* Names to suggest for a misspelt member of a magic module. */
void magic_suggest(Analyzer *a, Diag *diag, const Scope *members, Atom name);
/* The symbol that a Name, or an Attribute of a cimported module, stands for at compile time; NULL
 * when it is known only at run time. Looks names up from `scope` unless they are resolved; records
 * what it finds. */
Symbol *magic_static(Analyzer *a, const Scope *scope, const Ast *node);

#endif
