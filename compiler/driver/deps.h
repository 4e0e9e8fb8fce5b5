/* deps.h: the files that a compiled module depends on, as a rule for make and ninja. */
#ifndef KRAIT_DRIVER_DEPS_H
#define KRAIT_DRIVER_DEPS_H

#include "driver/session.h"

/* Appends `OUTPUT: FILE ...` to `out`: the source first, then every pxd and include file that was read for the unit,
 * our own declarations aside. Blanks and other signs of make's are escaped. */
void deps_write(const Unit *unit, const char *output, Buf *out);

#endif
