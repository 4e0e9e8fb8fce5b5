/* read_from.h: the bounds of `for ... from`, in statements and in comprehensions. */
#ifndef KRAIT_SYNTAX_READ_FROM_H
#define KRAIT_SYNTAX_READ_FROM_H

#include "syntax/reader.h"

/* Start, relations, target, stop and step of a for-from statement or clause. */
void read_from_bounds(Reader *r, Cst cst, AstForFrom *node);
/* The clause of a comprehension, as the CompFor of a range. */
Ast *read_comp_from(Reader *r, Cst cst, bool is_first);

#endif
