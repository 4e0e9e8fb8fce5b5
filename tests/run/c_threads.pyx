"""libc.threads: waiting lets go of the GIL."""
from libc cimport threads
from threading import Thread

cdef int starts = 0


cdef void start() noexcept nogil:
    global starts
    starts += 1


def once():
    """
    >>> once()
    1
    """
    cdef threads.once_flag flag
    cdef threads.py_safe_once_flag other
    global starts
    starts = 0
    threads.once_flag_init(&flag)
    threads.call_once(&flag, start)
    threads.call_once(&flag, start)
    threads.py_safe_once_flag_init(&other)
    starts -= 1
    threads.py_safe_call_once(&other, start)
    return starts


cdef int square(void *argument) noexcept nogil:
    cdef int *number = <int *>argument
    return number[0] * number[0]


def thread_of_c(int x):
    """
    >>> thread_of_c(7)
    49
    """
    cdef threads.thrd_t thread
    cdef int result = 0
    threads.thrd_create(&thread, square, &x)
    threads.thrd_join(thread, &result)
    return result


def waits(int count):
    """
    >>> waits(5)
    5
    """
    cdef threads.mtx_t mutex
    cdef threads.cnd_t condition
    cdef int ready = 0
    threads.mtx_init(&mutex, threads.mtx_plain)
    threads.cnd_init(&condition)

    def work():
        nonlocal ready
        threads.py_safe_mtx_lock(&mutex)
        ready += 1
        threads.mtx_unlock(&mutex)
        threads.cnd_signal(&condition)

    started = [Thread(target=work) for i in range(count)]
    for thread in started:
        thread.start()
    threads.py_safe_mtx_lock(&mutex)
    while ready < len(started):
        threads.py_safe_cnd_wait(&condition, &mutex)
    threads.mtx_unlock(&mutex)
    for thread in started:
        thread.join()
    threads.cnd_destroy(&condition)
    threads.mtx_destroy(&mutex)
    return ready
