/* pass_dead.c: pass dead: deletes what nobody needs.
 *
 * Code behind exits; values nobody uses whose computation has no effect and cannot fail; assignments to
 * C variables that are never read (which C compilers would warn about); regions with nothing in them;
 * blocks nobody leaves. One walk from back to front with use counts, so that chains go at once.
 *
 *     %1 = bin add x, 1 ; set t, %1      (t is never read)    ->   nothing
 */
#include "pass/pass.h"

#include "ir/ir_build.h"
#include "ir/ir_flow.h"

typedef struct Dead {
    IrFunc *func;
    uint32_t *uses;  /* by value id */
    uint32_t *reads; /* by variable index */
} Dead;

static void count_reads(Dead *d, const IrBlock *block)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        bool reads = insn->op == IR_GET || insn->op == IR_ADDR || insn->op == IR_INITCHK ||
                     insn->op == IR_MOVE;
        if (reads && ir_var_is_local(insn->as.var))
            d->reads[insn->as.var->index]++;
        for (uint32_t i = 0; i < insn->nblocks; i++)
            count_reads(d, insn->blocks[i]);
    }
}

/* Forgets the uses that the instruction and its blocks make. */
static void drop_uses(Dead *d, const Insn *insn)
{
    for (uint32_t i = 0; i < insn->nargs; i++)
        d->uses[insn->args[i]->id]--;
    if (insn->op == IR_GET && ir_var_is_local(insn->as.var))
        d->reads[insn->as.var->index]--;
    for (uint32_t i = 0; i < insn->nblocks; i++)
        for (const Insn *inner = insn->blocks[i]->first; inner; inner = inner->next)
            drop_uses(d, inner);
}

static void delete (Dead *d, Insn *insn)
{
    drop_uses(d, insn);
    ir_remove(insn);
}

static bool is_volatile(const Insn *insn)
{
    const Type *pointer = insn->op == IR_LOAD ? type_strip(insn->args[0]->type) : NULL;
    const Type *type = pointer && pointer->kind == TYPE_PTR ? pointer->target : insn->type;
    return type->kind == TYPE_CONST && (type->qualifiers & TYPE_QUAL_VOLATILE);
}

static bool is_unused_value(const Dead *d, const Insn *insn)
{
    if (ir_op_info[insn->op].shape != IR_SHAPE_EXPR || d->uses[insn->id] || is_volatile(insn))
        return false;
    if (insn->op == IR_BOX || ir_is_math_call(insn))
        return true;
    return ir_insn_error(insn) == IR_ERROR_NEVER && ir_insn_effect(insn) <= IR_EFFECT_READS;
}

static bool is_unread_set(const Dead *d, const Insn *insn)
{
    return insn->op == IR_SET && ir_var_is_local(insn->as.var) && !d->reads[insn->as.var->index] &&
           !insn->as.var->address_taken && !ir_type_is_managed(insn->as.var->type);
}

static bool is_empty(const IrBlock *block)
{
    return block->first == NULL;
}

static bool is_empty_region(const Insn *insn)
{
    switch ((int)insn->op) {
    case IR_IF: return is_empty(insn->blocks[0]) && is_empty(insn->blocks[1]);
    case IR_RANGE: return !insn->sub && is_empty(insn->blocks[0]);
    case IR_TRY:
    case IR_GIL:
    case IR_BLOCK: return is_empty(insn->blocks[0]);
    case IR_FINALLY: return is_empty(insn->blocks[0]) && is_empty(insn->blocks[1]);
    default: return false;
    }
}

static bool is_needless_block(const Insn *insn)
{
    return insn->op == IR_BLOCK && !ir_block_jumps_to(insn->blocks[0], IR_LEAVE, insn);
}

static void clean_block(Dead *d, IrBlock *block);

static void clean_insn(Dead *d, Insn *insn)
{
    for (uint32_t i = insn->nblocks; i-- > 0;)
        clean_block(d, insn->blocks[i]);
    if (is_unused_value(d, insn) || is_unread_set(d, insn) || is_empty_region(insn)) {
        delete (d, insn);
    } else if (is_needless_block(insn)) {
        ir_block_move_before(insn->blocks[0], insn);
        ir_remove(insn);
    }
}

static void clean_block(Dead *d, IrBlock *block)
{
    bool dead = false;
    for (Insn *insn = block->first, *next; insn; insn = next) {
        next = insn->next;
        if (dead)
            delete (d, insn);
        else
            dead = (ir_is_exit(insn) || ir_is_region(insn)) && !ir_insn_falls(insn);
    }
    for (Insn *insn = block->last, *prev; insn; insn = prev) {
        prev = insn->prev;
        clean_insn(d, insn);
    }
}

/* Clauses of variables that nothing in the region uses any more. */
static void clean_clauses(const Insn *region)
{
    IrPar *par = region->as.par;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < par->vars.len; i++)
        if (ir_block_uses_var(region->blocks[0], par->vars.items[i].var))
            par->vars.items[kept++] = par->vars.items[i];
    par->vars.len = kept;
}

static void clean_all_clauses(const IrBlock *block)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        if (insn->op == IR_PAR)
            clean_clauses(insn);
        for (uint32_t i = 0; i < insn->nblocks; i++)
            clean_all_clauses(insn->blocks[i]);
    }
}

void pass_dead(IrFunc *func, Diags *diags, const PassOptions *options)
{
    (void)diags;
    (void)options;
    Arena *arena = ir_scratch(func);
    Dead dead = {func, ir_count_uses(arena, func),
                 ARENA_ARRAY(arena, uint32_t, func->vars.len + 1)};
    count_reads(&dead, func->body);
    clean_block(&dead, func->body);
    clean_all_clauses(func->body);
}
