/* par.h: what a parallel region needs beyond OpenMP: exceptions and breaks that leave it.
 *
 *     KrPar par_1 = KR_PAR_NONE;
 *     ... in each thread: KR_PAR_ENTER(); for (...) { if (KR_PAR_STOPPED(par_1)) continue; ... } KR_PAR_LEAVE();
 *     ... an exception leaves an iteration: kr_par_catch(&par_1, "f", "f.pyx", kr_line);
 *     ... behind the region: kr_line = kr_par_raise(&par_1);
 */
#ifndef KR_PAR_H
#define KR_PAR_H

#include "kr/lock.h"

enum { KR_PAR_GO = 0, KR_PAR_BREAK = 1, KR_PAR_ERROR = 2 };

typedef struct KrPar {
    volatile int why; /* KR_PAR_*: why to stop */
    int taken;        /* an exception was kept */
    PyObject *error;
} KrPar;
#define KR_PAR_NONE {0, 0, NULL}
#define KR_PAR_STOPPED(par) KR_UNLIKELY((par).why != 0)

/* Around the work of one thread whose body can raise or takes the GIL: the thread has a Python thread state,
 * detached, all along. Two declarations and two statements. */
#define KR_PAR_ENTER()                                                                             \
    PyGILState_STATE kr_par_gil = PyGILState_Ensure();                                             \
    PyThreadState *kr_par_state = PyEval_SaveThread()
#define KR_PAR_LEAVE()                                                                             \
    do { PyEval_RestoreThread(kr_par_state); PyGILState_Release(kr_par_gil); } while (0)

/* An exception, pending in this thread, which is without the GIL, left an iteration: adds the traceback entry,
 * keeps the exception if it is the first of the region, drops it else. */
#define kr_par_catch(par, func, file, line) kr_par_catch_in(KR_MODULE, (par), (func), (file), (line))
KR_FN void kr_par_catch_in(KrModule *module, KrPar *par, const char *func, const char *file, int line);
/* Behind the region, without or with the GIL: makes the kept exception pending: -1; 0 when there is none. */
KR_FN int kr_par_raise(KrPar *par);

/* For outlined regions, which have the state's address. */
#define kr_par_begin(par) ((par)->why = KR_PAR_GO, (par)->taken = 0, (par)->error = NULL)
#define kr_par_stop(par) ((par)->why = KR_PAR_BREAK)
#define kr_par_stopped(par) ((par)->why != KR_PAR_GO)

/* Of all threads that call it with the same `flag`, which was 0, one gets 1 and has set it; the others get 0. */
KR_FN int kr_par_first(void *flag, int value);

/* num_threads(n): how many threads to ask for; 0 or less: OpenMP's own choice. */
#define kr_par_threads(n) ((n) > 0 ? (n) : KR_OMP_MAX_THREADS())
/* Number of the calling thread in its team. */
#define kr_par_thread() KR_OMP_THREAD()
#if defined(_OPENMP) || defined(__TINYC__)
int omp_get_max_threads(void);
int omp_get_num_threads(void);
int omp_get_thread_num(void);
#define KR_OMP_MAX_THREADS() omp_get_max_threads()
#define KR_OMP_THREAD() omp_get_thread_num()
#else
#define KR_OMP_MAX_THREADS() 1
#define KR_OMP_THREAD() 0
#endif

/* libgomp's own entry points, for outlined regions. Source: what gcc itself emits calls to; stable since gcc 9. */
#if defined(__TINYC__)
void GOMP_parallel(void (*work)(void *), void *data, unsigned threads, unsigned flags);
_Bool GOMP_loop_nonmonotonic_dynamic_start(long start, long end, long step, long chunk, long *from, long *to);
_Bool GOMP_loop_nonmonotonic_dynamic_next(long *from, long *to);
_Bool GOMP_loop_nonmonotonic_guided_start(long start, long end, long step, long chunk, long *from, long *to);
_Bool GOMP_loop_nonmonotonic_guided_next(long *from, long *to);
_Bool GOMP_loop_maybe_nonmonotonic_runtime_start(long start, long end, long step, long *from, long *to);
_Bool GOMP_loop_maybe_nonmonotonic_runtime_next(long *from, long *to);
void GOMP_loop_end_nowait(void);
void GOMP_atomic_start(void);
void GOMP_atomic_end(void);
void GOMP_barrier(void);
#endif

#endif
