/* holes.h: names that were lost with the lines that do not parse.
 *
 * Analysis of a program goes on behind syntax errors when only simple statements are missing. What it finds may follow
 * from what is missing: a report in a line that mentions a name of a lost line is not to be trusted.
 *
 *     n = (1 2)          lost: n
 *     print(n.x.y)       nothing is said of this line
 *     cdef int i = []    reported
 */
#ifndef KRAIT_SYNTAX_HOLES_H
#define KRAIT_SYNTAX_HOLES_H

#include "base/atom.h"
#include "base/map.h"
#include <stdbool.h>

typedef struct Holes {
    Map names; /* Atom -> itself */
    bool has_import; /* any name may be lost */
} Holes;

/* Notes the names in `text`, a line that was replaced. */
void holes_add(Holes *holes, Arena *arena, AtomTable *atoms, const char *text, size_t len);
/* Does `text` mention a lost name? */
bool holes_touch(const Holes *holes, AtomTable *atoms, const char *text, size_t len);

#endif
