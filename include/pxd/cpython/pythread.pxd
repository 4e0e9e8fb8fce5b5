# cpython.pythread: locks of the interpreter's threads. Source: Include/pythread.h.
cdef extern from "pythread.h":
    ctypedef void *PyThread_type_lock
    ctypedef enum PyLockStatus:
        PY_LOCK_FAILURE
        PY_LOCK_ACQUIRED
        PY_LOCK_INTR
    enum:
        WAIT_LOCK
        NOWAIT_LOCK

    unsigned long PyThread_get_thread_ident() nogil
    PyThread_type_lock PyThread_allocate_lock() nogil
    void PyThread_free_lock(PyThread_type_lock lock) nogil
    int PyThread_acquire_lock(PyThread_type_lock lock, int wait) nogil
    void PyThread_release_lock(PyThread_type_lock lock) nogil

    ctypedef struct Py_tss_t
    Py_tss_t Py_tss_NEEDS_INIT
    Py_tss_t *PyThread_tss_alloc()
    void PyThread_tss_free(Py_tss_t *key)
    bint PyThread_tss_is_created(Py_tss_t *key) nogil
    int PyThread_tss_create(Py_tss_t *key) nogil
    void PyThread_tss_delete(Py_tss_t *key) nogil
    int PyThread_tss_set(Py_tss_t *key, void *value) nogil
    void *PyThread_tss_get(Py_tss_t *key) nogil

    void PyThread_init_thread()
    long PyThread_start_new_thread(void (*function)(void *), void *argument)
    void PyThread_exit_thread()
    size_t PyThread_get_stacksize()
    int PyThread_set_stacksize(size_t size)
