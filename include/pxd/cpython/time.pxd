# cpython.time: the clocks of the `time` module without a Python call.
from libc.time cimport clock_gettime, timespec, tm, CLOCK_MONOTONIC, CLOCK_REALTIME, time_t
from libc.time cimport localtime_r


cdef inline double time() noexcept nogil:
    """Seconds since the epoch."""
    cdef timespec now
    clock_gettime(CLOCK_REALTIME, &now)
    return <double>now.tv_sec + <double>now.tv_nsec * 1e-9


cdef inline long long time_ns() noexcept nogil:
    cdef timespec now
    clock_gettime(CLOCK_REALTIME, &now)
    return <long long>now.tv_sec * 1000000000 + now.tv_nsec


cdef inline double monotonic() noexcept nogil:
    """Seconds of a clock that never goes back."""
    cdef timespec now
    clock_gettime(CLOCK_MONOTONIC, &now)
    return <double>now.tv_sec + <double>now.tv_nsec * 1e-9


cdef inline long long monotonic_ns() noexcept nogil:
    cdef timespec now
    clock_gettime(CLOCK_MONOTONIC, &now)
    return <long long>now.tv_sec * 1000000000 + now.tv_nsec


cdef inline double perf_counter() noexcept nogil:
    return monotonic()


cdef inline long long perf_counter_ns() noexcept nogil:
    return monotonic_ns()


cdef inline tm localtime() except *:
    """The parts of the local time."""
    cdef time_t now = <time_t>time()
    cdef tm parts
    if localtime_r(&now, &parts) is NULL:
        raise OSError("the local time is not known")
    parts.tm_year += 1900  # as in Python: real years, months from 1, days of the week from Monday
    parts.tm_mon += 1
    parts.tm_wday = (parts.tm_wday + 6) % 7
    parts.tm_yday += 1
    return parts
