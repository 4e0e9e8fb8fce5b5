/* race.c: memory that two iterations of a parallel loop use, one of them writing.
 *
 * Every element access of the body (memoryview, C array, pointer) is written as base[e1, e2, ...] with
 * each index in the form  coefficient * i + rest + constant,  i the index of the parallel loop and rest
 * something that is the same in every iteration (a variable the body does not set, the index of an inner
 * loop). Reported is only what certainly happens, with both places: all iterations write one element;
 * i % 4 and i // 2 name an element twice; a[i - 1] beside a[i] ties neighbours together. Accesses
 * under an `if` are left alone.
 *
 *     par %1 = 0, n { store (vat a, 0), ... }     every iteration writes the same element of `a`
 */
#include "pass/race.h"

#include "base/bits.h"
#include "ir/ir_flow.h"

#include <string.h>

enum { MAX_INDICES = VIEW_MAX_DIMS };

/* coef * i + rest + offset; known: of this form. repeats: the same value for several i (i % 4). */
typedef struct Affine {
    bool known, repeats;
    int64_t coef, offset;
    const void *rest; /* IrVar or Insn (index of an inner loop), NULL: none */
} Affine;

typedef struct Access {
    const Insn *insn; /* LOAD or STORE */
    const IrVar *base;
    Affine indices[MAX_INDICES];
    uint32_t count;
    bool write, certain; /* certain: not under a condition */
} Access;

typedef struct Race {
    IrFunc *func;
    Diags *diags;
    const Insn *loop;
    Arena *arena;
    Bits assigned;  /* variables the body sets */
    Affine *values; /* by variable index: while a single assignment is in force */
    uint32_t *sets; /* by variable index: assignments in the body */
    VEC(Access) list;
} Race;

static const Affine unknown = {.known = false};

static bool is_local(const IrVar *var)
{
    return var->storage != IR_VAR_GLOBAL && var->storage != IR_VAR_EXTERN;
}

/* Index expressions */

static Affine affine_of(const Race *r, const Insn *value, int depth);

static Affine affine_of_var(const Race *r, const IrVar *var)
{
    if (is_local(var) && bits_has(&r->assigned, var->index))
        return r->sets[var->index] == 1 ? r->values[var->index] : unknown;
    if (var->address_taken || !is_local(var))
        return unknown;
    return (Affine){.known = true, .rest = var};
}

static bool is_outside(const Race *r, const Insn *insn)
{
    return !ir_block_inside(insn->parent, r->loop);
}

/* The index of the parallel loop, or of an inner loop that runs alike in every iteration. */
static Affine affine_of_index(const Race *r, const Insn *index, int depth)
{
    const Insn *owner = index->parent->owner;
    if (owner == r->loop)
        return (Affine){.known = true, .coef = 1};
    if (owner->op != IR_RANGE || owner->sub)
        return unknown;
    for (uint32_t i = 0; i < 2; i++) {
        Affine bound = affine_of(r, owner->args[i], depth + 1);
        if (!bound.known || bound.coef || bound.repeats)
            return unknown;
    }
    return (Affine){.known = true, .rest = index};
}

static Affine combine(Affine a, Affine b, int64_t sign)
{
    if (!a.known || !b.known || a.repeats || b.repeats || (b.rest && (a.rest || sign < 0)))
        return unknown;
    Affine sum = {.known = true, .rest = a.rest ? a.rest : b.rest};
    bool overflow = __builtin_add_overflow(a.coef, sign * b.coef, &sum.coef) ||
                    __builtin_add_overflow(a.offset, sign * b.offset, &sum.offset);
    return overflow ? unknown : sum;
}

static Affine scale(Affine a, Affine factor)
{
    if (!a.known || !factor.known || a.rest || factor.rest || a.repeats || factor.coef ||
        factor.repeats)
        return unknown;
    Affine product = {.known = true};
    bool overflow = __builtin_mul_overflow(a.coef, factor.offset, &product.coef) ||
                    __builtin_mul_overflow(a.offset, factor.offset, &product.offset);
    return overflow ? unknown : product;
}

/* i % m, i // m, i >> m, i & m with a constant m: the same value again and again. */
static Affine repeat(Affine a, Affine by)
{
    if (!a.known || !by.known || by.coef || by.rest || by.repeats)
        return unknown;
    if (a.coef == 0)
        return unknown;
    return (Affine){.known = true, .repeats = true, .coef = a.coef};
}

static bool is_floor_op(const Insn *insn)
{
    const char *key = insn->op == IR_PRIM ? insn->as.prim->key : "";
    return strcmp(key, "//") == 0 || strcmp(key, "%") == 0;
}

static Affine affine_of_bin(const Race *r, const Insn *insn, int depth)
{
    Affine a = affine_of(r, insn->args[0], depth + 1);
    Affine b = affine_of(r, insn->args[1], depth + 1);
    if (is_floor_op(insn))
        return repeat(a, b);
    switch ((int)insn->sub) {
    case IR_BIN_ADD: return combine(a, b, 1);
    case IR_BIN_SUB: return combine(a, b, -1);
    case IR_BIN_MUL: return a.known && !a.coef && !a.rest ? scale(b, a) : scale(a, b);
    case IR_BIN_MOD:
    case IR_BIN_DIV:
    case IR_BIN_SHR:
    case IR_BIN_AND: return repeat(a, b);
    default: return unknown;
    }
}

static Affine affine_of(const Race *r, const Insn *value, int depth)
{
    if (depth > 20)
        return unknown;
    if (is_outside(r, value) && value->op != IR_CONST)
        return (Affine){.known = true, .rest = value};
    switch ((int)value->op) {
    case IR_CONST:
        if (!type_is_int(value->type))
            return unknown;
        return (Affine){.known = true, .offset = value->as.imm.i};
    case IR_GET: return affine_of_var(r, value->as.var);
    case IR_INDEXVAR: return affine_of_index(r, value, depth);
    case IR_CAST:
        return type_is_int(value->args[0]->type) ? affine_of(r, value->args[0], depth + 1)
                                                 : unknown;
    case IR_WRAP: return affine_of(r, value->args[0], depth + 1);
    case IR_BIN: return affine_of_bin(r, value, depth);
    case IR_PRIM: return is_floor_op(value) ? affine_of_bin(r, value, depth) : unknown;
    default: return unknown;
    }
}

/* Accesses */

static bool is_stable_base(const Race *r, const IrVar *var)
{
    return !is_local(var) || (!bits_has(&r->assigned, var->index));
}

/* Fills in base and indices; false when the place is not of the form. */
static bool read_place(const Race *r, const Insn *pointer, Access *access)
{
    const Insn *base = pointer;
    if (pointer->op == IR_VAT || pointer->op == IR_INDEX) {
        base = pointer->args[0];
        for (uint32_t i = 1; i < pointer->nargs && i <= MAX_INDICES; i++)
            access->indices[access->count++] = affine_of(r, pointer->args[i], 0);
    } else if (pointer->op == IR_FIELD) {
        base = pointer->args[0];
    }
    while (base->op == IR_CAST)
        base = base->args[0];
    if (base->op == IR_FIELD && base->args[0]->op == IR_ADDR)
        base = base->args[0];
    if (base->op != IR_GET && base->op != IR_ADDR)
        return false;
    if (base->op == IR_ADDR && pointer->op != IR_INDEX && pointer->op != IR_FIELD)
        return false;
    access->base = base->as.var;
    return is_stable_base(r, base->as.var);
}

static void note_access(Race *r, const Insn *insn, bool certain)
{
    Access access = {.insn = insn, .write = insn->op == IR_STORE, .certain = certain};
    if (read_place(r, insn->args[0], &access))
        vec_push(r->arena, &r->list, access);
}

static void forget(Race *r, const IrBlock *block)
{
    for (const Insn *insn = block->first; insn; insn = insn->next)
        if (insn->op == IR_SET && is_local(insn->as.var))
            r->values[insn->as.var->index] = unknown;
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

static void walk(Race *r, const IrBlock *block, bool certain)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        bool sure = certain && insn->op != IR_IF && insn->op != IR_SWITCH;
        if (insn->op == IR_LOAD || insn->op == IR_STORE)
            note_access(r, insn, certain);
        if (insn->op == IR_SET && is_local(insn->as.var))
            r->values[insn->as.var->index] = affine_of(r, insn->args[0], 0);
        for (uint32_t i = 0; i < insn->nblocks; i++) {
            walk(r, insn->blocks[i], sure);
            forget(r, insn->blocks[i]);
        }
        certain &= !may_exit(insn);
    }
}

static void count_sets(Race *r, const IrBlock *block)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        bool sets = insn->op == IR_SET || insn->op == IR_UNSET;
        if (sets && is_local(insn->as.var)) {
            r->sets[insn->as.var->index]++;
            bits_set(&r->assigned, insn->as.var->index);
        }
        for (uint32_t i = 0; i < insn->nblocks; i++)
            count_sets(r, insn->blocks[i]);
    }
}

/* Findings */

static const char *place_text(const Race *r, const Access *access)
{
    if (!access->count)
        return arena_printf(r->arena, "`%s`", access->base->name->text);
    return arena_printf(r->arena, "the same element of `%s`", access->base->name->text);
}

static Diag *report(Race *r, const Access *access, const char *text)
{
    Diag *diag = diag_report(r->diags, DIAG_PAR_RACE, access->insn->span, text);
    diag_note(r->diags, diag, r->loop->span, "the iterations of this loop run in parallel");
    return diag;
}

/* Does every iteration, or several, name the same element? */
static void check_alone(Race *r, const Access *access)
{
    bool varies = false;
    bool repeats = false;
    for (uint32_t i = 0; i < access->count; i++) {
        if (!access->indices[i].known)
            return;
        varies |= access->indices[i].coef != 0 && !access->indices[i].repeats;
        repeats |= access->indices[i].repeats;
    }
    if (varies)
        return;
    report(r, access,
           arena_printf(r->arena, "%s iterations write %s at once", repeats ? "several" : "all",
                        place_text(r, access)));
}

/* The distance in iterations between two accesses of one element; 0: none, or not known. */
static int64_t distance_of(const Race *r, const Access *a, const Access *b)
{
    int64_t distance = 0;
    int64_t step = r->loop->as.par->step;
    if (a->base != b->base || a->count != b->count || !a->count || !step)
        return 0;
    for (uint32_t i = 0; i < a->count; i++) {
        const Affine *x = &a->indices[i];
        const Affine *y = &b->indices[i];
        if (!x->known || !y->known || x->repeats || y->repeats || x->coef != y->coef ||
            x->rest != y->rest)
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

static void check_pair(Race *r, const Access *write, const Access *other)
{
    int64_t distance = distance_of(r, write, other);
    if (!distance)
        return;
    const char *text = arena_printf(r->arena,
                                    "an iteration writes an element of `%s` that another one %s",
                                    write->base->name->text, other->write ? "writes too" : "reads");
    Diag *diag = report(r, write, text);
    diag_note(r->diags, diag, other->insn->span, "%s here, %lld iteration%s %s",
              other->write ? "written" : "read", (long long)(distance < 0 ? -distance : distance),
              distance == 1 || distance == -1 ? "" : "s", distance > 0 ? "later" : "earlier");
}

void race_check(IrFunc *func, Diags *diags, const Insn *loop)
{
    Race race = {.func = func, .diags = diags, .loop = loop, .arena = func->module->arena};
    Race *r = &race;
    r->assigned = bits_new(r->arena, func->vars.len);
    r->values = ARENA_ARRAY(r->arena, Affine, func->vars.len + 1);
    r->sets = ARENA_ARRAY(r->arena, uint32_t, func->vars.len + 1);
    count_sets(r, loop->blocks[0]);
    walk(r, loop->blocks[0], true);
    for (uint32_t i = 0; i < r->list.len; i++) {
        const Access *access = &r->list.items[i];
        if (!access->write || !access->certain)
            continue;
        check_alone(r, access);
        for (uint32_t k = 0; k < r->list.len; k++)
            if (k != i && r->list.items[k].certain && (k > i || !r->list.items[k].write))
                check_pair(r, access, &r->list.items[k]);
    }
}
