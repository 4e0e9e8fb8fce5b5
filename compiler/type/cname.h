/* cname.h: which names a C text of ours may not use, and what becomes of a name of the program in C.
 *
 * The rules serve analysis (types, fields, C methods) and pass names (functions, variables, constants) alike.
 */
#ifndef KRAIT_TYPE_CNAME_H
#define KRAIT_TYPE_CNAME_H

#include "base/atom.h"
#include <stdbool.h>

/* Do names of C, Python.h and the runtime begin so? */
bool cname_has_refused_prefix(const char *name);
/* Is it a word of C, of the headers that every module includes, or of the generated text itself? */
bool cname_is_refused(AtomTable *atoms, const char *name);
/* Is it a function that headers of libraries are likely to declare (cfuncs.def)? */
bool cname_is_declared(const char *name);
/* An ASCII C identifier for a name of the program: other characters become their code, "é" -> "u00e9". */
const char *cname_identifier(Arena *arena, const char *text, size_t len);
/* The name in C of a type or field of the program: the name itself where C allows it. Never refused. */
const char *cname_of(AtomTable *atoms, Arena *arena, Atom name);

#endif
