/* check_call.h: calls: which kind each is, whether its arguments fit, what it gives. Fills
 * CallInfo. */
#ifndef KRAIT_SEMA_CHECK_CALL_H
#define KRAIT_SEMA_CHECK_CALL_H

#include "sema/analyzer.h"

/* Rule of Call nodes: the type of the result, poison after a report; fills the CallInfo. */
const Type *check_call(Analyzer *a, const Ast *node);
/* The CallInfo of a Call node, made on first sight. */
CallInfo *check_call_info(Analyzer *a, const Ast *node);
/* Types all arguments as of a Python call: each becomes an object. */
void check_call_objects(Analyzer *a, const AstCall *call);

#endif
