/* check_loop.h: for loops: over ranges in C, in parallel, over anything else. Fills ForInfo. */
#ifndef KRAIT_SEMA_CHECK_LOOP_H
#define KRAIT_SEMA_CHECK_LOOP_H

#include "sema/analyzer.h"

/* The header of a For statement: iterable and target. The body is the caller's. */
ForInfo *check_for_header(Analyzer *a, const AstFor *node);
/* The header of `for target from start <= target < stop by step`: its target is a declared C
 * number. */
void check_for_from_header(Analyzer *a, const AstForFrom *node);
/* One `for` of a comprehension: iterable and target. */
/* The first iterable of a generator expression that is a function of its own: an object, or a slice of C memory. */
void check_first_iter(Analyzer *a, const AstCompFor *node);
/* The first clause of a generator expression that is a function: the items come from an iterator. */
void check_comp_object(Analyzer *a, const AstCompFor *node);
void check_comp_for(Analyzer *a, const AstCompFor *node);
/* Type of the items that the For or CompFor `node` gives its target, for inference; `is_parallel`
 * is set for a prange. Quiet. */
const Type *check_item_type(Analyzer *a, const Ast *node, bool *is_parallel);
/* Type of the numbers when what the For or CompFor `node` loops over is enumerate(), for inference: that of an index, where
 * C counts; else object. */
const Type *check_count_type(Analyzer *a, const Ast *node);

#endif
