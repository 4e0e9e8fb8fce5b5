/* jit_debug.h: making machine code visible to unwinders, gdb and perf. */
#ifndef KRAIT_DRIVER_JIT_DEBUG_H
#define KRAIT_DRIVER_JIT_DEBUG_H

#include <stddef.h>

/* A named piece of code. */
typedef struct JitFunction {
    const char *name;
    const void *start;
    size_t size; /* up to the next function */
} JitFunction;

/* Registers unwind information for the code block: backtraces and C++ exceptions pass through it.
 * The memory is kept for the life of the process. */
void jit_debug_unwind(const void *start, size_t size);
/* Adds the functions to the file perf reads (/tmp/perf-PID.map), when KRAIT_PERF is set. */
void jit_debug_perf(const JitFunction *functions, size_t count);

#endif
