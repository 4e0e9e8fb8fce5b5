/* pass_narrow.c: pass narrow: deletes checks that earlier facts make true, and picks cheaper operations.
 *
 * initchk of variables that are surely set; nonechk and vchk of what was checked before or cannot be None
 * or unset; wrap of an index that is not negative; nonzero and nooverflow of numbers whose range
 * excludes the case; floor division and modulo of numbers that are not negative, which C's are.
 *
 *     range %1 = 0, n { %2 = wrap %1, %3 }     ->   uses of %2 become uses of %1
 */
#include "pass/assigned.h"
#include "pass/facts.h"
#include "pass/pass.h"

#include "ir/ir_build.h"

#include <string.h>

typedef struct Narrow {
    Insn **by_id; /* what replaces a value */
    uint32_t count;
} Narrow;

static void visit_assigned(void *arg, Insn *insn, const AssignState *state)
{
    (void)arg;
    if (insn->op == IR_INITCHK && state->live && assigned_must(state, insn->as.var))
        ir_remove(insn);
}

static bool is_nonzero(const Facts *f, const Insn *value)
{
    while (value->op == IR_CAST && type_is_float(value->type)) /* no integer is rounded to 0 */
        value = value->args[0];
    Term term = facts_term(f, value);
    if (!type_is_int(value->type) || !term.known)
        return false;
    return facts_at_least(f, term, 1) || facts_le(f, term, facts_constant(-1));
}

/* Only the smallest number divided by -1 overflows. */
static bool cannot_overflow(const Facts *f, const Insn *insn)
{
    if (insn->sub != IR_BIN_DIV)
        return false;
    return facts_at_least(f, facts_term(f, insn->args[0]), 0) ||
           facts_at_least(f, facts_term(f, insn->args[1]), 0);
}

static bool is_needless(const Facts *f, const Insn *insn)
{
    switch ((int)insn->op) {
    case IR_NONECHK: return facts_not_none(f, insn->args[0]);
    case IR_VCHK: return facts_view_is_set(f, insn->args[0]);
    case IR_NONZERO: return is_nonzero(f, insn->args[0]);
    case IR_NOOVERFLOW: return cannot_overflow(f, insn);
    default: return false;
    }
}

static bool is_floor_op(const Insn *insn, IrBin *sub)
{
    const char *key = insn->as.prim->key;
    *sub = strcmp(key, "//") == 0 ? IR_BIN_DIV : IR_BIN_MOD;
    bool named = *sub == IR_BIN_DIV || strcmp(key, "%") == 0;
    return named && insn->nargs == 2 && type_is_int(insn->type) &&
           insn->type == insn->args[0]->type && insn->type == insn->args[1]->type;
}

/* C truncates where Python rounds down: the same when neither number is negative. */
static void use_c_division(const Facts *f, Insn *insn)
{
    IrBin sub;
    if (!is_floor_op(insn, &sub) || !facts_at_least(f, facts_term(f, insn->args[0]), 0) ||
        !facts_at_least(f, facts_term(f, insn->args[1]), 1))
        return;
    insn->op = IR_BIN;
    insn->sub = (uint16_t)sub;
    memset(&insn->as, 0, sizeof insn->as);
}

static void visit_facts(void *arg, Facts *f, Insn *insn)
{
    Narrow *narrow = arg;
    if (insn->op == IR_WRAP && insn->args[0]->type == insn->type &&
        facts_at_least(f, facts_term(f, insn->args[0]), 0)) {
        narrow->by_id[insn->id] = insn->args[0];
        ir_remove(insn);
    } else if (insn->op == IR_PRIM) {
        use_c_division(f, insn);
    } else if (is_needless(f, insn)) {
        ir_remove(insn);
    }
}

void pass_narrow(IrFunc *func, Diags *diags, const PassOptions *options)
{
    (void)diags;
    (void)options;
    Narrow narrow = {.count = func->insn_count};
    narrow.by_id = ARENA_ARRAY(ir_scratch(func), Insn *, narrow.count + 1);
    FactsClient client = {.visit = visit_facts, .arg = &narrow};
    assigned_walk(func, visit_assigned, NULL);
    facts_walk(func, &client);
    ir_replace_many(func, narrow.by_id, narrow.count);
}
