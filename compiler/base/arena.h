/* arena.h: region allocation; the only allocator of the compiler.
 *
 * An Arena is a chain of blocks that grows by doubling and is released as a whole: there is no free.
 * Lifetimes: the session's arena (atoms, types), the unit's (AST, Sema, IR), scratch with mark/reset.
 * Scratch arenas of their own belong to a longer-lived one, so that a panic, which jumps over their
 * arena_delete, loses nothing.
 * Memory is zeroed and aligned to 16 bytes. Failure to get memory is a panic (see panic.h), so callers
 * never see NULL.
 *
 *     Arena *a = arena_new();
 *     Node *n = ARENA_NEW(a, Node);
 *     arena_delete(a);
 */
#ifndef KRAIT_BASE_ARENA_H
#define KRAIT_BASE_ARENA_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct Arena Arena;
typedef struct ArenaMark {
    void *block;
    size_t used;
} ArenaMark;

#if defined(__GNUC__)
#define KRAIT_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define KRAIT_PRINTF(fmt, args)
#endif

/* A new empty arena; arena_delete gives back all of its memory (NULL is fine). */
Arena *arena_new(void);
/* The same as part of `owner`, whose end is its end too if nobody deletes it earlier; the first block has `first`
 * bytes (0: as usual), few for what is filled and reset again and again. */
Arena *arena_new_within(Arena *owner, size_t first);
void arena_delete(Arena *arena);
/* What `make` makes in a new arena. If it panics, the arena goes before the panic goes on. */
void *arena_build(void *(*make)(Arena *arena, void *arg), void *arg);
/* Zeroed memory of `size` bytes, 16-aligned, owned by the arena. */
void *arena_alloc(Arena *arena, size_t size);
/* Makes the newest allocation larger where it lies; false when it is not the newest or there is no room behind it. */
bool arena_extend(Arena *arena, const void *memory, size_t size, size_t new_size);
/* Copy of the `len` bytes at `text`, NUL-terminated. */
char *arena_strndup(Arena *arena, const char *text, size_t len);
char *arena_strdup(Arena *arena, const char *text);
char *arena_printf(Arena *arena, const char *format, ...) KRAIT_PRINTF(2, 3);
char *arena_vprintf(Arena *arena, const char *format, va_list args);
/* Scratch use: everything allocated after the mark is given back by the reset. */
ArenaMark arena_mark(Arena *arena);
void arena_reset(Arena *arena, ArenaMark mark);
/* Bytes handed out so far, for --time-passes and the memory tests. */
size_t arena_bytes(const Arena *arena);

#define ARENA_NEW(arena, T) ((T *)arena_alloc((arena), sizeof(T)))
#define ARENA_ARRAY(arena, T, n) ((T *)arena_alloc((arena), sizeof(T) * (size_t)(n)))

#endif
