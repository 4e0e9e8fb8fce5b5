/* pass_temps.c: numbers that nobody else sees are not allocated: the other forms of the rows of arith.h.
 *
 * Place in the pipeline: after refs and refopt; may be skipped. A result of object arithmetic whose only user is
 * arithmetic, a comparison or a subscript becomes a `_temp`: it may stand in a place of the function's, whose number is
 * the first argument. A result that is only assigned to a local variable becomes a `_reuse`: the number the variable
 * holds may be written over. Which values these are at run time the runtime decides; others are objects as ever.
 *
 *     %1 = prim mul a, b   %2 = prim add %1, c   replace x, %2
 *     gives   %1 = prim mul_temp 0, a, b   %2 = prim add_reuse x, %1, c   replace x, %2
 */
#include "ir/ir_build.h"
#include "ir/ir_flow.h"
#include "pass/pass.h"

#include <string.h>

enum { PLACES = 64 };

/* What is known about the users of one value. */
typedef struct Use {
    Insn *only; /* the one user beside checks and releases */
    bool other; /* there are more, or one that keeps it */
} Use;

typedef struct Temps {
    IrFunc *func;
    Use *uses;          /* by id of the value */
    int *places;        /* by id of the value; -1: none */
    uint64_t busy;      /* bit k: place k holds a value that is still used */
    VEC(IrVar *) grown; /* variables whose strings are appended to */
} Temps;

/* ---- the tables ------------------------------------------------------------------------------ */

static const Prim *form_of(const Insn *insn, const char *form)
{
    char name[64];
    if (insn->op != IR_PRIM || strcmp(insn->as.prim->header, "arith") != 0)
        return NULL;
    size_t len = strlen(insn->as.prim->id);
    if (len + strlen(form) >= sizeof name)
        return NULL;
    memcpy(name, insn->as.prim->id, len);
    memcpy(name + len, form, strlen(form) + 1);
    return prim_by_name(name, strlen(name));
}

/* Rows of other headers that copy a number before anybody else sees it: bit k for argument k. */
typedef struct Taker {
    PrimId prim;
    unsigned args;
} Taker;

#define COMPARE_TAKERS(name)                                                                       \
    {PRIM_##name##_bool, 3}, {PRIM_##name##_int_bool, 1}, {PRIM_##name##_long_bool, 1},            \
        {PRIM_##name##_ssize_bool, 1}, {PRIM_##name##_f64_bool, 1}
static const Taker takers[] = {
    COMPARE_TAKERS(eq), COMPARE_TAKERS(ne), COMPARE_TAKERS(lt), COMPARE_TAKERS(le), COMPARE_TAKERS(gt),
    COMPARE_TAKERS(ge), {PRIM_getitem, 2},  {PRIM_setitem, 2},  {PRIM_neg, 1},      {PRIM_invert, 1},
    {PRIM_add_obj_f64, 1}, {PRIM_sub_obj_f64, 1}, {PRIM_mul_obj_f64, 1}, {PRIM_div_obj_f64, 1},
    {PRIM_add_f64_obj, 2}, {PRIM_sub_f64_obj, 2}, {PRIM_mul_f64_obj, 2}, {PRIM_div_f64_obj, 2},
};

static bool takes_temp(const Insn *user, uint32_t arg)
{
    if (user->op == IR_TRUTH)
        return true;
    if (user->op == IR_UNBOX)
        return type_is_float(user->type) || type_is_int(user->type);
    if (user->op != IR_PRIM)
        return false;
    if (strcmp(user->as.prim->header, "arith") == 0)
        return true;
    for (size_t i = 0; i < sizeof takers / sizeof *takers; i++)
        if (user->as.prim == &prim_table[takers[i].prim])
            return takers[i].args >> arg & 1;
    return false;
}

/* The value itself where an object is only called something else. */
static Insn *value_of(Insn *value)
{
    while (value->op == IR_CAST && type_is_object(value->type) && type_is_object(value->args[0]->type))
        value = value->args[0];
    return value;
}

/* ---- users ----------------------------------------------------------------------------------- */

static void note_use(Temps *t, Insn *user, uint32_t arg)
{
    Insn *value = value_of(user->args[arg]);
    Use *use = &t->uses[value->id];
    if (user->op == IR_ERRCHK || user->op == IR_DECREF || value_of(user) != user)
        return;
    bool kept = user->op != IR_REPLACE && !takes_temp(user, arg);
    if (kept || (use->only && use->only != user) || user->parent != value->parent)
        use->other = true;
    use->only = user;
}

static bool note_uses(Temps *t, const IrBlock *block)
{
    for (Insn *insn = block->first; insn; insn = insn->next) {
        if (insn->op == IR_PAR)
            return false; /* places would be shared by its threads */
        for (uint32_t i = 0; i < insn->nargs; i++)
            note_use(t, insn, i);
        for (uint32_t i = 0; i < insn->nblocks; i++)
            if (!note_uses(t, insn->blocks[i]))
                return false;
    }
    return true;
}

/* ---- rewriting ------------------------------------------------------------------------------- */

static void add_first(IrFunc *func, Insn *insn, const Prim *form, Insn *first)
{
    Insn *args[4] = {first, insn->args[0], insn->args[1], NULL};
    ir_insert_before(insn, first);
    Insn *changed = ir_insn_new(func, IR_PRIM, insn->sub, insn->type, args, insn->nargs + 1, insn->span);
    insn->args = changed->args;
    insn->nargs = changed->nargs;
    insn->as.prim = form;
}

static void make_temp(Temps *t, Insn *insn, const Prim *form)
{
    int place = 0;
    while (place < PLACES && t->busy >> place & 1)
        place++;
    if (place == PLACES)
        return;
    t->busy |= UINT64_C(1) << place;
    t->places[insn->id] = place;
    Types *types = t->func->module->types;
    Insn *number = ir_insn_new(t->func, IR_CONST, 0, types->simple[TYPE_INT], NULL, 0, insn->span);
    number->as.imm.i = place;
    add_first(t->func, insn, form, number);
}

/* Is there nothing but the value's check and releases between it and its assignment? */
static bool is_assigned_at_once(Insn *value, const Insn *replace)
{
    Insn *insn = value->next;
    while (insn && insn != replace &&
           (insn->op == IR_DECREF || value_of(insn) == value ||
            (insn->op == IR_ERRCHK && insn->nargs && insn->args[0] == value)))
        insn = insn->next;
    return insn == replace;
}

static bool is_own_local(const IrVar *var)
{
    return (var->storage == IR_VAR_LOCAL || var->storage == IR_VAR_TEMP || var->storage == IR_VAR_PARAM) &&
           !var->in_frame && !var->address_taken && type_is_object(var->type);
}

/* s += t of strings, s a local variable: what it holds may grow where it is. */
static void make_append(Temps *t, Insn *insn, const Insn *replace)
{
    const Insn *left = insn->op == IR_PRIM && insn->as.prim == &prim_table[PRIM_str_iadd] ? insn->args[0] : NULL;
    const IrVar *var = replace->as.var;
    if (!left || left->op != IR_GET || left->as.var != var || !is_own_local(var) || !is_assigned_at_once(insn, replace))
        return;
    Insn *place = ir_insn_new(t->func, IR_ADDR, 0, type_ptr(t->func->module->types, var->type), NULL, 0, insn->span);
    place->as.var = replace->as.var;
    ir_insert_before(insn, place);
    insn->args[0] = place;
    insn->as.prim = &prim_table[PRIM_str_append];
    vec_push(ir_scratch(t->func), &t->grown, replace->as.var);
}

static void make_reuse(Temps *t, Insn *insn, Insn *replace)
{
    make_append(t, insn, replace);
    const Prim *form = form_of(insn, "_reuse");
    if (!form || !is_own_local(replace->as.var) || !is_assigned_at_once(insn, replace))
        return;
    Insn *old = ir_insn_new(t->func, IR_GET, 1, replace->as.var->type, NULL, 0, insn->span);
    old->as.var = replace->as.var;
    add_first(t->func, insn, form, old);
}

static void free_places(Temps *t, const Insn *user, uint32_t known)
{
    for (uint32_t i = 0; i < user->nargs; i++) {
        uint32_t id = value_of(user->args[i])->id;
        if (id < known && t->places[id] >= 0 && t->uses[id].only == user)
            t->busy &= ~(UINT64_C(1) << t->places[id]);
    }
}

static void rewrite(Temps *t, const IrBlock *block, uint32_t known)
{
    for (Insn *insn = block->first; insn; insn = insn->next) {
        if (insn->id < known && !t->uses[insn->id].other && t->uses[insn->id].only) {
            Insn *user = t->uses[insn->id].only;
            const Prim *form = user->op == IR_REPLACE ? NULL : form_of(insn, "_temp");
            if (user->op == IR_REPLACE)
                make_reuse(t, insn, user);
            else if (form)
                make_temp(t, insn, form);
        }
        free_places(t, insn, known);
        for (uint32_t i = 0; i < insn->nblocks; i++)
            rewrite(t, insn->blocks[i], known);
    }
}

void pass_temps(IrFunc *func, Diags *diags, const PassOptions *options)
{
    (void)diags;
    (void)options;
    Arena *arena = ir_scratch(func);
    uint32_t known = func->insn_count;
    Temps temps = {.func = func, .uses = ARENA_ARRAY(arena, Use, known + 1), .places = ARENA_ARRAY(arena, int, known + 1)};
    for (uint32_t i = 0; i <= known; i++)
        temps.places[i] = -1;
    if (note_uses(&temps, func->body))
        rewrite(&temps, func->body, known);
    for (uint32_t i = 0; i < temps.grown.len; i++) /* not before: each `+=` of it is to be found */
        temps.grown.items[i]->address_taken = true;
}
