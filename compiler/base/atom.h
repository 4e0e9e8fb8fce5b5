/* atom.h: interned names. Two names are equal exactly when their Atom pointers are equal.
 *
 * Each session has one AtomTable. The names the compiler itself mentions are rows of atoms.def, and
 * `ATOM(table, self)` is the atom of such a row without a look-up.
 */
#ifndef KRAIT_BASE_ATOM_H
#define KRAIT_BASE_ATOM_H

#include "base/arena.h"
#include "base/map.h"
#include <stdint.h>

typedef struct AtomData {
    uint32_t len;
    uint32_t hash;
    char text[]; /* UTF-8, NUL-terminated */
} AtomData;
typedef const AtomData *Atom;

typedef enum AtomCommon {
#define ATOM_ROW(id, text) ATOM_##id,
#include "base/atoms.def"
#undef ATOM_ROW
    ATOM_COUNT
} AtomCommon;

typedef struct AtomTable {
    Arena *arena;
    Atom *slots;
    uint32_t len, cap;
    Atom common[ATOM_COUNT];
    Map refused; /* Atom: words no C name of ours may be, besides those of type/cnames.def */
} AtomTable;

/* An empty table in this arena, with the names of atoms.def. */
void atom_table_init(AtomTable *table, Arena *arena);
/* The atom of these `len` bytes; created on first sight. */
Atom atom_intern(AtomTable *table, const char *text, size_t len);
Atom atom_from(AtomTable *table, const char *text);

#define ATOM(table, id) ((table)->common[ATOM_##id])

#endif
