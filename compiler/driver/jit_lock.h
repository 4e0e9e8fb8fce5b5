/* jit_lock.h: the one lock around libtcc, and what must happen around fork. */
#ifndef KRAIT_DRIVER_JIT_LOCK_H
#define KRAIT_DRIVER_JIT_LOCK_H

/* Not recursive. A fork waits for the lock, so that a child never inherits it taken. */
void jit_lock(void);
void jit_unlock(void);
/* libgomp's omp_pause_resource_all, called before a fork: a child that inherits a used thread pool hangs
 * in its first parallel region. Call under the lock. */
void jit_lock_set_openmp_pause(int (*pause)(int kind));

#endif
