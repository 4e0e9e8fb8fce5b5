/* race_place.h: which memory an access of a parallel loop names, in terms of the loop's index.
 *
 * A place is a variable, the fields and items on the way from it, and each index on that way in the form
 * coef * i + rest + offset, i being the index of the parallel loop and rest something that is the same in every
 * iteration (a variable that the body does not set, the index of an inner loop).
 *
 *     acc.buf[n - i]      root acc, path ".buf[...]", indices {coef -1, rest n}
 */
#ifndef KRAIT_PASS_RACE_PLACE_H
#define KRAIT_PASS_RACE_PLACE_H

#include "base/bits.h"
#include "ir/ir.h"

enum { RACE_INDICES = VIEW_MAX_DIMS };

typedef struct Affine {
    bool known;     /* of this form */
    bool repeats;   /* the same value for several i (i % 4), or one of few that the data choose */
    bool from_data; /* not known, but read from memory that i chooses */
    int64_t coef, offset;
    const void *rest; /* what it is compared by: IrVar, Insn; NULL: none */
} Affine;

typedef struct Place {
    const IrVar *root;
    const char *path;    /* ".total", ".buf[...]" */
    const char *through; /* the part of the path that is the pointer or view last followed, or NULL */
    Affine indices[RACE_INDICES];
    uint32_t count;
    bool is_item;        /* the address of an item: an index moves it */
} Place;

/* What is known of the variables of one function: the loop's, or one called in the loop. */
typedef struct RaceView {
    const struct RaceView *caller; /* NULL: the loop's function */
    const IrFunc *func;
    const Insn *loop;              /* the parallel region, whatever the function */
    Arena *arena;
    Bits assigned;                 /* variables that the body (callee: the function) sets */
    uint32_t *sets;                /* how often, by variable */
    Affine *values;                /* by variable, while a single assignment is in force; parameters of a callee */
    Place **places;                /* callee: what pointers and views it was given, by variable; NULL: not known */
} RaceView;

/* A view for `block` of `func`; `caller` and a callee's parameters are the user's to fill in. */
RaceView *race_view_new(Arena *arena, const IrFunc *func, const IrBlock *block, const Insn *loop);
/* The form of an integer value. */
Affine race_index(const RaceView *view, const Insn *value);
/* Where a pointer or memoryview points; false: not of the form, or private to an iteration. */
bool race_place(const RaceView *view, const Insn *pointer, Place *place);
/* The part of `base` that slice `slice` (VSLICE) names; axes taken whole have an index of their own. */
bool race_slice(const RaceView *view, const Insn *slice, Place *place);
/* Do both name the same memory for one value of all indices? */
bool race_same_base(const Place *a, const Place *b);
/* As in the source: "acc.buf". */
const char *race_place_name(Arena *arena, const Place *place);

#endif
