/* ir_flow.c: facts about the flow of control through structured regions.
 *
 * The IR has no graph: where control goes is written in the nesting. These functions walk regions and
 * answer the questions that lowering and passes share. None of them changes the IR.
 *
 *     if c { return 1 } else { leave loop1 }      ir_insn_falls: false
 *     loop .loop1 { ... leave loop1 ... }         ir_insn_falls: true
 */
#include "ir/ir_flow.h"

#include <string.h>

bool ir_block_jumps_to(const IrBlock *block, IrOp op, const Insn *region)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        if (insn->op == op && insn->as.target == region)
            return true;
        for (uint32_t i = 0; i < insn->nblocks; i++)
            if (ir_block_jumps_to(insn->blocks[i], op, region))
                return true;
    }
    return false;
}

static bool is_left(const Insn *region)
{
    for (uint32_t i = 0; i < region->nblocks; i++)
        if (ir_block_jumps_to(region->blocks[i], IR_LEAVE, region))
            return true;
    return false;
}

static bool any_block_falls(const Insn *region)
{
    for (uint32_t i = 0; i < region->nblocks; i++)
        if (ir_block_falls(region->blocks[i]))
            return true;
    return false;
}

/* What leaves the body goes through the cleanup. */
static bool finally_falls(const Insn *insn)
{
    bool body = ir_block_falls(insn->blocks[0]) || ir_block_jumps_to(insn->blocks[0], IR_LEAVE, insn);
    return (body && ir_block_falls(insn->blocks[1])) || ir_block_jumps_to(insn->blocks[1], IR_LEAVE, insn);
}

bool ir_insn_falls(const Insn *insn)
{
    if (!ir_is_region(insn))
        return !ir_is_exit(insn) && !(insn->op == IR_ERRCHK && insn->sub == IR_CHECK_ALWAYS);
    if (insn->op == IR_RANGE || insn->op == IR_PAR)
        return true;
    if (insn->op == IR_FINALLY)
        return finally_falls(insn);
    if (insn->label && is_left(insn))
        return true;
    if (insn->op == IR_LOOP)
        return false;
    if (insn->op == IR_SWITCH)
        return insn->nblocks == insn->as.cases.len || any_block_falls(insn);
    return any_block_falls(insn);
}

bool ir_block_falls(const IrBlock *block)
{
    /* only the last one: exits end blocks, and what follows a region without an end is deleted later */
    return !block->last || ir_insn_falls(block->last);
}

bool ir_block_inside(const IrBlock *block, const Insn *region)
{
    while (block && block->owner) {
        if (block->owner == region)
            return true;
        block = block->owner->parent;
    }
    return false;
}

bool ir_op_has_var(IrOp op)
{
    return op == IR_GET || op == IR_SET || op == IR_UNSET || op == IR_ADDR || op == IR_INITCHK ||
           op == IR_REPLACE || op == IR_ASSIGN || op == IR_MOVE;
}

bool ir_block_uses_var(const IrBlock *block, const IrVar *var)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        if (ir_op_has_var(insn->op) && insn->as.var == var)
            return true;
        for (uint32_t i = 0; i < insn->nblocks; i++)
            if (ir_block_uses_var(insn->blocks[i], var))
                return true;
    }
    return false;
}

bool ir_block_yields(const IrBlock *block)
{
    for (const Insn *insn = block->first; insn; insn = insn->next)
        if (ir_insn_yields(insn))
            return true;
    return false;
}

bool ir_insn_yields(const Insn *insn)
{
    if (insn->op == IR_YIELD || insn->op == IR_DELEGATE)
        return true;
    for (uint32_t i = 0; i < insn->nblocks; i++)
        if (ir_block_yields(insn->blocks[i]))
            return true;
    return false;
}

/* Something between `from` (excluded; NULL: the start of the block) and `to` (excluded). */
static bool yields_between(const Insn *from, const Insn *to)
{
    for (const Insn *insn = to->prev; insn && insn != from; insn = insn->prev)
        if (ir_insn_yields(insn))
            return true;
    return false;
}

bool ir_crosses_yield(const Insn *value, const Insn *user)
{
    const Insn *at = user;
    for (; at->parent != value->parent; at = at->parent->owner) {
        const Insn *owner = at->parent->owner;
        bool repeats = owner->op == IR_LOOP || owner->op == IR_RANGE || owner->op == IR_PAR;
        bool second = (owner->op == IR_TRY || owner->op == IR_FINALLY) && at->parent == owner->blocks[1];
        if (yields_between(NULL, at) || (repeats && ir_insn_yields(owner)) ||
            (second && ir_block_yields(owner->blocks[0])))
            return true;
    }
    /* a managed value is released behind the region it is used in */
    bool held = at != user && ir_type_is_managed(value->type) && ir_insn_yields(at);
    return held || yields_between(value, at);
}

void ir_each_insn(IrBlock *block, void (*visit)(void *arg, Insn *insn), void *arg)
{
    Insn *next;
    for (Insn *insn = block->first; insn; insn = next) {
        next = insn->next; /* the visitor may remove or replace it */
        visit(arg, insn);
        for (uint32_t i = 0; i < insn->nblocks; i++)
            ir_each_insn(insn->blocks[i], visit, arg);
    }
}

bool ir_is_math_call(const Insn *insn)
{
    const char *header = insn->op == IR_CALL ? insn->as.callee->header : NULL;
    if (!header || (strcmp(header, "<math.h>") != 0 && strcmp(header, "math.h") != 0))
        return false;
    bool numbers = ir_insn_error(insn) == IR_ERROR_NEVER && !ir_insn_needs_gil(insn);
    for (uint32_t i = 0; i < insn->nargs; i++)
        numbers &= type_is_number(insn->args[i]->type);
    return numbers;
}

static void count_in_block(const IrBlock *block, uint32_t *uses)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        for (uint32_t i = 0; i < insn->nargs; i++)
            uses[insn->args[i]->id]++;
        const Insn *stop = insn->op == IR_RANGE && insn->sub ? ir_range_stop(insn) : NULL;
        if (stop)
            uses[stop->id]++;
        for (uint32_t i = 0; i < insn->nblocks; i++)
            count_in_block(insn->blocks[i], uses);
    }
}

uint32_t *ir_count_uses(Arena *arena, const IrFunc *func)
{
    uint32_t *uses = ARENA_ARRAY(arena, uint32_t, func->insn_count + 1);
    count_in_block(func->body, uses);
    return uses;
}

void ir_assigned_by(const Insn *insn, Bits *vars)
{
    bool assigns = insn->op == IR_SET || insn->op == IR_UNSET || insn->op == IR_REPLACE ||
                   insn->op == IR_ASSIGN || insn->op == IR_MOVE;
    if (assigns && ir_var_is_local(insn->as.var))
        bits_set(vars, insn->as.var->index);
    for (uint32_t i = 0; i < insn->nblocks; i++)
        ir_assigned_vars(insn->blocks[i], vars);
}

void ir_assigned_vars(const IrBlock *block, Bits *vars)
{
    for (const Insn *insn = block->first; insn; insn = insn->next)
        ir_assigned_by(insn, vars);
}
