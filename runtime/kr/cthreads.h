/* cthreads.h: libc.threads: C11's threads beside the GIL.
 *
 *     py_safe_mtx_lock(&m)      as mtx_lock, but a thread that has to wait lets go of the GIL meanwhile
 *
 * Each may be called with or without the GIL. Nobody waits for a mutex while holding the GIL, so the two cannot wait
 * for each other. Source: C11 7.26; Cython user guide, "Free threading", "libc.threads".
 */
#ifndef KR_CTHREADS_H
#define KR_CTHREADS_H

#include "kr/lock.h"

#include <string.h>
#include <threads.h>

/* ONCE_FLAG_INIT, for a flag that is not set where it is defined. */
KR_INLINE void kr_once_flag_init(once_flag *flag)
{
    static const once_flag fresh = ONCE_FLAG_INIT;
    memcpy(flag, &fresh, sizeof fresh);
}

KR_INLINE int kr_mtx_lock(mtx_t *mutex)
{
    int result = mtx_trylock(mutex);
    if (result != thrd_busy)
        return result;
    PyThreadState *thread = kr_detach();
    result = mtx_lock(mutex);
    kr_attach(thread);
    return result;
}

/* The mutex is let go again before the GIL is waited for. */
KR_INLINE int kr_cnd_wait_until(cnd_t *condition, mtx_t *mutex, const struct timespec *until)
{
    PyThreadState *thread = kr_detach();
    int result = until ? cnd_timedwait(condition, mutex, until) : cnd_wait(condition, mutex);
    if (!thread)
        return result;
    mtx_unlock(mutex);
    kr_attach(thread);
    int locked = kr_mtx_lock(mutex);
    return locked == thrd_success ? result : locked;
}
#define kr_cnd_wait(condition, mutex) kr_cnd_wait_until((condition), (mutex), NULL)

KR_INLINE void kr_call_once(once_flag *flag, void (*function)(void))
{
    PyThreadState *thread = kr_detach();
    call_once(flag, function);
    kr_attach(thread);
}

#endif
