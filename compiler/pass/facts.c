/* facts.c: Vals, the order between them, and proofs.
 *
 * The order is kept as lists of bounds at each Val; a <= b is proved by following upper bounds of a and
 * lower bounds of b, to a small depth. Leaving a scope puts the lists back as they were.
 *
 *     0 <= i, i <= n - 1      proves    i + 1 <= n
 */
#include "pass/facts.h"

enum { MAX_DEPTH = 6, MAX_STEPS = 400 };

/* Vals */

static void set_type_range(Val *val, const Type *type)
{
    if (!type || !type_is_int(type) || !type_int_size(type))
        return;
    uint32_t bits = type_int_size(type) * 8;
    bool is_signed = type_is_signed(type);
    val->has_lo = true;
    val->has_hi = is_signed || bits < 64;
    if (type_strip(type)->kind == TYPE_BINT) {
        val->hi = 1;
        return;
    }
    if (is_signed)
        val->lo = bits == 64 ? INT64_MIN : -(INT64_C(1) << (bits - 1));
    if (val->has_hi)
        val->hi = is_signed ? (bits == 64 ? INT64_MAX : (INT64_C(1) << (bits - 1)) - 1)
                            : (INT64_C(1) << bits) - 1;
}

Val *facts_new_val(Facts *f, const Type *type)
{
    Val *val = ARENA_NEW(f->arena, Val);
    set_type_range(val, type);
    return val;
}

Val *facts_dim(Facts *f, Val *view, uint32_t axis)
{
    if (!view->dims)
        view->dims = ARENA_ARRAY(f->arena, Val *, VIEW_MAX_DIMS);
    if (!view->dims[axis]) {
        Val *dim = facts_new_val(f, NULL);
        dim->has_lo = dim->has_hi = true;
        dim->hi = INT64_MAX;
        view->dims[axis] = dim;
    }
    return view->dims[axis];
}

void facts_set_dim(Facts *f, Val *view, uint32_t axis, Val *length)
{
    if (!view->dims)
        view->dims = ARENA_ARRAY(f->arena, Val *, VIEW_MAX_DIMS);
    view->dims[axis] = length;
}

/* Terms */

Term facts_constant(int64_t number)
{
    return (Term){NULL, number, true};
}

Term facts_plus(Term term, int64_t number)
{
    if (__builtin_add_overflow(term.offset, number, &term.offset))
        term.known = false;
    return term;
}

Term facts_term(const Facts *f, const Insn *value)
{
    return value->id < f->count ? f->terms[value->id] : (Term){.known = false};
}

/* Scopes */

uint32_t facts_enter(const Facts *f)
{
    return f->undo.len;
}

void facts_forget(Facts *f, uint32_t mark)
{
    while (f->undo.len > mark) {
        FactUndo *undo = &vec_pop(&f->undo);
        Val *val = undo->val;
        val->uppers = undo->uppers;
        val->lowers = undo->lowers;
        val->not_none = undo->not_none;
        val->is_set = undo->is_set;
    }
}

static void save(Facts *f, Val *val)
{
    FactUndo undo = {val, val->uppers, val->lowers, val->not_none, val->is_set};
    vec_push(f->arena, &f->undo, undo);
}

static Relation *add_relation(Facts *f, const Val *base, int64_t offset, Relation *next)
{
    Relation *relation = ARENA_NEW(f->arena, Relation);
    *relation = (Relation){base, offset, next};
    return relation;
}

void facts_learn_le(Facts *f, Term a, Term b)
{
    int64_t distance; /* a.base <= b.base + distance */
    if (!a.known || !b.known || a.base == b.base ||
        __builtin_sub_overflow(b.offset, a.offset, &distance) || distance == INT64_MIN)
        return;
    if (a.base) {
        save(f, a.base);
        a.base->uppers = add_relation(f, b.base, distance, a.base->uppers);
    }
    if (b.base) {
        save(f, b.base);
        b.base->lowers = add_relation(f, a.base, -distance, b.base->lowers);
    }
}

void facts_learn_not_none(Facts *f, Val *val)
{
    if (val && !val->not_none) {
        save(f, val);
        val->not_none = true;
    }
}

void facts_learn_set(Facts *f, Val *val)
{
    if (val && !val->is_set) {
        save(f, val);
        val->is_set = true;
    }
}

/* Proofs */

static bool prove(const Val *a, const Val *b, int64_t distance, int depth, int *steps);

static bool prove_by_upper(const Val *a, const Val *b, int64_t distance, int depth, int *steps)
{
    for (const Relation *r = a->uppers; r; r = r->next) {
        int64_t rest;
        if (!__builtin_sub_overflow(distance, r->offset, &rest) &&
            prove(r->base, b, rest, depth + 1, steps))
            return true;
    }
    return false;
}

static bool prove_by_lower(const Val *a, const Val *b, int64_t distance, int depth, int *steps)
{
    for (const Relation *r = b->lowers; r; r = r->next) {
        int64_t rest;
        if (!__builtin_add_overflow(distance, r->offset, &rest) &&
            prove(a, r->base, rest, depth + 1, steps))
            return true;
    }
    return false;
}

/* By the ranges of the types alone. */
static bool prove_by_range(const Val *a, const Val *b, int64_t distance)
{
    int64_t hi = a ? a->hi : 0;
    int64_t lo = b ? b->lo : 0;
    int64_t limit;
    if ((a && !a->has_hi) || (b && !b->has_lo))
        return false;
    if (__builtin_add_overflow(lo, distance, &limit))
        return distance > 0;
    return hi <= limit;
}

/* a <= b + distance; a NULL Val is 0. */
static bool prove(const Val *a, const Val *b, int64_t distance, int depth, int *steps)
{
    if (a == b)
        return distance >= 0;
    if (prove_by_range(a, b, distance))
        return true;
    if (depth >= MAX_DEPTH || ++*steps > MAX_STEPS)
        return false;
    return (a && prove_by_upper(a, b, distance, depth, steps)) ||
           (b && prove_by_lower(a, b, distance, depth, steps));
}

bool facts_le(const Facts *f, Term a, Term b)
{
    (void)f;
    int64_t distance;
    int steps = 0;
    if (!a.known || !b.known || __builtin_sub_overflow(b.offset, a.offset, &distance))
        return false;
    return prove(a.base, b.base, distance, 0, &steps);
}

bool facts_at_least(const Facts *f, Term term, int64_t number)
{
    return facts_le(f, facts_constant(number), term);
}

/* Objects and views */

bool facts_not_none(const Facts *f, const Insn *value)
{
    Term term = facts_term(f, value);
    return term.known && term.base && term.base->not_none;
}

bool facts_view_is_set(const Facts *f, const Insn *view)
{
    Term term = facts_term(f, view);
    return term.known && term.base && term.base->is_set;
}
