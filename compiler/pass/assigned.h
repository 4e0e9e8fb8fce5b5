/* assigned.h: which variables are surely set, and which possibly, at each instruction: a forward walk
 * over the structured IR, used by the passes init and narrow.
 */
#ifndef KRAIT_PASS_ASSIGNED_H
#define KRAIT_PASS_ASSIGNED_H

#include "base/bits.h"
#include "ir/ir.h"

/* By index in func->vars; variables of the module count as set. */
typedef struct AssignState {
    Bits must; /* set on every path to here */
    Bits may;  /* set on some path to here */
    bool live; /* control can come here */
} AssignState;

/* Calls visit for every instruction in order, with the state before it. The visitor may remove the
 * instruction it is given. */
void assigned_walk(IrFunc *func, void (*visit)(void *arg, Insn *insn, const AssignState *state),
                   void *arg);
/* The same for one block alone, with nothing set before it: what a block reads before it sets it. */
void assigned_walk_block(IrFunc *func, IrBlock *block,
                         void (*visit)(void *arg, Insn *insn, const AssignState *state), void *arg);
/* Is the variable surely (possibly) set? */
bool assigned_must(const AssignState *state, const IrVar *var);
bool assigned_may(const AssignState *state, const IrVar *var);

#endif
