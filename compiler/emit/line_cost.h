/* line_cost.h: what the lines of a source cost: operations that run Python, and checks that are left.
 *
 * Read off the IR that C is made from, so that what a pass has deleted does not count. Counting, releasing and handing on
 * references is no operation of the source, and a call of a C function costs what the lines of that function cost.
 *
 *     out[i] = sqrt(s)    ->    no Python; checks: 1 (index check), in a loop
 */
#ifndef KRAIT_EMIT_LINE_COST_H
#define KRAIT_EMIT_LINE_COST_H

#include "base/vec.h"
#include "ir/ir.h"

typedef enum CostKind { COST_PYTHON, COST_CHECK, COST_KINDS } CostKind;

/* What a line does, told once. A fused function counts as its most costly specialisation does. */
typedef struct LineOp {
    CostKind kind;
    const char *text;   /* as ir_words */
    uint32_t count;     /* how often it stands there, not how often it runs */
    bool in_loop;       /* a loop of the same function runs it again and again */
    const IrFunc *func; /* while counting: the function last seen, and how often there */
    uint32_t in_func;
} LineOp;

typedef struct LineCost {
    uint32_t counts[COST_KINDS];
    uint32_t loops[COST_KINDS]; /* those of them in a loop */
    VEC(LineOp) ops;
} LineCost;

typedef struct LineCosts {
    uint32_t file;   /* of the module's source map */
    uint32_t count;  /* lines of that file */
    LineCost *lines; /* by line, from 1 */
} LineCosts;

/* The costs of the lines of `file`; the module is in phase L or H. Everything in the arena. */
LineCosts line_costs(Arena *arena, const IrModule *module, uint32_t file);
/* "2 of 40 lines run Python, 1 of them in a loop; 3 have checks" */
const char *line_costs_summary(Arena *arena, const LineCosts *costs);

#endif
