/* jit_prelude.h: from the whole prelude of an interpreter, the lines one module needs.
 *
 * The prelude (runtime/prelude/make_prelude.py) has one declaration a line, headed by the names it defines.
 * A module's text usually needs a tenth of it, and libtcc's time is proportional to what it reads.
 */
#ifndef KRAIT_DRIVER_JIT_PRELUDE_H
#define KRAIT_DRIVER_JIT_PRELUDE_H

#include "base/atom.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"
#include <stdbool.h>

typedef VEC(Atom) JitNames;

typedef struct JitLine {
    const char *text;
    uint32_t len;
    bool scanned;  /* `uses` is filled in */
    JitNames uses; /* names in the text, its own included */
} JitLine;

typedef struct JitPrelude {
    Arena *arena;
    AtomTable *atoms;
    VEC(JitLine) lines;
    Map by_name; /* Atom -> JitPlace *, the lines that define the name */
} JitPrelude;

/* Indexes the text (kept). */
void jit_prelude_open(JitPrelude *prelude, Arena *arena, AtomTable *atoms, const char *text);
/* Appends to `out`, in order, the lines that `names` need, directly or not; adds the names of those lines to
 * `names`. */
void jit_prelude_select(JitPrelude *prelude, Arena *scratch, JitNames *names, Buf *out);
/* The different names in C text, without those in strings and comments, in order of appearance. */
void jit_names_in(Arena *arena, AtomTable *atoms, const char *text, size_t len, JitNames *out);

#endif
