/* pass_outline.c: pass outline: parallel regions become functions that libgomp runs on several threads.
 *
 * Place in the pipeline: last pass that moves code, phase L; only when the target has no OpenMP pragmas
 * (libtcc). The region `par` of function f becomes
 *
 *     f:                                         f_par(data):
 *       shared.n = n; shared.s = &s; ...           n = data->n; s = 0; ...
 *       GOMP_parallel(f_par, &shared, threads, 0)  par work { loops of this thread's iterations }
 *       [raise what left the region]               atomically: *data->s += s
 *
 * The region itself moves along as the landing of errors and breaks. outline_capture finds what it uses,
 * outline_caller and outline_work make the two sides, outline_loop and outline_inner the loops. Source: what gcc makes
 * of the pragmas; docs/design/jit.md.
 */
#include "pass/outline.h"
#include "pass/pass.h"

static void outline_region(IrFunc *func, Insn *par)
{
    IrModule *module = func->module;
    Outline outline = {.module = module, .arena = module->arena, .types = module->types, .func = func,
                       .par = par, .loop = par, .body = par->blocks[0]};
    OutlineLoop loop = {0};
    outline_make_work(&outline);
    outline_collect(&outline);
    outline_fill_caller(&outline, &loop);
    outline_fill_work(&outline, &loop);
}

/* Regions of the block, outermost ones only: loops inside belong to them. */
static void outline_block(IrFunc *func, IrBlock *block)
{
    Insn *next;
    for (Insn *insn = block->first; insn; insn = next) {
        next = insn->next;
        if (insn->op == IR_PAR) {
            outline_region(func, insn);
            continue;
        }
        for (uint32_t i = 0; i < insn->nblocks; i++)
            outline_block(func, insn->blocks[i]);
    }
}

void pass_outline(IrModule *module, Diags *diags, const PassOptions *options)
{
    (void)diags;
    if (options->openmp_pragmas)
        return;
    uint32_t count = module->funcs.len; /* new functions are appended */
    for (uint32_t i = 0; i < count; i++)
        if (module->funcs.items[i]->body)
            outline_block(module->funcs.items[i], module->funcs.items[i]->body);
    if (module->body)
        outline_block(module->body, module->body->body);
}
