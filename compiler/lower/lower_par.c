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
#include "lower/lower_par_cell.h"
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
        if (text->value_len == strlen(names[i]) &&
            memcmp(text->value, names[i], text->value_len) == 0)
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
    Insn *cond = lower_cond(lw, condition);
    return ir_select(&lw->b, cond, count, ir_int(&lw->b, type, 1));
}

static IrPar *make_par(Lower *lw, bool is_loop)
{
    IrPar *par = ARENA_NEW(lw->arena, IrPar);
    par->is_loop = is_loop;
    par->step = 1;
    return par;
}

/* The arguments of a region, and how an iteration gets its index. */
typedef struct ParLoop {
    IrPar *par;
    Insn *args[4];
    uint32_t count;
    const Type *type;   /* of INDEXVAR */
    Insn *start, *step; /* step known only at run time: the index is start + number * step */
    Insn *number;       /* INDEXVAR */
} ParLoop;

static void add_clauses(Lower *lw, const ForInfo *info, ParLoop *loop)
{
    IrPar *par = loop->par;
    Insn *threads = par->in_region ? NULL
                                   : thread_count(lw, info->num_threads, info->use_threads_if);
    par->has_threads = threads != NULL;
    if (threads)
        loop->args[loop->count++] = threads;
    par->schedule = schedule_of(info->schedule);
    par->has_chunk = info->chunksize != NULL;
    if (info->chunksize)
        loop->args[loop->count++] = lower_to(lw, info->chunksize, loop->type);
}

/* All is evaluated before the region, with the GIL when the code around holds it. */
static ParLoop par_arguments(Lower *lw, const ForInfo *info)
{
    ParLoop loop = {.par = make_par(lw, true), .count = 2, .type = info->index_type};
    Insn *start = info->start ? lower_to(lw, info->start, loop.type) : ir_int(&lw->b, loop.type, 0);
    Insn *stop = lower_to(lw, info->stop, loop.type);
    loop.par->in_region = lw->in_region;
    loop.par->step = info->step && info->const_step ? info->const_step : 1;
    if (info->step && !info->const_step) {
        loop.start = start;
        loop.step = lower_to(lw, info->step, loop.type);
        stop = LOWER_PRIM(lw, range_steps, start, stop, loop.step);
        start = lower_ssize(lw, 0);
        loop.type = LOWER_TYPE(lw, SSIZE);
    }
    loop.args[0] = start;
    loop.args[1] = stop;
    add_clauses(lw, info, &loop);
    return loop;
}

static Insn *par_index(Lower *lw, ParLoop *loop)
{
    Insn *number = loop->number = ir_append(&lw->b, IR_INDEXVAR, 0, loop->type, NULL, 0);
    if (!loop->step)
        return number;
    Insn *offset = ir_bin(&lw->b, IR_BIN_MUL, lower_convert(lw, number, loop->step->type),
                          loop->step);
    return ir_bin(&lw->b, IR_BIN_ADD, loop->start, offset);
}

/* Is this the last iteration? Not more than a step is left. */
static Insn *is_last(Lower *lw, const ParLoop *loop)
{
    int64_t step = loop->par->step;
    Insn *left = step > 0 ? ir_bin(&lw->b, IR_BIN_SUB, loop->args[1], loop->number)
                          : ir_bin(&lw->b, IR_BIN_SUB, loop->number, loop->args[1]);
    return ir_cmp(&lw->b, IR_CMP_LE, left, ir_int(&lw->b, loop->type, step > 0 ? step : -step));
}

/* Exits */

static bool find_return(const Ast *node, void *arg)
{
    bool *found = arg;
    bool is_function = node->kind == AST_FunctionDef || node->kind == AST_Lambda;
    *found |= node->kind == AST_Return;
    if (!is_function && !*found)
        ast_each_child(node, find_return, found);
    return !*found;
}

static bool has_return(const AstNodes *body)
{
    bool found = false;
    for (uint32_t i = 0; i < body->len && !found; i++)
        find_return(body->items[i], &found);
    return found;
}

static Insn *shared_memory(Lower *lw, const char *role, const Type *type, Insn *value)
{
    return ir_addr(&lw->b, lower_temp(lw, role, type, value));
}

/* Within `with parallel()` a return is one out of that region. */
static LowerPar plan_exits(Lower *lw, const AstNodes *body, bool breaks)
{
    LowerPar par = {0};
    const Type *result = lw->b.func->result;
    bool in_region = lw->in_region && lw->region;
    par.returns = has_return(body);
    if ((par.returns && !in_region) || breaks)
        par.flag = shared_memory(lw, "left", LOWER_TYPE(lw, INT), ir_int(&lw->b, LOWER_TYPE(lw, INT), 0));
    par.returned = in_region ? lw->region->returned : par.flag;
    if (in_region)
        par.value = lw->region->value;
    else if (par.returns && lower_plain(result)->kind != TYPE_VOID)
        par.value = shared_memory(lw, "result", result, NULL);
    return par;
}

static Insn *flag_is(Lower *lw, Insn *flag, LowerExit exit)
{
    return ir_cmp(&lw->b, IR_CMP_EQ, ir_load(&lw->b, flag), ir_int(&lw->b, LOWER_TYPE(lw, INT), exit));
}

/* The first thread that wants to leave decides how. */
static void leave_region(Lower *lw, const LowerPar *par, Insn *flag, LowerExit exit, Insn *value)
{
    Insn *is_first = LOWER_PRIM(lw, par_first, flag, ir_int(&lw->b, LOWER_TYPE(lw, INT), exit));
    if (value && par->value) {
        Insn *first = lower_if(lw, is_first);
        ir_store(&lw->b, par->value, value);
        ir_close(&lw->b, first);
    }
    ir_leave(&lw->b, par->region);
}

bool lower_par_returns(const Lower *lw)
{
    return lw->par || lw->region;
}

void lower_par_return(Lower *lw, Insn *value)
{
    const LowerPar *par = lw->par ? lw->par : lw->region;
    leave_region(lw, par, par->returned, LOWER_EXIT_RETURN, value);
}

void lower_par_break(Lower *lw)
{
    leave_region(lw, lw->par, lw->par->flag, LOWER_EXIT_BREAK, NULL);
}

/* Behind the region, when a thread has returned: so does the function, or the region around. */
static void return_from(Lower *lw, const LowerPar *par)
{
    Insn *region = lower_if(lw, flag_is(lw, par->returned, LOWER_EXIT_RETURN));
    if (lw->in_region && lw->region) {
        ir_leave(&lw->b, lw->region->region);
        ir_close(&lw->b, region);
        return;
    }
    bool is_object = par->value && ir_type_is_managed(lw->b.func->result);
    Insn *gil = is_object ? lower_open_gil(lw, IR_GIL_ACQUIRE) : NULL;
    ir_return(&lw->b, par->value ? ir_load(&lw->b, par->value) : NULL);
    lower_close_gil(lw, gil);
    ir_close(&lw->b, region);
}

/* Behind the region: what its threads asked for. `block`: the loop with its else part. */
static void go_on(Lower *lw, const LowerPar *par, Insn *block)
{
    if (par->returns)
        return_from(lw, par);
    if (block) {
        Insn *region = lower_if(lw, flag_is(lw, par->flag, LOWER_EXIT_BREAK));
        ir_leave(&lw->b, block);
        ir_close(&lw->b, region);
    }
}

/* Loops */

/* `needs_gil`: the code around holds the GIL and did not say nogil, so each iteration takes it. */
static void par_body(Lower *lw, const AstFor *node, LowerPar *par, Insn *index, bool needs_gil)
{
    bool was_in_region = lw->in_region;
    LowerPar *outer = lw->par;
    lower_assign_value(lw, node->target, index);
    lw->in_region = false;
    lw->par = par;
    Insn *acquired = needs_gil ? lower_open_gil(lw, IR_GIL_ACQUIRE) : NULL;
    lower_block(lw, &node->body);
    lower_close_gil(lw, acquired);
    lw->par = outer;
    lw->in_region = was_in_region;
    ir_close(&lw->b, par->region);
}

static void parallel_loop(Lower *lw, const AstFor *node, const ForInfo *info, Insn *block)
{
    bool needs_gil = lw->has_gil && !info->nogil;
    LowerPar exits = plan_exits(lw, &node->body, node->orelse.len > 0);
    ParLoop parts = par_arguments(lw, info);
    LowerParCells cells = lw->in_region ? (LowerParCells){0} : lower_par_open_cells(lw, &node->head);
    Insn *released = lower_open_gil(lw, IR_GIL_RELEASE);
    exits.region = ir_region(&lw->b, IR_PAR, 0, parts.args, parts.count, 1, "par");
    LowerLoop loop = {lw->loop, block ? block : exits.region, exits.region};
    exits.region->as.par = parts.par;
    ir_enter(&lw->b, exits.region, 0);
    Insn *index = par_index(lw, &parts);
    Insn *outer_last = lw->par_last;
    lw->par_last = cells.objects.len ? is_last(lw, &parts) : NULL;
    lw->loop = &loop;
    lower_par_start(lw, &cells);
    par_body(lw, node, &exits, index, needs_gil);
    lw->loop = loop.outer;
    lw->par_last = outer_last;
    lower_close_gil(lw, released);
    lower_par_close_cells(lw, &cells);
    go_on(lw, &exits, block);
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
    if (lw->par) {
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

void lower_parallel(Lower *lw, const WithInfo *info, const AstWith *node,
                    void (*body)(Lower *lw, void *arg), void *arg)
{
    bool needs_gil = lw->has_gil && !info->nogil;
    LowerPar exits = plan_exits(lw, &node->body, false);
    LowerParCells objects = lower_par_open_objects(lw, &node->head);
    Insn *threads = thread_count(lw, info->num_threads, NULL);
    IrPar *par = make_par(lw, false);
    par->has_threads = threads != NULL;
    Insn *released = lower_open_gil(lw, IR_GIL_RELEASE);
    Insn *region = ir_region(&lw->b, IR_PAR, 0, &threads, threads ? 1 : 0, 1, "par");
    region->as.par = par;
    ir_enter(&lw->b, region, 0);
    bool was_in_region = lw->in_region;
    lw->in_region = true;
    exits.region = region;
    lw->region = &exits;
    lower_par_start(lw, &objects);
    Insn *acquired = needs_gil ? lower_open_gil(lw, IR_GIL_ACQUIRE) : NULL;
    body(lw, arg);
    lower_close_gil(lw, acquired);
    lw->in_region = was_in_region;
    lw->region = NULL;
    ir_close(&lw->b, region);
    lower_close_gil(lw, released);
    lower_par_close_cells(lw, &objects);
    if (exits.returns)
        return_from(lw, &exits);
}
