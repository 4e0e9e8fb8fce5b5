/* lower.h: AST and Sema to IR, phase H. Says what happens; passes say what it costs. */
#ifndef KRAIT_LOWER_LOWER_H
#define KRAIT_LOWER_LOWER_H

#include "diag/diag.h"
#include "ir/ir.h"
#include "sema/sema.h"

/* Lowers one analysed module. Called only when no error was reported. Constructs that are not
 * supported yet are reported as NOT_SUPPORTED at their place. Never NULL. */
IrModule *lower_module(const Sema *sema, SourceMap *sources);
/* Of a module with errors: the statements and functions that have none, for the check passes. NULL when nothing can be
 * lowered. */
IrModule *lower_sound_parts(const Sema *sema, SourceMap *sources, const Diags *diags);

#endif
