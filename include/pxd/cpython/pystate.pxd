# cpython.pystate. Source: Python/C API, "Thread State and the Global Interpreter Lock".
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
