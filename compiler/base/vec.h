/* vec.h: growable arrays in an arena, typed by macro.
 *
 * A vector is {items, len, cap}; zero-initialised is empty. Growth abandons the old array in the arena,
 * so pointers into `items` are invalid after a push.
 *
 *     typedef VEC(Ast *) AstVec;
 *     AstVec v = {0};
 *     vec_push(arena, &v, node);
 *     for (uint32_t i = 0; i < v.len; i++) use(v.items[i]);
 */
#ifndef KRAIT_BASE_VEC_H
#define KRAIT_BASE_VEC_H

#include "base/arena.h"
#include <stdint.h>

#define VEC(T)        \
    struct {          \
        T *items;     \
        uint32_t len; \
        uint32_t cap; \
    }

/* Appends one item (evaluated after growth). */
#define vec_push(arena, v, item)                                                            \
    ((v)->len == (v)->cap                                                                   \
         ? vec_grow((arena), (void **)&(v)->items, (v)->len, &(v)->cap, sizeof *(v)->items) \
         : (void)0,                                                                         \
     (void)((v)->items[(v)->len++] = (item)))
#define vec_last(v) ((v)->items[(v)->len - 1])
#define vec_pop(v) ((v)->items[--(v)->len])

/* Doubles the capacity (at least 4) and copies `len` items of `item_size` bytes. */
void vec_grow(Arena *arena, void **items, uint32_t len, uint32_t *cap, size_t item_size);

#endif
