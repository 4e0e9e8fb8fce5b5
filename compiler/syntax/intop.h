/* intop.h: exact arithmetic on integer constants, for DEF and IF while reading and for analysis. */
#ifndef KRAIT_SYNTAX_INTOP_H
#define KRAIT_SYNTAX_INTOP_H

#include "syntax/ast.h"

__extension__ typedef __int128 WideInt; /* large enough for every C type and its complement */

/* What Python gives for these operands. False when that does not fit, or there is none: division by zero, a
 * negative shift or exponent, `/`, `@`. */
bool intop_binary(AstOp op, WideInt left, WideInt right, WideInt *result);

#endif
