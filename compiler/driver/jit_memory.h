/* jit_memory.h: memory for machine code: written first, then made executable and read-only for good. */
#ifndef KRAIT_DRIVER_JIT_MEMORY_H
#define KRAIT_DRIVER_JIT_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* Page-aligned, writable, zeroed; NULL when the system gives none. Whole pages. */
void *jit_memory_new(size_t size);
void jit_memory_free(void *start, size_t size);
/* Pages [start, start+code) become read and execute, the rest of `size` stays read and write.
 * `code` is a multiple of the page size. False when the system refuses. */
bool jit_memory_seal(void *start, size_t code, size_t size);
size_t jit_memory_page(void);

#endif
