/* ir_exec.h: runs IR of integers and views in phase H, for tests that compare a function before and after
 * passes: what it returns, which check failed and where, and what is in memory.
 *
 * Integers are int64_t; views hold long items. An access outside a view, a step too many or an operation
 * the interpreter does not know ends the run with EXEC_INVALID: before passes the program is of no use for
 * the comparison, after them it is a bug.
 */
#ifndef KRAIT_TESTS_IR_EXEC_H
#define KRAIT_TESTS_IR_EXEC_H

#include "ir/ir.h"
#include "ir/ir_flow.h"

#include <string.h>

enum { EXEC_ITEMS = 64, EXEC_STEPS = 20000, EXEC_VALUES = 4000, EXEC_VARS = 32 };

typedef enum ExecStatus {
    EXEC_FALLS,
    EXEC_JUMPS,
    EXEC_RETURNS,
    EXEC_RAISES,
    EXEC_INVALID
} ExecStatus;

typedef struct ExecView {
    int64_t shape[2];
    long items[EXEC_ITEMS];
} ExecView;

typedef struct Exec {
    int64_t values
        [EXEC_VALUES]; /* by value id; views: index of the view; pointers: view * EXEC_ITEMS + item */
    int64_t vars[EXEC_VARS];
    ExecView views[4];
    uint32_t steps;
    const Insn *target; /* of a jump */
    bool again;
    int64_t result;
    uint32_t error_line, error_kind;
} Exec;

static ExecStatus exec_block(Exec *e, const IrBlock *block);

static inline int64_t exec_cut(const Type *type, int64_t value)
{
    uint32_t size = type_int_size(type);
    if (size == 4)
        return type_is_signed(type) ? (int64_t)(int32_t)(uint32_t)(uint64_t)value
                                    : (int64_t)(uint32_t)(uint64_t)value;
    return value;
}

static inline bool exec_fits(const Type *type, int64_t value)
{
    return exec_cut(type, value) == value && value > -(INT64_C(1) << 40) &&
           value < (INT64_C(1) << 40);
}

static inline bool exec_bin(const Insn *insn, int64_t a, int64_t b, int64_t *out)
{
    bool divides = insn->op == IR_PRIM || insn->sub == IR_BIN_DIV || insn->sub == IR_BIN_MOD;
    if (divides && b == 0)
        return false;
    if (insn->op == IR_PRIM) { /* floor division and modulo */
        bool is_div = insn->as.prim->key[0] == '/';
        int64_t q = a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0);
        *out = is_div ? q : a - q * b;
        return true;
    }
    switch ((IrBin)insn->sub) {
    case IR_BIN_ADD: *out = a + b; break;
    case IR_BIN_SUB: *out = a - b; break;
    case IR_BIN_MUL: *out = a * b; break;
    case IR_BIN_DIV: *out = a / b; break;
    case IR_BIN_MOD: *out = a % b; break;
    case IR_BIN_AND: *out = a & b; break;
    case IR_BIN_MIN: *out = a < b ? a : b; break;
    case IR_BIN_MAX: *out = a > b ? a : b; break;
    case IR_BIN_OR:
    case IR_BIN_XOR:
    case IR_BIN_SHL:
    case IR_BIN_SHR: return false;
    }
    return exec_fits(insn->type, *out);
}

static inline bool exec_cmp(const Insn *insn, int64_t a, int64_t b)
{
    switch ((IrCmp)insn->sub) {
    case IR_CMP_EQ: return a == b;
    case IR_CMP_NE: return a != b;
    case IR_CMP_LT: return a < b;
    case IR_CMP_LE: return a <= b;
    case IR_CMP_GT: return a > b;
    case IR_CMP_GE: return a >= b;
    }
    return false;
}

/* Index of the item in its view, or -1 outside. */
static inline int64_t exec_item(const Exec *e, const Insn *vat, int64_t view)
{
    const ExecView *v = &e->views[view];
    int64_t item = 0;
    for (uint32_t i = 1; i < vat->nargs; i++) {
        int64_t index = e->values[vat->args[i]->id];
        if (index < 0 || index >= v->shape[i - 1])
            return -1;
        item = item * v->shape[i - 1] + index;
    }
    return item;
}

static inline bool exec_value(Exec *e, const Insn *insn)
{
    int64_t a[3] = {0, 0, 0};
    int64_t *out = &e->values[insn->id];
    for (uint32_t i = 0; i < insn->nargs && i < 3; i++)
        a[i] = e->values[insn->args[i]->id];
    switch ((int)insn->op) {
    case IR_CONST: *out = insn->as.imm.i; return true;
    case IR_GET: *out = e->vars[insn->as.var->index]; return true;
    case IR_INDEXVAR: return true;
    case IR_BIN:
    case IR_PRIM: return exec_bin(insn, a[0], a[1], out);
    case IR_CMP: *out = exec_cmp(insn, a[0], a[1]); return true;
    case IR_UN: *out = insn->sub == IR_UN_NOT ? !a[0] : -a[0]; return insn->sub != IR_UN_INVERT;
    case IR_CAST: *out = exec_cut(insn->type, a[0]); return true;
    case IR_SELECT: *out = a[0] ? a[1] : a[2]; return true;
    case IR_WRAP: *out = a[0] < 0 ? a[0] + a[1] : a[0]; return true;
    case IR_VDIM: *out = e->views[a[0]].shape[insn->as.index]; return true;
    case IR_VAT:
        *out = exec_item(e, insn, a[0]);
        *out = *out < 0 ? -1 : a[0] * EXEC_ITEMS + *out;
        return true; /* only a use of it is wrong */
    case IR_LOAD:
        if (a[0] < 0)
            return false;
        *out = e->views[a[0] / EXEC_ITEMS].items[a[0] % EXEC_ITEMS];
        return true;
    default: return false;
    }
}

static inline ExecStatus exec_raise(Exec *e, const Insn *insn)
{
    e->error_line = insn->span.start;
    e->error_kind = (uint32_t)insn->op * 64 + insn->sub * 8 +
                    (insn->op == IR_BOUNDS ? insn->as.index : 0);
    return EXEC_RAISES;
}

static inline ExecStatus exec_statement(Exec *e, const Insn *insn)
{
    int64_t a = insn->nargs > 0 ? e->values[insn->args[0]->id] : 0;
    int64_t b = insn->nargs > 1 ? e->values[insn->args[1]->id] : 0;
    switch ((int)insn->op) {
    case IR_SET: e->vars[insn->as.var->index] = a; return EXEC_FALLS;
    case IR_STORE:
        if (a < 0)
            return EXEC_INVALID;
        e->views[a / EXEC_ITEMS].items[a % EXEC_ITEMS] = (long)b;
        return EXEC_FALLS;
    case IR_BOUNDS: return a < 0 || a >= b ? exec_raise(e, insn) : EXEC_FALLS;
    case IR_NONZERO: return a == 0 ? exec_raise(e, insn) : EXEC_FALLS;
    case IR_LEAVE:
    case IR_AGAIN:
        e->target = insn->as.target;
        e->again = insn->op == IR_AGAIN;
        return EXEC_JUMPS;
    case IR_RETURN: e->result = a; return EXEC_RETURNS;
    default: return EXEC_INVALID;
    }
}

/* What a loop does after its body: goes on (true) or ends with *status. */
static inline bool exec_goes_on(const Exec *e, const Insn *loop, ExecStatus *status)
{
    if (*status != EXEC_JUMPS || e->target != loop)
        return *status == EXEC_FALLS;
    *status = EXEC_FALLS;
    return e->again;
}

static inline ExecStatus exec_range(Exec *e, const Insn *insn)
{
    int64_t start = e->values[insn->args[0]->id];
    int64_t stop = e->values[insn->args[1]->id];
    int64_t step = insn->op == IR_RANGE ? insn->as.step : insn->as.par->step;
    const Insn *index = ir_loop_index(insn);
    ExecStatus status = EXEC_FALLS;
    for (int64_t i = start; step > 0 ? i < stop : i > stop; i += step) {
        if (++e->steps > EXEC_STEPS)
            return EXEC_INVALID;
        if (index)
            e->values[index->id] = i;
        status = exec_block(e, insn->blocks[0]);
        if (!exec_goes_on(e, insn, &status))
            break;
    }
    return status;
}

static inline ExecStatus exec_loop(Exec *e, const Insn *insn)
{
    ExecStatus status;
    do {
        if (++e->steps > EXEC_STEPS)
            return EXEC_INVALID;
        status = exec_block(e, insn->blocks[0]);
    } while (exec_goes_on(e, insn, &status));
    return status;
}

static inline ExecStatus exec_region(Exec *e, const Insn *insn)
{
    ExecStatus status;
    switch ((int)insn->op) {
    case IR_IF: return exec_block(e, insn->blocks[e->values[insn->args[0]->id] ? 0 : 1]);
    case IR_RANGE:
    case IR_PAR: return exec_range(e, insn);
    case IR_LOOP: return exec_loop(e, insn);
    case IR_BLOCK:
        status = exec_block(e, insn->blocks[0]);
        return status == EXEC_JUMPS && e->target == insn ? EXEC_FALLS : status;
    case IR_TRY:
        status = exec_block(e, insn->blocks[0]);
        return status == EXEC_RAISES ? exec_block(e, insn->blocks[1]) : status;
    default: return EXEC_INVALID;
    }
}

static ExecStatus exec_block(Exec *e, const IrBlock *block)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        ExecStatus status = EXEC_FALLS;
        if (++e->steps > EXEC_STEPS || insn->id >= EXEC_VALUES)
            return EXEC_INVALID;
        if (ir_is_region(insn))
            status = exec_region(e, insn);
        else if (ir_has_value(insn))
            status = exec_value(e, insn) ? EXEC_FALLS : EXEC_INVALID;
        else
            status = exec_statement(e, insn);
        if (status != EXEC_FALLS)
            return status;
    }
    return EXEC_FALLS;
}

#endif
