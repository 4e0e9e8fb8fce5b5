/* home.h: where the files that belong to the compiler lie: its pxds, runtime sources, prelude.
 *
 * Found from the place of the running library or program: the build tree (build/krait beside runtime/)
 * or an installation (PREFIX/bin, PREFIX/lib beside PREFIX/share/krait). KRAIT_HOME overrides.
 */
#ifndef KRAIT_DRIVER_HOME_H
#define KRAIT_DRIVER_HOME_H

#include "base/arena.h"

/* Each NULL when not found; in the arena. */
const char *home_pxd_dir(Arena *arena);
const char *home_runtime_dir(Arena *arena);
/* Folder that holds the Python package krait. */
const char *home_python_dir(Arena *arena);
/* Folder with what was built from the runtime for some interpreters (libkrait_rt.a, prelude, ...). */
const char *home_built_dir(Arena *arena);

/* Path of the system's OpenMP runtime, libgomp.so.1; NULL when there is none. */
const char *home_openmp_library(Arena *arena);

#endif
