/* race.c: memory that two iterations of a parallel loop use, one of them writing.
 *
 * Every access of the body, and of the module's functions that the body calls, is noted as a place (race_place.h).
 * A warning is what certainly happens, with both places shown: all iterations write one element; i % 4 and i // 2
 * name an element twice; a[i - 1] beside a[i] ties neighbours together. What happens for some data only (a write
 * under a condition, to an index that is read from memory) is for -Wextra. Left alone is what a lock guards: between
 * mutex_lock and mutex_unlock, in a critical section, behind a call of a C function that has a lock in its name, in
 * `with gil:` unless the module runs where Python has no GIL.
 *
 *     par %1 = 0, n { store (vat a, 0), ... }     every iteration writes the same element of `a`
 */
#include "pass/race.h"

#include "ir/ir_flow.h"
#include "pass/race_place.h"

#include <string.h>

enum { MAX_CALLS = 4 /* calls within calls that are looked into */, FIRST_ITERATIONS = 16 };

/* How sure it is that an iteration gets here. */
typedef enum Chance { CHANCE_ALWAYS, CHANCE_SOME, CHANCE_ONE /* in a single iteration */ } Chance;

typedef struct Access {
    Place place;
    const Insn *insn; /* what writes or reads */
    Span shown;       /* where the loop does it, or calls what does */
    Chance chance;
    bool write, gil; /* gil: held */
} Access;

typedef struct Race {
    Diags *diags;
    const Insn *loop;
    const IrModule *module;
    Arena *arena;
    VEC(Access) list;
    VEC(const char *) said;
    const Insn *call; /* the body's own, while a function that it calls is walked */
    uint32_t calls;   /* how deep */
} Race;

typedef struct State {
    Chance chance;
    uint32_t locks; /* held */
    bool gil;       /* inside `with gil:` */
} State;

static bool is_region(const Race *r)
{
    return !r->loop->as.par->is_loop;
}

/* ---- reports --------------------------------------------------------------------------------- */

/* NULL: said before of this line. */
static Diag *report(Race *r, const Access *access, bool sure, const char *text)
{
    const char *said = arena_printf(r->arena, "%u %s", (unsigned)access->shown.start, text);
    for (uint32_t i = 0; i < r->said.len; i++)
        if (strcmp(r->said.items[i], said) == 0)
            return NULL;
    vec_push(r->arena, &r->said, said);
    Diag *diag = diag_report(r->diags, sure ? DIAG_PAR_RACE : DIAG_PAR_MAY_RACE, access->shown, text);
    if (access->insn->span.start != access->shown.start)
        diag_note(r->diags, diag, access->insn->span, "%s here", access->write ? "written" : "read");
    diag_note(r->diags, diag, r->loop->span,
              is_region(r) ? "this runs in every thread" : "the iterations of this loop run in parallel");
    if (access->gil)
        diag_note(r->diags, diag, SPAN_NONE, "`with gil:` excludes no other thread where Python runs without a GIL");
    return diag;
}

/* Module variables are one for all threads. */
static void report_global(Race *r, const Insn *set, State state)
{
    Access access = {.insn = set, .shown = r->call ? r->call->span : set->span, .write = true, .gil = state.gil};
    report(r, &access, true,
           arena_printf(r->arena, "module variable `%s` is assigned by all threads at once", set->as.var->name->text));
}

/* ---- the walk -------------------------------------------------------------------------------- */

static void walk(Race *r, RaceView *view, const IrBlock *block, State state);

static void note_place(Race *r, const Insn *insn, bool write, State state, const Place *place)
{
    Access access = {.place = *place, .insn = insn, .shown = r->call ? r->call->span : insn->span,
                     .chance = state.chance, .write = write, .gil = state.gil};
    vec_push(r->arena, &r->list, access);
}

static void note_access(Race *r, const RaceView *view, const Insn *insn, State state)
{
    Place place;
    bool write = insn->op != IR_LOAD;
    bool known = insn->op == IR_VCOPY ? race_slice(view, insn->args[0], &place)
                                      : race_place(view, insn->args[0], &place);
    if (known && !(insn->op == IR_VCOPY && !place.count))
        note_place(r, insn, write, state, &place);
}

static void forget(RaceView *view, const IrBlock *block)
{
    for (const Insn *insn = block->first; insn; insn = insn->next)
        if (insn->op == IR_SET && ir_var_is_local(insn->as.var))
            view->values[insn->as.var->index] = (Affine){.known = false};
}

static bool has_exit(const IrBlock *block)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        if (ir_is_exit(insn))
            return true;
        for (uint32_t i = 0; i < insn->nblocks; i++)
            if (has_exit(insn->blocks[i]))
                return true;
    }
    return false;
}

/* Behind it an iteration may be over. */
static bool may_exit(const Insn *insn)
{
    for (uint32_t i = 0; i < insn->nblocks; i++)
        if (has_exit(insn->blocks[i]))
            return true;
    return ir_is_exit(insn);
}

/* `if i == 0:` lets a single iteration through, `if threadid() == 0:` a single thread. */
static Chance chance_of(const Race *r, const RaceView *view, const Insn *insn, Chance before)
{
    if (insn->op != IR_IF && insn->op != IR_SWITCH)
        return before;
    if (before == CHANCE_ONE || is_region(r))
        return CHANCE_ONE;
    const Insn *test = insn->args[0];
    if (insn->op == IR_IF && test->op == IR_CMP && test->sub == IR_CMP_EQ && type_is_int(test->args[0]->type)) {
        Affine left = race_index(view, test->args[0]);
        Affine right = race_index(view, test->args[1]);
        if ((left.known && left.coef) || (right.known && right.coef))
            return CHANCE_ONE;
    }
    return CHANCE_SOME;
}

typedef enum LockUse { LOCK_NONE, LOCK_TAKE, LOCK_GIVE } LockUse;

/* Locks of C are told by the names of the functions that take and give them. */
static LockUse lock_use(const Insn *insn)
{
    static const struct {
        const char *part;
        LockUse use;
    } names[] = {{"unlock", LOCK_GIVE},  {"unset_lock", LOCK_GIVE}, {"release", LOCK_GIVE}, {"section_end", LOCK_GIVE},
                 {"locked", LOCK_NONE},  {"can_check", LOCK_NONE},  {"lock", LOCK_TAKE},    {"mutex", LOCK_TAKE},
                 {"acquire", LOCK_TAKE}, {"section_begin", LOCK_TAKE}};
    const char *name = insn->op == IR_PRIM ? insn->as.prim->cname : insn->op == IR_CALL ? insn->as.callee->c_name : NULL;
    for (size_t i = 0; name && i < sizeof names / sizeof *names; i++)
        if (strstr(name, names[i].part))
            return names[i].use;
    return LOCK_NONE;
}

static void count_lock(const Insn *insn, State *state)
{
    LockUse use = lock_use(insn);
    if (use == LOCK_TAKE)
        state->locks++;
    else if (use == LOCK_GIVE && state->locks)
        state->locks--;
}

/* What `with lock:` gives back where its body is left. */
static void count_cleanup(const Insn *insn, State *state)
{
    for (const Insn *last = insn->op == IR_FINALLY ? insn->blocks[1]->first : NULL; last; last = last->next)
        count_lock(last, state);
}

static bool is_entered(const RaceView *view, const IrFunc *func)
{
    for (; view; view = view->caller)
        if (view->func == func)
            return true;
    return false;
}

/* What the module's own function does for these arguments. */
static void walk_call(Race *r, const RaceView *view, const Insn *call, State state)
{
    const IrFunc *func = call->as.callee->func;
    if (!func || !func->body || r->calls == MAX_CALLS || call->nargs != func->params.len || is_entered(view, func))
        return;
    RaceView *inner = race_view_new(r->arena, func, func->body, r->loop);
    inner->caller = view;
    for (uint32_t i = 0; i < call->nargs; i++) {
        uint32_t index = func->params.items[i]->index;
        Place place;
        if (type_is_int(call->args[i]->type)) {
            inner->values[index] = race_index(view, call->args[i]);
        } else if (race_place(view, call->args[i], &place)) {
            inner->places[index] = ARENA_NEW(r->arena, Place);
            *inner->places[index] = place;
        }
    }
    const Insn *outer = r->call;
    r->call = outer ? outer : call;
    r->calls++;
    walk(r, inner, func->body, state);
    r->calls--;
    r->call = outer;
}

/* `with gil:` is a lock where there is one GIL; a module that says so runs without. */
static bool is_shielded(const Race *r, State state)
{
    return state.locks || (state.gil && !r->module->gil_not_used);
}

static void visit(Race *r, RaceView *view, const Insn *insn, State state)
{
    bool is_set = insn->op == IR_SET && ir_var_is_local(insn->as.var);
    if (is_set)
        view->values[insn->as.var->index] = race_index(view, insn->args[0]);
    if (is_set || is_shielded(r, state))
        return;
    if (insn->op == IR_LOAD || insn->op == IR_STORE || insn->op == IR_VCOPY)
        note_access(r, view, insn, state);
    else if (insn->op == IR_SET && state.chance != CHANCE_ONE)
        report_global(r, insn, state);
    else if (insn->op == IR_CALL)
        walk_call(r, view, insn, state);
}

static void walk(Race *r, RaceView *view, const IrBlock *block, State state)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        visit(r, view, insn, state);
        count_lock(insn, &state);
        State inner = state;
        inner.chance = chance_of(r, view, insn, state.chance);
        if (insn->op == IR_GIL)
            inner.gil = insn->sub == IR_GIL_ACQUIRE;
        bool is_own = insn->op == IR_PAR; /* checked by itself */
        for (uint32_t i = 0; i < insn->nblocks && !is_own; i++) {
            walk(r, view, insn->blocks[i], inner);
            forget(view, insn->blocks[i]);
        }
        count_cleanup(insn, &state);
        if (may_exit(insn) && state.chance == CHANCE_ALWAYS)
            state.chance = is_region(r) ? CHANCE_ONE : CHANCE_SOME;
    }
}

/* ---- findings -------------------------------------------------------------------------------- */

static const char *place_text(const Race *r, const Access *access)
{
    const char *name = race_place_name(r->arena, &access->place);
    bool is_item = access->place.count && access->place.path[strlen(access->place.path) - 1] == ']';
    return arena_printf(r->arena, is_item ? "the same element of `%s`" : "`%s`", name);
}

/* Does the body set the pointer that this place goes through? */
static bool is_redirected(const Race *r, const Access *access)
{
    for (uint32_t i = 0; access->place.through && i < r->list.len; i++) {
        const Access *other = &r->list.items[i];
        if (other->write && other->place.root == access->place.root &&
            strcmp(other->place.path, access->place.through) == 0)
            return true;
    }
    return false;
}

/* Does every iteration, or several, name the same element? True: certainly, and it was said. */
static bool check_alone(Race *r, const Access *access)
{
    bool varies = false, repeats = false, from_data = false;
    for (uint32_t i = 0; i < access->place.count; i++) {
        const Affine *index = &access->place.indices[i];
        if (!index->known && !index->from_data)
            return false;
        varies |= index->coef != 0 && !index->repeats;
        repeats |= index->repeats;
        from_data |= index->from_data;
    }
    if (varies)
        return false;
    bool sure = access->chance == CHANCE_ALWAYS && !from_data;
    const char *who = is_region(r)          ? "all threads write"
                      : !sure && from_data  ? "iterations that find the same index write"
                      : !sure               ? "several iterations may write"
                      : repeats             ? "several iterations write"
                                            : "all iterations write";
    report(r, access, sure, arena_printf(r->arena, "%s %s at once", who, place_text(r, access)));
    return sure;
}

/* Two of the first iterations, by number, in which `x` of the one and `y` of the other are equal; false: none. */
static bool meet(const Race *r, const Affine *x, const Affine *y, int64_t *distance)
{
    const Insn *start = r->loop->args[0];
    int64_t step = r->loop->as.par->step;
    if (start->op != IR_CONST || x->rest != y->rest)
        return false;
    for (int64_t i = 0; i < FIRST_ITERATIONS; i++)
        for (int64_t k = 0; k < FIRST_ITERATIONS; k++) {
            int64_t first = start->as.imm.i + i * step, second = start->as.imm.i + k * step;
            if (i != k && x->coef * first + x->offset == y->coef * second + y->offset) {
                *distance = i - k;
                return true;
            }
        }
    return false;
}

/* The distance in iterations between two accesses of one element; 0: none, or not known. */
static int64_t distance_of(const Race *r, const Access *a, const Access *b)
{
    int64_t distance = 0;
    int64_t step = r->loop->as.par->step;
    if (is_region(r) || !race_same_base(&a->place, &b->place) || !a->place.count || !step)
        return 0;
    for (uint32_t i = 0; i < a->place.count; i++) {
        const Affine *x = &a->place.indices[i];
        const Affine *y = &b->place.indices[i];
        if (!x->known || !y->known || x->repeats || y->repeats)
            return 0;
        if (a->place.count == 1 && x->coef != y->coef)
            return meet(r, x, y, &distance) ? distance : 0;
        if (x->coef != y->coef || x->rest != y->rest)
            return 0;
        int64_t apart = x->offset - y->offset;
        if (!x->coef) {
            bool inner = x->rest && apart; /* an inner loop: both values come up */
            if (apart && !inner)
                return 0;
            continue;
        }
        if (apart % (x->coef * step) || (distance && distance != apart / (x->coef * step)))
            return 0;
        distance = apart / (x->coef * step);
        if (!distance)
            return 0;
    }
    return distance;
}

/* a[n - 1 - i] beside a[i], i counting to n: every element is met from both ends. */
static bool is_mirrored(const RaceView *view, const Race *r, const Access *a, const Access *b)
{
    if (is_region(r) || a->place.count != 1 || !race_same_base(&a->place, &b->place) || r->loop->as.par->step != 1)
        return false;
    const Affine *x = &a->place.indices[0], *y = &b->place.indices[0];
    if (x->coef == 1) {
        const Affine *other = x;
        x = y;
        y = other;
    }
    Affine stop = race_index(view, r->loop->args[1]);
    bool are_known = x->known && y->known && stop.known && !x->repeats && !y->repeats && !stop.coef;
    return are_known && x->coef == -1 && y->coef == 1 && !y->rest && x->rest && x->rest == stop.rest &&
           !stop.offset && x->offset - y->offset < 2 && x->offset - y->offset > -FIRST_ITERATIONS;
}

static void check_pair(Race *r, const RaceView *view, const Access *write, const Access *other)
{
    int64_t distance = distance_of(r, write, other);
    if (!distance && !is_mirrored(view, r, write, other))
        return;
    const char *text = arena_printf(r->arena, "an iteration writes an element of `%s` that another one %s",
                                    race_place_name(r->arena, &write->place), other->write ? "writes too" : "reads");
    Diag *diag = report(r, write, true, text);
    const char *what = other->write ? "written" : "read";
    if (diag && !distance)
        diag_note(r->diags, diag, other->shown, "%s here", what);
    else if (diag)
        diag_note(r->diags, diag, other->shown, "%s here, %lld iteration%s %s", what,
                  (long long)(distance < 0 ? -distance : distance), distance == 1 || distance == -1 ? "" : "s",
                  distance > 0 ? "later" : "earlier");
}

void race_check(IrFunc *func, Diags *diags, const Insn *loop)
{
    Race race = {.diags = diags, .loop = loop, .module = func->module, .arena = func->module->scratch};
    Race *r = &race;
    RaceView *view = race_view_new(r->arena, func, loop->blocks[0], loop);
    walk(r, view, loop->blocks[0], (State){.chance = CHANCE_ALWAYS});
    for (uint32_t i = 0; i < r->list.len; i++) {
        const Access *access = &r->list.items[i];
        if (!access->write || access->chance == CHANCE_ONE || is_redirected(r, access))
            continue;
        if (check_alone(r, access))
            continue;
        for (uint32_t k = 0; access->chance == CHANCE_ALWAYS && k < r->list.len; k++)
            if (k != i && r->list.items[k].chance == CHANCE_ALWAYS && (k > i || !r->list.items[k].write))
                check_pair(r, view, access, &r->list.items[k]);
    }
}
