/* bits.c: bit sets; see bits.h. Invariant: bits beyond `len` in the last word are zero. */
#include "base/bits.h"

#include "base/panic.h"
#include <string.h>

static uint32_t count_words(const Bits *bits)
{
    return (bits->len + 63) / 64;
}

Bits bits_new(Arena *arena, uint32_t len)
{
    Bits bits = {.len = len};
    bits.words = ARENA_ARRAY(arena, uint64_t, count_words(&bits));
    return bits;
}

void bits_set(Bits *bits, uint32_t i)
{
    ALWAYS(i < bits->len);
    bits->words[i / 64] |= UINT64_C(1) << (i % 64);
}

void bits_clear(Bits *bits, uint32_t i)
{
    ALWAYS(i < bits->len);
    bits->words[i / 64] &= ~(UINT64_C(1) << (i % 64));
}

bool bits_has(const Bits *bits, uint32_t i)
{
    ALWAYS(i < bits->len);
    return bits->words[i / 64] >> (i % 64) & 1;
}

bool bits_union(Bits *to, const Bits *from)
{
    ALWAYS(to->len == from->len);
    uint64_t changed = 0;
    for (uint32_t i = 0; i < count_words(to); i++) {
        changed |= from->words[i] & ~to->words[i];
        to->words[i] |= from->words[i];
    }
    return changed != 0;
}

bool bits_intersect(Bits *to, const Bits *from)
{
    ALWAYS(to->len == from->len);
    uint64_t changed = 0;
    for (uint32_t i = 0; i < count_words(to); i++) {
        changed |= to->words[i] & ~from->words[i];
        to->words[i] &= from->words[i];
    }
    return changed != 0;
}

void bits_copy(Bits *to, const Bits *from)
{
    ALWAYS(to->len == from->len);
    memcpy(to->words, from->words, count_words(to) * sizeof *to->words);
}

bool bits_equal(const Bits *a, const Bits *b)
{
    ALWAYS(a->len == b->len);
    return !memcmp(a->words, b->words, count_words(a) * sizeof *a->words);
}
