/* vec.c: growth of vectors; see vec.h. */
#include "base/vec.h"

#include "base/panic.h"
#include <string.h>

void vec_grow(Arena *arena, void **items, uint32_t len, uint32_t *cap, size_t item_size)
{
    if (*cap > UINT32_MAX / 2)
        panic("a list of more than %u items", *cap);
    uint32_t grown = *cap ? *cap * 2 : 4;
    if (!arena_extend(arena, *items, *cap * item_size, grown * item_size)) {
        void *copy = arena_alloc(arena, grown * item_size);
        if (len)
            memcpy(copy, *items, len * item_size);
        *items = copy;
    }
    *cap = grown;
}
