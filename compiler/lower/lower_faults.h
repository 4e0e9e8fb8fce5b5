/* lower_faults.h: what of a module is lowered although analysis found errors in it.
 *
 * The check passes see the IR. So that their reports come with those of analysis, statements and functions without an error
 * are lowered for them, when all declarations of the module are right. No C is made of it.
 *
 *     with nogil:
 *         x = unknown      reported by analysis, left out
 *         print(obj)       lowered: needs the GIL
 */
#ifndef KRAIT_LOWER_LOWER_FAULTS_H
#define KRAIT_LOWER_LOWER_FAULTS_H

#include "diag/diag.h"
#include "lower/lower_ctx.h"

typedef struct LowerFaults {
    const Diags *diags;
    uint32_t count; /* how many reports there were behind analysis */
    Map broken;     /* FuncInfo *: its head has an error */
} LowerFaults;

/* NULL: a declaration is wrong, so that nothing can be lowered. */
LowerFaults *lower_faults_find(const Sema *sema, const Diags *diags);
bool lower_faults_in_func(const LowerUnit *unit, const FuncInfo *info);
/* Lowers what can be of a statement with an error in it (not in one of its blocks); false: it has none. */
bool lower_faulty_stmt(Lower *lw, const Ast *node);

#endif
