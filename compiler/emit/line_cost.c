/* line_cost.c: see line_cost.h.
 *
 * Place: beside emit_module, it only looks. A span tells the line; operations without a place are the compiler's own.
 */
#include "emit/line_cost.h"

#include "ir/ir_region.h"
#include "ir/ir_words.h"

#include <string.h>

typedef struct Counter {
    Arena *arena;
    const SourceMap *sources;
    const IrFunc *func;
    LineCosts costs;
} Counter;

/* What the check asks, NULL when the operation is none. */
static const char *check_text(const Insn *insn)
{
    switch ((int)insn->op) {
    case IR_BOUNDS: return "index check";
    case IR_NONZERO: return "check for division by zero";
    case IR_NOOVERFLOW: return "overflow check";
    case IR_NONECHK: return "check for None";
    case IR_TYPECHK: return "type check";
    case IR_INITCHK: return "check that a variable is set";
    case IR_VCHK: return "check that a memoryview is set";
    default: return NULL;
    }
}

/* References are kept and handed on, errors are noticed, C functions do what they do on lines of their own. */
static bool is_bookkeeping(const Insn *insn)
{
    switch ((int)insn->op) {
    case IR_SET: case IR_UNSET: case IR_STORE: case IR_INCREF: case IR_DECREF: case IR_REPLACE: case IR_ASSIGN:
    case IR_MOVE: case IR_KEEP: case IR_ERRCHK: case IR_RETURN: case IR_CLEAR: case IR_GENSET: case IR_CALL: case IR_CALLPTR:
    case IR_GIL:
        return true;
    case IR_PRIM: return !strcmp(insn->as.prim->id, "discard");
    default: return false;
    }
}

static LineOp *find_op(Counter *c, LineCost *line, CostKind kind, const char *text)
{
    for (uint32_t i = 0; i < line->ops.len; i++)
        if (line->ops.items[i].kind == kind && !strcmp(line->ops.items[i].text, text))
            return &line->ops.items[i];
    vec_push(c->arena, &line->ops, ((LineOp){.kind = kind, .text = text}));
    return &line->ops.items[line->ops.len - 1];
}

static void note(Counter *c, const Insn *insn)
{
    const char *check = check_text(insn);
    bool is_python = !check && !is_bookkeeping(insn) && ir_insn_needs_gil(insn);
    uint32_t number = insn->span.file == c->costs.file ? source_line(c->sources, insn->span) : 0;
    if ((!check && !is_python) || number == 0 || number > c->costs.count)
        return;
    LineOp *op = find_op(c, &c->costs.lines[number], check ? COST_CHECK : COST_PYTHON, check ? check : ir_words(c->arena, insn));
    op->in_func = op->func == c->func ? op->in_func + 1 : 1;
    op->func = c->func;
    op->count = op->in_func > op->count ? op->in_func : op->count;
    op->in_loop = op->in_loop || ir_loop_around(insn);
}

static void note_block(Counter *c, const IrBlock *block)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        note(c, insn);
        for (uint32_t i = 0; i < insn->nblocks; i++)
            note_block(c, insn->blocks[i]);
    }
}

static void note_func(Counter *c, const IrFunc *func)
{
    c->func = func;
    if (func && func->body)
        note_block(c, func->body);
}

static void add_up(LineCost *line)
{
    for (uint32_t i = 0; i < line->ops.len; i++) {
        const LineOp *op = &line->ops.items[i];
        line->counts[op->kind] += op->count;
        line->loops[op->kind] += op->in_loop ? op->count : 0;
    }
}

LineCosts line_costs(Arena *arena, const IrModule *module, uint32_t file)
{
    const SourceFile *source = module->sources->files.items[file];
    Counter counter = {.arena = arena, .sources = module->sources, .costs = {.file = file}};
    LineCosts *costs = &counter.costs;
    costs->count = source_line(module->sources, (Span){file, source->len ? source->len - 1 : 0, 0});
    costs->lines = ARENA_ARRAY(arena, LineCost, costs->count + 1);
    for (uint32_t i = 0; i < module->funcs.len; i++)
        note_func(&counter, module->funcs.items[i]);
    note_func(&counter, module->body);
    for (uint32_t i = 1; i <= costs->count; i++)
        add_up(&costs->lines[i]);
    return *costs;
}

/* Lines with such operations, all of them or those in loops. */
static uint32_t count_lines(const LineCosts *costs, CostKind kind, bool in_loops)
{
    uint32_t count = 0;
    for (uint32_t i = 1; i <= costs->count; i++)
        count += (in_loops ? costs->lines[i].loops[kind] : costs->lines[i].counts[kind]) > 0;
    return count;
}

const char *line_costs_summary(Arena *arena, const LineCosts *costs)
{
    return arena_printf(arena, "%u of %u lines run Python, %u of them in a loop; %u have checks, %u of them in a loop",
                        count_lines(costs, COST_PYTHON, false), costs->count,
                        count_lines(costs, COST_PYTHON, true), count_lines(costs, COST_CHECK, false),
                        count_lines(costs, COST_CHECK, true));
}
