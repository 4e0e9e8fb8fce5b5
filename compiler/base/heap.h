/* heap.h: the C allocator for libraries that take functions for it, and that end the process where it gives nothing.
 *
 * As malloc, calloc, realloc and free, except that "no memory" panics: what the library holds then is lost, the
 * compilation ends, the process does not. For our own code there are arenas.
 *
 *     ts_set_allocator(heap_alloc, heap_zeroed, heap_resize, heap_free);
 */
#ifndef KRAIT_BASE_HEAP_H
#define KRAIT_BASE_HEAP_H

#include <stddef.h>

/* `size` bytes; never NULL. */
void *heap_alloc(size_t size);
/* `count` items of `size` bytes, all zero; never NULL. */
void *heap_zeroed(size_t count, size_t size);
/* The same memory with room for `size` bytes, moved where it has to be; never NULL. */
void *heap_resize(void *memory, size_t size);
/* Gives back what one of the others gave; NULL: nothing. */
void heap_free(void *memory);

#endif
