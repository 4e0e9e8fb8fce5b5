/* outline_capture.c: what an outlined region uses of the function around it, and how it leaves the region.
 *
 * Variables are captured by what pass par said of them (IrPar.vars): copies, own ones with the value of before or the
 * identity, one shared through its address. Values computed before the region become captures too; constants are made
 * again.
 */
#include "ir/ir_flow.h"
#include "pass/outline.h"

static bool is_constant(const Insn *insn)
{
    return insn->op == IR_CONST || insn->op == IR_PYCONST || insn->op == IR_NULL || insn->op == IR_SIZEOF ||
           insn->op == IR_FUNCADDR;
}

Capture *outline_find(Outline *o, const IrVar *var)
{
    for (uint32_t i = 0; i < o->captures.len; i++)
        if (o->captures.items[i].outer == var)
            return &o->captures.items[i];
    return NULL;
}

typedef struct Scan {
    Outline *o;
    const Bits *assigned;
    const IrVar *address_of;
    bool found;
} Scan;

static void look_for_address(void *arg, Insn *insn)
{
    Scan *scan = arg;
    scan->found |= insn->op == IR_ADDR && insn->as.var == scan->address_of;
}

static bool takes_address(Outline *o, const IrVar *var)
{
    Scan scan = {.o = o, .address_of = var};
    ir_each_insn(o->body, look_for_address, &scan);
    return scan.found;
}

/* What pass par says of the variable in this region or in a loop that shares its team. */
static const IrParVar *clause_of(const Insn *par, const IrVar *var)
{
    for (uint32_t i = 0; i < par->as.par->vars.len; i++)
        if (par->as.par->vars.items[i].var == var)
            return &par->as.par->vars.items[i];
    return NULL;
}

static const IrParVar *clause_below(const IrBlock *block, const IrVar *var)
{
    const IrParVar *found = NULL;
    for (const Insn *insn = block->first; insn && !found; insn = insn->next) {
        if (insn->op == IR_PAR)
            found = clause_of(insn, var);
        for (uint32_t i = 0; i < insn->nblocks && !found; i++)
            found = clause_below(insn->blocks[i], var);
    }
    return found;
}

static CaptureMode mode_of(Outline *o, const IrVar *var, const Bits *assigned, IrBin *reduction)
{
    const IrParVar *clause = clause_of(o->par, var);
    if (!clause)
        clause = clause_below(o->body, var);
    if (clause) {
        *reduction = clause->reduction;
        switch (clause->sharing) {
        case IR_SHARE_PRIVATE: return clause->keeps ? CAPTURE_FIRST : CAPTURE_PRIVATE;
        case IR_SHARE_LASTPRIVATE: return CAPTURE_LAST;
        case IR_SHARE_REDUCTION: return CAPTURE_REDUCE;
        }
    }
    if (takes_address(o, var) || bits_has(assigned, var->index))
        return CAPTURE_SHARED;
    return CAPTURE_VALUE;
}

static void capture_var(void *arg, Insn *insn)
{
    Scan *scan = arg;
    Outline *o = scan->o;
    if (!ir_op_has_var(insn->op) || !ir_var_is_local(insn->as.var) || outline_find(o, insn->as.var))
        return;
    Capture capture = {.outer = insn->as.var};
    capture.mode = mode_of(o, insn->as.var, scan->assigned, &capture.reduction);
    vec_push(o->arena, &o->captures, capture);
}

Insn *outline_bring(Outline *o, Insn *value)
{
    if (map_has(&o->brought, value))
        return map_get(&o->brought, value);
    Insn *inside = NULL;
    if (is_constant(value)) {
        inside = ir_insn_new(o->work, value->op, value->sub, value->type, NULL, 0, value->span);
        inside->as = value->as;
        ir_block_append(o->work->body, inside);
    } else {
        Capture capture = {.value = value, .mode = CAPTURE_VALUE};
        capture.inner = ir_var_new(o->work, IR_VAR_TEMP, atom_from(o->module->atoms, "given"), value->type);
        capture.inner->borrowed = true;
        vec_push(o->arena, &o->captures, capture);
        inside = ir_insn_new(o->work, IR_GET, 0, value->type, NULL, 0, value->span);
        inside->as.var = capture.inner;
    }
    map_set(o->arena, &o->brought, value, inside);
    return inside;
}

static void bring_args(void *arg, Insn *insn)
{
    Outline *o = arg;
    for (uint32_t i = 0; i < insn->nargs; i++) {
        Insn *value = insn->args[i];
        const IrBlock *block = value->parent;
        if (block && (block == o->body || ir_block_inside(block, o->par)))
            continue;
        if (block)
            insn->args[i] = outline_bring(o, value);
    }
}

static void look_for_exits(void *arg, Insn *insn)
{
    Outline *o = arg;
    if ((insn->op != IR_ERRCHK && insn->op != IR_LEAVE) || insn->as.target != o->par)
        return;
    o->fails |= insn->op == IR_ERRCHK;
    o->stops = true;
}

void outline_collect(Outline *o)
{
    Bits assigned = bits_new(o->arena, o->func->vars.len);
    ir_assigned_vars(o->body, &assigned);
    Scan scan = {.o = o, .assigned = &assigned};
    ir_each_insn(o->body, capture_var, &scan);
    ir_each_insn(o->body, look_for_exits, o);
    ir_each_insn(o->body, bring_args, o);
}
