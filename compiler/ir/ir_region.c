/* ir_region.c: where an instruction stands among the regions around it.
 *
 * The landing of an error and the GIL state follow from nesting alone, so no pass stores them; `final`,
 * `err`, `refs` and the emitter ask here. Nothing is changed.
 *
 *     try .try1 { %v = unbox x } { ... }     ir_landing(%v): try1, since it stands in its body
 */
#include "ir/ir_region.h"

#include "ir/ir_flow.h"

uint32_t ir_block_number(const IrBlock *block)
{
    for (uint32_t i = 0; block->owner && i < block->owner->nblocks; i++)
        if (block->owner->blocks[i] == block)
            return i;
    return 0;
}

static bool has_landing(const Insn *region)
{
    return region->op == IR_TRY || region->op == IR_FINALLY || region->op == IR_GIL ||
           region->op == IR_PAR;
}

Insn *ir_landing(const Insn *insn)
{
    Insn *region = insn->parent->owner;
    while (region && !has_landing(region))
        region = region->parent->owner;
    return region;
}

Insn *ir_top_in(const IrBlock *block, Insn *insn)
{
    while (insn && insn->parent != block)
        insn = insn->parent->owner;
    return insn;
}

bool ir_jump_leaves(const Insn *jump, const IrBlock *block)
{
    if (jump->op == IR_RETURN || !jump->as.target)
        return true;
    return !ir_top_in(block, jump->as.target);
}

bool ir_holds_gil(const IrFunc *func, const Insn *insn)
{
    for (const Insn *region = insn->parent->owner; region; region = region->parent->owner) {
        if (region->op == IR_GIL)
            return region->sub == IR_GIL_ACQUIRE;
        if (region->op == IR_PAR)
            return false;
    }
    return !func->nogil || func->with_gil;
}

Insn *ir_loop_around(const Insn *insn)
{
    Insn *region = insn->parent->owner;
    while (region && region->op != IR_LOOP && region->op != IR_RANGE && region->op != IR_PAR)
        region = region->parent->owner;
    return region;
}

bool ir_lets_errors_out(const Insn *region)
{
    uint32_t first = region->op == IR_TRY ? 1 : 0;
    for (uint32_t i = first; i < region->nblocks; i++)
        if (ir_block_jumps_to(region->blocks[i], IR_ERRCHK, region))
            return true;
    return false;
}

bool ir_may_hold_gil(const IrFunc *func, const Insn *insn)
{
    const Insn *region = insn->parent->owner;
    while (region && region->op != IR_GIL && region->op != IR_PAR)
        region = region->parent->owner;
    return !region && func->nogil && !func->with_gil;
}

bool ir_takes_gil(const IrBlock *block)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        if (insn->op == IR_GIL && insn->sub == IR_GIL_ACQUIRE)
            return true;
        for (uint32_t i = 0; i < insn->nblocks; i++)
            if (ir_takes_gil(insn->blocks[i]))
                return true;
    }
    return false;
}
