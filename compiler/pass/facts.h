/* facts.h: what is known about values while a function is walked from front to back: order between
 * integers (0 <= i, i <= n - 1), objects that are not None, views that are set.
 *
 * A Val stands for one run-time value; variables and instructions are bound to Terms, Val + constant.
 * Facts hold in the scope they were learned in (a branch, a loop body) and are forgotten at its end.
 * Integer arithmetic is exact here: a Term is made only where the C operation cannot wrap around, or
 * where wrapping would be undefined anyway (signed overflow).
 */
#ifndef KRAIT_PASS_FACTS_H
#define KRAIT_PASS_FACTS_H

#include "base/vec.h"
#include "ir/ir.h"

typedef struct Val Val;

/* base + offset; base NULL: the constant alone. Not known: nothing can be said. */
typedef struct Term {
    Val *base;
    int64_t offset;
    bool known;
} Term;

typedef struct Relation {
    const Val *base; /* NULL: constant */
    int64_t offset;
    struct Relation *next;
} Relation;

struct Val {
    bool has_lo, has_hi; /* range by type */
    int64_t lo, hi;
    Relation *uppers; /* this <= base + offset */
    Relation *lowers; /* this >= base + offset */
    bool not_none, is_set;
    Val **dims;          /* lengths of a view: VIEW_MAX_DIMS of them, made when asked for */
};

/* One saved Val, for leaving a scope. */
typedef struct FactUndo {
    Val *val;
    Relation *uppers, *lowers;
    bool not_none, is_set;
} FactUndo;

typedef struct Facts {
    Arena *arena;
    IrFunc *func;
    Term *env;      /* by variable index */
    Term *terms;    /* by value id */
    uint32_t count; /* of terms: instructions made later have none */
    VEC(FactUndo) undo;
    VEC(Term *) spare; /* copies of env to use again */
} Facts;

/* What a client does; each may be NULL. */
typedef struct FactsClient {
    /* Before the facts of the instruction are taken; may remove or change it (it must not be a region). */
    void (*visit)(void *arg, Facts *f, Insn *insn);
    /* At the end of the body of a RANGE or PAR loop, its facts still in force; `index` is the loop's. With
     * the facts of the body forgotten, `leave` gets what `plan` returned (unless NULL) and may insert
     * code around the loop. */
    void *(*plan)(void *arg, Facts *f, Insn *loop, const Val *index);
    void (*leave)(void *arg, Facts *f, Insn *loop, void *plan);
    void *arg;
} FactsClient;

/* Walks the function once, front to back, calling the client. */
void facts_walk(IrFunc *func, const FactsClient *client);

/* Questions */
Term facts_term(const Facts *f, const Insn *value);
Term facts_constant(int64_t number);
Term facts_plus(Term term, int64_t number);
/* Is a <= b certain? */
bool facts_le(const Facts *f, Term a, Term b);
/* Is 0 <= term, or number <= term, certain? */
bool facts_at_least(const Facts *f, Term term, int64_t number);
bool facts_not_none(const Facts *f, const Insn *value);
bool facts_view_is_set(const Facts *f, const Insn *view);

/* Used by the walk */
Val *facts_new_val(Facts *f, const Type *type);
Val *facts_dim(Facts *f, Val *view, uint32_t axis);
void facts_set_dim(Facts *f, Val *view, uint32_t axis, Val *length);
void facts_learn_le(Facts *f, Term a, Term b);
void facts_learn_not_none(Facts *f, Val *val);
void facts_learn_set(Facts *f, Val *val);
uint32_t facts_enter(const Facts *f);
void facts_forget(Facts *f, uint32_t mark);
Term facts_of_insn(Facts *f, const Insn *insn);
/* The condition is true, or false, from here on in this scope. */
void facts_assume(Facts *f, const Insn *cond, bool truth);

#endif
