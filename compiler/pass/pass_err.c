/* pass_err.c: an error check behind every operation that can fail.
 *
 * Place in the pipeline: after final. The table says how an operation fails (ir_insn_error); this pass
 * writes an `errchk` of that kind right behind it, whose target is the landing that nesting gives. A
 * region whose landing an error can leave gets an `errchk pending` behind it, so that every edge an error
 * takes is an instruction that `refs` can hang releases on.
 *
 *     %v: long = unbox x        gives        %v: long = unbox x
 *                                            errchk neg1occ %v -> fail
 */
#include "ir/ir_build.h"
#include "ir/ir_flow.h"
#include "ir/ir_region.h"
#include "pass/pass.h"

static void check_block(IrFunc *func, IrBlock *block);

/* What is jumped to needs a name in the text. */
static void label_region(IrFunc *func, Insn *region)
{
    IrModule *module = func->module;
    const char *text = arena_printf(module->arena, "%s%u", ir_op_info[region->op].text,
                                    ++func->label_count);
    region->label = atom_from(module->atoms, text);
}

static void place_check(IrFunc *func, Insn *insn, IrCheck check)
{
    bool about_value = check <= IR_CHECK_DECLARED;
    Insn *errchk = ir_insn_new(func, IR_ERRCHK, (uint16_t)check, NULL, &insn, about_value ? 1 : 0,
                               insn->span);
    errchk->as.target = ir_landing(insn);
    ir_insert_after(insn, errchk);
    if (!errchk->as.target)
        func->has_error_exit = true;
    else if (!errchk->as.target->label)
        label_region(func, errchk->as.target);
}

static IrCheck declared_check(const Insn *insn)
{
    return ir_insn_func_type(insn)->except.kind == EXCEPT_ALWAYS ? IR_CHECK_OCCURRED
                                                                 : IR_CHECK_DECLARED;
}

static void check_region(IrFunc *func, Insn *region)
{
    for (uint32_t i = 0; i < region->nblocks; i++) {
        /* nothing in the body of a try can fail: its handler is never entered */
        if (region->op == IR_TRY && i == 1 &&
            !ir_block_jumps_to(region->blocks[0], IR_ERRCHK, region))
            region->blocks[1]->first = region->blocks[1]->last = NULL;
        check_block(func, region->blocks[i]);
    }
    bool has_landing = region->op == IR_TRY || region->op == IR_FINALLY || region->op == IR_GIL ||
                       region->op == IR_PAR;
    if (has_landing && ir_lets_errors_out(region))
        place_check(func, region, IR_CHECK_PENDING);
}

static void check_insn(IrFunc *func, Insn *insn)
{
    switch (ir_insn_error(insn)) {
    case IR_ERROR_NEVER:
    case IR_ERROR_BYPRIM:
        return;
    case IR_ERROR_NULL:
        place_check(func, insn, IR_CHECK_NULL);
        return;
    case IR_ERROR_NEG1:
        place_check(func, insn, ir_has_value(insn) ? IR_CHECK_NEG1 : IR_CHECK_STATUS);
        return;
    case IR_ERROR_NEG1OCC:
        place_check(func, insn, IR_CHECK_NEG1OCC);
        return;
    case IR_ERROR_NULLOCC:
        place_check(func, insn, IR_CHECK_NULLOCC);
        return;
    case IR_ERROR_DECLARED:
        place_check(func, insn, declared_check(insn));
        return;
    case IR_ERROR_ALWAYS:
        place_check(func, insn, IR_CHECK_ALWAYS);
        return;
    }
}

static void check_block(IrFunc *func, IrBlock *block)
{
    Insn *next;
    for (Insn *insn = block->first; insn; insn = next) {
        next = insn->next;
        if (ir_is_region(insn))
            check_region(func, insn);
        else if (insn->op != IR_ERRCHK)
            check_insn(func, insn);
    }
}

void pass_err(IrFunc *func, Diags *diags, const PassOptions *options)
{
    (void)diags;
    (void)options;
    check_block(func, func->body);
}
