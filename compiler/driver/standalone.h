/* standalone.h: C that needs nothing of ours beside it: `krait --standalone`. */
#ifndef KRAIT_DRIVER_STANDALONE_H
#define KRAIT_DRIVER_STANDALONE_H

#include "driver/session.h"

/* Reads the runtime, all of it as one text, and keeps its names away from modules that this session translates
 * from now on. NULL, or what went wrong. */
const char *standalone_open(Session *session, Buf *runtime);
/* The unit's C with the runtime's text in place of its headers. */
void standalone_write(const Unit *unit, const Buf *runtime, Buf *out);

#endif
