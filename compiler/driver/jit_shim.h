/* jit_shim.h: the symbols libtcc.a is renamed to use; see jit_shim.c. Called by libtcc, but for kr_tcc_forget. */
#ifndef KRAIT_DRIVER_JIT_SHIM_H
#define KRAIT_DRIVER_JIT_SHIM_H

#include <stddef.h>
#include <stdio.h>

extern FILE *kr_tcc_stdout, *kr_tcc_stderr, *kr_tcc_stdin;
extern char **kr_tcc_environ;
/* In place of mprotect: success, without effect. */
int kr_tcc_mprotect(void *start, size_t size, int protection);
/* Drops the labels of functions that libtcc left in the middle of an error: it would look at them, freed, at the end of
 * the next function. Before each compilation, under the lock. */
void kr_tcc_forget(void);
/* In place of exit: gives up the compilation by a panic. */
_Noreturn void kr_tcc_exit(int status);

#endif
