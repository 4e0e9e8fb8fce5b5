/* jit_lock.c: the one lock around libtcc, taken across fork.
 *
 * libtcc keeps its compile state in globals, so the lock is process-wide; it is the library's only
 * writable global besides gdb's protocol variables (jit_debug.c). Without the fork handlers a child forked
 * while another thread compiles would hang on its first compilation (facts: 38 of 40 did).
 */
#include "driver/jit_lock.h"

#include <pthread.h>

static pthread_mutex_t tcc_mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t fork_once = PTHREAD_ONCE_INIT;

static int (*openmp_pause)(int kind);
enum { OMP_PAUSE_SOFT = 1 };

static void take(void)
{
    pthread_mutex_lock(&tcc_mutex);
}

static void prepare_fork(void)
{
    take();
    if (openmp_pause)
        openmp_pause(OMP_PAUSE_SOFT);
}

static void give(void)
{
    pthread_mutex_unlock(&tcc_mutex);
}

static void watch_fork(void)
{
    pthread_atfork(prepare_fork, give, give);
}

void jit_lock(void)
{
    pthread_once(&fork_once, watch_fork);
    take();
}

void jit_unlock(void)
{
    give();
}

void jit_lock_set_openmp_pause(int (*pause)(int kind))
{
    openmp_pause = pause;
}
