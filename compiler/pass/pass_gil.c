/* pass_gil.c: pass gil: reports operations that need the GIL where the thread does not hold it.
 *
 * Whether an operation needs it is in its row (ops.def, prims/), or in the type of the function it calls.
 * The state is known from the nesting: a def function starts with the GIL, a nogil function without; gil
 * regions change it. Of the operations of one source line the most telling is reported, with the
 * place that released the GIL and what to do about it.
 *
 *     gil release { %1 = pycall f }    ->  error: calling a Python object needs the GIL
 */
#include "pass/pass.h"

#include "base/bits.h"
#include "ir/ir_words.h"

/* An operation without the GIL; kept until its line is over. */
typedef struct Finding {
    const Insn *insn;
    const Insn *scope; /* gil region that released it; NULL: the function is nogil */
    uint32_t line;
    int rank;
} Finding;

typedef struct Gil {
    IrFunc *func;
    Diags *diags;
    Arena *arena;
    Finding last;
    Bits inside; /* variables that are first named in a region with the GIL */
    bool reported;
} Gil;

/* How well the operation explains a line: calls say more than the conversions around them. */
static int rank_of(const Insn *insn)
{
    switch ((int)insn->op) {
    case IR_RAISE:
    case IR_RERAISE: return 6;
    case IR_CALL:
    case IR_CALLPTR:
    case IR_PYCALL:
    case IR_PYMETH:
    case IR_YIELD: return 5;
    case IR_PRIM: return insn->as.prim->key[0] ? 4 : 3;
    case IR_BUILD:
    case IR_VOPEN:
    case IR_VOBJ:
    case IR_ITER:
    case IR_NEXT:
    case IR_FUNCOBJ: return 4;
    case IR_BOX:
    case IR_UNBOX:
    case IR_TRUTH: return 3;
    default: return 1;
    }
}

/* Reports */

/* Is it a constant that 32 bits do not hold which makes Python's what looks like arithmetic of C integers? */
static bool has_large_constant(const Insn *insn)
{
    for (uint32_t i = 0; insn->op == IR_PRIM && i < insn->nargs; i++) {
        const Insn *arg = insn->args[i];
        int64_t value = INT64_MAX;
        if (arg->op != IR_PYCONST || arg->as.pyconst->kind != IR_CONST_INT)
            continue;
        if (!bigint_to_i64(&arg->as.pyconst->integer, &value) || value > INT32_MAX || value < INT32_MIN)
            return true;
    }
    return false;
}

static void report(Gil *g)
{
    const Insn *insn = g->last.insn;
    if (!insn)
        return;
    g->reported = true;
    Diag *diag = diag_report(g->diags, DIAG_NEEDS_GIL, insn->span, ir_words(g->arena, insn));
    if (g->last.scope)
        diag_note(g->diags, diag, g->last.scope->span, "the GIL is released here");
    else
        diag_note(g->diags, diag, g->func->span, "`%s` is declared nogil here",
                  g->func->name->text);
    if (insn->op == IR_CALL && insn->as.callee->func)
        diag_note(g->diags, diag, insn->as.callee->func->span,
                  "declare `%s` nogil if it uses no Python objects", ir_callee_name(insn));
    else
        diag_note(g->diags, diag, SPAN_NONE, "take the GIL around it: `with gil:`");
    if (has_large_constant(insn))
        diag_note(g->diags, diag, SPAN_NONE,
                  "a constant that 32 bits do not hold is a Python int; with the suffix `LL` it is one of C");
    g->last.insn = NULL;
}

static void find(Gil *g, const Insn *insn, const Insn *scope)
{
    uint32_t line = source_line(g->func->module->sources, insn->span);
    int rank = rank_of(insn);
    bool same = g->last.insn && g->last.line == line && g->last.scope == scope;
    if (same && g->last.rank >= rank)
        return;
    if (!same)
        report(g);
    g->last = (Finding){insn, scope, line, rank};
}

static void report_nesting(Gil *g, const Insn *insn, const Insn *scope, bool held)
{
    report(g);
    Diag *diag = diag_report(g->diags, held ? DIAG_GIL_HELD : DIAG_GIL_RELEASED, insn->span);
    if (scope)
        diag_note(g->diags, diag, scope->span, "by this block");
}

/* `except *` leaves no value that tells: what costs little with the GIL costs much without. */
static void hint_check(Gil *g, const Insn *insn)
{
    const IrFunc *callee = insn->as.callee->func;
    if (g->func->no_hints || insn->as.callee->type->func->except.kind != EXCEPT_ALWAYS || (callee && callee->with_gil))
        return;
    Diag *diag = diag_report(g->diags, DIAG_GIL_ASKED, insn->span, ir_callee_name(insn));
    diag_note(g->diags, diag, callee ? callee->span : SPAN_NONE,
              "declare it `noexcept`, or let it return an int with `except? -1`");
}

static bool holds(Span outer, Span inner)
{
    return outer.file == inner.file && outer.start <= inner.start && inner.start < outer.start + outer.len;
}

/* A nogil function may be called without the GIL, which releasing its objects would need. */
static void check_variables(Gil *g)
{
    for (uint32_t i = 0; i < g->func->vars.len; i++) {
        const IrVar *var = g->func->vars.items[i];
        bool is_own = var->storage == IR_VAR_LOCAL && !var->given && var->span.file && type_is_object(var->type);
        if (!is_own || bits_has(&g->inside, var->index))
            continue;
        Diag *diag = diag_report(g->diags, DIAG_NEEDS_GIL, g->func->span,
                                 arena_printf(g->arena, "the Python variable `%s` of a function declared nogil",
                                              var->name->text));
        diag_note(g->diags, diag, var->span, "`%s` is declared here", var->name->text);
        return;
    }
}

/* `scope`: the region that decides the state, NULL: the function does. */
static void check_block(Gil *g, const IrBlock *block, bool held, const Insn *scope)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        bool inner = held;
        const Insn *decides = scope;
        if (!held && ir_insn_needs_gil(insn))
            find(g, insn, scope);
        else if (!held && insn->op == IR_CALL)
            hint_check(g, insn);
        bool sets_local = held && insn->op == IR_SET && insn->as.var->storage == IR_VAR_LOCAL;
        if (sets_local && holds(insn->span, insn->as.var->span))
            bits_set(&g->inside, insn->as.var->index);
        if (insn->op == IR_GIL) {
            inner = insn->sub == IR_GIL_ACQUIRE;
            decides = insn;
            if (inner == held && (held || scope)) /* a nogil function may be called with the GIL */
                report_nesting(g, insn, scope, held);
        }
        for (uint32_t i = 0; i < insn->nblocks; i++)
            check_block(g, insn->blocks[i], inner, decides);
    }
}

void pass_gil(IrFunc *func, Diags *diags, const PassOptions *options)
{
    (void)options;
    Gil gil = {.func = func, .diags = diags, .arena = func->module->arena};
    gil.inside = bits_new(ir_scratch(func), func->vars.len);
    check_block(&gil, func->body, !func->nogil || func->with_gil, NULL);
    report(&gil);
    if (func->nogil && !func->with_gil && !gil.reported)
        check_variables(&gil);
}
