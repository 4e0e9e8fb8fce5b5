/* initname.h: the function by which an extension module is initialised. Source: PEP 489, "Export Hook Name". */
#ifndef KRAIT_TYPE_INITNAME_H
#define KRAIT_TYPE_INITNAME_H

#include "base/arena.h"

/* "PyInit_b" for the module "a.b", "PyInitU_..." for a name that is not ASCII. Characters that no C name has become `_`,
 * as the import system has it for `-`. */
const char *initname_of(Arena *arena, const char *module);

#endif
