/* unparse.h: expressions as text again, as annotations are kept that are not evaluated. */
#ifndef KRAIT_SYNTAX_UNPARSE_H
#define KRAIT_SYNTAX_UNPARSE_H

#include "syntax/ast.h"

/* The source text of an expression in the interpreter's own layout: `a[b, 'c']`, `x | None`. */
const char *unparse_expr(Arena *arena, const Ast *node);
/* A string literal of the text. */
const char *unparse_text(Arena *arena, const char *text);

#endif
