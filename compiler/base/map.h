/* map.h: hash map from pointers (atoms, types, nodes) to pointers, in an arena.
 *
 * Open addressing, power-of-two capacity, no deletion (set the value to NULL instead). Iteration is in
 * insertion order, so nothing the compiler prints depends on addresses.
 *
 *     Map m = {0};
 *     map_set(arena, &m, atom, symbol);
 *     Symbol *s = map_get(&m, atom);      // NULL when absent
 */
#ifndef KRAIT_BASE_MAP_H
#define KRAIT_BASE_MAP_H

#include "base/arena.h"
#include <stdint.h>

typedef struct MapEntry {
    const void *key;
    void *value;
} MapEntry;

typedef struct Map {
    MapEntry *entries; /* in insertion order, `len` of them */
    uint32_t *slots;   /* index + 1 into entries, 0 = empty */
    uint32_t len, cap; /* cap: number of slots */
} Map;

/* The value of a key, or NULL. */
void *map_get(const Map *map, const void *key);
/* True when the key is present, even with a NULL value. */
int map_has(const Map *map, const void *key);
/* Adds the key or replaces its value. */
void map_set(Arena *arena, Map *map, const void *key, void *value);

#endif
