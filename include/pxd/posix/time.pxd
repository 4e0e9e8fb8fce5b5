# posix.time: POSIX.1-2017 <sys/time.h> and <time.h>: what C's own header lacks.
from posix.types cimport clockid_t, pid_t, suseconds_t, time_t, timer_t
from posix.signal cimport sigevent

cdef extern from "<sys/time.h>" nogil:
    enum: ITIMER_REAL
    enum: ITIMER_VIRTUAL
    enum: ITIMER_PROF

    struct timezone:
        int tz_minuteswest
        int tz_dsttime

    struct timeval:
        time_t tv_sec
        suseconds_t tv_usec

    struct itimerval:
        timeval it_interval
        timeval it_value

    int getitimer(int which, itimerval *value)
    int setitimer(int which, const itimerval *value, itimerval *old)
    int gettimeofday(timeval *now, timezone *zone)
    int utimes(const char *path, const timeval *times)

cdef extern from "<time.h>" nogil:
    enum: CLOCK_REALTIME
    enum: CLOCK_MONOTONIC
    enum: CLOCK_PROCESS_CPUTIME_ID
    enum: CLOCK_THREAD_CPUTIME_ID
    enum: CLOCK_MONOTONIC_RAW
    enum: CLOCK_MONOTONIC_COARSE
    enum: CLOCK_REALTIME_COARSE
    enum: CLOCK_BOOTTIME
    enum: CLOCK_REALTIME_ALARM
    enum: CLOCK_BOOTTIME_ALARM
    enum: CLOCK_TAI
    enum: TIMER_ABSTIME

    struct timespec:
        time_t tv_sec
        long tv_nsec

    struct itimerspec:
        timespec it_interval
        timespec it_value

    int nanosleep(const timespec *time, timespec *rest)
    int clock_getcpuclockid(pid_t process, clockid_t *clock)
    int clock_getres(clockid_t clock, timespec *resolution)
    int clock_gettime(clockid_t clock, timespec *time)
    int clock_settime(clockid_t clock, const timespec *time)
    int clock_nanosleep(clockid_t clock, int flags, const timespec *time, timespec *rest)
    int timer_create(clockid_t clock, sigevent *event, timer_t *timer)
    int timer_delete(timer_t timer)
    int timer_getoverrun(timer_t timer)
    int timer_gettime(timer_t timer, itimerspec *value)
    int timer_settime(timer_t timer, int flags, const itimerspec *value, itimerspec *old)
