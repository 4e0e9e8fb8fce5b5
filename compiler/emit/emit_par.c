/* emit_par.c: parallel regions as OpenMP pragmas with explicit clauses.
 *
 * Place in the pipeline: called by emit_region. Without pragmas (libtcc) pass outline has replaced the regions
 * before; one that is left runs in one thread. What an iteration owns is declared in its body and released at its
 * end, label par_N, where exceptions are handed to the KrPar of the region and all jumps out of it meet.
 *
 *     par 0, n schedule static reduction add s { ... }
 *     ->  #pragma omp parallel for schedule(static) reduction(+:s)
 *         for (Py_ssize_t i = 0; i < n; i++) { ... }
 */
#include "emit/emit_ctx.h"

#include "ir/ir_flow.h"
#include "ir/ir_region.h"

#include <string.h>

typedef struct Clauses {
    const Insn *step, *threads, *chunk;
} Clauses;

static Clauses clauses_of(const Insn *insn)
{
    const IrPar *par = insn->as.par;
    uint32_t next = par->is_loop ? 2 : 0;
    Clauses clauses = {NULL, NULL, NULL};
    if (par->is_loop && par->step == 0)
        clauses.step = insn->args[next++];
    if (par->has_threads)
        clauses.threads = insn->args[next++];
    if (par->has_chunk)
        clauses.chunk = insn->args[next++];
    return clauses;
}

/* Declared in the region or, as what counts loops, in each of those: `declared_by` is one of them. */
static bool is_inside(const IrVar *var, const Insn *par)
{
    const Insn *by = var->declared_by;
    bool counts = by && (by->flags & INSN_INDEX) && by->into == var;
    return counts || (by && (by == par || ir_block_inside(by->parent, par)));
}

/* private(x, y), lastprivate(z), reduction(+:s), with a space before each. */
static const char *sharing_text(Emit *e, const Insn *insn, bool is_for)
{
    static const char *const signs[] = {"+", "-", "*", "/", "%", "<<", ">>", "&", "|", "^", "min", "max"};
    const IrPar *par = insn->as.par;
    Buf out;
    buf_init(&out, e->arena);
    for (uint32_t i = 0; i < par->vars.len; i++) {
        const IrParVar *item = &par->vars.items[i];
        bool home = e->homes[item->var->index] == insn;
        if (home || is_inside(item->var, insn) || !e->accesses[item->var->index])
            continue;
        if (item->sharing == IR_SHARE_REDUCTION)
            buf_printf(&out, " reduction(%s:%s)", signs[item->reduction], item->var->c_name);
        else if (item->sharing == IR_SHARE_LASTPRIVATE && is_for)
            buf_printf(&out, " firstprivate(%s) lastprivate(%s)", item->var->c_name, item->var->c_name); /* it may run no time */
        else
            buf_printf(&out, item->keeps ? " firstprivate(%s)" : " private(%s)", item->var->c_name);
    }
    return buf_text(&out);
}

static const char *schedule_text(Emit *e, const Insn *insn, const Clauses *clauses)
{
    static const char *const names[] = {"", "static", "dynamic", "guided", "runtime"};
    IrSchedule schedule = insn->as.par->schedule;
    if (schedule == IR_SCHED_NONE && clauses->chunk)
        schedule = IR_SCHED_STATIC;
    if (schedule == IR_SCHED_NONE)
        return "";
    if (clauses->chunk)
        return arena_printf(e->arena, " schedule(%s, %s)", names[schedule],
                            emit_expr(e, clauses->chunk, PREC_ASSIGN));
    return arena_printf(e->arena, " schedule(%s)", names[schedule]);
}

static const char *threads_text(Emit *e, const Clauses *clauses)
{
    if (!clauses->threads)
        return "";
    return arena_printf(e->arena, " num_threads(%s)", emit_expr(e, clauses->threads, PREC_ASSIGN));
}

/* ---- what the body needs --------------------------------------------------------------------- */

static bool is_object(const IrVar *var)
{
    return type_is_object(var->type);
}

/* Variables that live in one iteration: declared at its start. */
static void declare_homes(Emit *e, const Insn *insn)
{
    for (uint32_t i = 0; i < e->func->vars.len; i++) {
        const IrVar *var = e->func->vars.items[i];
        if (e->homes[i] != insn || !e->accesses[i])
            continue;
        cw_line(&e->cw, "%s = %s;", emit_declare(e, var->type, var->c_name), emit_initial(var->type));
        emit_declare_view_parts(e, var);
    }
}

static bool has_released_home(const Emit *e, const Insn *insn)
{
    for (uint32_t i = 0; i < e->func->vars.len; i++)
        if (e->homes[i] == insn && e->func->vars.items[i]->released)
            return true;
    return false;
}

static void release_homes(Emit *e, const Insn *insn)
{
    bool held = false;
    for (uint32_t i = 0; i < e->func->vars.len; i++) {
        const IrVar *var = e->func->vars.items[i];
        if (e->homes[i] != insn || !var->released)
            continue;
        if (!is_object(var)) {
            cw_line(&e->cw, "kr_view_release(&%s);", var->c_name);
            continue;
        }
        if (!held)
            cw_line(&e->cw, "PyGILState_STATE gil_%u = PyGILState_Ensure();", (unsigned)insn->number + 1000);
        held = true;
        cw_line(&e->cw, "Py_XDECREF(%s);", var->c_name);
    }
    if (held)
        cw_line(&e->cw, "PyGILState_Release(gil_%u);", (unsigned)insn->number + 1000);
}

/* One iteration, or what one thread does; inside braces. */
static void put_body(Emit *e, const Insn *insn, bool errors, bool breaks)
{
    unsigned number = insn->number;
    bool jumps = errors || breaks || ir_block_jumps_to(insn->blocks[0], IR_AGAIN, insn);
    if ((errors || breaks) && insn->as.par->is_loop)
        cw_line(&e->cw, "if (KR_PAR_STOPPED(par_%u)) continue;", number);
    if (errors)
        cw_line(&e->cw, "int kr_line = 0;");
    declare_homes(e, insn);
    emit_block(e, insn->blocks[0]);
    bool releases = has_released_home(e, insn);
    if (jumps)
        cw_edge(&e->cw, "par_%u:;", number);
    if (releases)
        release_homes(e, insn);
    if (errors)
        cw_line(&e->cw, "if (kr_line) kr_par_catch(&par_%u, %s, kr_line);", number, emit_traceback_place(e));
}

/* ---- the region ------------------------------------------------------------------------------ */

/* A step known only at run time: the loop counts the steps. */
static void put_counted_loop(Emit *e, const Insn *insn, const Clauses *clauses, bool errors, bool breaks)
{
    const Insn *index = ir_loop_index(insn);
    const Type *type = insn->flags & INSN_INDEX ? insn->into->type : index ? index->type : insn->args[0]->type;
    const char *name = insn->flags & INSN_INDEX ? insn->into->c_name : insn->c_name;
    const char *start = emit_expr(e, insn->args[0], PREC_ADD);
    const char *step = emit_expr(e, clauses->step, PREC_MUL);
    cw_open(&e->cw, "for (Py_ssize_t kr_step = 0; kr_step < kr_steps_%u; kr_step++)", (unsigned)insn->number);
    cw_line(&e->cw, "%s = %s + (%s)kr_step * %s;", emit_declare(e, type, name), start,
            emit_type_name(e, type), step);
    put_body(e, insn, errors, breaks);
    cw_close(&e->cw, "");
}

static void put_work(Emit *e, const Insn *insn, const Clauses *clauses, bool errors, bool breaks)
{
    if (!insn->as.par->is_loop) {
        put_body(e, insn, errors, breaks);
        return;
    }
    if (clauses->step) {
        put_counted_loop(e, insn, clauses, errors, breaks);
        return;
    }
    cw_open(&e->cw, "%s", emit_for_header(e, insn));
    put_body(e, insn, errors, breaks);
    cw_close(&e->cw, "");
}

static void count_steps(Emit *e, const Insn *insn, const Clauses *clauses)
{
    emit_need(e, "num");
    cw_line(&e->cw, "Py_ssize_t kr_steps_%u = " CW_BREAK "KR_STEPS(%s, %s, %s);", (unsigned)insn->number,
            emit_expr(e, insn->args[0], PREC_ASSIGN), emit_expr(e, insn->args[1], PREC_ASSIGN),
            emit_expr(e, clauses->step, PREC_ASSIGN));
}

static void put_pragmas(Emit *e, const Insn *insn, const Clauses *clauses, bool errors, bool breaks)
{
    const IrPar *par = insn->as.par;
    const char *schedule = schedule_text(e, insn, clauses);
    const char *threads = threads_text(e, clauses);
    const char *sharing = sharing_text(e, insn, par->is_loop);
    bool state = errors || ir_takes_gil(insn->blocks[0]);
    if (par->is_loop && par->in_region) {
        cw_edge(&e->cw, "#pragma omp for%s%s", schedule, sharing);
        put_work(e, insn, clauses, errors, breaks);
    } else if (par->is_loop && !state) {
        cw_edge(&e->cw, "#pragma omp parallel for%s%s%s", schedule, threads, sharing);
        put_work(e, insn, clauses, errors, breaks);
    } else {
        cw_edge(&e->cw, "#pragma omp parallel%s%s", threads, par->is_loop ? "" : sharing);
        cw_open(&e->cw, "%s", "");
        if (state)
            cw_line(&e->cw, "KR_PAR_ENTER();");
        if (par->is_loop)
            cw_edge(&e->cw, "#pragma omp for%s%s", schedule, sharing);
        put_work(e, insn, clauses, errors, breaks);
        if (state)
            cw_line(&e->cw, "KR_PAR_LEAVE();");
        cw_close(&e->cw, "");
    }
}

/* In an outlined function: what one thread does; errors and breaks land behind it. */
static void put_outlined(Emit *e, const Insn *insn, bool errors, bool breaks)
{
    bool state = errors || ir_takes_gil(insn->blocks[0]);
    cw_open(&e->cw, "%s", "");
    if (state)
        cw_line(&e->cw, "KR_PAR_ENTER();");
    declare_homes(e, insn);
    emit_block(e, insn->blocks[0]);
    if (errors || breaks)
        cw_edge(&e->cw, "par_%u:;", (unsigned)insn->number);
    release_homes(e, insn);
    if (errors)
        cw_line(&e->cw, "if (kr_line) { kr_par_catch(%s, %s, kr_line); kr_line = 0; }",
                emit_expr(e, insn->args[0], PREC_ASSIGN), emit_traceback_place(e));
    if (state)
        cw_line(&e->cw, "KR_PAR_LEAVE();");
    cw_close(&e->cw, "");
}

bool emit_par_declares(const Insn *insn)
{
    return insn->sub != IR_PAR_WORK && (ir_block_jumps_to(insn->blocks[0], IR_ERRCHK, insn) ||
                                        ir_block_jumps_to(insn->blocks[0], IR_LEAVE, insn) ||
                                        (insn->as.par->is_loop && insn->as.par->step == 0));
}

void emit_par(Emit *e, const Insn *insn)
{
    bool errors = ir_block_jumps_to(insn->blocks[0], IR_ERRCHK, insn);
    bool breaks = ir_block_jumps_to(insn->blocks[0], IR_LEAVE, insn);
    emit_need(e, "par");
    if (insn->sub == IR_PAR_WORK) {
        put_outlined(e, insn, errors, breaks);
        return;
    }
    Clauses clauses = clauses_of(insn);
    if (errors || (breaks && insn->as.par->is_loop))
        cw_line(&e->cw, "KrPar par_%u = KR_PAR_NONE;", (unsigned)insn->number);
    if (clauses.step)
        count_steps(e, insn, &clauses);
    bool detaches = (errors || ir_takes_gil(insn->blocks[0])) && ir_may_hold_gil(e->func, insn);
    if (e->options->openmp_pragmas) {
        if (detaches)
            cw_line(&e->cw, "PyThreadState *thread_%u = kr_detach();", (unsigned)insn->number);
        put_pragmas(e, insn, &clauses, errors, breaks);
        if (detaches)
            cw_line(&e->cw, "kr_attach(thread_%u);", (unsigned)insn->number);
    } else if (insn->as.par->is_loop) {
        put_work(e, insn, &clauses, errors, breaks);
    } else {
        cw_open(&e->cw, "%s", "");
        put_work(e, insn, &clauses, errors, breaks);
        cw_close(&e->cw, "");
    }
    if (errors)
        cw_line(&e->cw, "kr_line = kr_par_raise(&par_%u);", (unsigned)insn->number);
}
