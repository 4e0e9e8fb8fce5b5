/* emit_region.c: regions as C: if chains, loops, switch, try, finally, GIL.
 *
 * Place in the pipeline: called by emit_stmt for every region; parallel ones are in emit_par.c. Labels are reached by
 * forward gotos only: landings of errors, ends of regions that C's break does not reach.
 *
 *     loop { if (un not %c) { leave } ... }          ->  while (c) { ... }
 *     try .t { ... } handler { ... }                 ->  { ... } except_1: if (kr_line) {
 * KR_CATCH(...); ... uncatch_1: ... }
 */
#include "emit/emit_ctx.h"

#include "base/panic.h"
#include "ir/ir_flow.h"
#include "ir/ir_region.h"

#include <string.h>

static bool prints(const Insn *insn)
{
    return !(insn->flags & (INSN_FOLD | INSN_DEAD)) && insn->op != IR_INDEXVAR;
}

/* The block's first instruction that prints, at `insn` or behind it. */
static const Insn *next_printed(const Insn *insn)
{
    while (insn && !prints(insn))
        insn = insn->next;
    return insn;
}

static const Insn *only_printed(const IrBlock *block)
{
    const Insn *first = next_printed(block->first);
    return first && !next_printed(first->next) ? first : NULL;
}

static bool is_empty(const IrBlock *block)
{
    return !next_printed(block->first);
}

/* ---- jumps ----------------------------------------------------------------------------------- */

/* What `break` would leave at this place, and what `continue` would repeat. */
static const Insn *breakable(const Insn *insn, bool loops_only)
{
    const Insn *region = insn->parent->owner;
    while (region && region->op != IR_LOOP && region->op != IR_RANGE && region->op != IR_PAR &&
           (loops_only || region->op != IR_SWITCH))
        region = region->parent->owner;
    return region;
}

static const char *end_label(Emit *e, const char *what, const Insn *region)
{
    return arena_printf(e->arena, "%s_%s_%u", what, ir_op_info[region->op].text,
                        (unsigned)region->number);
}

static bool is_near(const Insn *jump)
{
    return breakable(jump, jump->op == IR_AGAIN) == jump->as.target &&
           jump->as.target->op != IR_PAR;
}

static const char *jump_text(Emit *e, const Insn *jump)
{
    const Insn *target = jump->as.target;
    if (is_near(jump))
        return jump->op == IR_LEAVE ? "break;" : "continue;";
    if (target->op == IR_PAR)
        return arena_printf(e->arena,
                            jump->op == IR_LEAVE && target->sub != IR_PAR_WORK && target->as.par->is_loop
                                ? "{ par_%u.why = KR_PAR_BREAK; goto par_%u; }"
                                : "goto par_%u;",
                            (unsigned)target->number, (unsigned)target->number);
    if (jump->op == IR_LEAVE && target->op == IR_FINALLY &&
        ir_top_in(target->blocks[0], (Insn *)(uintptr_t)jump))
        return arena_printf(e->arena, "goto finally_%u;", (unsigned)target->number);
    return arena_printf(e->arena, "goto %s;",
                        end_label(e, jump->op == IR_LEAVE ? "after" : "next", target));
}

void emit_leave(Emit *e, const Insn *leave)
{
    cw_line(&e->cw, "%s", jump_text(e, leave));
}

void emit_again(Emit *e, const Insn *again)
{
    cw_line(&e->cw, "%s", jump_text(e, again));
}

/* Does a jump in the block need the label at the region's end (of its body: AGAIN)? */
static bool has_far_jump(const IrBlock *block, IrOp op, const Insn *region)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        if (insn->op == op && insn->as.target == region && !is_near(insn))
            return true;
        for (uint32_t i = 0; i < insn->nblocks; i++)
            if (has_far_jump(insn->blocks[i], op, region))
                return true;
    }
    return false;
}

static bool region_has_far_jump(const Insn *region, IrOp op)
{
    uint32_t first = region->op == IR_FINALLY && op == IR_LEAVE ? 1 : 0;
    for (uint32_t i = first; i < region->nblocks; i++)
        if (has_far_jump(region->blocks[i], op, region))
            return true;
    return false;
}

static void put_end_label(Emit *e, const Insn *region)
{
    if (region->op != IR_PAR && region_has_far_jump(region, IR_LEAVE))
        cw_edge(&e->cw, "%s:;", end_label(e, "after", region));
}

static void put_next_label(Emit *e, const Insn *loop)
{
    if (region_has_far_jump(loop, IR_AGAIN))
        cw_edge(&e->cw, "%s:;", end_label(e, "next", loop));
}

/* ---- declarations ---------------------------------------------------------------------------- */

const char *emit_initial(const Type *type)
{
    const Type *plain = type_strip(type);
    if (type_is_float(plain))
        return "0.0";
    if (type_is_ptr(plain) || type_is_object(plain))
        return "NULL";
    return type_is_int(plain) ? "0" : "{0}";
}

/* Is the variable declared on a line of its own before the region? (The index of a loop stands in its header.) */
static bool stands_before(const IrVar *var, const Insn *region)
{
    return var->declared_by == region && !((region->flags & INSN_INDEX) && region->into == var);
}

static bool has_declarations_before(Emit *e, const Insn *region)
{
    for (uint32_t i = 0; i < e->func->vars.len; i++)
        if (stands_before(e->func->vars.items[i], region))
            return true;
    return false;
}

static void declare_before(Emit *e, const Insn *region)
{
    for (uint32_t i = 0; i < e->func->vars.len; i++) {
        const IrVar *var = e->func->vars.items[i];
        if (stands_before(var, region))
            cw_line(&e->cw, "%s = %s;", emit_declare(e, var->type, var->c_name),
                    emit_initial(var->type));
    }
}

/* ---- if, switch -------------------------------------------------------------------------------------------- */

/* `if (c) break;` */
static const Insn *short_exit(const IrBlock *block)
{
    const Insn *only = only_printed(block);
    bool jump = only && (only->op == IR_LEAVE || only->op == IR_AGAIN);
    return jump && only == block->first ? only : NULL;
}

static const Insn *else_if(const Insn *branch)
{
    const Insn *only = only_printed(branch->blocks[1]);
    return only && only->op == IR_IF ? only : NULL;
}

/* One assignment of a number: needs no braces. */
static bool is_simple(const IrBlock *block)
{
    const Insn *only = only_printed(block);
    if (!only)
        return false;
    if (only->op == IR_SET)
        return type_is_number(only->as.var->type) && only->as.var->declared_by != only;
    return only->op == IR_STORE && type_is_number(only->args[1]->type);
}

/* A bounds check and nothing else: its condition joins that of the `if` around it. */
static bool is_check(const IrBlock *block)
{
    const Insn *check = next_printed(block->first);
    const Insn *exit = check ? next_printed(check->next) : NULL;
    return check && check->op == IR_BOUNDS && exit && exit->op == IR_ERRCHK && exit->prev == check &&
           !next_printed(exit->next);
}

static void put_lone_if(Emit *e, const Insn *insn)
{
    const char *cond = emit_cond(e, insn->args[0], false, is_check(insn->blocks[0]) ? PREC_LAND : PREC_COMMA);
    if (is_check(insn->blocks[0])) {
        e->guard = arena_printf(e->arena, "%s && " CW_BREAK, cond);
        emit_block(e, insn->blocks[0]);
        e->guard = NULL;
        return;
    }
    cw_head(&e->cw, "if (%s)", cond);
    emit_block(e, insn->blocks[0]);
    cw_end(&e->cw);
}

static void put_if(Emit *e, const Insn *insn)
{
    if (is_empty(insn->blocks[1]) && (is_simple(insn->blocks[0]) || is_check(insn->blocks[0]))) {
        put_lone_if(e, insn);
        return;
    }
    const Insn *jump = short_exit(insn->blocks[0]);
    if (jump && is_empty(insn->blocks[1])) {
        cw_line(&e->cw, "if (%s) " CW_BREAK "%s", emit_cond(e, insn->args[0], false, PREC_COMMA),
                jump_text(e, jump));
        return;
    }
    if (is_empty(insn->blocks[0])) {
        jump = short_exit(insn->blocks[1]);
        if (jump) {
            cw_line(&e->cw, "if (%s) " CW_BREAK "%s", emit_cond(e, insn->args[0], true, PREC_COMMA),
                    jump_text(e, jump));
            return;
        }
        if (is_empty(insn->blocks[1])) {
            cw_line(&e->cw, "(void)(%s);", emit_cond(e, insn->args[0], false, PREC_COMMA));
            return;
        }
        cw_open(&e->cw, "if (%s)", emit_cond(e, insn->args[0], true, PREC_COMMA));
        emit_block(e, insn->blocks[1]);
        cw_close(&e->cw, "");
        return;
    }
    cw_open(&e->cw, "if (%s)", emit_cond(e, insn->args[0], false, PREC_COMMA));
    emit_block(e, insn->blocks[0]);
    const Insn *next = else_if(insn);
    for (; next; insn = next, next = else_if(insn)) {
        bool plain = is_empty(next->blocks[0]) || has_declarations_before(e, next);
        if (plain)
            break;
        emit_source_line(e, next->span);
        cw_close(&e->cw, arena_printf(e->arena, " else if (%s) {",
                                      emit_cond(e, next->args[0], false, PREC_COMMA)));
        emit_block(e, next->blocks[0]);
    }
    if (!is_empty(insn->blocks[1])) {
        cw_close(&e->cw, " else {");
        emit_block(e, insn->blocks[1]);
    }
    cw_close(&e->cw, "");
}

static void put_case(Emit *e, const char *label, const IrBlock *block)
{
    cw_line(&e->cw, "%s {", label);
    e->cw.indent++;
    emit_block(e, block);
    if (ir_block_falls(block))
        cw_line(&e->cw, "break;");
    cw_close(&e->cw, "");
}

static void put_switch(Emit *e, const Insn *insn)
{
    Prec prec;
    cw_open(&e->cw, "switch (%s)", emit_expr(e, insn->args[0], PREC_COMMA));
    for (uint32_t i = 0; i < insn->as.cases.len; i++) {
        Insn number = {.op = IR_CONST, .type = insn->args[0]->type};
        number.as.imm.i = insn->as.cases.values[i];
        put_case(e, arena_printf(e->arena, "case %s:", emit_number(e, &number, false, &prec)),
                 insn->blocks[i]);
    }
    if (insn->nblocks > insn->as.cases.len)
        put_case(e, "default:", insn->blocks[insn->as.cases.len]);
    cw_close(&e->cw, "");
}

/* ---- loops ----------------------------------------------------------------------------------- */

/* The `if` at `insn` when it only leaves the loop: (a part of) the condition of a `while`. */
static const Insn *while_test(const Insn *loop, const Insn *insn, bool *negate)
{
    const Insn *test = next_printed(insn);
    if (!test || test->op != IR_IF)
        return NULL;
    for (int i = 0; i < 2; i++) {
        const Insn *only = short_exit(test->blocks[i]);
        bool leaves = only && only->op == IR_LEAVE && only->as.target == loop;
        if (leaves && is_empty(test->blocks[1 - i])) {
            *negate = i == 0;
            return test;
        }
    }
    return NULL;
}

/* `a && b` of the tests a loop starts with; *rest is what follows them. NULL: it starts with something else. */
static const char *while_text(Emit *e, const Insn *loop, const Insn **rest)
{
    const char *text = NULL;
    bool negate = false;
    const Insn *test = while_test(loop, loop->blocks[0]->first, &negate);
    for (; test && !has_declarations_before(e, test);
         test = while_test(loop, test->next, &negate)) {
        bool single = !text && !while_test(loop, test->next, &(bool){false});
        const char *cond = emit_cond(e, test->args[0], negate, single ? PREC_COMMA : PREC_LAND);
        if (!text)
            emit_source_line(e, test->span);
        text = text ? arena_printf(e->arena, "%s && " CW_BREAK "%s", text, cond) : cond;
        *rest = test->next;
    }
    return text;
}

static void put_loop(Emit *e, const Insn *insn)
{
    const Insn *rest = insn->blocks[0]->first;
    const char *test = while_text(e, insn, &rest);
    if (test)
        cw_open(&e->cw, "while (%s)", test);
    else
        cw_open(&e->cw, "for (;;)");
    for (; rest; rest = rest->next)
        emit_insn(e, rest);
    put_next_label(e, insn);
    cw_close(&e->cw, "");
}

static const char *step_text(Emit *e, const char *name, int64_t step)
{
    if (step == 1 || step == -1)
        return arena_printf(e->arena, "%s%s", name, step > 0 ? "++" : "--");
    return arena_printf(e->arena, "%s %s %lld", name,
                        step > 0 ? "+=" : "-=", (long long)(step > 0 ? step : -step));
}

static const char *stop_text(Emit *e, const Insn *stop, const Type *type)
{
    bool widens = stop->op == IR_CAST && (stop->flags & INSN_FOLD) &&
                  type_is_int(stop->args[0]->type) && type_int_size(stop->args[0]->type) &&
                  type_int_size(stop->args[0]->type) < type_int_size(type);
    return emit_expr(e, widens ? stop->args[0] : stop, PREC_SHIFT);
}

static const Type *index_type(const Insn *loop)
{
    const Insn *index = ir_loop_index(loop);
    if (loop->flags & INSN_INDEX)
        return loop->into->type;
    return index ? index->type : loop->args[0]->type;
}

const char *emit_for_header(Emit *e, const Insn *loop)
{
    const Type *type = index_type(loop);
    const char *name = loop->flags & INSN_INDEX ? loop->into->c_name : loop->c_name;
    bool in_frame = (loop->flags & INSN_INDEX) && loop->into->in_frame;
    int64_t step = loop->op == IR_PAR ? loop->as.par->step : loop->as.step;
    const Insn *stop = loop->op == IR_RANGE && loop->sub ? ir_range_stop(loop) : loop->args[1];
    bool inline_stop = !(loop->op == IR_RANGE && loop->sub) ||
                       ((stop->flags & INSN_FOLD) && is_empty(loop->blocks[0]));
    const char *test = "";
    if (inline_stop)
        test = arena_printf(e->arena, " %s %s %s", name, step > 0 ? "<" : ">",
                            stop_text(e, stop, type));
    return arena_printf(e->arena, "for (%s = %s;%s; %s)", in_frame ? name : emit_declare(e, type, name),
                        emit_assigned(e, loop->args[0], type), test, step_text(e, name, step));
}

static void put_range(Emit *e, const Insn *insn)
{
    const char *header = emit_for_header(e, insn);
    const Insn *stop = insn->sub ? ir_range_stop(insn) : NULL;
    if ((!stop || is_empty(insn->blocks[0])) && is_simple(ir_loop_body(insn))) {
        cw_head(&e->cw, "%s", header);
        emit_block(e, ir_loop_body(insn));
        cw_end(&e->cw);
        return;
    }
    cw_open(&e->cw, "%s", header);
    if (stop && !((stop->flags & INSN_FOLD) && is_empty(insn->blocks[0]))) {
        const char *name = insn->flags & INSN_INDEX ? insn->into->c_name : insn->c_name;
        emit_block(e, insn->blocks[0]);
        cw_line(&e->cw, "if (%s %s %s) break;", name,
                insn->as.step > 0 ? ">=" : "<=", emit_expr(e, stop, PREC_SHIFT));
    }
    emit_block(e, ir_loop_body(insn));
    put_next_label(e, insn);
    cw_close(&e->cw, "");
}

/* ---- try, finally, gil ----------------------------------------------------------------------- */

static void put_braces(Emit *e, const IrBlock *block)
{
    cw_open(&e->cw, "%s", "");
    emit_block(e, block);
    cw_close(&e->cw, "");
}

/* Does the block's C declare something at its own level? */
static bool declares(Emit *e, const IrBlock *block)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        bool value = prints(insn) && ir_op_info[insn->op].shape == IR_SHAPE_EXPR &&
                     ir_has_value(insn) && e->uses[insn->id];
        bool set = insn->op == IR_SET && insn->as.var->declared_by;
        bool region = insn->op == IR_TRY || insn->op == IR_FINALLY || insn->op == IR_GIL ||
                      (insn->op == IR_PAR && emit_par_declares(insn)) ||
                      (insn->nblocks && has_declarations_before(e, insn));
        if (value || set || region)
            return true;
    }
    return false;
}

/* A block that needs no scope of its own. */
static void put_plain(Emit *e, const IrBlock *block)
{
    if (declares(e, block))
        put_braces(e, block);
    else
        emit_block(e, block);
}

static void put_try(Emit *e, const Insn *insn)
{
    unsigned number = insn->number;
    bool fails = ir_block_jumps_to(insn->blocks[0], IR_ERRCHK, insn);
    const char *exc = emit_exc(e, insn);
    if (fails && emit_exc_is_local(e, insn))
        cw_line(&e->cw, "KrExc %s = KR_EXC_NONE;", exc);
    put_braces(e, insn->blocks[0]);
    if (!fails)
        return;
    cw_edge(&e->cw, "except_%u:", number);
    cw_open(&e->cw, "if (kr_line)");
    cw_line(&e->cw, "KR_CATCH(%s, %s);", exc, emit_traceback_place(e));
    emit_block(e, insn->blocks[1]);
    bool falls = ir_block_falls(insn->blocks[1]);
    bool ends = ir_block_jumps_to(insn->blocks[1], IR_ERRCHK, insn);
    if (ends)
        cw_edge(&e->cw, "uncatch_%u:", number);
    if (ends || falls)
        cw_line(&e->cw, "kr_uncatch(&%s);", exc);
    cw_close(&e->cw, "");
}

/* A cleanup that only lets go of locks runs with the exception pending. */
static bool is_quiet(const IrBlock *block)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        bool frees = insn->op == IR_PRIM &&
                     (insn->as.prim == PRIM_OF(mutex_unlock) || insn->as.prim == PRIM_OF(section_end));
        bool is_place = insn->op == IR_GET || insn->op == IR_ADDR || insn->op == IR_FIELD || insn->op == IR_INDEX ||
                        insn->op == IR_CAST || insn->op == IR_CONST || insn->op == IR_DECREF;
        if (!frees && !is_place)
            return false;
    }
    return true;
}

static bool lands(const Insn *finally)
{
    return ir_block_jumps_to(finally->blocks[0], IR_ERRCHK, finally);
}

bool emit_catches(const Insn *finally)
{
    return lands(finally) && !is_quiet(finally->blocks[1]);
}

static void put_finally(Emit *e, const Insn *insn)
{
    unsigned number = insn->number;
    bool catches = emit_catches(insn);
    bool ends = ir_block_jumps_to(insn->blocks[1], IR_ERRCHK, insn);
    const char *suffix = ir_holds_gil(e->func, insn) ? "" : "_nogil";
    const char *upper = suffix[0] ? "_NOGIL" : "";
    const char *exc = emit_exc(e, insn);
    if (catches && emit_exc_is_local(e, insn))
        cw_line(&e->cw, "KrExc %s = KR_EXC_NONE;", exc);
    put_braces(e, insn->blocks[0]);
    if (lands(insn) || has_far_jump(insn->blocks[0], IR_LEAVE, insn))
        cw_edge(&e->cw, "finally_%u:", number);
    if (catches)
        cw_line(&e->cw, "if (kr_line) KR_CATCH%s(%s, %s);", upper, exc, emit_traceback_place(e));
    put_plain(e, insn->blocks[1]);
    if (ends)
        cw_edge(&e->cw, "resume_%u:%s", number, catches ? "" : ";");
    if (catches && (ends || ir_block_falls(insn->blocks[1])))
        cw_line(&e->cw, "kr_line = kr_resume%s(&%s, kr_line);", suffix, exc);
}

void emit_gil_back(Emit *e, const Insn *region)
{
    const char *format = region->sub == IR_GIL_ACQUIRE          ? "PyGILState_Release(gil_%u);"
                         : ir_may_hold_gil(e->func, region) ? "if (gil_%u) PyEval_RestoreThread(gil_%u);"
                                                            : "PyEval_RestoreThread(gil_%u);";
    cw_line(&e->cw, format, (unsigned)region->number, (unsigned)region->number);
}

static void put_gil(Emit *e, const Insn *insn)
{
    unsigned number = insn->number;
    bool release = insn->sub == IR_GIL_RELEASE;
    emit_need(e, "gil");
    cw_line(&e->cw,
            !release                         ? "PyGILState_STATE gil_%u = PyGILState_Ensure();"
            : ir_may_hold_gil(e->func, insn) ? "PyThreadState *gil_%u = PyGILState_Check() ? PyEval_SaveThread() : NULL;"
                                             : "PyThreadState *gil_%u = PyEval_SaveThread();",
            number);
    put_plain(e, insn->blocks[0]);
    bool ends = ir_block_jumps_to(insn->blocks[0], IR_ERRCHK, insn);
    if (ends)
        cw_edge(&e->cw, release ? "nogil_%u:" : "withgil_%u:", number);
    if (ends || ir_insn_falls(insn))
        emit_gil_back(e, insn);
}

void emit_region(Emit *e, const Insn *insn)
{
    declare_before(e, insn);
    switch ((int)insn->op) {
    case IR_IF: put_if(e, insn); break;
    case IR_SWITCH: put_switch(e, insn); break;
    case IR_LOOP: put_loop(e, insn); break;
    case IR_RANGE: put_range(e, insn); break;
    case IR_TRY: put_try(e, insn); break;
    case IR_FINALLY: put_finally(e, insn); break;
    case IR_GIL: put_gil(e, insn); break;
    case IR_PAR: emit_par(e, insn); break;
    case IR_BLOCK: put_plain(e, insn->blocks[0]); break;
    default: panic("no C for region `%s`", ir_op_info[insn->op].text);
    }
    put_end_label(e, insn);
}
