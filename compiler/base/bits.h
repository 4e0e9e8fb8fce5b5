/* bits.h: fixed-size bit sets in an arena, for data-flow passes. */
#ifndef KRAIT_BASE_BITS_H
#define KRAIT_BASE_BITS_H

#include "base/arena.h"
#include <stdbool.h>
#include <stdint.h>

typedef struct Bits {
    uint64_t *words;
    uint32_t len; /* in bits */
} Bits;

/* `len` bits, all 0. */
Bits bits_new(Arena *arena, uint32_t len);
/* One bit; i < len. */
void bits_set(Bits *bits, uint32_t i);
void bits_clear(Bits *bits, uint32_t i);
bool bits_has(const Bits *bits, uint32_t i);
/* In place; the sets have equal length. True when `to` changed. */
bool bits_union(Bits *to, const Bits *from);
bool bits_intersect(Bits *to, const Bits *from);
void bits_copy(Bits *to, const Bits *from);
bool bits_equal(const Bits *a, const Bits *b);

#endif
