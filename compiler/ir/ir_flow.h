/* ir_flow.h: facts about the flow of control through structured regions: which blocks end, what a region
 * assigns, how often a value is used.
 */
#ifndef KRAIT_IR_IR_FLOW_H
#define KRAIT_IR_IR_FLOW_H

#include "base/bits.h"
#include "ir/ir.h"

/* Can control reach the end of the block? Errors do not count: they leave by the error edge. Looks at
 * the last instruction only, so true may be said of a block that ends in dead code. */
bool ir_block_falls(const IrBlock *block);
/* Can control reach what follows the instruction? */
bool ir_insn_falls(const Insn *insn);
/* Is `insn` the block's owner or inside a region around it? (Does `region` enclose the block?) */
bool ir_block_inside(const IrBlock *block, const Insn *region);
/* Does a LEAVE (or, with `op` AGAIN, an AGAIN) in the block or below name this region? */
bool ir_block_jumps_to(const IrBlock *block, IrOp op, const Insn *region);
/* Does an instruction of the block or below name this variable? */
bool ir_block_uses_var(const IrBlock *block, const IrVar *var);
/* Does the instruction, or one in its blocks, suspend a generator (yield, delegate)? */
bool ir_insn_yields(const Insn *insn);
bool ir_block_yields(const IrBlock *block);
/* May the generator be suspended between the making of `value` and its use by `user`? The operand of a yield is
 * handed over before that; a managed value is held to the end of the region in which it is used. */
bool ir_crosses_yield(const Insn *value, const Insn *user);
/* Is `var` a payload of the operation (get, set, addr...)? */
bool ir_op_has_var(IrOp op);
/* Calls visit(arg, insn) for every instruction of the block and of blocks below, in order. */
void ir_each_insn(IrBlock *block, void (*visit)(void *arg, Insn *insn), void *arg);
/* A call of a function of <math.h>: no effect but perhaps errno, so it may be repeated or left out. */
bool ir_is_math_call(const Insn *insn);
/* Number of uses of each value, by id; being the stop of a live range is one. */
uint32_t *ir_count_uses(Arena *arena, const IrFunc *func);
/* Variables (by index in func->vars) that are set, unset, moved or replaced in the block or below, and
 * those whose address is taken anywhere when the block stores or calls (`aliases`). */
void ir_assigned_vars(const IrBlock *block, Bits *vars);
/* Same for one instruction with its blocks. */
void ir_assigned_by(const Insn *insn, Bits *vars);

#endif
