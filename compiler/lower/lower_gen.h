/* lower_gen.h: generators and coroutines: the def that makes one, and its body as a frame function. */
#ifndef KRAIT_LOWER_LOWER_GEN_H
#define KRAIT_LOWER_LOWER_GEN_H

#include "lower/lower_ctx.h"

/* Does a call of the function make a generator, coroutine or asynchronous generator? */
bool lower_is_gen(const FuncInfo *info);
/* Makes the frame function, if the function needs one. */
void lower_gen_declare(LowerUnit *unit, const FuncInfo *info);
/* In the def, behind its prologue: makes the generator, gives it every variable that has a value by now, returns
 * it. The cursor for the body of the frame function, which knows these variables. */
Lower lower_gen_make(Lower *maker);

/* A generator expression that is a function of its own: the generator, where it stands; its frame function. */
Insn *lower_genexpr(Lower *lw, const AstComp *node);
void lower_genexpr_define(LowerUnit *unit, const FuncInfo *info);

/* `yield x`: gives the value sent. */
Insn *lower_yield(Lower *lw, const Ast *node);
/* `yield from x`: gives what x returned. */
Insn *lower_yield_from(Lower *lw, const Ast *node);
/* `await x`: the same. */
Insn *lower_await(Lower *lw, const Ast *node);
/* Waits for what a special method gave. */
Insn *lower_delegate(Lower *lw, IrDelegate what, Insn *object);

#endif
