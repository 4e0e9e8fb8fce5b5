# cpython.pylifecycle. Source: Python/C API, "Initialization, Finalization, and Threads".
from cpython.pystate cimport PyThreadState
from libc.stdio cimport FILE
from libc.stddef cimport wchar_t

cdef extern from "Python.h":
    void Py_Initialize()
    void Py_InitializeEx(int signals)
    int Py_IsInitialized()
    void Py_Finalize()
    int Py_FinalizeEx()
    PyThreadState *Py_NewInterpreter()
    void Py_EndInterpreter(PyThreadState *state)
    int Py_AtExit(void (*function)())
    void Py_Exit(int status)
    int Py_Main(int count, wchar_t **arguments)
    int Py_FdIsInteractive(FILE *file, const char *name)
    const char *Py_GetVersion()
    const char *Py_GetPlatform()
    const char *Py_GetCopyright()
    const char *Py_GetCompiler()
    const char *Py_GetBuildInfo()
    ctypedef void (*PyOS_sighandler_t)(int)
    PyOS_sighandler_t PyOS_getsig(int signal)
    PyOS_sighandler_t PyOS_setsig(int signal, PyOS_sighandler_t handler)
