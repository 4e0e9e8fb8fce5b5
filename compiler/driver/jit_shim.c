/* jit_shim.c: what the embedded libtcc sees instead of a few C library symbols.
 *
 * Debian's libtcc.a is not position independent for the data symbols stdout, stderr, stdin and environ,
 * and it ends the process when memory runs out or mprotect is refused. The build renames those symbols
 * (objcopy --redefine-sym, see the Makefile) to the ones below, so that the archive can be linked into a
 * shared library, never makes a page writable and executable, and never exits.
 */
#include "driver/jit_shim.h"

#include "base/panic.h"
#include "driver/jit_lock.h"
#include <stddef.h>

/* libtcc prints only when asked to (-E, -v), which the host never does. */
FILE *kr_tcc_stdout;
FILE *kr_tcc_stderr;
FILE *kr_tcc_stdin;
char **kr_tcc_environ;

/* libtcc's own, in versions that do not drop them themselves. */
extern void *global_label_stack __attribute__((weak));
extern void *local_label_stack __attribute__((weak));

void kr_tcc_forget(void)
{
    if (&global_label_stack)
        global_label_stack = NULL;
    if (&local_label_stack)
        local_label_stack = NULL;
}

int kr_tcc_mprotect(void *start, size_t size, int protection)
{
    (void)start, (void)size, (void)protection; /* jit_memory_seal does it, once, without W+X */
    return 0;
}

void kr_tcc_exit(int status)
{
    jit_unlock(); /* libtcc runs under the lock; the guard is outside */
    panic("libtcc gave up with status %d (out of memory?)", status);
}
