/* atom.c: interned names; see atom.h.
 *
 * Open addressing on a 32-bit FNV-1a hash; the table is at most half full. Atoms live as long as the
 * session's arena, growth only moves the table of pointers.
 */
#include "base/atom.h"

#include <string.h>

static uint32_t hash_text(const char *text, size_t len)
{
    uint32_t hash = 2166136261U;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)text[i]) * 16777619U;
    return hash;
}

static Atom *find_atom_slot(const AtomTable *table, const char *text, size_t len, uint32_t hash)
{
    uint32_t mask = table->cap - 1;
    for (uint32_t i = hash & mask;; i = (i + 1) & mask) {
        Atom atom = table->slots[i];
        if (!atom || (atom->hash == hash && atom->len == len && !memcmp(atom->text, text, len)))
            return &table->slots[i];
    }
}

static void grow_atoms(AtomTable *table)
{
    AtomTable old = *table;
    table->cap = old.cap ? old.cap * 2 : 256;
    table->slots = ARENA_ARRAY(table->arena, Atom, table->cap);
    for (uint32_t i = 0; i < old.cap; i++) {
        Atom atom = old.slots[i];
        if (atom)
            *find_atom_slot(table, atom->text, atom->len, atom->hash) = atom;
    }
}

Atom atom_intern(AtomTable *table, const char *text, size_t len)
{
    if (table->len * 2 >= table->cap)
        grow_atoms(table);
    uint32_t hash = hash_text(text, len);
    Atom *slot = find_atom_slot(table, text, len, hash);
    if (!*slot) {
        AtomData *atom = arena_alloc(table->arena, sizeof *atom + len + 1);
        atom->len = (uint32_t)len;
        atom->hash = hash;
        memcpy(atom->text, text, len);
        *slot = atom;
        table->len++;
    }
    return *slot;
}

void atom_table_init(AtomTable *table, Arena *arena)
{
    static const char *const names[] = {
#define ATOM_ROW(id, text) text,
#include "base/atoms.def"
#undef ATOM_ROW
    };
    memset(table, 0, sizeof *table);
    table->arena = arena;
    for (int i = 0; i < ATOM_COUNT; i++)
        table->common[i] = atom_from(table, names[i]);
}

Atom atom_from(AtomTable *table, const char *text)
{
    return atom_intern(table, text, strlen(text));
}
