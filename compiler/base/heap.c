/* heap.c: the C allocator with a panic in place of NULL; see heap.h.
 *
 * Place: handed to tree-sitter, which calls abort() otherwise. Invariant: memory is the C allocator's own, so blocks
 * from before and after the functions were handed over may be mixed.
 */
#include "base/heap.h"

#include "base/panic.h"
#include <stdlib.h>

static void *have(void *memory, size_t size)
{
    if (!memory && size)
        panic("out of memory (%zu bytes asked for)", size);
    return memory;
}

void *heap_alloc(size_t size)
{
    return have(malloc(size), size);
}

void *heap_zeroed(size_t count, size_t size)
{
    return have(calloc(count, size), count && size ? size : 0);
}

void *heap_resize(void *memory, size_t size)
{
    return have(realloc(memory, size), size);
}

void heap_free(void *memory)
{
    free(memory);
}
