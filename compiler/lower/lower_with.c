/* lower_with.c: the with statement: context managers, nogil, gil, parallel(), directives.
 *
 * Items are nested, the first outermost. A context manager's exit is called once: with the exception
 * when one leaves the body (a true result swallows it), else with three Nones, also when `return`,
 * `break` or `continue` leave. Source: Python language reference 8.5.
 *
 *     with m as x: body   ->   enter, exit looked up; set raised, 0
 *       finally { try { set x, (pycall enter); body } handler { set raised, 1; if not with_raised exit { reraise } } }
 *       cleanup { if not raised { pycall exit, None, None, None } }
 */
#include "lower/lower_with.h"

#include "lower/lower_assign.h"
#include "lower/lower_cond.h"
#include "lower/lower_convert.h"
#include "lower/lower_expr.h"
#include "lower/lower_gen.h"
#include "lower/lower_lock.h"
#include "lower/lower_member.h"
#include "lower/lower_name.h"
#include "lower/lower_par.h"
#include "lower/lower_stmt.h"

typedef struct With {
    const AstWith *node;
    uint32_t item; /* the next one to open */
} With;

static void lower_items(Lower *lw, void *arg);

static void rest_of_items(Lower *lw, With *with)
{
    with->item++;
    lower_items(lw, with);
    with->item--;
}

/* Context managers */

/* The manager and its methods, as they are found; enter: NULL where the class has one in C. */
typedef struct Manager {
    Insn *object, *enter, *exit;
    IrVar *raised;
    bool is_async;
} Manager;

static Insn *exit_raised(Lower *lw, const Manager *m)
{
    if (!m->is_async)
        return LOWER_PRIM(lw, with_raised, m->exit, m->object);
    Insn *object = lower_delegate(lw, IR_DELEGATE_EXIT, LOWER_PRIM(lw, with_araised, m->exit, m->object));
    return lower_truth(lw, object);
}

static void handle_raised(Lower *lw, const Manager *m)
{
    ir_set(&lw->b, m->raised, lower_bint(lw, true));
    Insn *swallowed = exit_raised(lw, m);
    Insn *region = lower_if(lw, lower_negate(lw, swallowed));
    ir_append(&lw->b, IR_RERAISE, 0, NULL, NULL, 0);
    ir_close(&lw->b, region);
}

/* A call of a method that was found, with `count` times None. */
static Insn *call_found(Lower *lw, const Manager *m, Insn *method, uint32_t count)
{
    Insn *args[4] = {m->object};
    for (uint32_t i = 1; i <= count; i++)
        args[i] = lower_none(lw);
    Insn *call = lower_pycall(lw, method, args, count + 1);
    call->as.pycall = (IrPyCall){.is_found = true};
    return call;
}

static void leave_quietly(Lower *lw, const Manager *m)
{
    Insn *region = lower_if(lw, lower_negate(lw, ir_get(&lw->b, m->raised)));
    Insn *result = call_found(lw, m, m->exit, 3);
    if (m->is_async)
        lower_delegate(lw, IR_DELEGATE_EXIT, result);
    ir_close(&lw->b, region);
}

/* The C method __enter__ of an extension type, which Python does not see; NULL: there is none. */
static const Symbol *c_enter(Lower *lw, const Insn *manager)
{
    const Type *type = lower_plain(manager->type);
    if (type->kind != TYPE_CLASS)
        return NULL;
    const Symbol *method = scope_member(type, atom_from(lw->b.module->atoms, "__enter__"));
    bool is_c = method && method->kind == SYM_CFUNC && method->func && method->func->kind != FUNC_CP;
    return is_c && type_strip(method->type)->func->count == 1 ? method : NULL;
}

static Insn *call_c_enter(Lower *lw, const Symbol *method, Insn *manager)
{
    lower_not_none(lw, manager, IR_NONE_ATTR, "__enter__");
    Insn *self = lower_convert(lw, manager, method->cls->type);
    return method->is_final ? ir_call(&lw->b, lower_method_callee(lw, method), &self, 1)
                            : lower_virtual_call(lw, method, &self, 1);
}

static Insn *find_method(Lower *lw, const Manager *m, const char *sync, const char *async)
{
    Insn *name = lower_str(lw, m->is_async ? async : sync);
    return lw->b.module->is_cython ? LOWER_PRIM(lw, with_special, m->object, name)
                                   : LOWER_PRIM(lw, with_method, m->object, name);
}

/* Looked up in the order of the language. */
static void find_methods(Lower *lw, Manager *m, bool in_c)
{
    if (!lw->b.module->is_cython && !in_c)
        m->enter = find_method(lw, m, "__enter__", "__aenter__");
    m->exit = find_method(lw, m, "__exit__", "__aexit__");
    if (lw->b.module->is_cython && !in_c)
        m->enter = find_method(lw, m, "__enter__", "__aenter__");
}

static Insn *enter_manager(Lower *lw, const Manager *m, const Symbol *c_method)
{
    Insn *value = c_method ? call_c_enter(lw, c_method, m->object) : call_found(lw, m, m->enter, 0);
    return m->is_async ? lower_delegate(lw, IR_DELEGATE_ENTER, value) : value;
}

static void with_manager(Lower *lw, With *with, const AstWithItem *item)
{
    Manager m = {.object = lower_object(lw, item->context), .is_async = with->node->is_async};
    const Symbol *c_method = m.is_async ? NULL : c_enter(lw, m.object);
    find_methods(lw, &m, c_method != NULL);
    m.raised = lower_temp(lw, "raised", LOWER_TYPE(lw, BINT), lower_bint(lw, false));
    Insn *value = enter_manager(lw, &m, c_method);
    Insn *outer = ir_region(&lw->b, IR_FINALLY, 0, NULL, 0, 2, NULL);
    ir_enter(&lw->b, outer, 0);
    Insn *inner = ir_region(&lw->b, IR_TRY, 0, NULL, 0, 2, NULL);
    ir_enter(&lw->b, inner, 0);
    if (item->target)
        lower_assign_value(lw, item->target, value);
    rest_of_items(lw, with);
    ir_enter(&lw->b, inner, 1);
    lw->b.span = item->head.span;
    handle_raised(lw, &m);
    ir_close(&lw->b, inner);
    ir_enter(&lw->b, outer, 1);
    leave_quietly(lw, &m);
    ir_close(&lw->b, outer);
}

/* The GIL */

/* Not in a block that says how it stands with the GIL, in a function that may be called either way. */
static bool is_in_nogil_function(const Lower *lw)
{
    for (const Insn *region = lw->b.block->owner; region; region = region->parent->owner)
        if (region->op == IR_GIL || region->op == IR_PAR)
            return false;
    return lw->b.func->nogil && !lw->b.func->with_gil;
}

static void with_gil_state(Lower *lw, With *with, const WithInfo *info, IrGil what)
{
    if (info->condition) {
        Insn *cond = lower_cond(lw, info->condition);
        if (cond->op != IR_CONST)
            lower_unsupported(lw, info->condition, "a condition of `nogil` that is not constant");
        else if (!cond->as.imm.i) {
            rest_of_items(lw, with);
            return;
        }
    }
    bool may_hold = what == IR_GIL_RELEASE && !lw->has_gil && is_in_nogil_function(lw);
    if (may_hold) { /* who calls it with the GIL held wants it released too */
        Insn *region = ir_region(&lw->b, IR_GIL, IR_GIL_RELEASE, NULL, 0, 1, NULL);
        ir_enter(&lw->b, region, 0);
        rest_of_items(lw, with);
        ir_close(&lw->b, region);
        return;
    }
    Insn *region = lower_open_gil(lw, what);
    rest_of_items(lw, with);
    lower_close_gil(lw, region);
}

static void with_directives(Lower *lw, With *with, const WithInfo *info)
{
    const Directives *outer = lw->directives;
    if (info->directives)
        lw->directives = info->directives;
    rest_of_items(lw, with);
    lw->directives = outer;
}

static void rest_of_with(Lower *lw, void *arg)
{
    rest_of_items(lw, arg);
}

static void lower_items(Lower *lw, void *arg)
{
    With *with = arg;
    if (with->item == with->node->items.len) {
        lower_block(lw, &with->node->body);
        return;
    }
    const AstWithItem *item = AST_AS(WithItem, with->node->items.items[with->item]);
    const WithInfo *info = lw->sema->info_of[item->head.id];
    Span old = lower_at(lw, &item->head);
    switch (info ? info->kind : WITH_PYTHON) {
    case WITH_PYTHON: with_manager(lw, with, item); break;
    case WITH_NOGIL: with_gil_state(lw, with, info, IR_GIL_RELEASE); break;
    case WITH_GIL: with_gil_state(lw, with, info, IR_GIL_ACQUIRE); break;
    case WITH_DIRECTIVE: with_directives(lw, with, info); break;
    case WITH_PARALLEL: lower_parallel(lw, info, with->node, rest_of_with, with); break;
    case WITH_LOCK: lower_with_lock(lw, item->context, rest_of_with, with); break;
    case WITH_SECTION: lower_with_section(lw, info, rest_of_with, with); break;
    }
    lw->b.span = old;
}

void lower_with(Lower *lw, const AstWith *node)
{
    With with = {node, 0};
    lower_items(lw, &with);
}
