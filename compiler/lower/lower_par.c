/* lower_par.c: prange loops and `with parallel()`.
 *
 * A prange is one PAR region: bounds, step, thread count and chunk are evaluated before it, with the GIL
 * when the code around it has it. Which variables are private, reductions or lastprivate is found by pass
 * par. A prange inside a prange runs serially, as a RANGE. Without `nogil=True` in code that holds the
 * GIL, the region releases it and every iteration takes it.
 *
 *     for i in prange(n, nogil=True): s += a[i]   ->   gil release { par 0, n { set i, indexvar; ... } }
 */
#include "lower/lower_par.h"

#include "lower/lower_assign.h"
#include "lower/lower_cond.h"
#include "lower/lower_convert.h"
#include "lower/lower_expr.h"
#include "lower/lower_literal.h"
#include "lower/lower_loop.h"
#include "lower/lower_stmt.h"

#include <string.h>

Insn *lower_open_gil(Lower *lw, IrGil what)
{
    if (lw->has_gil == (what == IR_GIL_ACQUIRE))
        return NULL;
    Insn *region = ir_region(&lw->b, IR_GIL, (uint16_t)what, NULL, 0, 1, NULL);
    ir_enter(&lw->b, region, 0);
    lw->has_gil = what == IR_GIL_ACQUIRE;
    return region;
}

void lower_close_gil(Lower *lw, Insn *region)
{
    if (!region)
        return;
    lw->has_gil = !lw->has_gil;
    ir_close(&lw->b, region);
}

static IrSchedule schedule_of(const Ast *node)
{
    static const char *const names[] = {"", "static", "dynamic", "guided", "runtime"};
    if (!node || node->kind != AST_StrLit)
        return IR_SCHED_NONE;
    const AstStrLit *text = AST_AS(StrLit, node);
    for (int i = 1; i < 5; i++)
        if (text->value_len == strlen(names[i]) && memcmp(text->value, names[i], text->value_len) == 0)
            return (IrSchedule)i;
    return IR_SCHED_NONE;
}

/* num_threads; one when use_threads_if is false. NULL: as many as OpenMP has. */
static Insn *thread_count(Lower *lw, const Ast *num_threads, const Ast *condition)
{
    const Type *type = LOWER_TYPE(lw, INT);
    if (!num_threads && !condition)
        return NULL;
    Insn *wanted = num_threads ? lower_to(lw, num_threads, type) : ir_int(&lw->b, type, 0);
    Insn *count = LOWER_PRIM(lw, par_threads, wanted);
    if (!condition)
        return count;
    Insn *args[] = {lower_cond(lw, condition), count, ir_int(&lw->b, type, 1)};
    return ir_append(&lw->b, IR_SELECT, 0, type, args, 3);
}

static IrPar *make_par(Lower *lw, bool is_loop)
{
    IrPar *par = ARENA_NEW(lw->arena, IrPar);
    par->is_loop = is_loop;
    par->step = 1;
    return par;
}

/* Bounds and clauses; gives the arguments of the region. */
static uint32_t par_arguments(Lower *lw, const ForInfo *info, IrPar *par, Insn **args)
{
    uint32_t count = 0;
    const Type *type = info->index_type;
    args[count++] = info->start ? lower_to(lw, info->start, type) : ir_int(&lw->b, type, 0);
    args[count++] = lower_to(lw, info->stop, type);
    par->step = info->step ? info->const_step : 1;
    if (par->step == 0)
        args[count++] = lower_to(lw, info->step, type);
    Insn *threads = par->in_region ? NULL : thread_count(lw, info->num_threads, info->use_threads_if);
    par->has_threads = threads != NULL;
    if (threads)
        args[count++] = threads;
    par->schedule = schedule_of(info->schedule);
    par->has_chunk = info->chunksize != NULL;
    if (info->chunksize)
        args[count++] = lower_to(lw, info->chunksize, type);
    return count;
}

/* `needs_gil`: the code around holds the GIL and did not say nogil, so each iteration takes it. */
static void par_body(Lower *lw, const AstFor *node, Insn *region, Insn *index, bool needs_gil)
{
    bool was_in_region = lw->in_region, was_in_par = lw->in_par;
    lower_assign_value(lw, node->target, index);
    lw->in_region = false;
    lw->in_par = true;
    Insn *acquired = needs_gil ? lower_open_gil(lw, IR_GIL_ACQUIRE) : NULL;
    lower_block(lw, &node->body);
    lower_close_gil(lw, acquired);
    lw->in_par = was_in_par;
    lw->in_region = was_in_region;
    ir_close(&lw->b, region);
}

static void parallel_loop(Lower *lw, const AstFor *node, const ForInfo *info, Insn *leave)
{
    Insn *args[5];
    bool needs_gil = lw->has_gil && !info->nogil;
    IrPar *par = make_par(lw, true);
    par->in_region = lw->in_region;
    uint32_t count = par_arguments(lw, info, par, args);
    Insn *released = lower_open_gil(lw, IR_GIL_RELEASE);
    Insn *region = ir_region(&lw->b, IR_PAR, 0, args, count, 1, "par");
    LowerLoop loop = {lw->loop, leave ? leave : region, region};
    region->as.par = par;
    ir_enter(&lw->b, region, 0);
    Insn *index = ir_append(&lw->b, IR_INDEXVAR, 0, info->index_type, NULL, 0);
    lw->loop = &loop;
    par_body(lw, node, region, index, needs_gil);
    lw->loop = loop.outer;
    lower_close_gil(lw, released);
}

static void body_of_for(Lower *lw, void *arg)
{
    lower_block(lw, arg);
}

void lower_prange(Lower *lw, const AstFor *node, const ForInfo *info)
{
    Insn *block = NULL;
    if (node->orelse.len) {
        block = ir_region(&lw->b, IR_BLOCK, 0, NULL, 0, 1, "else");
        ir_enter(&lw->b, block, 0);
    }
    if (lw->in_par) {
        ForInfo range = *info;
        AstNodes body = node->body;
        range.kind = FOR_RANGE;
        lower_each(lw, node->target, node->iter, &range, block, body_of_for, &body);
    } else {
        parallel_loop(lw, node, info, block);
    }
    if (block) {
        lower_block(lw, &node->orelse);
        ir_close(&lw->b, block);
    }
}

void lower_parallel(Lower *lw, const WithInfo *info, void (*body)(Lower *lw, void *arg), void *arg)
{
    bool needs_gil = lw->has_gil && !info->nogil;
    Insn *threads = thread_count(lw, info->num_threads, NULL);
    IrPar *par = make_par(lw, false);
    par->has_threads = threads != NULL;
    Insn *released = lower_open_gil(lw, IR_GIL_RELEASE);
    Insn *region = ir_region(&lw->b, IR_PAR, 0, &threads, threads ? 1 : 0, 1, "par");
    region->as.par = par;
    ir_enter(&lw->b, region, 0);
    bool was_in_region = lw->in_region;
    lw->in_region = true;
    Insn *acquired = needs_gil ? lower_open_gil(lw, IR_GIL_ACQUIRE) : NULL;
    body(lw, arg);
    lower_close_gil(lw, acquired);
    lw->in_region = was_in_region;
    ir_close(&lw->b, region);
    lower_close_gil(lw, released);
}
