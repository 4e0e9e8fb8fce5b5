/* home.c: finding the compiler's own files; see home.h.
 *
 * Place in the pipeline: asked once per session. Invariant: never touches the working directory, so a
 * relative program path is resolved by the loader, not by us.
 */
#define _GNU_SOURCE /* dladdr */
#include "driver/home.h"

#include "base/os.h"
#include <dlfcn.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>

/* Absolute folder of the object (program or library) this code is in, or NULL. */
static const char *find_own_folder(Arena *arena)
{
    static const char anchor = 0;
    char real[PATH_MAX];
    Dl_info info;
    if (dladdr(&anchor, &info) && info.dli_fname && realpath(info.dli_fname, real) &&
        os_is_file(real))
        return os_path_dir(arena, real);
    if (realpath("/proc/self/exe", real))
        return os_path_dir(arena, real);
    return NULL;
}

/* The first of the folders, relative to KRAIT_HOME or to our own place, that exists. */
static const char *find_folder(Arena *arena, const char *installed, const char *in_tree)
{
    const char *home = getenv("KRAIT_HOME");
    if (home && *home) {
        const char *dir = os_path_join(arena, home, in_tree);
        return os_is_dir(dir) ? dir : os_path_join(arena, home, installed);
    }
    const char *own = find_own_folder(arena);
    if (!own)
        return NULL;
    const char *const tries[] = { /* a folder beside PREFIX may be called as one of ours */
        os_path_join(arena, own, arena_printf(arena, "../share/krait/%s", installed)),
        os_path_join(arena, own, arena_printf(arena, "../%s", in_tree)),    /* build/ */
        os_path_join(arena, own, arena_printf(arena, "../../%s", in_tree)), /* build/MODE/ */
    };
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
        if (os_is_dir(tries[i]))
            return tries[i];
    return NULL;
}

const char *home_pxd_dir(Arena *arena)
{
    return find_folder(arena, "pxd", "include/pxd");
}

const char *home_runtime_dir(Arena *arena)
{
    return find_folder(arena, "runtime", "runtime");
}

const char *home_python_dir(Arena *arena)
{
    return find_folder(arena, "python", "python");
}

const char *home_built_dir(Arena *arena)
{
    const char *own = getenv("KRAIT_HOME") ? NULL : find_own_folder(arena);
    const char *beside = own ? os_path_join(arena, own, "rt") : NULL; /* build/ or build/MODE/ */
    return beside && os_is_dir(beside) ? beside : find_folder(arena, "rt", "build/rt");
}

const char *home_openmp_library(Arena *arena)
{
    Dl_info info;
    void *library = dlopen("libgomp.so.1", RTLD_LAZY | RTLD_LOCAL);
    void *symbol = library ? dlsym(library, "GOMP_parallel") : NULL;
    bool found = symbol && dladdr(symbol, &info) && info.dli_fname;
    const char *path = found ? arena_strdup(arena, info.dli_fname) : NULL;
    if (library)
        dlclose(library);
    return path;
}
