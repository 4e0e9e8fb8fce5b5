/* map.c: hash map from pointers to pointers; see map.h.
 *
 * `slots` is the open-addressing table of indices, `entries` the dense list in insertion order. The table is
 * kept at most half full and `entries` holds cap / 2 items, so both grow together.
 */
#include "base/map.h"

#include <string.h>

/* First slot to try: the high bits of a multiplicative hash. */
static uint32_t hash_pointer(const void *key, uint32_t mask)
{
    uint64_t bits = (uint64_t)(uintptr_t)key;
    bits = (bits >> 4) * UINT64_C(0x9e3779b97f4a7c15);
    return (uint32_t)(bits >> 32) & mask;
}

/* The slot that holds `key`, or the empty one where it belongs. */
static uint32_t *find_slot(const Map *map, const void *key)
{
    uint32_t mask = map->cap - 1;
    for (uint32_t i = hash_pointer(key, mask);; i = (i + 1) & mask) {
        uint32_t *slot = &map->slots[i];
        if (!*slot || map->entries[*slot - 1].key == key)
            return slot;
    }
}

static const MapEntry *find_entry(const Map *map, const void *key)
{
    uint32_t *slot = map->cap ? find_slot(map, key) : NULL;
    return slot && *slot ? &map->entries[*slot - 1] : NULL;
}

void *map_get(const Map *map, const void *key)
{
    const MapEntry *entry = find_entry(map, key);
    return entry ? entry->value : NULL;
}

int map_has(const Map *map, const void *key)
{
    return find_entry(map, key) != NULL;
}

static void grow_map(Arena *arena, Map *map)
{
    MapEntry *old = map->entries;
    map->cap = map->cap ? map->cap * 2 : 8;
    map->entries = ARENA_ARRAY(arena, MapEntry, map->cap / 2);
    map->slots = ARENA_ARRAY(arena, uint32_t, map->cap);
    for (uint32_t i = 0; i < map->len; i++) {
        map->entries[i] = old[i];
        *find_slot(map, old[i].key) = i + 1;
    }
}

void map_set(Arena *arena, Map *map, const void *key, void *value)
{
    if (map->len * 2 >= map->cap && !find_entry(map, key))
        grow_map(arena, map);
    uint32_t *slot = find_slot(map, key);
    if (!*slot) {
        map->entries[map->len].key = key;
        *slot = ++map->len;
    }
    map->entries[*slot - 1].value = value;
}
