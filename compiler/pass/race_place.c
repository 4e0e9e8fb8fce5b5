/* race_place.c: places and indices of accesses in a parallel loop; see race_place.h. */
#include "pass/race_place.h"

#include "ir/ir_flow.h"

#include <string.h>

enum { MAX_DEPTH = 20 };

static const Affine unknown = {.known = false};
static const Affine few = {.known = true, .repeats = true, .coef = 1};
static const char whole_axis;  /* rest of an axis that is taken from end to end */

static void count_sets(RaceView *view, const IrBlock *block)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        bool sets = insn->op == IR_SET || insn->op == IR_UNSET;
        if (sets && ir_var_is_local(insn->as.var)) {
            view->sets[insn->as.var->index]++;
            bits_set(&view->assigned, insn->as.var->index);
        }
        for (uint32_t i = 0; i < insn->nblocks; i++)
            count_sets(view, insn->blocks[i]);
    }
}

RaceView *race_view_new(Arena *arena, const IrFunc *func, const IrBlock *block, const Insn *loop)
{
    RaceView *view = ARENA_NEW(arena, RaceView);
    uint32_t count = func->vars.len;
    *view = (RaceView){.func = func, .loop = loop, .arena = arena};
    view->assigned = bits_new(arena, count);
    view->values = ARENA_ARRAY(arena, Affine, count + 1);
    view->sets = ARENA_ARRAY(arena, uint32_t, count + 1);
    view->places = ARENA_ARRAY(arena, Place *, count + 1);
    count_sets(view, block);
    return view;
}

/* ---- indices --------------------------------------------------------------------------------- */

static Affine index_of(const RaceView *view, const Insn *value, int depth);

static Affine index_of_var(const RaceView *view, const IrVar *var)
{
    if (var->address_taken || !ir_var_is_local(var))
        return unknown;
    if (bits_has(&view->assigned, var->index))
        return view->sets[var->index] == 1 ? view->values[var->index] : unknown;
    if (view->caller)
        return view->values[var->index];
    return (Affine){.known = true, .rest = var};
}

/* The index of the parallel loop, or of an inner loop that runs alike in every iteration. */
static Affine index_of_loop(const RaceView *view, const Insn *index, int depth)
{
    const Insn *owner = index->parent->owner;
    if (owner == view->loop)
        return (Affine){.known = true, .coef = 1};
    if (owner->op != IR_RANGE || owner->sub)
        return unknown;
    for (uint32_t i = 0; i < 2; i++) {
        Affine bound = index_of(view, owner->args[i], depth + 1);
        if (!bound.known || bound.coef || bound.repeats)
            return unknown;
    }
    return (Affine){.known = true, .rest = index};
}

/* a + sign * b */
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
    if (!a.known || !factor.known || a.rest || factor.rest || a.repeats || factor.coef || factor.repeats)
        return unknown;
    Affine product = {.known = true};
    bool overflow = __builtin_mul_overflow(a.coef, factor.offset, &product.coef) ||
                    __builtin_mul_overflow(a.offset, factor.offset, &product.offset);
    return overflow ? unknown : product;
}

/* i % m, i // m, i >> m, i & m with a constant m: the same value again and again. Of data, `%` and `&` leave few. */
static Affine repeat(Affine a, Affine by, bool is_bounded)
{
    if (!by.known || by.coef || by.rest || by.repeats)
        return unknown;
    bool varies = (a.from_data && is_bounded) || (a.known && a.coef);
    return varies ? few : unknown;
}

static bool has_key(const Insn *insn, const char *key)
{
    return insn->op == IR_PRIM && strcmp(insn->as.prim->key, key) == 0;
}

static Affine index_of_bin(const RaceView *view, const Insn *insn, int depth)
{
    Affine a = index_of(view, insn->args[0], depth + 1);
    Affine b = index_of(view, insn->args[1], depth + 1);
    if (insn->op == IR_PRIM)
        return repeat(a, b, has_key(insn, "%"));
    switch ((int)insn->sub) {
    case IR_BIN_ADD: return combine(a, b, 1);
    case IR_BIN_SUB: return combine(a, b, -1);
    case IR_BIN_MUL: return a.known && !a.coef && !a.rest ? scale(b, a) : scale(a, b);
    case IR_BIN_MOD:
    case IR_BIN_AND: return repeat(a, b, true);
    case IR_BIN_DIV:
    case IR_BIN_SHR: return repeat(a, b, false);
    default: return unknown;
    }
}

/* hist[a[i]]: what stands in memory at a place that goes with i. A byte has few values. */
static Affine index_of_load(const RaceView *view, const Insn *load)
{
    Place place;
    if (!race_place(view, load->args[0], &place))
        return unknown;
    for (uint32_t i = 0; i < place.count; i++)
        if (place.indices[i].known && place.indices[i].coef)
            return type_int_size(load->type) == 1 ? few : (Affine){.from_data = true};
    return unknown;
}

static Affine index_of_cast(const RaceView *view, const Insn *cast, int depth)
{
    const Insn *value = cast->args[0];
    if (!type_is_int(value->type))
        return unknown;
    Affine index = index_of(view, value, depth + 1);
    return index.from_data && type_int_size(cast->type) == 1 ? few : index;
}

/* The shape of a view is the same wherever it is asked. */
static Affine index_of_shape(const RaceView *view, const Insn *dim)
{
    const Insn *base = dim->args[0];
    bool is_variable = !view->caller && base->op == IR_GET && dim->sub == IR_DIM_SHAPE && dim->as.index == 0;
    if (!is_variable || !ir_var_is_local(base->as.var) || bits_has(&view->assigned, base->as.var->index))
        return ir_block_inside(dim->parent, view->loop) ? unknown : (Affine){.known = true, .rest = dim};
    return (Affine){.known = true, .rest = base->as.var}; /* no index is the view itself */
}

static Affine index_of(const RaceView *view, const Insn *value, int depth)
{
    if (depth > MAX_DEPTH)
        return unknown;
    switch ((int)value->op) {
    case IR_CONST: return type_is_int(value->type) ? (Affine){.known = true, .offset = value->as.imm.i} : unknown;
    case IR_GET: return index_of_var(view, value->as.var);
    case IR_INDEXVAR: return index_of_loop(view, value, depth);
    case IR_VDIM: return index_of_shape(view, value);
    default: break;
    }
    if (!view->caller && !ir_block_inside(value->parent, view->loop))
        return (Affine){.known = true, .rest = value};
    switch ((int)value->op) {
    case IR_CAST: return index_of_cast(view, value, depth);
    case IR_WRAP: return index_of(view, value->args[0], depth + 1);
    case IR_LOAD: return index_of_load(view, value);
    case IR_BIN: return index_of_bin(view, value, depth);
    case IR_PRIM: return has_key(value, "//") || has_key(value, "%") ? index_of_bin(view, value, depth) : unknown;
    default: return unknown;
    }
}

Affine race_index(const RaceView *view, const Insn *value)
{
    return index_of(view, value, 0);
}

/* ---- places ---------------------------------------------------------------------------------- */

static bool place_of(const RaceView *view, const Insn *pointer, Place *place, int depth);

static bool place_of_var(const RaceView *view, const IrVar *var, Place *place)
{
    if (ir_var_is_local(var) && bits_has(&view->assigned, var->index))
        return false; /* each iteration has its own */
    if (view->caller && ir_var_is_local(var)) {
        if (!view->places[var->index])
            return false;
        *place = *view->places[var->index];
        return true;
    }
    *place = (Place){.root = var, .path = ""};
    return true;
}

static bool place_of_memory(const RaceView *view, const IrVar *var, Place *place)
{
    if (view->caller && ir_var_is_local(var))
        return false; /* memory of the call itself */
    return place_of_var(view, var, place);
}

static bool add_index(Place *place, Affine index)
{
    if (place->count == RACE_INDICES)
        return false;
    place->indices[place->count++] = index;
    return true;
}

static bool add_item(const RaceView *view, const Insn *at, Place *place)
{
    if (place->is_item) { /* p + k of a pointer to an item */
        Affine by = race_index(view, at->args[1]);
        Affine *last = &place->indices[place->count - 1];
        bool is_zero = by.known && !by.coef && !by.rest && !by.offset && !by.repeats;
        if (!is_zero)
            *last = at->op == IR_INDEX ? combine(*last, by, 1) : unknown;
        return true;
    }
    for (uint32_t i = 1; i < at->nargs; i++)
        if (!add_index(place, race_index(view, at->args[i])))
            return false;
    place->path = arena_printf(view->arena, "%s[...]", place->path);
    place->is_item = true;
    return true;
}

static bool add_field(const RaceView *view, const Insn *field, Place *place)
{
    place->path = arena_printf(view->arena, "%s.%s", place->path, field->as.field->name->text);
    place->is_item = false;
    return true;
}

static bool follow(Place *place)
{
    place->through = place->path;
    place->is_item = false;
    return true;
}

static bool place_of(const RaceView *view, const Insn *pointer, Place *place, int depth)
{
    if (depth > MAX_DEPTH)
        return false;
    switch ((int)pointer->op) {
    case IR_GET: return place_of_var(view, pointer->as.var, place);
    case IR_ADDR: return place_of_memory(view, pointer->as.var, place);
    case IR_CAST: return place_of(view, pointer->args[0], place, depth + 1);
    case IR_FIELD: return place_of(view, pointer->args[0], place, depth + 1) && add_field(view, pointer, place);
    case IR_VAT:
    case IR_INDEX: return place_of(view, pointer->args[0], place, depth + 1) && add_item(view, pointer, place);
    case IR_LOAD: return place_of(view, pointer->args[0], place, depth + 1) && follow(place);
    default: return false;
    }
}

bool race_place(const RaceView *view, const Insn *pointer, Place *place)
{
    return place_of(view, pointer, place, 0);
}

/* A slice with bounds of its own for each iteration is not known. */
static Affine index_of_axis(const RaceView *view, const Insn *slice, const IrAxis *axis, uint32_t *operand)
{
    if (axis->kind == IR_AXIS_FULL)
        return (Affine){.known = true, .rest = &whole_axis};
    if (axis->kind == IR_AXIS_INDEX)
        return race_index(view, slice->args[(*operand)++]);
    Affine part = {.known = true, .rest = axis};
    uint32_t bounds = (uint32_t)axis->has_start + axis->has_stop + axis->has_step;
    for (uint32_t i = 0; i < bounds; i++) {
        Affine bound = race_index(view, slice->args[(*operand)++]);
        if (!bound.known || bound.coef || bound.repeats)
            part.known = false;
    }
    return part;
}

bool race_slice(const RaceView *view, const Insn *slice, Place *place)
{
    if (slice->op != IR_VSLICE)
        return race_place(view, slice, place);
    if (!race_place(view, slice->args[0], place) || place->is_item)
        return false;
    uint32_t operand = 1;
    for (uint32_t i = 0; i < slice->as.axes.len; i++) {
        const IrAxis *axis = &slice->as.axes.items[i];
        if (axis->kind == IR_AXIS_NEW)
            continue;
        if (!add_index(place, index_of_axis(view, slice, axis, &operand)))
            return false;
    }
    place->path = arena_printf(view->arena, "%s[...]", place->path);
    return true;
}

bool race_same_base(const Place *a, const Place *b)
{
    return a->root == b->root && a->count == b->count && strcmp(a->path, b->path) == 0;
}

const char *race_place_name(Arena *arena, const Place *place)
{
    size_t len = strlen(place->path);
    if (place->is_item || (len && place->path[len - 1] == ']'))
        len -= strlen("[...]");
    return arena_printf(arena, "%s%.*s", place->root->name->text, (int)len, place->path);
}
