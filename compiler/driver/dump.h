/* dump.h: printing intermediate forms and the time of each stage, for `krait dump` and --time-passes. */
#ifndef KRAIT_DRIVER_DUMP_H
#define KRAIT_DRIVER_DUMP_H

#include "driver/session.h"

/* Is `name` a stage (cst ast sema ir c) or a pass? */
bool dump_stage_exists(const char *name);
/* Compiles as far as needed and appends that form to `out`; false when there were errors. */
bool dump_stage(Unit *unit, const char *name, Buf *out);
/* Makes the pipeline write the IR after pass `dump` (NULL: none) and the times to `out`. */
void dump_watch_passes(Unit *unit, const char *dump, bool times, Buf *out);
/* Does the module hold a parallel region? */
bool dump_has_parallel(const IrModule *module);

#endif
