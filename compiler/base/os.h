/* os.h: the few things asked of the operating system: files, paths, processes, the clock.
 *
 * Environment errors are return values: 0 on success, else an errno, for the caller's diagnostic.
 */
#ifndef KRAIT_BASE_OS_H
#define KRAIT_BASE_OS_H

#include "base/arena.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Whole file as NUL-terminated bytes in the arena. Directories give EISDIR. */
int os_read_file(Arena *arena, const char *path, char **text, size_t *len);
/* The same of standard input. */
int os_read_stdin(Arena *arena, char **text, size_t *len);
/* Atomic: writes a temporary file beside it and renames; nothing is left behind on failure. */
int os_write_file(const char *path, const char *text, size_t len);
bool os_is_file(const char *path);
/* Are both the same file, however they are spelt? */
bool os_is_same_file(const char *one, const char *other);
bool os_is_dir(const char *path);
int os_make_dirs(const char *path);
/* A new private directory under TMPDIR; os_remove_tree removes it. */
int os_temp_dir(Arena *arena, char **path);
int os_remove_tree(const char *path);
char *os_path_join(Arena *arena, const char *dir, const char *name);
char *os_path_dir(Arena *arena, const char *path);  /* "" gives "." */
const char *os_path_base(const char *path);         /* after the last slash */
char *os_path_stem(Arena *arena, const char *path); /* base without its last extension */
/* Seconds of the monotonic clock; for --time-passes only, never in output that must be stable. */
double os_seconds(void);
/* Part 0..4 of the system's name, as uname(2): system, node, release, version, machine. */
char *os_uname(Arena *arena, int part);

/* Most memory this process has had resident so far, in bytes; 0 where the system does not tell. */
size_t os_peak_memory(void);

typedef struct OsResult {
    int status;   /* exit status, 127 when it could not start, 128 + signal */
    char *output; /* stdout and stderr together, in the arena */
    size_t len;
} OsResult;
/* Runs argv (NULL-terminated, found on PATH) without a shell and waits; returns 0 or errno. */
int os_run(Arena *arena, const char *const *argv, OsResult *result);
/* The same, in a process group of its own, which is ended once stop() says so; NULL: as os_run. */
int os_run_until(Arena *arena, const char *const *argv, OsResult *result, bool (*stop)(void));

#endif
