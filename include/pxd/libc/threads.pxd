# libc.threads: C11 7.26 <threads.h>; py_safe_* let go of the GIL while they wait.
from libc.time cimport timespec

cdef extern from "kr/cthreads.h" nogil:
    ctypedef int (*thrd_start_t)(void *) noexcept
    ctypedef void (*tss_dtor_t)(void *) noexcept
    ctypedef struct thrd_t:
        pass
    ctypedef struct mtx_t:
        pass
    ctypedef struct cnd_t:
        pass
    ctypedef struct tss_t:
        pass
    ctypedef struct once_flag:
        pass
    once_flag ONCE_FLAG_INIT

    enum:
        thrd_success
        thrd_nomem
        thrd_timedout
        thrd_busy
        thrd_error
        mtx_plain
        mtx_recursive
        mtx_timed
        TSS_DTOR_ITERATIONS

    int thrd_create(thrd_t *thread, thrd_start_t start, void *argument)
    int thrd_equal(thrd_t left, thrd_t right)
    thrd_t thrd_current()
    int thrd_sleep(const timespec *duration, timespec *rest)
    void thrd_yield()
    void thrd_exit(int result)
    int thrd_detach(thrd_t thread)
    int thrd_join(thrd_t thread, int *result)

    int mtx_init(mtx_t *mutex, int kind)
    int mtx_lock(mtx_t *mutex)
    int mtx_timedlock(mtx_t *mutex, const timespec *until)
    int mtx_trylock(mtx_t *mutex)
    int mtx_unlock(mtx_t *mutex)
    void mtx_destroy(mtx_t *mutex)
    void call_once(once_flag *flag, void (*function)() noexcept nogil) noexcept

    int cnd_init(cnd_t *condition)
    int cnd_signal(cnd_t *condition)
    int cnd_broadcast(cnd_t *condition)
    int cnd_wait(cnd_t *condition, mtx_t *mutex)
    int cnd_timedwait(cnd_t *condition, mtx_t *mutex, const timespec *until)
    void cnd_destroy(cnd_t *condition)

    int tss_create(tss_t *key, tss_dtor_t destructor)
    void *tss_get(tss_t key)
    int tss_set(tss_t key, void *value)
    void tss_delete(tss_t key)

    ctypedef struct py_safe_once_flag "once_flag":
        pass
    py_safe_once_flag PY_SAFE_ONCE_FLAG_INIT "ONCE_FLAG_INIT"
    void once_flag_init "kr_once_flag_init"(once_flag *flag)
    void py_safe_once_flag_init "kr_once_flag_init"(py_safe_once_flag *flag)
    int py_safe_mtx_lock "kr_mtx_lock"(mtx_t *mutex)
    int py_safe_cnd_wait "kr_cnd_wait"(cnd_t *condition, mtx_t *mutex)
    int py_safe_cnd_timedwait "kr_cnd_wait_until"(cnd_t *condition, mtx_t *mutex, const timespec *until)
    void py_safe_call_once "kr_call_once"(py_safe_once_flag *flag, void (*function)() noexcept nogil) noexcept
