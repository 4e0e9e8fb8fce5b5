# cpython.ceval. Source: Python/C API, "Initialization, Finalization, and Threads".
cdef extern from "Python.h":
    void PyEval_InitThreads()
    int PyEval_ThreadsInitialized()
