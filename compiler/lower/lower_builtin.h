/* lower_builtin.h: calls of Python's builtin functions and types. */
#ifndef KRAIT_LOWER_LOWER_BUILTIN_H
#define KRAIT_LOWER_LOWER_BUILTIN_H

#include "lower/lower_ctx.h"

/* A call with only positional arguments by the row of `key` that needs the fewest conversions of them;
 * `receiver`: its first argument, or NULL. NULL, and nothing is lowered, when no row fits. `what` and
 * `name`: which error it is when the first argument is None. */
Insn *lower_keyed_call(Lower *lw, const char *key, const AstCall *node, Insn *receiver, IrNone what,
                       const char *name);
/* Builtin functions and constructors by name; the result may still need conversion to the node's type. */
Insn *lower_builtin_call(Lower *lw, const AstCall *node, const CallInfo *info);

#endif
