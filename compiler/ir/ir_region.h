/* ir_region.h: where an instruction stands: which regions enclose it, who sees its errors, does its thread
 * hold the GIL.
 */
#ifndef KRAIT_IR_IR_REGION_H
#define KRAIT_IR_IR_REGION_H

#include "ir/ir.h"

/* Which block of its owner is this? 0 for a function's body. */
uint32_t ir_block_number(const IrBlock *block);
/* Innermost region around `insn` whose landing sees an error raised there: a try (from its body or its
 * handler), finally, gil or par; NULL: the function itself. */
Insn *ir_landing(const Insn *insn);
/* Instruction of `block` that `insn` is or is nested in; NULL when it stands elsewhere. */
Insn *ir_top_in(const IrBlock *block, Insn *insn);
/* Does the exit (leave, again, return, always-failing errchk) or errchk take control out of `block`, around
 * it? Errchks land in as.target, or in the function's end. */
bool ir_jump_leaves(const Insn *jump, const IrBlock *block);
/* Does the thread hold the GIL at `insn`? */
bool ir_holds_gil(const IrFunc *func, const Insn *insn);
/* Is nothing known of that: in a nogil function, outside of its blocks that take or release the GIL? */
bool ir_may_hold_gil(const IrFunc *func, const Insn *insn);
/* Does something in the block take the GIL? */
bool ir_takes_gil(const IrBlock *block);
/* After err: does an error leave this try, finally, gil or par by the landing at its end? */
bool ir_lets_errors_out(const Insn *region);
/* Innermost loop, range or par around the instruction, or NULL. */
Insn *ir_loop_around(const Insn *insn);

#endif
