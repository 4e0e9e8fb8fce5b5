/* compile.h: the pipeline: one module from source text to C. */
#ifndef KRAIT_DRIVER_COMPILE_H
#define KRAIT_DRIVER_COMPILE_H

#include "driver/session.h"

/* Reads unit->path into the unit; reports and returns false when that fails. */
bool compile_read_file(Unit *unit);
/* Takes text in memory (kept, not copied) as the unit's source. */
void compile_set_text(Unit *unit, char *text, size_t len);
/* Runs the stages up to and including `last`; false when there were errors. A bug of the compiler is
 * reported as DIAG_INTERNAL, it never leaves this function. */
bool compile_unit(Unit *unit, Stage last);

#endif
