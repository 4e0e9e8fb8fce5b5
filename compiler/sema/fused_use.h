/* fused_use.h: uses of fused types in bodies: compile-time tests, and which specialisation a call, a subscript or a
 * conversion to a function pointer means.
 *
 * Inside a specialisation `T is int`, `T in floating` and what `not`, `and`, `or` make of them have known values.
 * Branches they rule out are neither resolved nor checked nor lowered.
 */
#ifndef KRAIT_SEMA_FUSED_USE_H
#define KRAIT_SEMA_FUSED_USE_H

#include "sema/fused.h"

/* The value of a test of types: 0, 1, or -1 when it is none or not known. Never reports. */
int fused_test(Analyzer *a, const Scope *scope, const Ast *node);
/* fused_test of a node, remembered for lowering (FoldInfo in info_of). */
int fused_fold(Analyzer *a, const Ast *node);
/* The specialisation of template `symbol` that fits the arguments of the call best, NULL after a report. Types the
 * arguments; the first is for the parameter number `shift`. */
Symbol *fused_call(Analyzer *a, const AstCall *call, const Symbol *symbol, uint32_t shift);
/* The specialisation named by a subscript `f[int, double]`; NULL after a report. */
Symbol *fused_index(Analyzer *a, const AstSubscript *node, const Symbol *symbol);
/* The specialisation of this type (a function, or a pointer to one); NULL: there is none. */
Symbol *fused_of_type(Analyzer *a, const Symbol *symbol, const Type *type);

#endif
