/* lower_lock.h: locks of module cython and critical sections. */
#ifndef KRAIT_LOWER_LOWER_LOCK_H
#define KRAIT_LOWER_LOWER_LOCK_H

#include "lower/lower_ctx.h"

/* lock.acquire() and the like. */
Insn *lower_lock_call(Lower *lw, const AstCall *node, const CallInfo *info);
/* with lock: body(arg) */
void lower_with_lock(Lower *lw, const Ast *lock, void (*body)(Lower *lw, void *arg), void *arg);
/* with critical_section(...): body(arg) */
void lower_with_section(Lower *lw, const WithInfo *info, void (*body)(Lower *lw, void *arg), void *arg);
/* The rest of the function, whose first argument is locked: opened after the prologue, closed at the end. */
typedef struct LowerSection {
    Insn *region;
    IrVar *section;
} LowerSection;
LowerSection lower_open_section(Lower *lw, Insn *object);
void lower_close_section(Lower *lw, const LowerSection *open);

#endif
