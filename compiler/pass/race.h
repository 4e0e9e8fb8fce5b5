/* race.h: memory that two iterations of a parallel loop use, one of them writing. */
#ifndef KRAIT_PASS_RACE_H
#define KRAIT_PASS_RACE_H

#include "diag/diag.h"
#include "ir/ir.h"

/* Reports (PAR_RACE) what certainly races in the body of the parallel loop. */
void race_check(IrFunc *func, Diags *diags, const Insn *loop);

#endif
