/* dump.c: intermediate forms as text; see dump.h.
 *
 * Place: beside the pipeline, it only looks. The IR after pass X is had by stopping the pipeline there.
 */
#include "driver/dump.h"

#include "driver/compile.h"
#include "ir/ir_text.h"
#include "syntax/read.h"
#include <string.h>

static const struct {
    const char *name;
    Stage stage;
} stage_rows[] = {
    {"cst", STAGE_CST}, {"ast", STAGE_AST}, {"sema", STAGE_SEMA}, {"ir", STAGE_LOWER}, {"c", STAGE_C},
};
enum { STAGE_ROWS = sizeof stage_rows / sizeof *stage_rows };

static int find_stage(const char *name)
{
    for (int i = 0; i < STAGE_ROWS; i++)
        if (!strcmp(stage_rows[i].name, name))
            return i;
    return -1;
}

bool dump_stage_exists(const char *name)
{
    return find_stage(name) >= 0 || pass_by_name(name) >= 0;
}

static bool dump_cst(Unit *unit, Buf *out)
{
    ReadInput input = {
        .arena = unit->arena,
        .atoms = &unit->session->atoms,
        .diags = &unit->diags,
        .sources = &unit->sources,
        .path = unit->path,
        .text = unit->text,
        .len = unit->len,
        .is_cython = unit->is_cython,
    };
    read_dump_cst(&input, out);
    return unit->diags.errors == 0;
}

bool dump_stage(Unit *unit, const char *name, Buf *out)
{
    int row = find_stage(name);
    Stage stage = row >= 0 ? stage_rows[row].stage : STAGE_PASSES;
    if (stage == STAGE_CST)
        return dump_cst(unit, out);
    if (stage == STAGE_PASSES)
        unit->session->passes.stop_after = pass_by_name(name);
    bool ok = compile_unit(unit, stage);
    switch (stage) {
    case STAGE_AST:
        if (unit->tree)
            ast_dump(out, &unit->tree->module->head);
        break;
    case STAGE_SEMA:
        if (unit->sema)
            sema_dump(unit->sema, out);
        break;
    case STAGE_LOWER:
    case STAGE_PASSES:
        if (unit->ir)
            ir_print_module(out, unit->ir);
        break;
    case STAGE_C: buf_put(out, buf_text(&unit->c), unit->c.len); break;
    case STAGE_CST: break;
    }
    return ok;
}

typedef struct Watch {
    int dump;
    bool times;
    Buf *out;
} Watch;

static void after_pass(void *arg, PassId pass, const IrModule *module, double seconds)
{
    Watch *watch = arg;
    if (watch->times)
        buf_printf(watch->out, "%-8s %9.3f ms\n", pass_name(pass), seconds * 1e3);
    if (watch->dump == (int)pass)
        ir_print_module(watch->out, module);
}

void dump_watch_passes(Unit *unit, const char *dump, bool times, Buf *out)
{
    if (!dump && !times)
        return;
    Watch *watch = ARENA_NEW(unit->arena, Watch);
    *watch = (Watch){dump ? pass_by_name(dump) : -1, times, out};
    unit->session->passes.after = after_pass;
    unit->session->passes.arg = watch;
}

static bool block_has_parallel(const IrBlock *block)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        if (insn->op == IR_PAR)
            return true;
        for (uint32_t i = 0; i < insn->nblocks; i++)
            if (block_has_parallel(insn->blocks[i]))
                return true;
    }
    return false;
}

bool dump_has_parallel(const IrModule *module)
{
    for (uint32_t i = 0; i < module->funcs.len; i++)
        if (module->funcs.items[i]->body && block_has_parallel(module->funcs.items[i]->body))
            return true;
    return module->body && block_has_parallel(module->body->body);
}
