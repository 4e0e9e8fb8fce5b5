/* jit_memory.c: pages for machine code; see jit_memory.h.
 *
 * One mapping a module: code pages first, data pages after. A page is never writable and executable at
 * the same time.
 */
#define _GNU_SOURCE
#include "driver/jit_memory.h"

#include <sys/mman.h>
#include <unistd.h>

size_t jit_memory_page(void)
{
    return (size_t)sysconf(_SC_PAGESIZE);
}

static size_t round_up(size_t size)
{
    size_t page = jit_memory_page();
    return (size + page - 1) / page * page;
}

void *jit_memory_new(size_t size)
{
    void *start = mmap(NULL, round_up(size), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return start == MAP_FAILED ? NULL : start;
}

void jit_memory_free(void *start, size_t size)
{
    munmap(start, round_up(size));
}

bool jit_memory_seal(void *start, size_t code, size_t size)
{
    (void)size;
    return mprotect(start, code, PROT_READ | PROT_EXEC) == 0;
}
