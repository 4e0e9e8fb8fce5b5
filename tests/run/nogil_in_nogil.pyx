"""`with nogil` in a function that may be called with the GIL or without: what is held is released."""
from cpython cimport pythread


cdef extern from *:
    """
    static int holds(void) { return PyGILState_Check(); }
    """
    int holds() nogil


cdef int inner(int *before, int *after) noexcept nogil:
    cdef int within
    before[0] = holds()
    with nogil:
        within = holds()
    after[0] = holds()
    return within


cdef int early(int x) except -1 nogil:
    with nogil:
        if x == 1:
            return 10 + holds()
        if x == 2:
            with gil:
                raise ValueError(x)
    return 20 + holds()


def held():
    """
    >>> held()
    (0, 1, 1)
    """
    cdef int before, after
    return inner(&before, &after), before, after


def released():
    """
    >>> released()
    (0, 0, 0)
    """
    cdef int before, after, within
    with nogil:
        within = inner(&before, &after)
    return within, before, after


def left(x):
    """
    >>> left(0), left(1)
    (21, 10)
    >>> left(2)
    Traceback (most recent call last):
    ValueError: 2
    """
    return early(x)


def left_released(int x):
    """
    >>> left_released(0), left_released(1)
    (20, 10)
    >>> left_released(2)
    Traceback (most recent call last):
    ValueError: 2
    """
    cdef int found
    with nogil:
        found = early(x)
    return found


cdef class Lock:
    """A second thread waits for the lock without the GIL.

    >>> import threading
    >>> lock = Lock()
    >>> lock.take()
    True
    >>> thread = threading.Thread(target=lock.take)
    >>> thread.start()
    >>> lock.give()
    >>> thread.join()
    >>> lock.give()
    """
    cdef pythread.PyThread_type_lock lock

    def __cinit__(self):
        self.lock = pythread.PyThread_allocate_lock()
        if self.lock is NULL:
            raise MemoryError()

    def __dealloc__(self):
        if self.lock is not NULL:
            pythread.PyThread_free_lock(self.lock)

    def take(self):
        return bool(take_lock(self.lock))

    def give(self):
        pythread.PyThread_release_lock(self.lock)


cdef int take_lock(pythread.PyThread_type_lock lock) noexcept nogil:
    cdef int taken
    with nogil:
        taken = pythread.PyThread_acquire_lock(lock, 1)
    return taken
