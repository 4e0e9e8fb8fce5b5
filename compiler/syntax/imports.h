/* imports.h: what names that a module imports stand for: `from functools import total_ordering as t` makes t
 * "functools.total_ordering", whoever looks it up at compile time. */
#ifndef KRAIT_SYNTAX_IMPORTS_H
#define KRAIT_SYNTAX_IMPORTS_H

#include "base/arena.h"
#include "syntax/ast.h"

/* The dotted name of what a Name or Attribute stands for when it comes from an import or cimport of the module, at any
 * place outside functions and classes; NULL when it does not. The last import of a name counts. */
const char *imports_path(Arena *arena, const AstModule *module, const Ast *node);
/* Is it that one? */
bool imports_is(Arena *arena, const AstModule *module, const Ast *node, const char *path);

#endif
