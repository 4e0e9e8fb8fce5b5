/* lower_loop.h: loops: for over anything, while, for-from; what comprehensions run over as well. */
#ifndef KRAIT_LOWER_LOWER_LOOP_H
#define KRAIT_LOWER_LOWER_LOOP_H

#include "lower/lower_ctx.h"

/* What is done with each item; lw->loop says where break and continue go. */
typedef void LowerItem(Lower *lw, void *arg, Insn *item);

/* Runs `item` for each item of `target in iter`; range() and enumerate() become C loops where analysis
 * allows. `leave`: the region that `break` leaves (NULL: the loop). `info`: of a For statement, or NULL. */
void lower_each(Lower *lw, const Ast *target, const Ast *iter, const ForInfo *info, Insn *leave,
                void (*body)(Lower *lw, void *arg), void *arg);
void lower_for(Lower *lw, const AstFor *node);
void lower_for_from(Lower *lw, const AstForFrom *node);
void lower_while(Lower *lw, const AstWhile *node);
void lower_break(Lower *lw);
void lower_continue(Lower *lw);

/* The same over an iterator that is there already, and over an asynchronous one. */
void lower_each_next(Lower *lw, const Ast *target, Insn *iterator, void (*body)(Lower *lw, void *arg), void *arg);
void lower_each_async(Lower *lw, const Ast *target, Insn *iterator, Insn *leave,
                      void (*body)(Lower *lw, void *arg), void *arg);

/* The items of a slice of C memory, `array[a:b]`, as a list; NULL when the expression is none. */
Insn *lower_memory_list(Lower *lw, const Ast *iter);
/* Is an item of a slice of C memory that analysis lets us walk over equal to `wanted`, compared as `type`? NULL when
 * the expression is none. */
Insn *lower_memory_search(Lower *lw, const Ast *iter, Insn *wanted, const Type *type);

#endif
