/* lower_call.h: calls of everything that can be called. */
#ifndef KRAIT_LOWER_LOWER_CALL_H
#define KRAIT_LOWER_LOWER_CALL_H

#include "lower/lower_ctx.h"

/* The value of the call; what void functions give is None. */
Insn *lower_call(Lower *lw, const AstCall *node);
/* The call as a plain Python call of `callable`, with keywords and stars. */
Insn *lower_call_object(Lower *lw, const AstCall *node, Insn *callable);
/* A new dict of the keyword arguments, null when there are none; `callable` is for messages. */
Insn *lower_call_keywords(Lower *lw, const AstCall *node, Insn *callable);
/* Is any argument starred, or a keyword given? */
bool lower_call_is_plain(const AstCall *node);
/* Default value of an optional parameter of `info`, read where the function is called or begins. */
Insn *lower_default(Lower *lw, const FuncInfo *info, const AstParam *param, const Type *type);
/* The key of lower_global for it: each specialisation has its own. */
const void *lower_default_key(const FuncInfo *info, const AstParam *param);

/* The arguments of a C call, in the order of its parameters from number `shift` on, into args[shift...]; how many. */
uint32_t lower_c_arguments(Lower *lw, const AstCall *node, const CallInfo *info, const TypeFunc *func,
                           uint32_t shift, Insn **args);

#endif
