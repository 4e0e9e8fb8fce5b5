/* jit.h: C text to machine code in this process, through libtcc.
 *
 * The host owns everything around libtcc: one lock (libtcc is not reentrant), symbol addresses, the
 * memory the code lives in (never writable and executable at once), unwind information, and names for
 * gdb and perf. docs/design/jit.md tells the traps and the measurements.
 *
 *     JitCode code;
 *     if (jit_compile(&request, &code)) module_init = code.entry;
 */
#ifndef KRAIT_DRIVER_JIT_H
#define KRAIT_DRIVER_JIT_H

#include "base/atom.h"
#include "base/map.h"
#include "driver/jit_prelude.h"
#include <stdbool.h>

/* Addresses found so far, by name; lives as long as the session. NULL values: known to be absent. */
typedef struct JitSymbols {
    Arena *arena;
    Map found;     /* Atom -> address */
    void *runtime; /* dlopen handle of the shared runtime, or NULL */
    void *openmp;  /* libgomp, opened on first need */
} JitSymbols;

typedef struct JitRequest {
    Arena *arena;
    AtomTable *atoms;
    JitSymbols *symbols;
    JitPrelude *prelude; /* what the text needs of it is put before it; NULL: nothing */
    const char *text;
    const char *entry;   /* name of the function wanted, "PyInit_x" */
} JitRequest;

typedef struct JitCode {
    void *entry;
    const void *start; /* machine code */
    size_t size;
    const char *error; /* when jit_compile failed: what libtcc said */
} JitCode;

/* Compiles the text; false with code->error set (in the request's arena). The code stays mapped for
 * the life of the process. Safe to call from several threads. */
bool jit_compile(const JitRequest *request, JitCode *code);

/* Opens the shared runtime; NULL or what the loader said. */
const char *jit_open_runtime(JitSymbols *symbols, const char *path);
/* The address of a C function or variable, NULL when there is none. */
void *jit_find_symbol(JitSymbols *symbols, AtomTable *atoms, const char *name, size_t len);

#endif
