# cpython.pystate. Source: Python/C API, "Thread State and the Global Interpreter Lock".
from cpython.object cimport PyObject

cdef extern from "Python.h":
    ctypedef struct PyThreadState
    ctypedef struct PyInterpreterState
    ctypedef enum PyGILState_STATE:
        PyGILState_LOCKED
        PyGILState_UNLOCKED

    PyThreadState *PyThreadState_Get()
    PyThreadState *PyThreadState_Swap(PyThreadState *state)
    PyInterpreterState *PyInterpreterState_Get()
    PyGILState_STATE PyGILState_Ensure() nogil
    void PyGILState_Release(PyGILState_STATE state) nogil
    bint PyGILState_Check() nogil
    PyThreadState *PyEval_SaveThread()
    void PyEval_RestoreThread(PyThreadState *state) nogil
    ctypedef struct PyFrameObject
    PyInterpreterState *PyInterpreterState_New()
    void PyInterpreterState_Clear(PyInterpreterState *state)
    void PyInterpreterState_Delete(PyInterpreterState *state)
    long long PyInterpreterState_GetID(PyInterpreterState *state)
    PyInterpreterState *PyInterpreterState_Head()
    PyInterpreterState *PyInterpreterState_Next(PyInterpreterState *state)
    PyThreadState *PyInterpreterState_ThreadHead(PyInterpreterState *state)
    PyThreadState *PyThreadState_New(PyInterpreterState *state)
    void PyThreadState_Clear(PyThreadState *state)
    void PyThreadState_Delete(PyThreadState *state)
    PyObject *PyThreadState_GetDict()
    PyThreadState *PyThreadState_Next(PyThreadState *state)
    int PyThreadState_SetAsyncExc(unsigned long thread, object exception)
    const int PyTrace_CALL
    const int PyTrace_EXCEPTION
    const int PyTrace_LINE
    const int PyTrace_RETURN
    const int PyTrace_C_CALL
    const int PyTrace_C_EXCEPTION
    const int PyTrace_C_RETURN
    const int PyTrace_OPCODE
