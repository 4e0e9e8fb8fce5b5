/* lower_stmt.h: statements. */
#ifndef KRAIT_LOWER_LOWER_STMT_H
#define KRAIT_LOWER_LOWER_STMT_H

#include "lower/lower_ctx.h"

/* The statements in order, up to the first one that nothing can reach. */
void lower_block(Lower *lw, const AstNodes *body);
/* Directive `linetrace`: the tracer is told that this line begins. */
void lower_trace_line(Lower *lw);

#endif
