/* jit_symbols.c: addresses of the C functions and variables generated code uses.
 *
 * Looked up in the shared runtime (and what it is linked with), then in the process, then, for GOMP_ and
 * omp_ names, in libgomp, which is opened privately on first need. Results, also negative ones, are kept
 * in the session, so that a warm session pays only for new names.
 */
#define _GNU_SOURCE
#include "driver/jit.h"

#include "driver/jit_lock.h"
#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

/* The C library gives it to the linker only: it is in no shared object. Code compiled in process stays for good. */
static void *find_static(const char *name)
{
    int (*function)(void (*)(void)) = atexit;
    return strcmp(name, "atexit") ? NULL : *(void **)&function;
}

static bool is_openmp(const char *name)
{
    return !strncmp(name, "GOMP_", 5) || !strncmp(name, "omp_", 4);
}

/* Opens libgomp without making its names global, and sees to its thread pool around fork. */
static void open_openmp(JitSymbols *symbols)
{
    symbols->openmp = dlopen("libgomp.so.1", RTLD_NOW | RTLD_LOCAL);
    if (!symbols->openmp)
        return;
    int (*pause)(int);
    *(void **)&pause = dlsym(symbols->openmp, "omp_pause_resource_all");
    jit_lock_set_openmp_pause(pause);
}

static void *look_up(JitSymbols *symbols, const char *name)
{
    void *address = symbols->runtime ? dlsym(symbols->runtime, name) : NULL;
    if (!address)
        address = dlsym(RTLD_DEFAULT, name);
    if (!address)
        address = find_static(name);
    if (!address && is_openmp(name)) {
        if (!symbols->openmp)
            open_openmp(symbols);
        address = symbols->openmp ? dlsym(symbols->openmp, name) : NULL;
    }
    return address;
}

void *jit_find_symbol(JitSymbols *symbols, AtomTable *atoms, const char *name, size_t len)
{
    Atom atom = atom_intern(atoms, name, len);
    if (map_has(&symbols->found, atom))
        return map_get(&symbols->found, atom);
    void *address = look_up(symbols, atom->text);
    map_set(symbols->arena, &symbols->found, atom, address);
    return address;
}

const char *jit_open_runtime(JitSymbols *symbols, const char *path)
{
    if (symbols->runtime)
        return NULL;
    symbols->runtime = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    return symbols->runtime ? NULL : dlerror();
}
