/* jit_gdb.h: names of machine code for gdb. */
#ifndef KRAIT_DRIVER_JIT_GDB_H
#define KRAIT_DRIVER_JIT_GDB_H

#include "driver/jit_debug.h"
#include <stddef.h>

/* From now on a gdb that is attached, or will be, names these functions of the code. Under the JIT lock. */
void jit_gdb_register(const void *code, size_t code_size, const JitFunction *functions, size_t count);
/* Does nothing: gdb's breakpoint on this name is how it hears of new code. */
void __jit_debug_register_code(void);

#endif
