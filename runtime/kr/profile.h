/* profile.h: calls and returns of compiled functions, told to the profiler of the thread (`# cython: profile=True`);
 * these and lines, told to the tracer of the thread too (`# cython: linetrace=True`).
 *
 * Such a function has a local `kr_events`. It stays empty, and every macro a test of a pointer, as long as neither is
 * set. A tracer is what sys.settrace has set. A profiler is what sys.setprofile, or cProfile up to Python 3.11, has
 * set; cProfile of 3.12 and later asks sys.monitoring, which knows code of the interpreter only.
 *
 *     KrCall kr_events = KR_CALL("total", "total.pyx:12");
 *     if (KR_CALL_ENTER() < 0) KR_FAIL(12, fail);
 *     if (KR_CALL_LINE(13) < 0) KR_FAIL(13, fail);
 *     ...
 * done:
 *     KR_CALL_RETURN(result);
 */
#ifndef KR_PROFILE_H
#define KR_PROFILE_H

#include "kr/core.h"

typedef struct KrCall {
    const char *func, *place; /* as in kr_traceback */
    int traced;               /* the tracer is told too */
    PyObject *frame;          /* one of them has seen the call: the frame it was shown */
} KrCall;

#define KR_CALL(func, place) {(func), (place), 0, NULL}
#define KR_CALL_TRACED(func, place) {(func), (place), 1, NULL}
/* 0, or -1 and an exception of the profiler's. */
#define KR_CALL_ENTER() kr_call_enter(KR_MODULE, &kr_events)
/* In front of a statement: 0, or -1 and an exception of the tracer's. */
#define KR_CALL_LINE(line) (kr_events.frame ? kr_call_line(&kr_events, (line)) : 0)
/* As KR_CALL_ENTER where nothing can be raised: what the profiler raises is reported as unraisable. */
#define KR_CALL_RESUME() kr_call_resume(KR_MODULE, &kr_events)
/* At the end of a function that gives an object: NULL in `result` when the profiler raises. */
#define KR_CALL_RETURN(result)                                                                     \
    do { if (kr_events.frame) (result) = kr_call_return(&kr_events, (result)); } while (0)
/* At the end of another, or where a generator is left at a yield. `value` is borrowed; NULL: None, or an exception
 * is pending, which stays. */
#define KR_CALL_LEAVE(value) do { if (kr_events.frame) kr_call_leave(&kr_events, (value)); } while (0)

KR_FN int kr_call_enter(KrModule *module, KrCall *call);
KR_FN void kr_call_resume(KrModule *module, KrCall *call);
KR_FN int kr_call_line(KrCall *call, int line);
KR_FN PyObject *kr_call_return(KrCall *call, PyObject *result);
KR_FN void kr_call_leave(KrCall *call, PyObject *value);

#endif
