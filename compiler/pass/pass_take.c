/* pass_take.c: calls that take over the references they are given, so that calls nest.
 *
 * Place in the pipeline: behind refs, refopt, temps and outline; may be skipped. An argument that is released right
 * behind its only use is handed over instead (`take`), where the C function has a variant for that (ir/takes.def). A
 * variant fails when what it takes is NULL: so the check in front of it goes, when both checks leave the same way, and
 * pass tree prints the one call inside the other. Two things that are done with a new value count as such functions:
 * `assign` is a replace that fails for NULL, and the primitive discard releases.
 *
 *     %1 = prim attr_get x, 'a'   errchk null %1 -> fail           %1 = prim attr_get x, 'a'
 *     %2 = prim mul %1, y   decref %1   errchk null %2 -> fail     %2 = prim mul take %1, y
 *     replace z, %2                                         gives  assign z, %2   errchk status -> fail
 */
#include "ir/ir_build.h"
#include "ir/ir_flow.h"
#include "ir/ir_infer.h"
#include "pass/pass.h"

typedef struct Take {
    IrFunc *func;
    uint32_t *uses; /* by id */
} Take;

/* The value itself where an object is only called something else. */
static Insn *value_of(Insn *value)
{
    while ((value->op == IR_CAST || value->op == IR_TYPECHK) && type_is_object(value->type) &&
           type_is_object(value->args[0]->type))
        value = value->args[0];
    return value;
}

/* The check of `insn` when it follows, but for releases; NULL: none. */
static Insn *check_of(const Insn *insn)
{
    Insn *next = insn->next;
    while (next && next->op == IR_DECREF)
        next = next->next;
    if (!next || next->op != IR_ERRCHK)
        return NULL;
    bool about = next->sub <= IR_CHECK_DECLARED ? next->args[0] == insn : next->sub == IR_CHECK_STATUS && next == insn->next;
    return about ? next : NULL;
}

static uint32_t first_release(const Insn *check)
{
    return check->sub <= IR_CHECK_DECLARED ? 1 : 0;
}

static bool releases(const Insn *check, const Insn *value)
{
    for (uint32_t i = first_release(check); i < check->nargs; i++)
        if (value_of(check->args[i]) == value)
            return true;
    return false;
}

static void drop_release(Insn *check, const Insn *value)
{
    uint32_t kept = first_release(check);
    for (uint32_t i = kept; i < check->nargs; i++)
        if (value_of(check->args[i]) != value)
            check->args[kept++] = check->args[i];
    check->nargs = kept;
}

/* ---- handing over ---------------------------------------------------------------------------- */

/* Which argument of `user` is the value, when one alone is; -1: none. */
static int place_of(const Insn *user, const Insn *value)
{
    int place = -1;
    for (uint32_t i = 0; i < user->nargs; i++) {
        if (value_of(user->args[i]) != value)
            continue;
        if (place >= 0)
            return -1;
        place = (int)i;
    }
    return place;
}

/* `def`: the function object and its name are printed as one call anyway. */
static bool is_def(const Insn *user)
{
    return user->op == IR_PRIM && user->nargs && user->args[user->nargs - 1]->op == IR_FUNCOBJ &&
           (user->as.prim == PRIM_OF(global_set) || user->as.prim == PRIM_OF(class_set));
}

/* Releases behind the call, before and after its check. */
static void hand_over(Insn *user)
{
    uint32_t takable = is_def(user) ? 0 : ir_insn_takable(user);
    Insn *check = takable ? check_of(user) : NULL, *next;
    bool checked = !check;
    for (Insn *insn = user->next; insn && (insn->op == IR_DECREF || insn == check); insn = next) {
        next = insn->next;
        if (insn == check) {
            checked = true;
            continue;
        }
        Insn *value = value_of(insn->args[0]);
        int place = takable ? place_of(user, value) : -1;
        bool listed = check && checked ? releases(check, value) : true;
        if (place < 0 || !(takable >> place & 1) || insn->sub || !listed)
            continue;
        if (check && checked)
            drop_release(check, value);
        user->takes |= (uint8_t)(1u << place);
        ir_remove(insn);
    }
}

/* ---- calls inside calls ---------------------------------------------------------------------- */

/* Printed where it is used, whatever happens before. */
static bool is_quiet(const Insn *insn)
{
    switch ((int)insn->op) {
    case IR_CONST: case IR_PYCONST: case IR_NULL: case IR_GET: case IR_FUNCADDR: case IR_ADDR: case IR_KEEP:
        return true;
    case IR_CAST:
        return type_is_object(insn->type) && type_is_object(insn->args[0]->type);
    default:
        return false;
    }
}

static bool is_taken(const Insn *user, uint32_t k)
{
    enum { TAKES_BITS = 8 }; /* only the first arguments can be taken over; a display has any number */
    return (k < TAKES_BITS && (user->takes >> k & 1)) || (user->op == IR_BUILD && ir_insn_steals(user, k));
}

/* Was it made behind `start`, in front of `end`? */
static bool is_between(const Insn *insn, const Insn *start, const Insn *end)
{
    for (const Insn *i = start; i && i != end; i = i->next)
        if (i == insn)
            return true;
    return false;
}

/* Is `value` released when `user` fails: by itself, behind it, or by its check? */
static bool goes_with(const Insn *user, const Insn *check, Insn *value)
{
    for (uint32_t k = 0; k < user->nargs; k++)
        if (is_taken(user, k) && value_of(user->args[k]) == value)
            return true;
    for (Insn *insn = user->next; insn && insn != check; insn = insn->next)
        if (insn->op == IR_DECREF && value_of(insn->args[0]) == value)
            return true;
    return releases(check, value);
}

/* Does a failure of `value` leave the same things released as one of `user` that takes it? */
static bool same_releases(const Insn *made, Insn *value, const Insn *user, const Insn *check)
{
    for (uint32_t i = first_release(made); i < made->nargs; i++)
        if (!goes_with(user, check, value_of(made->args[i])))
            return false;
    for (uint32_t k = 0; k < user->nargs; k++) {
        Insn *other = value_of(user->args[k]);
        if (is_taken(user, k) && other != value && !is_between(other, made, user) && !releases(made, other))
            return false;
    }
    for (Insn *insn = user->next; insn && insn != check; insn = insn->next)
        if (insn->op == IR_DECREF && value_of(insn->args[0]) != value && !releases(made, value_of(insn->args[0])))
            return false;
    for (uint32_t i = first_release(check); i < check->nargs; i++)
        if (!releases(made, value_of(check->args[i])))
            return false;
    return true;
}

static uint32_t line_of(const Take *t, const Insn *insn)
{
    const SourceMap *sources = t->func->module->sources;
    return sources && insn->span.file ? source_line(sources, insn->span) : 0;
}

/* Printed as a statement, or by its check. */
static bool stands_alone(const Insn *value)
{
    return value->op == IR_TYPECHK || value->op == IR_YIELD || value->op == IR_DELEGATE || value->op == IR_GENNEW;
}

/* The check in front of `user` goes when it is about something that `user` takes. */
static void drop_check(Take *t, Insn *user)
{
    Insn *check = check_of(user), *made = user->prev;
    while (made && is_quiet(made))
        made = made->prev;
    if (!check || !made || made->op != IR_ERRCHK || made->sub != IR_CHECK_NULL)
        return;
    Insn *value = made->args[0];
    int place = place_of(user, value);
    bool taken = place >= 0 && is_taken(user, (uint32_t)place);
    if (!taken || made->as.target != check->as.target || line_of(t, made) != line_of(t, check) ||
        stands_alone(value) || !same_releases(made, value, user, check))
        return;
    for (Insn *insn = made->next; insn != user; insn = insn->next) /* the reference of a NULL */
        if (insn->op == IR_KEEP && value_of(insn->args[0]) == value)
            return;
    ir_remove(made);
}

/* ---- what is done with a new value ----------------------------------------------------------- */

/* `replace x, v` or `decref v` behind the check of v: done first, and then checked. */
static void check_behind(Take *t, Insn *check)
{
    Insn *next = check->next;
    Insn *value = check->sub == IR_CHECK_NULL ? check->args[0] : NULL;
    if (value && next && next->op == IR_CAST && value_of(next) == value && t->uses[next->id] == 1)
        next = next->next;
    bool follows = value && next && check->prev == value && type_is_object(value->type) && !value->nblocks &&
                   (next->op == IR_REPLACE || next->op == IR_DECREF) && value_of(next->args[0]) == value &&
                   t->uses[value->id] == 2 && !stands_alone(value);
    if (!follows || ir_insn_error(value) != IR_ERROR_NULL)
        return;
    if (next->op == IR_REPLACE) {
        if (type_strip(next->as.var->type)->kind == TYPE_VIEW || ir_var_is_shared(t->func->module, next->as.var))
            return;
        next->op = IR_ASSIGN;
    } else {
        next->op = IR_PRIM;
        next->sub = 0;
        next->as.prim = PRIM_OF(discard);
        next->type = ir_infer_result(t->func->module->types, next);
    }
    next->takes = 1;
    check->sub = IR_CHECK_STATUS;
    check->args++;
    check->nargs--;
    ir_remove(check);
    ir_insert_after(next, check);
}

/* ---- the walk -------------------------------------------------------------------------------- */

static void walk(Take *t, IrBlock *block)
{
    Insn *next;
    for (Insn *insn = block->first; insn; insn = next) {
        for (uint32_t i = 0; i < insn->nblocks; i++)
            walk(t, insn->blocks[i]);
        hand_over(insn);
        if (insn->takes || insn->op == IR_BUILD)
            drop_check(t, insn);
        if (insn->op == IR_ERRCHK && insn->prev)
            check_behind(t, insn);
        next = insn->next;
    }
}

void pass_take(IrFunc *func, Diags *diags, const PassOptions *options)
{
    (void)diags;
    (void)options;
    Take take = {.func = func, .uses = ir_count_uses(ir_scratch(func), func)};
    walk(&take, func->body);
}
