/* rt_profile.c: calls and lines of compiled functions as events of the thread's profiler and tracer; see kr/profile.h.
 *
 * Both are shown a frame made for the call, of the code object that traceback entries for the function's first
 * line have too: one per function, so that a profiler can count by it. While they run, nothing is told to them
 * (tstate->tracing), as in the interpreter. Source: C API manual, "Profiling and Tracing".
 */
#include "kr/profile.h"
#include "rt_frame.h"
#include <stdlib.h>
#include <string.h>

/* 0, or -1 and an exception. The pending exception, if any, stays when there is no new one. */
static int tell(PyThreadState *thread, Py_tracefunc who, PyObject *object, PyObject *frame, int event, PyObject *value)
{
    if (!who || thread->tracing)
        return 0;
    PyObject *error = kr_error_take();
    KR_TRACING_ENTER(thread);
    int status = who(object, (PyFrameObject *)frame, event, value);
    KR_TRACING_LEAVE(thread);
    if (status == 0 && error)
        kr_error_put(error);
    else
        Py_XDECREF(error);
    return status;
}

/* The tracer, then the profiler; either may be gone by now. */
static int tell_both(PyThreadState *thread, const KrCall *call, PyObject *frame, int event, PyObject *value)
{
    if (call->traced && tell(thread, thread->c_tracefunc, thread->c_traceobj, frame, event, value) < 0)
        return -1;
    return tell(thread, thread->c_profilefunc, thread->c_profileobj, frame, event, value);
}

static PyObject *make_frame(KrModule *module, const KrCall *call, PyThreadState *thread)
{
    const char *colon = strrchr(call->place, ':');
    int line = colon ? atoi(colon + 1) : 0;
    PyCodeObject *code = kr_code_kept(module, call->func, call->place, line);
    PyFrameObject *frame = code && module->dict ? PyFrame_New(thread, code, module->dict, NULL) : NULL;
    if (frame)
        KR_FRAME_SET_LINE(frame, line);
    Py_XDECREF((PyObject *)code);
    return (PyObject *)frame;
}

int kr_call_enter(KrModule *module, KrCall *call)
{
    PyThreadState *thread = PyThreadState_Get();
    int wanted = thread->c_profilefunc || (call->traced && thread->c_tracefunc);
    if (KR_LIKELY(!wanted) || thread->tracing)
        return 0;
    PyObject *frame = make_frame(module, call, thread);
    if (!frame)
        return PyErr_Occurred() ? -1 : 0;
    if (tell_both(thread, call, frame, PyTrace_CALL, Py_None) < 0) {
        Py_DECREF(frame);
        return -1;
    }
    call->frame = frame;
    return 0;
}

int kr_call_line(KrCall *call, int line)
{
    PyThreadState *thread = PyThreadState_Get();
    KR_FRAME_SET_LINE((PyFrameObject *)call->frame, line);
    return tell(thread, thread->c_tracefunc, thread->c_traceobj, call->frame, PyTrace_LINE, Py_None);
}

void kr_call_resume(KrModule *module, KrCall *call)
{
    PyObject *error = kr_error_take();
    if (kr_call_enter(module, call) < 0)
        kr_unraisable(call->func);
    if (error)
        kr_error_put(error);
}

static int tell_return(KrCall *call, PyObject *value)
{
    PyThreadState *thread = PyThreadState_Get();
    PyObject *frame = call->frame;
    PyObject *shown = !value && !PyErr_Occurred() ? Py_None : value;
    call->frame = NULL;
    int status = tell_both(thread, call, frame, PyTrace_RETURN, shown);
    PyObject *error = kr_error_take();
    Py_DECREF(frame);
    if (error)
        kr_error_put(error);
    return status;
}

PyObject *kr_call_return(KrCall *call, PyObject *result)
{
    if (tell_return(call, result) < 0)
        Py_CLEAR(result);
    return result;
}

void kr_call_leave(KrCall *call, PyObject *value)
{
    int raised = PyErr_Occurred() != NULL;
    if (tell_return(call, value) < 0 && !raised)
        kr_unraisable(call->func);
}
