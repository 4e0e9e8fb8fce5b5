/* arena.c: region allocation; see arena.h. One of three files that may call the C allocator.
 *
 * Place: under everything. Blocks form a chain from newest to oldest; each is twice the one before, up to
 * a megabyte. Invariant: bytes of a block beyond `used` are zero, so an allocation needs no clearing and a
 * reset clears what it gives back.
 * Hostile builds (-DKRAIT_HOSTILE, used by the sanitizer modes) give every allocation its own exact
 * block, so that the address sanitizer sees any step outside it.
 */
#include "base/arena.h"

#include "base/format.h"
#include "base/panic.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { ALIGNMENT = 16, FIRST_BLOCK = 16 << 10, LAST_BLOCK = 1 << 20 };

typedef struct Block {
    struct Block *older;
    size_t capacity, used;
    size_t handed_out; /* by all older blocks */
    _Alignas(ALIGNMENT) char data[];
} Block;

struct Arena {
    Block *newest;
    size_t next_size;
    Arena *parts; /* arenas within this one */
    Arena *next, **link; /* of a part: the next in its owner's list, and what points to it there */
};

#ifdef KRAIT_HOSTILE
static const bool is_hostile = true;
#else
static const bool is_hostile = false;
#endif

Arena *arena_new(void)
{
    Arena *arena = calloc(1, sizeof *arena);
    if (!arena)
        panic("out of memory");
    arena->next_size = FIRST_BLOCK;
    return arena;
}

Arena *arena_new_within(Arena *owner, size_t first)
{
    Arena *arena = arena_new();
    if (first)
        arena->next_size = first;
    arena->next = owner->parts;
    arena->link = &owner->parts;
    if (arena->next)
        arena->next->link = &arena->next;
    owner->parts = arena;
    return arena;
}

static void leave_owner(Arena *arena)
{
    *arena->link = arena->next;
    if (arena->next)
        arena->next->link = arena->link;
}

static void drop_newest(Arena *arena)
{
    Block *block = arena->newest;
    arena->newest = block->older;
    free(block);
}

void arena_delete(Arena *arena)
{
    if (!arena)
        return;
    while (arena->parts)
        arena_delete(arena->parts);
    if (arena->link)
        leave_owner(arena);
    while (arena->newest)
        drop_newest(arena);
    free(arena);
}

typedef struct BuildJob {
    Arena *arena;
    void *(*make)(Arena *arena, void *arg);
    void *arg, *made;
} BuildJob;

static void run_make(void *arg)
{
    BuildJob *job = arg;
    job->made = job->make(job->arena, job->arg);
}

void *arena_build(void *(*make)(Arena *arena, void *arg), void *arg)
{
    Guard guard;
    BuildJob job = {arena_new(), make, arg, NULL};
    if (guard_run(&guard, run_make, &job))
        return job.made;
    arena_delete(job.arena);
    panic("%s", guard.message);
}

/* A block with room for `size` bytes becomes the newest. */
static void add_block(Arena *arena, size_t size)
{
    size_t capacity = size;
    if (!is_hostile && size < arena->next_size) {
        capacity = arena->next_size;
        if (arena->next_size < LAST_BLOCK)
            arena->next_size *= 2;
    }
    Block *block = size < SIZE_MAX / 2 ? calloc(1, sizeof *block + capacity) : NULL;
    if (!block)
        panic("out of memory (%zu bytes asked for)", size);
    block->older = arena->newest;
    block->capacity = capacity;
    block->handed_out = arena_bytes(arena);
    arena->newest = block;
}

static size_t round_up(size_t size)
{
    return (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

void *arena_alloc(Arena *arena, size_t size)
{
    size_t step = round_up(size);
    if (step < size)
        panic("out of memory (%zu bytes asked for)", size);
    Block *block = arena->newest;
    if (is_hostile || !block || block->capacity - block->used < step) {
        add_block(arena, is_hostile ? size : step);
        block = arena->newest;
    }
    void *memory = block->data + block->used;
    block->used += is_hostile ? size : step;
    return memory;
}

bool arena_extend(Arena *arena, const void *memory, size_t size, size_t new_size)
{
    Block *block = arena->newest;
    if (is_hostile || !memory || !block || new_size > SIZE_MAX / 2)
        return false;
    size_t step = round_up(size), new_step = round_up(new_size);
    if ((const char *)memory + step != block->data + block->used || block->capacity - block->used < new_step - step)
        return false;
    block->used += new_step - step;
    return true;
}

char *arena_strndup(Arena *arena, const char *text, size_t len)
{
    char *copy = arena_alloc(arena, len + 1);
    if (len)
        memcpy(copy, text, len);
    return copy;
}

char *arena_strdup(Arena *arena, const char *text)
{
    return arena_strndup(arena, text, strlen(text));
}

char *arena_vprintf(Arena *arena, const char *format, va_list args)
{
    char text[256];
    va_list again;
    va_copy(again, args);
    size_t len = format_text_into(text, sizeof text, format, args);
    char *copy;
    if (len < sizeof text) {
        copy = arena_strndup(arena, text, len);
    } else {
        copy = arena_alloc(arena, len + 1);
        format_text_into(copy, len + 1, format, again);
    }
    va_end(again);
    return copy;
}

char *arena_printf(Arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(arena, format, args);
    va_end(args);
    return text;
}

ArenaMark arena_mark(Arena *arena)
{
    Block *block = arena->newest;
    return (ArenaMark){block, block ? block->used : 0};
}

void arena_reset(Arena *arena, ArenaMark mark)
{
    while (arena->newest != mark.block)
        drop_newest(arena);
    Block *block = arena->newest;
    if (block) {
        memset(block->data + mark.used, 0, block->used - mark.used);
        block->used = mark.used;
    }
}

size_t arena_bytes(const Arena *arena)
{
    const Block *block = arena->newest;
    return block ? block->handed_out + block->used : 0;
}
